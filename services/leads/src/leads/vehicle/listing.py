"""Answers about models and cars."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading

from leads.number.service import DEFAULT_ZONE, store_zone
from leads.vehicle import policy, repository, service
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.repository import CarFilter
from leads.vehicle.schemas import CarModelOut, CarModelRow, CarOut, CarRow, ModelBrief


async def list_car_models(
    reading: Reading, *, brand: str | None, series: str | None, active: bool | None, limit: int, cursor: str | None
) -> Page[CarModelRow]:
    marker = filter_hash(list="car_models", brand=brand, series=series, active=active)
    rows = await repository.models(
        reading.session,
        reading.actor,
        brand=brand,
        series=series,
        active=active,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[CarModelRow].of(
        rows,
        limit,
        item=lambda row: CarModelRow.model_validate(row[0]).model_copy(update={"in_stock": row[1]}),
        cursor=lambda row: encode_cursor(
            [row[0].brand, row[0].series, row[0].name, row[0].model_year, row[0].id], filter_hash=marker
        ),
    )


def model_out(model: CarModel) -> CarModelOut:
    return CarModelOut.model_validate(model)


async def list_cars(reading: Reading, wanted: CarFilter, limit: int, cursor: str | None) -> Page[CarRow]:
    """Oldest in stock first."""
    marker = filter_hash(list="cars", wanted=repr(wanted))
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.cars(reading.session, reading.actor, wanted, after, limit)
    today, costs = home_day(reading), service.sees_cost(reading.actor)
    return Page[CarRow].of(
        rows,
        limit,
        item=lambda row: car_row(row[0], row[1], today, costs=costs),
        cursor=lambda row: encode_cursor([row[0].arrived_on, row[0].id], filter_hash=marker),
    )


def home_day(reading: Reading) -> date:
    """Today where most stores are."""
    # Age is a matter of whole days: one zone for the whole list saves a look at each car's store.
    return reading.today(ZoneInfo(DEFAULT_ZONE))


def car_row(car: StockCar, model: CarModel, today: date, *, costs: bool) -> CarRow:
    return CarRow.model_validate(_values(car, model, today, costs=costs))


async def car_out(reading: Reading, car: StockCar, model: CarModel, order_id: UUID | None = None) -> CarOut:
    today = reading.today(await store_zone(reading, car.store_id))
    values = _values(car, model, today, costs=service.sees_cost(reading.actor))
    more = ("engine_no", "produced_on", "insurance_until", "inspection_until", "note")
    extra = {name: getattr(car, name) for name in more}
    return CarOut.model_validate({**values, **extra, "warnings": service.warnings_of(car), "order_id": order_id})


_PLAIN = (
    "id",
    "store_id",
    "kind",
    "status",
    "vin",
    "colour",
    "interior",
    "price_fen",
    "arrived_on",
    "plate",
    "odometer_km",
    "location",
    "reserved_until",
    "version",
)


def _values(car: StockCar, model: CarModel, today: date, *, costs: bool) -> dict[str, Any]:
    return {name: getattr(car, name) for name in _PLAIN} | {
        "cost_fen": car.cost_fen if costs else None,
        "age_days": policy.age_in_days(car.arrived_on, today),
        "model": ModelBrief.model_validate(model),
    }
