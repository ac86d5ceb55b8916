"""What goes over the wire about ownership."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from leads.ownership.policy import ProtectionState


class ProtectionOut(BaseModel):
    """`limit_at` is the end that no further contact moves; null once the customer came or ordered."""

    state: ProtectionState
    until: datetime | None
    limit_at: datetime | None


class ChangeOut(BaseModel):
    """One change of hands, newest first; `why` explains a choice that a rule made."""

    at: datetime
    from_name: str | None
    to_name: str | None
    how: str
    note: str
    by_name: str | None
    why: dict[str, Any]


class OwnershipOut(BaseModel):
    """Whose customer this is. `reclaim_at` is when the pool takes the customer back unless somebody makes contact."""

    customer_id: UUID
    owner_id: UUID | None
    owner_name: str | None
    since: datetime
    how: str
    by_name: str | None
    previous_owner_name: str | None
    registered_by_name: str | None
    registered_at: datetime
    first_contact_at: datetime | None
    contact_at: datetime | None
    attempt_at: datetime | None
    engaged_at: datetime | None
    claimed: bool
    protection: ProtectionOut
    warned_at: datetime | None
    reclaim_at: datetime | None
    changes: list[ChangeOut]
