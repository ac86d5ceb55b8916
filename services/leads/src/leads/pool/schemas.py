"""What goes over the wire about the pool."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from service_defaults.fields import Text

from leads.pool.policy import ClaimRefusal, PoolKind


class PoolOrder(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class PoolRow(BaseModel):
    """A customer whom nobody holds. `refusal` is why the asker may not claim them now, `refused_until` for how long;
    daily limit and capacity stand in the summary."""

    customer_id: UUID
    store_id: UUID
    customer_name: str
    mobile_masked: str | None
    city: str | None
    tags: list[str]
    kind: PoolKind
    note: str
    since: datetime
    claimable_from: datetime
    previous_owner_name: str | None
    lead_id: UUID | None
    wanted: str
    level: str | None
    stage: str | None
    source: str
    last_contact_at: datetime | None
    touch_count: int
    lost_reason: str | None
    refusal: ClaimRefusal | None
    refused_until: datetime | None


class PoolSummary(BaseModel):
    """How many there are of each kind, and what the asker may still take; null means without limit."""

    now: datetime
    counts: dict[PoolKind, int]
    total: int
    claims_today: int
    claims_left: int | None
    in_work: int
    capacity_left: int | None
    daily_claim_limit: int
    capacity: int | None


class Claimed(BaseModel):
    """The customer is yours; `lead_id` is the lead to work on."""

    customer_id: UUID
    lead_id: UUID | None
    claims_left: int | None


class Release(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: Text


class Released(BaseModel):
    customer_id: UUID
    claimable_from: datetime


class WarningRow(BaseModel):
    """A customer whom the pool takes back at `reclaim_at` unless there is an effective contact."""

    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    owner_id: UUID
    owner_name: str | None
    lead_id: UUID | None
    level: str | None
    wanted: str
    contact_at: datetime | None
    warned_at: datetime
    reclaim_at: datetime


class Warnings(BaseModel):
    now: datetime
    items: list[WarningRow]
