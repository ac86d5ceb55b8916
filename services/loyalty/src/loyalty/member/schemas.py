"""What the API shows of members."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from loyalty.member.models import Member


class MemberRow(BaseModel):
    """A line of the member list; points are whole, `lifetime_points` decide the tier."""

    id: UUID
    member_no: str
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    tier: str
    available_points: int
    pending_points: int
    lifetime_points: int
    enrolled_at: datetime

    @classmethod
    def of(cls, member: Member, name: str | None, mobile_masked: str | None) -> Self:
        return cls(
            id=member.id,
            member_no=member.member_no,
            customer_id=member.customer_id,
            customer_name=name or "",
            mobile_masked=mobile_masked,
            tier=member.tier,
            available_points=member.available_points,
            pending_points=member.pending_points,
            lifetime_points=member.lifetime_points,
            enrolled_at=member.enrolled_at,
        )


class MemberOut(MemberRow):
    """The member card; `points_to_next_tier` is null at the top."""

    next_tier: str | None
    points_to_next_tier: int | None
    available_worth_fen: int
