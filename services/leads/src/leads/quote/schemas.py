"""What goes over the wire about quotes."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Fen, LongText, OptionalText, Text

from leads.quote.policy import ExtraKind, QuoteStatus
from leads.vehicle.schemas import ModelBrief

Rate = Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4)]


class Request(Body):
    """What is sent."""


class ExtraLine(Request):
    """An accessory or a named fee. A gift is not charged, but counts as given away."""

    kind: ExtraKind = ExtraKind.ACCESSORY
    name: Text
    quantity: int = Field(1, ge=1, le=999)
    unit_fen: Fen
    gift: bool = False


class LoanRequest(Request):
    """`annual_rate` in percent: "3.88"."""

    down_payment_fen: Fen
    months: int = Field(ge=1, le=120)
    annual_rate: Rate


class QuoteTerms(Request):
    """What is left out follows from the car, the model and the store's settings."""

    model_id: UUID
    car_id: UUID | None = None
    colour: OptionalText = None
    list_price_fen: Fen | None = None
    discount_fen: Fen = 0
    compulsory_insurance_fen: Fen | None = None
    vehicle_tax_fen: Fen = 0
    commercial_insurance_fen: Fen = 0
    plate_fee_fen: Fen | None = None
    extras: list[ExtraLine] = Field(default=[], max_length=50)
    appraisal_id: UUID | None = None
    loan: LoanRequest | None = None


class QuoteCreate(QuoteTerms):
    customer_id: UUID
    lead_id: UUID | None = None
    note: LongText = ""


class DecideQuote(Request):
    approved: bool
    note: LongText = ""


class LoanPlanOut(BaseModel):
    """`last_fen`: the last instalment, which takes what rounding left over."""

    principal_fen: int
    down_payment_fen: int
    months: int
    annual_rate: Decimal
    monthly_fen: int
    last_fen: int
    interest_fen: int


class BreakdownOut(BaseModel):
    """`total`: the car on the road; `payable`: less the trade-in; `cash_due`: what a loan leaves over.
    `given_away`: discount and gifts, against the adviser's `limit`.
    """

    list_price_fen: int
    discount_fen: int
    price_fen: int
    purchase_tax_fen: int
    tax_relief_fen: int
    compulsory_insurance_fen: int
    vehicle_tax_fen: int
    commercial_insurance_fen: int
    insurance_fen: int
    extras_fen: int
    gifts_fen: int
    plate_fee_fen: int
    total_fen: int
    trade_in_fen: int
    payable_fen: int
    loan: LoanPlanOut | None
    cash_due_fen: int
    given_away_fen: int
    limit_fen: int
    needs_approval: bool


class QuoteOut(BaseModel):
    id: UUID
    quote_no: str
    version_no: int
    store_id: UUID
    customer_id: UUID
    customer_name: str | None
    mobile_masked: str | None
    lead_id: UUID
    assignee_id: UUID | None
    assignee_name: str | None
    model: ModelBrief
    car_id: UUID | None
    vin: str | None
    colour: str | None
    appraisal_id: UUID | None
    status: QuoteStatus
    terms: QuoteTerms
    breakdown: BreakdownOut
    note: str
    valid_until: datetime
    expired: bool
    created_at: datetime
    decided_at: datetime | None
    decided_by_name: str | None
    decision_note: str | None
    order_id: UUID | None
    version: int


class InstalmentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    number: int
    payment_fen: int
    principal_fen: int
    interest_fen: int
    balance_fen: int


class PrintStore(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    brand: str
    city: str
    address: str
    phone: str


class PrintLine(BaseModel):
    """Money off is negative."""

    code: str
    zh: str
    en: str
    quantity: int
    amount_fen: int
    gift: bool = False


class QuotePrint(BaseModel):
    quote: QuoteOut
    store: PrintStore
    lines: list[PrintLine]
    printed_at: datetime
