"""What goes over the wire about key accounts."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import LongText, OptionalText, Text

from leads.customer.schemas import PhoneText
from leads.days import Day, Instant
from leads.key_account.policy import AccountClass, AccountStage, AccountType, ContactRole, ReviewKind, VisitResult

Rating = Annotated[int, Field(ge=1, le=5)]
Units = Annotated[int, Field(ge=0, le=1_000_000)]
Year = Annotated[int, Field(ge=1950, le=2100)]


class Request(Body):
    """What is sent."""


class AccountOpen(Request):
    """A known company by its file, or a new one by its name and one person's mobile."""

    customer_id: UUID | None = None
    name: OptionalText = None
    mobile: PhoneText | None = None
    contact_name: OptionalText = None
    account_type: AccountType = AccountType.ENTERPRISE
    parent_id: UUID | None = None
    note: LongText = ""

    @model_validator(mode="after")
    def _names_somebody(self) -> "AccountOpen":
        if self.customer_id is None and not (self.name and self.mobile):
            raise ValueError("needs customer_id, or name and mobile")
        return self


class AccountChange(Request):
    """Absent fields stay as they are."""

    account_type: AccountType | None = None
    stage: AccountStage | None = None
    need: Rating | None = None
    power: Rating | None = None
    willingness: Rating | None = None
    parent_id: UUID | None = None
    assignee_id: UUID | None = None
    note: LongText | None = None


class ContactAdd(Request):
    """A person by number: known to the store or new."""

    mobile: PhoneText
    name: OptionalText = None
    role: ContactRole
    title: Annotated[LongText, Field(max_length=100)] = ""


class FleetAdd(Request):
    make: Text
    model: Text
    units: Annotated[Units, Field(ge=1)]
    use: Annotated[LongText, Field(max_length=100)] = ""
    bought_year: Year | None = None
    replace_on: Day | None = None


class PlanKeep(Request):
    target_units: Units
    target_visits: Annotated[int, Field(ge=0, le=1000)] = 0
    strategy: LongText = ""


class VisitPlan(Request):
    planned_at: Instant
    purpose: Text
    assignee_id: UUID | None = None


class VisitReport(Request):
    """`next_planned_at` null: the system proposes the next visit by the account's class."""

    result: VisitResult
    summary: LongText = ""
    next_step: Annotated[LongText, Field(max_length=400)] = ""
    stage: AccountStage | None = None
    next_planned_at: Instant | None = None


class AgreementSign(Request):
    agreement_no: Annotated[Text, Field(max_length=60)]
    valid_from: Day
    valid_until: Day
    target_units: Units = 0
    discount_permille: Annotated[int, Field(ge=0, le=500)] = 0
    terms: LongText = ""


class AgreementEnd(Request):
    reason: Text


class ReviewWrite(Request):
    kind: ReviewKind
    day: Day = Field(description="any day of the period")
    satisfaction: Rating
    loyalty: Rating
    judgement: LongText = ""
    next_steps: LongText = ""


class AccountRow(BaseModel):
    """`product` is need × power × willingness, 1 to 125."""

    id: UUID
    customer_id: UUID
    name: str
    parent_id: UUID | None
    parent_name: str | None
    owner_id: UUID | None
    owner_name: str | None
    account_type: AccountType
    stage: AccountStage
    account_class: AccountClass
    need: int | None
    power: int | None
    willingness: int | None
    fleet_units: int
    agreement_until: date | None
    next_visit_at: datetime
    last_visit_at: datetime | None
    visit_overdue: bool
    version: int


class ContactOut(BaseModel):
    id: UUID
    person_id: UUID
    name: str
    mobile_masked: str | None
    role: ContactRole
    title: str


class FleetOut(BaseModel):
    id: UUID
    make: str
    model: str
    units: int
    use: str
    bought_year: int | None
    replace_on: date | None


class PlanOut(BaseModel):
    """Attainment in ‰ of the target; null without one."""

    year: int
    target_units: int
    target_visits: int
    strategy: str
    units: int
    visits: int
    units_permille: int | None
    visits_permille: int | None
    changed_at: datetime | None


class AccountVisitOut(BaseModel):
    id: UUID
    planned_at: datetime
    purpose: str
    staff_id: UUID | None
    staff_name: str | None
    done_at: datetime | None
    result: VisitResult | None
    summary: str
    next_step: str


class AgreementOut(BaseModel):
    """`units` are cars ordered by the account while it was valid."""

    id: UUID
    agreement_no: str
    valid_from: date
    valid_until: date
    target_units: int
    units: int
    discount_permille: int
    terms: str
    ended_on: date | None
    end_reason: str | None
    live: bool


class Figures(BaseModel):
    """Orders of the company, its contacts and the companies below it, in one period."""

    ordered: int
    delivered: int
    cancelled: int
    delivered_fen: int
    visits_planned: int
    visits_done: int


class ReviewOut(BaseModel):
    id: UUID
    kind: ReviewKind
    starts_on: date
    figures: Figures
    satisfaction: int
    loyalty: int
    judgement: str
    next_steps: str
    written_at: datetime
    written_by_name: str | None


class ReviewDraft(BaseModel):
    """What the system knows of a period, before anybody judges it."""

    kind: ReviewKind
    starts_on: date
    ends_on: date
    figures: Figures
    written: bool


class AccountBrief(BaseModel):
    id: UUID
    name: str
    account_class: AccountClass


class AccountOut(AccountRow):
    """The whole file; lists newest first, each at most 50 long."""

    note: str
    product: int | None
    children: list[AccountBrief]
    contacts: list[ContactOut]
    fleet: list[FleetOut]
    plan: PlanOut
    visits: list[AccountVisitOut]
    agreements: list[AgreementOut]
    reviews: list[ReviewOut]
