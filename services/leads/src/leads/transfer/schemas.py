"""What goes over the wire about hand-overs."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Text

from leads.pool.policy import Blocker


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Mode(StrEnum):
    """To whom: one person, everybody in turn by the rotation's rules, nobody (the pool)."""

    PERSON = "person"
    ROTATION = "rotation"
    POOL = "pool"


class TransferKind(StrEnum):
    REASSIGNMENT = "reassignment"
    DISTRIBUTION = "distribution"
    HANDOVER = "handover"


Ids = Annotated[list[UUID], Field(max_length=200)]


class Selection(Request):
    """Customers by their leads or by themselves, at most 200 each; or all without an owner."""

    lead_ids: Ids = []
    customer_ids: Ids = []
    unassigned: bool = False

    @model_validator(mode="after")
    def _something(self) -> "Selection":
        if not (self.lead_ids or self.customer_ids or self.unassigned):
            raise ValueError("name leads or customers, or ask for all without an owner")
        return self


class TransferCreate(Selection):
    """A customer moves with all open leads."""

    mode: Mode = Mode.PERSON
    owner_id: UUID | None = None
    reason: Text

    @model_validator(mode="after")
    def _person_is_named(self) -> "TransferCreate":
        if (self.mode is Mode.PERSON) is not (self.owner_id is not None):
            raise ValueError("a person is named when, and only when, the mode is person")
        return self


class TransferPreviewRow(BaseModel):
    """What a customer would lose: protection that runs, an order, an appointment, a pending dispute or defeat."""

    customer_id: UUID
    customer_name: str
    owner_id: UUID | None
    owner_name: str | None
    open_leads: int
    level: str | None
    protected_until: datetime | None
    in_pool: bool
    blockers: list[Blocker]
    test_drives: int


class TransferPreview(BaseModel):
    """`missing` are asked for and not in scope."""

    rows: list[TransferPreviewRow]
    customers: int
    leads: int
    protected: int
    blocked: int
    missing: int


class TransferResult(BaseModel):
    """One customer. `code` says why it stayed: customer_not_found, unchanged, customer_blocked, nobody_free,
    changed_since."""

    customer_id: UUID
    ok: bool
    code: str | None = None
    owner_id: UUID | None = None
    owner_name: str | None = None


class ReceiverShare(BaseModel):
    staff_id: UUID | None
    name: str | None
    customers: int
    leads: int


class TransferOut(BaseModel):
    """The receipt. The id is the token to undo it with, until `undo_until`."""

    id: UUID
    kind: TransferKind
    mode: Mode
    at: datetime
    by_name: str | None
    from_id: UUID | None
    from_name: str | None
    reason: str
    customers: int
    leads: int
    shares: list[ReceiverShare]
    test_drives: int
    test_drives_left: int
    orders: int
    deliveries: int
    verification_calls: int
    disputes: int
    undo_until: datetime | None
    undone_at: datetime | None


class TransferDone(TransferOut):
    results: list[TransferResult]


class TransferLineRow(BaseModel):
    customer_id: UUID
    customer_name: str
    from_name: str | None
    to_name: str | None
    leads: int
    undone: bool


class TransferUndone(BaseModel):
    transfer_id: UUID
    undone: int
    refused: int
    results: list[TransferResult]


class HandoverCreate(Request):
    """Somebody leaves 离职: everything that is theirs goes to one person or to all in turn."""

    staff_id: UUID
    mode: Mode = Mode.ROTATION
    owner_id: UUID | None = None
    reason: Text

    @model_validator(mode="after")
    def _receiver_is_clear(self) -> "HandoverCreate":
        if (self.mode is Mode.PERSON) is not (self.owner_id is not None):
            raise ValueError("a person is named when, and only when, the mode is person")
        if self.owner_id == self.staff_id:
            raise ValueError("the leaver receives nothing")
        return self


class HandoverPreview(BaseModel):
    """What somebody has in hand."""

    staff_id: UUID
    name: str
    active: bool
    customers: int
    open_leads: int
    test_drives: int
    orders: int
    deliveries: int
    verification_calls: int
    disputes: int


class Receiver(BaseModel):
    """Somebody who may be given customers, with what they have in work."""

    staff_id: UUID
    name: str
    roles: list[str]
    brands: list[str]
    on_duty: bool | None
    on_leave: bool
    in_work: int
    capacity_left: int | None
