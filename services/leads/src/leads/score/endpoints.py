"""HTTP of scores."""

from uuid import UUID

from fastapi import APIRouter
from service_defaults.identity import Role
from service_defaults.web import Reads, Writes, staff

from leads.posts import CUSTOMER_POSTS, SALES_MANAGERS
from leads.score import service
from leads.score.schemas import ScoreOut, ScoreStanding

router = APIRouter(tags=["scores"])


@router.get("/leads/{lead_id}/score", dependencies=staff(*CUSTOMER_POSTS))
async def explain_score(lead_id: UUID, reading: Reads) -> ScoreOut:
    """Why this score: everything that counts, the strongest first."""
    return await service.explain_score(reading, lead_id)


@router.get("/score-standing", dependencies=staff(*SALES_MANAGERS, Role.MARKETING))
async def get_score_standing(reading: Reads, store_id: UUID | None = None) -> ScoreStanding:
    """What the store's scores rest on: rules or a model, how many closed leads, how good each training was."""
    return await service.score_standing(reading, store_id)


@router.post("/score-trainings", status_code=202, dependencies=staff(Role.SALES_MANAGER))
async def train_score_model(work: Writes, store_id: UUID | None = None) -> None:
    """Train on the store's closed leads now; the standing tells how it ended. Too few are said to be too few."""
    await service.train_now(work, store_id)


@router.post("/lead-assessments", status_code=202, dependencies=staff(Role.SALES_MANAGER))
async def assess_leads_again(work: Writes, store_id: UUID | None = None) -> None:
    """Give every open lead its temperature and score anew, after the rules were changed."""
    await service.assess_again(work, store_id)
