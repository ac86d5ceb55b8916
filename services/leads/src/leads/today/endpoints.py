"""HTTP of the day's work."""

from fastapi import APIRouter
from service_defaults.identity import Role
from service_defaults.json_lines import Json
from service_defaults.web import Reads, staff

from leads.posts import SELLERS
from leads.today import service
from leads.today.schemas import Today, TodaySummary

router = APIRouter(tags=["today"])


@router.get("/today", response_model=Today, dependencies=staff(*SELLERS, Role.TEST_DRIVE_SPECIALIST, Role.APPRAISER))
async def get_today(*, reading: Reads, mine: bool | None = None) -> Json:
    """The ordered queue: late first replies, running clocks, appointments, due contacts, hot leads.

    Managers see what is late in their team or store unless they ask for `mine`.
    """
    return Json(await service.today(reading, mine=mine))


@router.get("/today/summary", dependencies=staff(*SELLERS, Role.TEST_DRIVE_SPECIALIST, Role.APPRAISER))
async def get_today_summary(*, reading: Reads, mine: bool | None = None) -> TodaySummary:
    """The counters beside the queue."""
    return await service.today_summary(reading, mine=mine)
