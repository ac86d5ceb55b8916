"""What goes over the wire about customers. Contact data are masked everywhere but in `Revealed`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText, OptionalText, Text

from leads.customer.policy import CustomerKind, Gender, Lifecycle

Tags = Annotated[list[Text], Field(max_length=30)]
PhoneText = Annotated[Text, Field(max_length=40)]


class Request(Body, BaseModel):
    """What is sent."""


class CompanyBasics(Request):
    """What is special about a company."""

    credit_code: Annotated[str, Field(pattern=r"^[0-9A-HJ-NP-RTUWXY]{18}$")] | None = None
    contact_name: OptionalText = None
    industry: OptionalText = None
    fleet_size: int | None = Field(None, ge=0, le=1_000_000)


class CustomerCreate(Request):
    """At least one of mobile, e-mail and WeChat is needed."""

    name: OptionalText = None
    kind: CustomerKind = CustomerKind.PERSON
    gender: Gender | None = None
    mobile: PhoneText | None = None
    other_phones: list[PhoneText] = Field(default=[], max_length=5)
    email: OptionalText = None
    wechat: OptionalText = None
    city: OptionalText = None
    source: Code = "other"
    tags: Tags = []
    referrer_customer_id: UUID | None = None
    company: CompanyBasics | None = None
    note: LongText = ""


class CustomerChange(Request):
    """Absent fields stay as they are; contact fields set to null are removed."""

    name: Text | None = None
    gender: Gender | None = None
    mobile: PhoneText | None = None
    email: OptionalText = None
    wechat: OptionalText = None
    city: OptionalText = None
    tags: Tags | None = None
    referrer_customer_id: UUID | None = None
    company: CompanyBasics | None = None
    note: LongText | None = None


class DuplicateQuestion(Request):
    """Asked while a number is being typed."""

    mobile: PhoneText


class DuplicateAnswer(BaseModel):
    """`customer_id` is given only for a customer within the asker's scope; for others: the owner, and whom to ask."""

    known: bool
    valid: bool
    owner_name: str | None = None
    advice: str | None = Field(None, description="`open_existing` or `ask_supervisor`")
    customer_id: UUID | None = None


class RevealField(StrEnum):
    MOBILE = "mobile"
    EMAIL = "email"
    WECHAT = "wechat"


class RevealRequest(Request):
    """Why contact data are to be seen. `call` is the reason of the call button."""

    field: RevealField = RevealField.MOBILE
    reason: Code = "call"
    note: Annotated[LongText, Field(max_length=500)] = ""


class Revealed(BaseModel):
    field: RevealField
    value: str
    reveal_id: UUID


class RevealRow(BaseModel):
    id: UUID
    at: datetime
    actor_id: str
    actor_name: str | None
    field: str
    reason: str
    note: str
    granted: bool


class ContactPointOut(BaseModel):
    kind: str
    phone_kind: str | None
    masked: str
    leading: bool
    dead: bool = Field(default=False, description="found dead in a stock-take")


class OpenLeadBrief(BaseModel):
    id: UUID
    kind: str
    stage: str
    level: str
    wanted: str
    next_contact_at: datetime | None


class CustomerRow(BaseModel):
    """`file_score`: how complete the file is, in percent; null until it was counted."""

    id: UUID
    store_id: UUID
    kind: CustomerKind
    name: str
    gender: Gender | None
    mobile_masked: str | None
    lifecycle: Lifecycle
    owner_id: UUID | None
    owner_name: str | None
    source: str
    tags: list[str]
    created_at: datetime
    city: str | None
    file_score: int | None
    open_lead: OpenLeadBrief | None


class CustomerOut(CustomerRow):
    """The head of the customer's page."""

    email_masked: str | None
    contact_points: list[ContactPointOut]
    referrer_customer_id: UUID | None
    referrer_name: str | None
    company: CompanyBasics | None
    note: str
    version: int
    open_leads: list[OpenLeadBrief]
