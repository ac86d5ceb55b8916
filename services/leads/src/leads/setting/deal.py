"""A store's numbers for test drive, appraisal, quote, order, loan and delivery."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.fields import Fen

Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=3)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4)]


class TaxRelief(BaseModel):
    """Purchase-tax relief of new-energy cars between two days: `share` of the tax, at most `cap_fen` a car."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date
    until: date
    share: Share
    cap_fen: Fen


class DealSettings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    test_drive_minutes: int = Field(default=60, ge=15, le=480)
    appraisal_minutes: int = Field(default=60, ge=15, le=480)
    appraisal_valid_days: int = Field(default=7, ge=1, le=60)
    appraisal_approval_from_fen: Fen | None = Field(
        default=20_000_000, description="values from here on need a manager"
    )
    discount_limit_percent: Percent = Decimal(3)
    quote_valid_days: int = Field(default=7, ge=1, le=90)
    compulsory_insurance_fen: Fen = 95_000
    plate_fee_fen: Fen = 50_000
    vat_percent: Percent = Decimal(13)
    purchase_tax_percent: Percent = Decimal(10)
    tax_relief: tuple[TaxRelief, ...] = Field(
        default=(
            TaxRelief(since=date(2024, 1, 1), until=date(2025, 12, 31), share=Decimal(1), cap_fen=3_000_000),
            TaxRelief(since=date(2026, 1, 1), until=date(2027, 12, 31), share=Decimal("0.5"), cap_fen=1_500_000),
        ),
        max_length=20,
    )
    earnest_cap_percent: Percent = Field(default=Decimal(20), description="of the price; more is no earnest money")
    delivery_requires_loan: Literal["approved", "disbursed"] = "approved"
    used_markup_percent: Percent = Field(default=Decimal(10), description="on the price paid for a trade-in")
    progress_link_days: int = Field(default=180, ge=1, le=730)
