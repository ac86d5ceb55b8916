"""What goes over the wire about duplicates."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText

from leads.duplicate.policy import PairState, Reason


class PairDismissal(Body):
    """`note`: how one knows that they are two."""

    note: Annotated[LongText, Field(max_length=500)] = ""


class PairSide(BaseModel):
    id: UUID
    name: str
    mobile_masked: str | None
    owner_name: str | None
    lifecycle: str
    source: str
    created_at: datetime
    wanted: str


class PairOut(BaseModel):
    """Two files with the evidence; `score` adds up the weights of the reasons as the store set them."""

    id: UUID
    store_id: UUID
    one: PairSide
    other: PairSide
    score: int
    reasons: list[Reason]
    evidence: dict[str, str] = Field(description="what is the same, by reason, where it may be shown")
    state: PairState
    found_at: datetime
    decided_at: datetime | None
    decided_by_name: str | None
    note: str


class ScanOut(BaseModel):
    """`scanned` of `total` files were compared so far; `found` pairs are new."""

    id: UUID
    store_id: UUID
    started_at: datetime
    since: datetime | None
    total: int
    scanned: int
    found: int
    finished_at: datetime | None


class DuplicateOverview(BaseModel):
    """What waits, and the newest scan; null before the first one."""

    open_pairs: int
    scan: ScanOut | None
