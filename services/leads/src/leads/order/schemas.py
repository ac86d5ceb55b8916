"""What goes over the wire about orders."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import LoanStatus
from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Fen, LongText, OptionalText, Text

from leads.days import Day
from leads.loan.schemas import LoanRow
from leads.order.policy import DepositKind, Fault, OrderStatus, PaymentKind, PaymentMethod
from leads.quote.schemas import BreakdownOut, QuoteTerms

Amount = Annotated[Fen, Field(gt=0)]


class Request(Body):
    """What is sent."""


class PlaceOrder(Request):
    quote_id: UUID
    deposit_kind: DepositKind
    deposit_fen: Amount
    deposit_method: PaymentMethod
    deposit_reference: OptionalText = None
    promised_on: Day | None = None
    note: LongText = ""


class OrderChange(Request):
    """Absent fields stay as they are."""

    promised_on: Day | None = None
    colour: Text | None = None
    note: LongText | None = None


class RecordPayment(Request):
    amount_fen: Amount
    method: PaymentMethod
    reference: OptionalText = None


class AllocateCar(Request):
    car_id: UUID


class ReleaseCar(Request):
    reason: Text


class EnterInvoice(Request):
    invoice_no: Text
    invoiced_on: Day
    amount_fen: Amount


class EnterInsurance(Request):
    insurer: Text
    compulsory_policy_no: OptionalText = None
    compulsory_until: Day | None = None
    commercial_policy_no: OptionalText = None
    commercial_until: Day | None = None


class EnterPlate(Request):
    plate: Annotated[Text, Field(max_length=20)]
    plated_on: Day


class CancelOrder(Request):
    fault: Fault
    reason: Text
    method: PaymentMethod = PaymentMethod.TRANSFER


class DepositRule(BaseModel):
    kind: DepositKind
    zh: str
    en: str


class CancellationPreview(BaseModel):
    """`refund + forfeit = received`; a penalty comes on top of the refund."""

    fault: Fault
    deposit_kind: DepositKind
    received_fen: int
    refund_fen: int
    forfeit_fen: int
    penalty_fen: int
    zh: str
    en: str


class ProgressStep(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    zh: str
    en: str
    done: bool
    at: datetime | None
    on: date | None


class OrderRow(BaseModel):
    id: UUID
    order_no: str
    customer_id: UUID
    customer_name: str | None
    mobile_masked: str | None
    lead_id: UUID
    assignee_id: UUID | None
    assignee_name: str | None
    model: str
    colour: str | None
    vin: str | None
    status: OrderStatus
    total_fen: int
    payable_fen: int
    received_fen: int
    owed_fen: int
    deposit_kind: DepositKind
    deposit_fen: int
    loan_status: LoanStatus | None
    ordered_at: datetime
    promised_on: date | None
    invoiced_on: date | None
    delivered_at: datetime | None
    starts_at: datetime | None
    version: int


class PaymentOut(BaseModel):
    """Money out is negative."""

    id: UUID
    kind: PaymentKind
    amount_fen: int
    method: PaymentMethod
    reference: str | None
    paid_at: datetime
    recorded_by_name: str | None


class LinkBrief(BaseModel):
    expires_at: datetime
    created_at: datetime


class OrderOut(OrderRow):
    store_id: UUID
    quote_id: UUID
    model_id: UUID
    car_id: UUID | None
    appraisal_id: UUID | None
    terms: QuoteTerms
    breakdown: BreakdownOut
    price_fen: int
    trade_in_fen: int
    loan_principal_fen: int
    loan_credit_fen: int
    deposit_rule: DepositRule
    ordered_on: date
    allocated_at: datetime | None
    inspected_at: datetime | None
    invoice_no: str | None
    invoice_fen: int | None
    insurer: str | None
    compulsory_policy_no: str | None
    compulsory_until: date | None
    commercial_policy_no: str | None
    commercial_until: date | None
    plate: str | None
    plate_warnings: list[str]
    plated_on: date | None
    cancelled_at: datetime | None
    cancel_fault: Fault | None
    cancel_reason: str | None
    forfeit_fen: int
    note: str
    payments: list[PaymentOut]
    loan: LoanRow | None
    link: LinkBrief | None
    steps: list[ProgressStep]


class BoardColumn(BaseModel):
    """`items` holds the first 50, the longest waiting first."""

    status: OrderStatus
    count: int
    items: list[OrderRow]


class OrderBoard(BaseModel):
    columns: list[BoardColumn]


class ProgressLinkOut(BaseModel):
    """`token` is shown this once; only its hash is kept."""

    token: str
    path: str
    expires_at: datetime


class ProgressStore(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    phone: str
    address: str


class OrderProgress(BaseModel):
    """What whoever holds the link may see."""

    store: ProgressStore
    customer_name: str
    order_no: str
    model: str
    colour: str | None
    steps: list[ProgressStep]
    promised_on: date | None
    adviser_name: str | None
