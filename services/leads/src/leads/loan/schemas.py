"""What goes over the wire about loan applications."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import LoanStatus
from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Fen, OptionalText, Text

from leads.loan.policy import Outcome

Rate = Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4)]


class Request(Body):
    """What is sent."""


class Marital(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Applicant(Request):
    """Name and mobile come from the customer's file. Everything here is sealed at once."""

    id_no: Annotated[Text, Field(min_length=5, max_length=20)]
    monthly_income_fen: Fen
    employer: OptionalText = None
    marital: Marital | None = None
    address: OptionalText = None
    co_borrower: OptionalText = None


class SubmitLoan(Request):
    """Principal, term and rate default to the order's finance plan."""

    order_id: UUID
    partner_id: UUID
    principal_fen: Annotated[Fen, Field(gt=0)] | None = None
    months: int | None = Field(None, ge=1, le=120)
    annual_rate: Rate | None = None
    applicant: Applicant


class SupplyDocument(Request):
    """`code` is the partner's; `note` goes to the partner as it is."""

    code: Annotated[Text, Field(max_length=64)]
    note: OptionalText = None


class SupplyDocuments(Request):
    """Papers that are there now, all that the partner asked for; `principal_fen` to apply for less from now on."""

    documents: list[SupplyDocument] = Field(default_factory=list, max_length=20)
    principal_fen: Annotated[Fen, Field(gt=0)] | None = None


class WithdrawLoan(Request):
    reason: Text


class FinancePartner(BaseModel):
    """`consented`: the customer's separate consent naming this partner is on file; null without a customer."""

    id: UUID
    name: str
    consented: bool | None


class LoanRow(BaseModel):
    """`covers_delivery`: the car may leave on the strength of it, by the store's setting."""

    id: UUID
    loan_no: str
    order_id: UUID
    order_no: str
    customer_id: UUID
    customer_name: str | None
    partner_id: UUID
    partner_name: str | None
    status: LoanStatus
    principal_fen: int
    months: int
    annual_rate: str
    approved_fen: int | None
    submitted_at: datetime
    decided_at: datetime
    reason: str | None
    assignee_id: UUID | None
    assignee_name: str | None
    covers_delivery: bool
    version: int


class LoanReportOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    status: LoanStatus
    sequence: int
    decided_at: datetime
    approved_fen: int | None
    reason: str | None
    outcome: Outcome
    received_at: datetime


class SuppliedDocumentOut(BaseModel):
    code: str
    note: str | None


class LoanSupplyOut(BaseModel):
    """What was sent after the first submission."""

    submission: int
    documents: list[SuppliedDocumentOut]
    principal_fen: int
    supplied_at: datetime
    supplied_by_name: str | None


class LoanOut(LoanRow):
    """`required_documents`: the partner's codes for what it asks for, to be answered while the status says so."""

    required_documents: list[str]
    submission: int
    supplies: list[LoanSupplyOut]
    down_payment_fen: int
    monthly_fen: int
    id_no_masked: str
    partner_application_no: str | None
    consent_id: UUID
    withdrawn_at: datetime | None
    reports: list[LoanReportOut]
