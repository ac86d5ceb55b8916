"""What stands in somebody's diary: other features add the query that knows theirs."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service_defaults.work import Reading


@dataclass(frozen=True, slots=True)
class Span:
    """Whose appointments, and when: half open. `staff_id` None asks for everybody in the actor's scope."""

    staff_id: UUID | None
    store_ids: Sequence[UUID]
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """`kind` is a stable code (test_drive, appraisal, delivery, …), `title` what it is about."""

    kind: str
    ref_id: UUID
    customer_id: UUID | None
    lead_id: UUID | None
    staff_id: UUID | None
    starts_at: datetime
    title: str


AppointmentQuery = Callable[[Reading, Span], Awaitable[list[Appointment]]]
"""One statement, scoped by the reading's actor, in order of time."""
