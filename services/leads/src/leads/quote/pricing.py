"""From what was typed to a complete calculation: defaults of car, model, store and trade-in filled in."""

from dataclasses import dataclass
from uuid import UUID

from service_defaults.store_settings import settings_of
from service_defaults.work import Reading

from leads.appraisal.offering import trade_in_fen
from leads.number.service import store_zone
from leads.quote import policy
from leads.quote.errors import IMPOSSIBLE, TradeInUnusable
from leads.quote.policy import Breakdown, Extra, ImpossibleTerms, LoanTerms, Terms
from leads.quote.schemas import BreakdownOut, LoanPlanOut, QuoteTerms
from leads.setting.schemas import LeadSettings
from leads.vehicle import repository as cars
from leads.vehicle.errors import CarModelUnknown, CarUnknown
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import CarKind


@dataclass(frozen=True, slots=True)
class Priced:
    """Terms with nothing left open, what they come to, and the car they are about."""

    terms: QuoteTerms
    breakdown: Breakdown
    model: CarModel
    car: StockCar | None

    @property
    def out(self) -> BreakdownOut:
        return breakdown_out(self.terms, self.breakdown)


async def price(reading: Reading, store_id: UUID, wanted: QuoteTerms, customer_id: UUID | None) -> Priced:
    """Raises `CarModelUnknown`, `CarUnknown`, `TradeInUnusable` and what contradicts itself."""
    model, car = await _vehicle(reading, store_id, wanted)
    rules = (await settings_of(reading.session, store_id, LeadSettings)).deal
    traded = await _trade_in(reading, customer_id, wanted.appraisal_id)
    complete = wanted.model_copy(
        update={
            "list_price_fen": _either(wanted.list_price_fen, car.price_fen if car else model.msrp_fen),
            "compulsory_insurance_fen": _either(wanted.compulsory_insurance_fen, rules.compulsory_insurance_fen),
            "plate_fee_fen": _either(wanted.plate_fee_fen, rules.plate_fee_fen),
            "colour": wanted.colour or (car.colour if car else None),
        }
    )
    terms = _terms(complete, model, CarKind(car.kind) if car else CarKind.NEW, traded)
    today = reading.today(await store_zone(reading, store_id))
    try:
        return Priced(complete, policy.compute(terms, today, rules), model, car)
    except ImpossibleTerms as error:
        kind, pointer = IMPOSSIBLE[error.reason]
        raise kind(pointer=pointer) from error


def _either(given: int | None, default: int) -> int:
    return default if given is None else given


async def _vehicle(reading: Reading, store_id: UUID, wanted: QuoteTerms) -> tuple[CarModel, StockCar | None]:
    model = await cars.model(reading.session, wanted.model_id)
    if model is None or reading.actor.group_id not in (None, model.group_id):
        raise CarModelUnknown(pointer="/model_id")
    if wanted.car_id is None:
        return model, None
    row = (await cars.cars_by_id(reading.session, {wanted.car_id})).get(wanted.car_id)
    if row is None or row[0].store_id != store_id or row[0].model_id != model.id:
        raise CarUnknown(pointer="/car_id")
    return model, row[0]


async def _trade_in(reading: Reading, customer_id: UUID | None, appraisal_id: UUID | None) -> int:
    if appraisal_id is None:
        return 0
    amount = await trade_in_fen(reading, customer_id, appraisal_id)
    if amount is None:
        raise TradeInUnusable(pointer="/appraisal_id")
    return amount


def _terms(wanted: QuoteTerms, model: CarModel, kind: CarKind, traded: int) -> Terms:
    loan = wanted.loan
    return Terms(
        list_price_fen=wanted.list_price_fen or 0,
        discount_fen=wanted.discount_fen,
        tax_class=model.tax_class,
        car_kind=kind,
        compulsory_insurance_fen=wanted.compulsory_insurance_fen or 0,
        vehicle_tax_fen=wanted.vehicle_tax_fen,
        commercial_insurance_fen=wanted.commercial_insurance_fen,
        plate_fee_fen=wanted.plate_fee_fen or 0,
        extras=tuple(Extra(one.kind, one.name, one.quantity, one.unit_fen, one.gift) for one in wanted.extras),
        trade_in_fen=traded,
        loan=LoanTerms(loan.down_payment_fen, loan.months, loan.annual_rate) if loan else None,
    )


def breakdown_out(terms: QuoteTerms, breakdown: Breakdown) -> BreakdownOut:
    loan = breakdown.loan
    plan = loan and LoanPlanOut(
        principal_fen=loan.principal_fen,
        down_payment_fen=loan.down_payment_fen,
        months=loan.months,
        annual_rate=loan.annual_rate,
        monthly_fen=loan.instalments.monthly_fen,
        last_fen=loan.instalments.payments[-1].payment_fen,
        interest_fen=loan.instalments.interest_fen,
    )
    computed = {name: getattr(breakdown, name) for name in _COMPUTED}
    entered = {name: getattr(terms, name) for name in _ENTERED}
    return BreakdownOut.model_validate({**computed, **entered, "loan": plan})


_ENTERED = ("compulsory_insurance_fen", "vehicle_tax_fen", "commercial_insurance_fen")
_COMPUTED = tuple(name for name in BreakdownOut.model_fields if name not in (*_ENTERED, "loan"))
