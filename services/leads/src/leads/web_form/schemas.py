"""What goes over the wire about web forms."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from contracts.vocabulary import LeadKind, Purpose
from pydantic import BaseModel, Field, StringConstraints, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText, OptionalText, Text

from leads.behaviour.schemas import VisitorId, Wording
from leads.lead.schemas import Year
from leads.web_form.policy import Outcome

FormKey = Annotated[str, StringConstraints(pattern=r"^wf_[A-Za-z0-9_-]{16,64}$")]
TokenText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{20,120}$")]
Proof = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}$")]
_Short = Annotated[Text, Field(max_length=60)]
_Words = Annotated[LongText, Field(max_length=1000)]
_Legal = Annotated[LongText, Field(min_length=1, max_length=2000)]


class Request(Body, BaseModel):
    """What is sent."""


class FieldName(StrEnum):
    """What a form can ask for beside the mobile, which it always asks for."""

    NAME = "name"
    MODEL = "model"
    CITY = "city"
    EMAIL = "email"
    PREFERRED_TIME = "preferred_time"
    OWN_CAR = "own_car"
    COMMENTS = "comments"


class PreferredTime(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


class FormField(Request):
    name: FieldName
    required: bool = False


class ConsentWording(Request):
    """What a visitor reads and ticks. `service` is the leave to be contacted; a changed text needs a new version."""

    purpose: Literal[Purpose.SERVICE, Purpose.MARKETING, Purpose.PROFILING]
    version: Wording
    zh: _Legal
    en: _Legal


class FormTexts(Request):
    """Both languages; empty ones fall back to the page's own."""

    title_zh: _Short
    title_en: _Short
    intro_zh: _Words = ""
    intro_en: _Words = ""
    thanks_zh: _Words = ""
    thanks_en: _Words = ""


Fields = Annotated[list[FormField], Field(max_length=7)]
Models = Annotated[list[_Short], Field(max_length=30)]
Origins = Annotated[list[Text], Field(max_length=20)]
Wordings = Annotated[list[ConsentWording], Field(min_length=1, max_length=3)]
Kind = Literal[LeadKind.BUY, LeadKind.TEST_DRIVE, LeadKind.TRADE_IN, LeadKind.SELL, LeadKind.LEASE]


class WebFormCreate(Request):
    """`origins` are the web sites that may show it; its own page and plain links need none."""

    name: Text
    kind: Kind = LeadKind.BUY
    source: Code = "official_site"
    campaign: OptionalText = None
    texts: FormTexts
    fields: Fields = []
    models: Models = []
    origins: Origins = []
    consents: Wordings

    @model_validator(mode="after")
    def _named_once(self) -> "WebFormCreate":
        for names in ([one.name for one in self.fields], [one.purpose for one in self.consents]):
            if len(set(names)) != len(names):
                raise ValueError("each field and each purpose stands once")
        return self


class WebFormChange(WebFormCreate):
    """The whole form as it is to be."""

    active: bool = True


class WebFormNumbers(BaseModel):
    """Of the last 30 days. `asked_again`: too quick, too old or without proof; `refused`: over a limit."""

    views: int = 0
    taken: int = 0
    quarantined: int = 0
    asked_again: int = 0
    refused: int = 0


class WebFormOut(BaseModel):
    id: UUID
    store_id: UUID
    store_name: str
    form_key: str
    name: str
    kind: LeadKind
    source: str
    campaign: str | None
    texts: FormTexts
    fields: list[FormField]
    models: list[str]
    origins: list[str]
    consents: list[ConsentWording]
    active: bool
    created_at: datetime
    version: int
    numbers: WebFormNumbers


class SubmissionRow(BaseModel):
    """`lead_id` is the lead that was opened or touched; null while it waits in quarantine."""

    id: UUID
    at: datetime
    outcome: Outcome
    reason: str | None
    lead_id: UUID | None


class StoreCard(BaseModel):
    name: str
    phone: str
    address: str


class WebFormPage(BaseModel):
    """All that the public page needs; nothing of a person. `token` goes back with what was filled in."""

    form_key: str
    kind: LeadKind
    texts: FormTexts
    fields: list[FormField]
    models: list[str]
    consents: list[ConsentWording]
    origins: list[str]
    store: StoreCard
    reply_minutes: int
    token: str
    proof_bits: int
    wait_seconds: int


class OwnCar(Request):
    model: _Short | None = None
    year: Year | None = None
    odometer_km: int | None = Field(None, ge=0, le=2_000_000)


class Ticked(Request):
    purpose: Literal[Purpose.SERVICE, Purpose.MARKETING, Purpose.PROFILING]
    version: Wording


class SubmissionCreate(Request):
    """`id` is the page's own for this submission: the same id again is the same submission. `website` stays empty."""

    id: UUID
    token: TokenText
    proof: Proof | None = None
    website: Annotated[str, Field(max_length=500)] = ""
    mobile: Annotated[Text, Field(max_length=40)]
    name: _Short | None = None
    model: _Short | None = None
    city: _Short | None = None
    email: Annotated[Text, Field(max_length=120)] | None = None
    preferred_time: PreferredTime | None = None
    own_car: OwnCar | None = None
    comments: _Words = ""
    consents: list[Ticked] = Field(max_length=3)
    visitor_id: VisitorId | None = None


class SubmissionTaken(BaseModel):
    """The same whoever it was: a stranger, a customer, or somebody whose entry is looked at first."""

    received: Literal[True] = True
