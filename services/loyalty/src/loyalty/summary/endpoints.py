"""What the customer page shows of loyalty, in one answer."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from service_defaults.web import Reads, staff

from loyalty.member import repository, service
from loyalty.member.schemas import MemberOut

router = APIRouter(tags=["summary"])


class LoyaltySummary(BaseModel):
    """`member` is null for somebody who is no member or lies outside the asker's scope."""

    member: MemberOut | None


@router.get("/customers/{customer_id}/summary", dependencies=staff())
async def get_customer_summary(customer_id: UUID, reading: Reads) -> LoyaltySummary:
    """The customer's membership."""
    joint = await repository.of_customer(reading.session, reading.actor, customer_id)
    return LoyaltySummary(member=await service.card_of(reading, joint) if joint else None)
