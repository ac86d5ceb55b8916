"""HTTP of the reception register."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.days import Day
from leads.posts import FRONT_DESK
from leads.visit import hosting, listing, service
from leads.visit.schemas import (
    VisitBoard,
    VisitDeparture,
    VisitHost,
    VisitorIdentify,
    VisitOut,
    VisitRegister,
    VisitStep,
)

router = APIRouter(tags=["visits"])


@router.post("/visits", status_code=201, dependencies=staff(*FRONT_DESK))
async def register_visit(body: VisitRegister, work: Writes, once: OnlyOnce) -> VisitOut:
    """Register a walk-in or call by its number; customer, lead and adviser follow. Strangers: `{"anonymous": true}`."""

    async def act() -> VisitOut:
        visit = await service.register_visit(work, body)
        # Whoever registers sees the row once, also when a colleague looks after the visitor.
        return await listing.visit_page(work.as_system(), visit.id)

    return await once.run(work, VisitOut, act)


@router.get("/visits", dependencies=staff(*FRONT_DESK))
async def list_visits(
    reading: Reads,
    day: Day | None = None,
    open: Annotated[bool | None, Query(alias="open")] = None,  # noqa: A002 - the word of the API
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[VisitOut]:
    """The register, newest first."""
    return await listing.list_visits(reading, day=day, is_open=open, limit=limit, cursor=cursor)


@router.get("/visits/board", dependencies=staff(*FRONT_DESK))
async def get_visit_board(reading: Reads) -> VisitBoard:
    """Who is in the house, longest first, with the time by which they are to be greeted."""
    return await listing.visit_board(reading)


@router.post("/visits/{visit_id}/greeting", dependencies=staff(*FRONT_DESK))
async def greet_visitor(visit_id: UUID, work: Writes) -> VisitOut:
    """Somebody has welcomed the visitor."""
    visit = await service.greet_visitor(work, visit_id)
    return await listing.visit_page(work.as_system(), visit.id)


@router.post("/visits/{visit_id}/departure", dependencies=staff(*FRONT_DESK))
async def end_visit(visit_id: UUID, work: Writes, body: VisitDeparture | None = None) -> VisitOut:
    """The visitor has left; after closing time with the reason why the visit was still open."""
    visit = await hosting.end_visit(work, visit_id, body.reason if body else None)
    return await listing.visit_page(work.as_system(), visit.id)


@router.post("/visits/{visit_id}/identification", dependencies=staff(*FRONT_DESK))
async def identify_visitor(visit_id: UUID, body: VisitorIdentify, work: Writes) -> VisitOut:
    """A stranger left a number after all: customer, lead and adviser follow from it."""
    visit = await service.identify_visitor(work, visit_id, body)
    return await listing.visit_page(work.as_system(), visit.id)


@router.post("/visits/{visit_id}/steps", dependencies=staff(*FRONT_DESK))
async def take_visit_step(visit_id: UUID, body: VisitStep, work: Writes) -> VisitOut:
    """Tick one of the six steps of the reception off, or take it back."""
    visit = await hosting.take_step(work, visit_id, body)
    return await listing.visit_page(work.as_system(), visit.id)


@router.post("/visits/{visit_id}/host", dependencies=staff(*FRONT_DESK))
async def pass_visitor(visit_id: UUID, body: VisitHost, work: Writes) -> VisitOut:
    """Another adviser looks after the visitor now; whose customer they are does not change."""
    visit = await hosting.pass_on(work, visit_id, body.staff_id)
    return await listing.visit_page(work.as_system(), visit.id)
