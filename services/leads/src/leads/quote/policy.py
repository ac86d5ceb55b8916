"""The arithmetic of a quote, exact to the fen, and the limit of an adviser's discount. All amounts are fen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from service_defaults.money import Instalments, annuity

from leads.setting.deal import DealSettings
from leads.vehicle.policy import CarKind, TaxClass


class QuoteStatus(StrEnum):
    """`approved` also when nobody had to be asked. `ordered`: an order was placed from it."""

    NEEDS_APPROVAL = "needs_approval"
    APPROVED = "approved"
    REFUSED = "refused"
    ORDERED = "ordered"


class ExtraKind(StrEnum):
    """精品 and services that are charged by name; there is no other way to charge a fee."""

    ACCESSORY = "accessory"
    FEE = "fee"


class Impossible(StrEnum):
    """Why terms cannot be a quote."""

    DISCOUNT_ABOVE_PRICE = "discount_above_price"
    DOWN_PAYMENT_ABOVE_PRICE = "down_payment_above_price"
    NOTHING_TO_FINANCE = "nothing_to_finance"
    TRADE_IN_ABOVE_REST = "trade_in_above_rest"


@dataclass(frozen=True, slots=True)
class Extra:
    """A gift is not charged, but what it is worth counts as given away."""

    kind: ExtraKind
    name: str
    quantity: int
    unit_fen: int
    gift: bool = False

    @property
    def worth_fen(self) -> int:
        return self.quantity * self.unit_fen


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """`annual_rate` in percent: 3.88 is 3.88 %."""

    down_payment_fen: int
    months: int
    annual_rate: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What adviser and customer agree on; everything else is computed."""

    list_price_fen: int
    discount_fen: int
    tax_class: TaxClass
    car_kind: CarKind
    compulsory_insurance_fen: int
    vehicle_tax_fen: int
    commercial_insurance_fen: int
    plate_fee_fen: int
    extras: Sequence[Extra] = field(default_factory=tuple)
    trade_in_fen: int = 0
    loan: LoanTerms | None = None


@dataclass(frozen=True, slots=True)
class LoanPlan:
    principal_fen: int
    down_payment_fen: int
    months: int
    annual_rate: Decimal
    instalments: Instalments


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`total`: the car on the road; `payable`: less the trade-in; `cash_due`: what the loan leaves over."""

    list_price_fen: int
    discount_fen: int
    price_fen: int
    purchase_tax_fen: int
    tax_relief_fen: int
    insurance_fen: int
    extras_fen: int
    gifts_fen: int
    plate_fee_fen: int
    total_fen: int
    trade_in_fen: int
    payable_fen: int
    loan: LoanPlan | None
    cash_due_fen: int
    given_away_fen: int
    limit_fen: int

    @property
    def needs_approval(self) -> bool:
        return self.given_away_fen > self.limit_fen


class ImpossibleTerms(ValueError):
    """Terms that contradict themselves; `reason` says how."""

    def __init__(self, reason: Impossible) -> None:
        super().__init__(reason)
        self.reason = reason


def half_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def purchase_tax(
    price_fen: int, tax_class: TaxClass, car_kind: CarKind, today: date, rules: DealSettings
) -> tuple[int, int]:
    """(tax to pay, relief granted): a share of the price without VAT. A used car's was paid by its first owner."""
    if car_kind == CarKind.USED:
        return 0, 0
    full = half_up(price_fen * rules.purchase_tax_percent / (100 + rules.vat_percent))
    if tax_class != TaxClass.NEW_ENERGY:
        return full, 0
    reliefs = (
        min(half_up(full * rule.share), rule.cap_fen) for rule in rules.tax_relief if rule.since <= today <= rule.until
    )
    relief = max(reliefs, default=0)
    return full - relief, relief


def discount_limit(list_price_fen: int, rules: DealSettings) -> int:
    """What an adviser may give away alone; a fraction of a fen is not given away."""
    return int((list_price_fen * rules.discount_limit_percent / 100).quantize(Decimal(1), ROUND_DOWN))


def compute(terms: Terms, today: date, rules: DealSettings) -> Breakdown:
    """Raises `ImpossibleTerms`."""
    if terms.discount_fen > terms.list_price_fen:
        raise ImpossibleTerms(Impossible.DISCOUNT_ABOVE_PRICE)
    price = terms.list_price_fen - terms.discount_fen
    tax, relief = purchase_tax(price, terms.tax_class, terms.car_kind, today, rules)
    insurance = terms.compulsory_insurance_fen + terms.vehicle_tax_fen + terms.commercial_insurance_fen
    charged = sum(extra.worth_fen for extra in terms.extras if not extra.gift)
    gifts = sum(extra.worth_fen for extra in terms.extras if extra.gift)
    total = price + tax + insurance + charged + terms.plate_fee_fen
    payable = total - terms.trade_in_fen
    loan = _loan_plan(terms.loan, price) if terms.loan else None
    cash = payable - (loan.principal_fen if loan else 0)
    if cash < 0:
        raise ImpossibleTerms(Impossible.TRADE_IN_ABOVE_REST)
    return Breakdown(
        list_price_fen=terms.list_price_fen,
        discount_fen=terms.discount_fen,
        price_fen=price,
        purchase_tax_fen=tax,
        tax_relief_fen=relief,
        insurance_fen=insurance,
        extras_fen=charged,
        gifts_fen=gifts,
        plate_fee_fen=terms.plate_fee_fen,
        total_fen=total,
        trade_in_fen=terms.trade_in_fen,
        payable_fen=payable,
        loan=loan,
        cash_due_fen=cash,
        given_away_fen=terms.discount_fen + gifts,
        limit_fen=discount_limit(terms.list_price_fen, rules),
    )


def _loan_plan(loan: LoanTerms, price_fen: int) -> LoanPlan:
    if loan.down_payment_fen > price_fen:
        raise ImpossibleTerms(Impossible.DOWN_PAYMENT_ABOVE_PRICE)
    principal = price_fen - loan.down_payment_fen
    if principal == 0:
        raise ImpossibleTerms(Impossible.NOTHING_TO_FINANCE)
    plan = annuity(principal, loan.annual_rate, loan.months)
    return LoanPlan(principal, loan.down_payment_fen, loan.months, loan.annual_rate, plan)
