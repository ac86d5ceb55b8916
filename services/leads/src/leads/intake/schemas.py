"""What goes over the wire about what came in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.vocabulary import LeadKind
from pydantic import AwareDatetime, BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText, OptionalText, Text

from leads.behaviour.schemas import VisitorId, Wording
from leads.consent.schemas import ConsentMention
from leads.customer.policy import Gender
from leads.lead.schemas import Year


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Remark(BaseModel):
    """A stable code with a sentence in the caller's language."""

    code: str
    detail: str


class OwnerOut(BaseModel):
    staff_id: UUID
    username: str
    name: str


class VehicleOut(BaseModel):
    make: str | None
    model: str | None
    year: int | None


class TradeInOut(VehicleOut):
    trim: str | None = None
    vin: str | None = None
    plate: str | None = None
    odometer_km: int | None = None
    condition: str | None = None


class IntakeResult(BaseModel):
    """What became of one prospect. `duplicate`: the customer is known; `lead_id` is the lead that was touched.

    `skipped`: understood, and by the partner's map no lead; kept with its reason.
    """

    outcome: Outcome
    lead_id: UUID | None
    customer_id: UUID | None
    owner: OwnerOut | None
    kind: LeadKind
    vehicle: VehicleOut
    trade_in: TradeInOut | None
    customer_name: str
    warnings: list[Remark]
    reason: Remark | None


class IntakeResults(BaseModel):
    """One result per prospect, in the document's order."""

    results: list[IntakeResult]


class Request(Body):
    """What is sent."""


class JsonCar(Request):
    make: OptionalText = None
    model: OptionalText = None
    year: Year | None = None
    trim: OptionalText = None
    odometer_km: int | None = Field(None, ge=0, le=2_000_000)
    plate: OptionalText = None
    vin: OptionalText = None


class JsonLead(Request):
    """One lead. `id` is the sender's own; the same id of the same source updates its lead."""

    id: OptionalText = None
    source: OptionalText = None
    kind: LeadKind = LeadKind.BUY
    name: OptionalText = None
    gender: Gender | None = None
    mobile: OptionalText = None
    phones: list[Text] = Field(default=[], max_length=5)
    email: OptionalText = None
    city: OptionalText = None
    make: OptionalText = None
    model: OptionalText = None
    year: Year | None = None
    trade_in: JsonCar | None = None
    vendor: OptionalText = None
    campaign: OptionalText = None
    comments: LongText = ""
    requested_at: AwareDatetime | None = None
    visitor_id: VisitorId | None = Field(
        None, description="the beacon's `chemai.visitor()`, or the platform's own id of the person"
    )
    profiling_wording: Wording | None = Field(
        None, description="the version of the wording by which the customer agreed to be recognised"
    )
    consents: list[ConsentMention] = Field(
        default=[], max_length=4, description="what else the customer agreed to, with the version of each wording"
    )
    resend: bool = False


class JsonLeads(Request):
    leads: list[JsonLead] = Field(min_length=1, max_length=100)


class QuarantineState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class SettledAs(StrEnum):
    """How it was dealt with: looked at and closed, mended by hand, read again as it was, set aside by a map."""

    CLOSED = "closed"
    MENDED = "mended"
    REPLAYED = "replayed"
    SKIPPED = "skipped"


class QuarantineRow(BaseModel):
    """`position` counts the prospects of the document from 0; `lead_id` is what became of it after all."""

    id: UUID
    at: datetime
    sender_name: str
    reason: str
    detail: str
    size: int
    digest: str
    position: int
    state: QuarantineState
    settled_as: SettledAs | None
    lead_id: UUID | None


class QuarantineOut(QuarantineRow):
    """`text` is the document as received; null above the size cap or after its retention. `draft` is what could be
    read of it, to be completed by hand."""

    media_type: str
    text: str | None
    draft: JsonLead
    closed_at: datetime | None
    closed_by_name: str | None


class VendorLink(Request):
    """Which store a partner means by a vendor's name or id."""

    vendor: Text
    store_id: UUID


class VendorLinkOut(BaseModel):
    vendor: str
    store_id: UUID
    store_name: str | None
