"""What the gateway tells: the organisation, the business clock, the partners."""

from uuid import UUID

from messaging import Event
from service_defaults.organisation import (
    ClockMoved,
    DutyChanged,
    DutyShift,
    OpeningSpan,
    StaffChanged,
    StoreChanged,
    TeamChanged,
)

__all__ = [
    "ClockMoved",
    "DutyChanged",
    "DutyShift",
    "OpeningSpan",
    "PartnerChanged",
    "StaffChanged",
    "StoreChanged",
    "TeamChanged",
]


class PartnerChanged(Event, type="gateway.partner_changed.v1", key="partner_id"):
    """A partner as the group knows it. `store_ids` are the stores it may deliver to, the first is its default."""

    partner_id: UUID
    group_id: UUID
    name: str
    kind: str
    source: str | None = None
    store_ids: tuple[UUID, ...]
    active: bool
    revision: int
