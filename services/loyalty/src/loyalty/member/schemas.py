"""What the API shows of members."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from loyalty.member.models import Member


@dataclass(frozen=True, slots=True)
class Joint:
    """A membership with all that is joined to it."""

    member: Member
    customer_id: UUID
    available_points: int
    pending_points: int
    lifetime_points: int
    cards: list[str]


class MemberRow(BaseModel):
    """A line of the member list; points are whole, `lifetime_points` decide the tier.

    Of a person whose customer files were merged the cards are shown as one: balances together, the other cards'
    numbers in `joined_cards`.
    """

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
    joined_cards: list[str] = []

    @classmethod
    def of(cls, joint: Joint, name: str | None, mobile_masked: str | None) -> Self:
        member = joint.member
        return cls(
            id=member.id,
            member_no=member.member_no,
            customer_id=joint.customer_id,
            customer_name=name or "",
            mobile_masked=mobile_masked,
            tier=member.joint_tier or member.tier,
            available_points=joint.available_points,
            pending_points=joint.pending_points,
            lifetime_points=joint.lifetime_points,
            enrolled_at=member.enrolled_at,
            joined_cards=joint.cards,
        )


class MemberOut(MemberRow):
    """The member card; `points_to_next_tier` is null at the top."""

    next_tier: str | None
    points_to_next_tier: int | None
    available_worth_fen: int
