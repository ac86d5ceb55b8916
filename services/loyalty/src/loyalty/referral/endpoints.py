"""HTTP of referrals."""

from typing import Annotated

from fastapi import APIRouter, Query
from service_defaults.paging import Page
from service_defaults.web import Reads, staff

from loyalty.referral import repository
from loyalty.referral.schemas import ReferralRow

router = APIRouter(tags=["referrals"])


@router.get("/referrals", dependencies=staff())
async def list_referrals(
    reading: Reads,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[ReferralRow]:
    """Referrals in scope, newest first."""
    return await repository.referrals_page(reading.session, reading.actor, limit=limit, cursor=cursor)
