"""What a document says about cars, ids and money, once read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["buy", "lease", "sell", "trade_in", "test_drive"]


@dataclass(frozen=True, slots=True)
class AdfId:
    """An id with the system that issued it. `identifies` is false for values that many leads share ("Email")."""

    source: str | None
    value: str
    sequence: str | None
    identifies: bool


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as stated, in major units; `currency` is ISO 4217 or None when the sender left it open."""

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Price:
    """A price of a car or an option; `type` as in ADF (quote, msrp, asking, …)."""

    money: Money
    type: str
    delta: str | None = None
    relative_to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Odometer:
    """A reading in kilometres beside the figure and unit that were sent; `assumed` when no unit was."""

    km: int
    stated: Decimal
    units: Literal["km", "mi"]
    assumed: bool
    status: str | None


@dataclass(frozen=True, slots=True)
class Colours:
    """A wish, `preference` 1 first."""

    exterior: str | None
    interior: str | None
    preference: int | None


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    code: str | None
    stock: str | None
    weighting: int | None
    price: Price | None


@dataclass(frozen=True, slots=True)
class FinanceAmount:
    type: str
    limit: str | None
    money: Money


@dataclass(frozen=True, slots=True)
class Finance:
    """How the customer means to pay; `term_months`, `rate_percent`, `frequency` are extensions of some providers."""

    method: str | None
    amounts: tuple[FinanceAmount, ...]
    balance: FinanceAmount | None
    term_months: int | None
    rate_percent: Decimal | None
    frequency: str | None
    mileage_allowance: str | None


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A wanted car, or the customer's own. `status_stated` is false where new or used is only the default."""

    interest: Kind
    status: Literal["new", "used"]
    status_stated: bool
    ids: tuple[AdfId, ...]
    year: int | None
    make: str | None
    model: str | None
    trim: str | None
    vin: str | None
    stock: str | None
    plate: str | None
    doors: str | None
    body_style: str | None
    transmission: str | None
    condition: str | None
    odometer: Odometer | None
    colours: tuple[Colours, ...]
    image_urls: tuple[str, ...]
    prices: tuple[Price, ...]
    price_comments: str | None
    options: tuple[Option, ...]
    finance: Finance | None
