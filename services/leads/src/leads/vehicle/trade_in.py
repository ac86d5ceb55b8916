"""A car that was taken in payment becomes a used car of the stock by itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.vehicle_identity import normalise_vin
from contracts.vocabulary import EnergyKind
from service_defaults.ids import new_id
from service_defaults.organisation import find_store
from service_defaults.work import Work

from leads.number.service import store_zone
from leads.vehicle import policy, repository
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import CarKind, TaxClass
from leads.vehicle.schemas import CarModelCreate

_UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class TradedIn:
    """What the appraisal knows of it. `number` stands for a VIN that nobody read, until somebody does."""

    store_id: UUID
    number: str
    vin: str | None
    brand: str
    series: str
    name: str | None
    model_year: int | None
    energy: EnergyKind | None
    colour: str | None
    engine_no: str | None
    plate: str | None
    odometer_km: int
    cost_fen: int
    insurance_until: date | None
    inspection_until: date | None


async def take_in(work: Work, car: TradedIn, markup_percent: Decimal) -> StockCar | None:
    """Put it into the stock, asked at cost plus the store's markup. None when that VIN stands there already."""
    today = work.today(await store_zone(work, car.store_id))
    model = await _model(work, car, today)
    if model is None:
        return None
    row = StockCar(
        id=new_id(),
        store_id=car.store_id,
        model_id=model.id,
        kind=CarKind.USED,
        status=policy.resting_status(CarKind.USED),
        vin=normalise_vin(car.vin) if car.vin else car.number,
        engine_no=car.engine_no,
        colour=car.colour or _UNKNOWN,
        interior=None,
        cost_fen=car.cost_fen,
        price_fen=policy.asking_price(car.cost_fen, markup_percent),
        arrived_on=today,
        produced_on=None,
        plate=car.plate,
        odometer_km=car.odometer_km,
        location=None,
        insurance_until=car.insurance_until,
        inspection_until=car.inspection_until,
        reserved_until=None,
        note=car.number,
        created_at=work.now,
        changed_at=work.now,
    )
    return None if await repository.insert(work.session, row) else row


async def _model(work: Work, car: TradedIn, today: date) -> CarModel | None:
    """The catalogue's line of it; one that the group does not sell new is kept out of the pickers of new cars."""
    store = await find_store(work.session, car.store_id)
    if store is None:
        return None
    identity = (car.brand, car.series, car.name or _UNKNOWN, car.model_year or today.year)
    known = await repository.model_named(work.session, store.group_id, identity)
    if known is not None:
        return known
    brand, series, name, model_year = identity
    line = CarModelCreate(
        brand=brand,
        series=series,
        name=name,
        model_year=model_year,
        energy=car.energy or EnergyKind.PETROL,
        tax_class=TaxClass.STANDARD,
        msrp_fen=0,
        colours=[],
    )
    row = CarModel(id=new_id(), group_id=store.group_id, active=False, created_at=work.now, **line.model_dump())
    if await repository.insert(work.session, row):
        return await repository.model_named(work.session, store.group_id, identity)
    return row
