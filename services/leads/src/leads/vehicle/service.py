"""Use cases of catalogue and stock."""

from uuid import UUID

from contracts.vehicle_identity import check_plate, check_vin, normalise_plate, normalise_vin
from service_defaults.identity import Principal, Role
from service_defaults.ids import new_id
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.number.service import store_zone
from leads.vehicle import policy, repository
from leads.vehicle.errors import (
    CarKnown,
    CarModelExists,
    CarModelNotFound,
    CarModelUnknown,
    CarNotFound,
    CarStatusRefused,
)
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import CarStatus
from leads.vehicle.schemas import CarChange, CarCreate, CarModelChange, CarModelCreate

COST_READERS = (Role.SALES_MANAGER,)


async def create_car_model(work: Work, command: CarModelCreate) -> CarModel:
    """Raises `CarModelExists`."""
    group_id = work.actor.group_id
    if group_id is None:
        raise CarModelNotFound
    row = CarModel(id=new_id(), group_id=group_id, active=True, created_at=work.now, **command.model_dump())
    if await repository.insert(work.session, row):
        raise CarModelExists(pointer="/name")
    return row


async def change_car_model(work: Work, model_id: UUID, command: CarModelChange, expected: int) -> CarModel:
    """Raises `CarModelNotFound`, `PreconditionFailed`."""
    row = await get_car_model(work, model_id)
    check_version(row.version, expected)
    for name, value in command.model_dump(exclude_unset=True, exclude_none=True).items():
        setattr(row, name, value)
    await work.session.flush()
    return row


async def get_car_model(reading: Reading, model_id: UUID) -> CarModel:
    """Raises `CarModelNotFound`."""
    row = await repository.model_of_group(reading.session, reading.actor.group_id, model_id)
    if row is None:
        raise CarModelNotFound
    return row


async def create_car(work: Work, command: CarCreate) -> tuple[StockCar, CarModel]:
    """Put a car into the stock of the actor's store. Raises `CarKnown`, `CarModelUnknown`."""
    model = await repository.model_of_group(work.session, work.actor.group_id, command.model_id)
    store_id = work.actor.store_id
    if model is None or store_id is None:
        raise CarModelUnknown(pointer="/model_id")
    values = command.model_dump() | {
        "vin": normalise_vin(command.vin),
        "plate": normalise_plate(command.plate) if command.plate else None,
    }
    row = StockCar(
        id=new_id(),
        store_id=store_id,
        status=policy.resting_status(command.kind),
        reserved_until=None,
        created_at=work.now,
        changed_at=work.now,
        **values,
    )
    if await repository.insert(work.session, row):
        raise CarKnown(pointer="/vin")
    return row, model


async def change_car(work: Work, car_id: UUID, command: CarChange, expected: int) -> tuple[StockCar, CarModel]:
    """Raises `CarNotFound`, `CarStatusRefused`, `CarKnown`, `PreconditionFailed`."""
    car = await repository.lock_car(work.session, work.actor, car_id)
    if car is None:
        raise CarNotFound
    check_version(car.version, expected)
    changes = command.model_dump(exclude_unset=True)
    wanted = CarStatus(changes.pop("status", None) or car.status)
    if not policy.may_set_by_hand(CarStatus(car.status), wanted):
        raise CarStatusRefused(current=car.status, wanted=wanted, pointer="/status")
    for name, normalise in (("plate", normalise_plate), ("vin", normalise_vin)):
        if changes.get(name):
            changes[name] = normalise(changes[name])
    for name, value in changes.items():
        if value is not None or name in _CLEARABLE:
            setattr(car, name, value)
    car.status = wanted
    car.changed_at = work.now
    if await repository.keep(work.session):
        raise CarKnown(pointer="/vin")
    return await get_car(work, car_id)


_CLEARABLE = frozenset({"interior", "plate", "location", "insurance_until", "inspection_until", "reserved_until"})


async def get_car(reading: Reading, car_id: UUID) -> tuple[StockCar, CarModel]:
    """Raises `CarNotFound`."""
    row = await repository.car(reading.session, reading.actor, car_id)
    if row is None:
        raise CarNotFound
    return row[0], row[1]


def sees_cost(actor: Principal) -> bool:
    return actor.holds(*COST_READERS)


def warnings_of(car: StockCar) -> list[str]:
    odd = [str(warning) for warning in check_vin(car.vin)]
    return odd + [str(warning) for warning in (check_plate(car.plate) if car.plate else ())]


async def days_in_stock(reading: Reading, car: StockCar) -> int:
    return policy.age_in_days(car.arrived_on, reading.today(await store_zone(reading, car.store_id)))


def full_name(model: CarModel) -> str:
    """品牌 车系 车型, as people say it."""
    return f"{model.brand} {model.series} {model.name}"
