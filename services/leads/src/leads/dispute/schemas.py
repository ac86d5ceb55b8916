"""What goes over the wire about disputes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import LongText

from leads.customer.schemas import PhoneText
from leads.dispute.policy import DisputeStatus, Grounds, Ruling, Why
from leads.ownership.schemas import ProtectionOut

Note = Annotated[LongText, Field(max_length=1000)]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DisputeOpen(Request):
    """About a customer by the number that the claimant knows, or by id where it is in scope."""

    mobile: PhoneText | None = None
    customer_id: UUID | None = None
    claimant_id: UUID | None = Field(None, description="a manager writes it down for somebody")
    grounds: Grounds
    note: Annotated[Note, Field(min_length=1)]

    @model_validator(mode="after")
    def _somebody(self) -> "DisputeOpen":
        if (self.mobile is None) is (self.customer_id is None):
            raise ValueError("name the customer by number or by id")
        return self


class DisputeRow(BaseModel):
    id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    claimant_id: UUID
    claimant_name: str | None
    owner_id: UUID | None
    owner_name: str | None
    grounds: Grounds
    note: str
    status: DisputeStatus
    opened_at: datetime
    ruling: Ruling | None
    ruling_note: str
    shares: dict[str, int]
    ruled_by_name: str | None
    ruled_at: datetime | None


class EvidenceFact(BaseModel):
    """One thing that happened. `kind`: customer_registered, lead_created, contact, visit, test_drive, quote, order,
    touchpoint, assignment."""

    at: datetime
    kind: str
    staff_id: UUID | None
    staff_name: str | None
    effective: bool
    detail: str


class EvidenceSide(BaseModel):
    """What one person did with the customer."""

    staff_id: UUID
    name: str | None
    party: str = Field(description="owner, claimant or other")
    first_at: datetime | None
    registered_at: datetime | None
    contacts: int
    effective: int
    last_effective_at: datetime | None
    visits: int
    test_drives: int
    quotes: int
    orders: int


class SuggestionOut(BaseModel):
    ruling: Ruling
    reasons: list[Why]


class Evidence(BaseModel):
    """Everything on one screen, the newest fact first; at most 200 facts."""

    registered_by_name: str | None
    registered_at: datetime
    protection: ProtectionOut
    sides: list[EvidenceSide]
    facts: list[EvidenceFact]
    suggestion: SuggestionOut


class DisputeOut(DisputeRow):
    """`evidence` is for those who rule."""

    evidence: Evidence | None


class DisputeRuling(Request):
    """`claimant_percent` is the claimant's share of a split; the owner stays unless `transfer` hands the customer
    over with it."""

    ruling: Ruling
    claimant_percent: int = Field(50, ge=1, le=99)
    transfer: bool = False
    note: Annotated[Note, Field(min_length=1)]
