"""What goes over the wire about changes of many leads."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import OptionalText

from leads.days import Instant
from leads.setting.schemas import LevelCode


class BulkAction(StrEnum):
    """`level` sets the level, and with it the next contact by its cadence; `next_contact` plans that alone."""

    LEVEL = "level"
    NEXT_CONTACT = "next_contact"


class BulkChangeCreate(Body):
    """Leads and what becomes of them; `reason` is written into the level's history."""

    lead_ids: list[UUID] = Field(min_length=1, max_length=200)
    action: BulkAction
    level: LevelCode | None = None
    next_contact_at: Instant | None = None
    reason: OptionalText = None

    @model_validator(mode="after")
    def _says_what(self) -> "BulkChangeCreate":
        given = {BulkAction.LEVEL: self.level, BulkAction.NEXT_CONTACT: self.next_contact_at}
        if given[self.action] is None or sum(value is not None for value in given.values()) != 1:
            raise ValueError("give a level for `level`, an instant for `next_contact`, and nothing beside it")
        return self


class BulkChangeRow(BaseModel):
    """One lead, before and after. `code` says why it stays: lead_not_found, lead_closed, unchanged, changed_since."""

    lead_id: UUID
    ok: bool
    code: str | None = None
    customer_name: str | None = None
    owner_name: str | None = None
    level: str | None = None
    new_level: str | None = None
    next_contact_at: datetime | None = None
    new_next_contact_at: datetime | None = None


class BulkChangePreview(BaseModel):
    """`sooner` and `later`: whose next contact would move which way."""

    rows: list[BulkChangeRow]
    changing: int
    staying: int
    sooner: int
    later: int


class BulkChangeOut(BaseModel):
    """The receipt. The id is the token to undo it with, until `undo_until`."""

    id: UUID
    action: BulkAction
    at: datetime
    reason: str
    level: str | None
    next_contact_at: datetime | None
    changed: int
    undo_until: datetime
    undone_at: datetime | None


class BulkChangeDone(BulkChangeOut):
    results: list[BulkChangeRow]


class BulkChangeUndone(BaseModel):
    id: UUID
    undone: int
    refused: int
    results: list[BulkChangeRow]
