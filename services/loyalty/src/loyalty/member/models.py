"""Tables of membership."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loyalty.tables import Base


class Member(PersonRow, Base):
    """A person's membership in a group; `store_id` is the home store, `customer_id` the newest card there.

    The three balances are sums of the ledger, kept under this row's lock. When customer files are merged, the
    memberships stay apart and each keeps its own ledger: `joined_to_id` names the one that is shown for all, and
    `joint_tier` stands there as long as others are joined to it. A projection of the merges: an un-merge clears both.
    """

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("group_id", "person_key"),
        UniqueConstraint("group_id", "member_no"),
        CheckConstraint("pending_points >= 0", name="pending_not_negative"),
        Index("ix_member_store_enrolled", "store_id", "enrolled_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    person_key: Mapped[str]
    member_no: Mapped[str]
    tier: Mapped[str]
    joined_to_id: Mapped[UUID | None] = mapped_column(index=True)
    joint_tier: Mapped[str | None]
    available_points: Mapped[int]
    pending_points: Mapped[int]
    lifetime_points: Mapped[int]
    enrolled_at: Mapped[datetime]


class MemberNumber(Base):
    """The last member number of a group."""

    __tablename__ = "member_number"
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    last: Mapped[int]
