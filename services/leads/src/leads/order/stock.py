"""The car of an order: allocated from stock, released again."""

from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.work import Reading, Work

from leads.order import repository
from leads.order.errors import CarOfOtherModel, CarTaken, NoCar
from leads.order.models import CarAllocation, Order
from leads.order.service import get_order, line, living, restate
from leads.quote.schemas import QuoteTerms
from leads.vehicle import listing as vehicle_listing
from leads.vehicle import policy as vehicle_policy
from leads.vehicle import repository as cars
from leads.vehicle.errors import CarUnknown
from leads.vehicle.policy import CarKind, CarStatus
from leads.vehicle.schemas import CarRow
from leads.vehicle.service import sees_cost

_OFFERED = 50


async def matching_cars(reading: Reading, order_id: UUID) -> list[CarRow]:
    """Free cars of the ordered model: the wanted colour first, then the oldest."""
    order = await get_order(reading, order_id)
    kind = await _sold_as(reading, order)
    rows = await cars.matching(
        reading.session, order.store_id, order.model_id, kind=kind, colour=order.colour, limit=_OFFERED
    )
    today, costs = vehicle_listing.home_day(reading), sees_cost(reading.actor)
    return [vehicle_listing.car_row(row[0], row[1], today, costs=costs) for row in rows]


async def allocate_car(work: Work, order_id: UUID, car_id: UUID) -> Order:
    """Give a car to an order; a car that it held before goes back. Raises `CarTaken`, `CarOfOtherModel`."""
    order = await living(work, order_id, "配车", "be given a car")
    if order.car_id == car_id:
        return order
    # The row is locked first: whoever comes second sees what the first one left of it.
    car = await cars.lock_car(work.session, work.as_system().actor, car_id)
    if car is None or car.store_id != order.store_id:
        raise CarUnknown(pointer="/car_id")
    if car.model_id != order.model_id or car.kind != await _sold_as(work, order):
        raise CarOfOtherModel(pointer="/car_id")
    if car.status not in vehicle_policy.SELLABLE:
        raise CarTaken(pointer="/car_id")
    if order.car_id is not None:
        await _free(work, order, "exchanged")
    row = CarAllocation(
        id=new_id(), car_id=car.id, order_id=order.id, allocated_at=work.now, allocated_by=work.actor.staff_id
    )
    if await repository.insert(work.session, row):
        raise CarTaken(pointer="/car_id")
    car.status, car.reserved_until, car.changed_at = CarStatus.ALLOCATED, None, work.now
    order.car_id, order.allocated_at = car.id, work.now
    # Another car is another inspection.
    order.inspected_at = None
    restate(order)
    line(work, order, "car_allocated", vin_tail=car.vin[-6:], colour=car.colour)
    return order


async def release_car(work: Work, order_id: UUID, reason: str) -> Order:
    """Take the car away from an order. Raises `NoCar`."""
    order = await living(work, order_id, "释放车辆", "release its car")
    if order.car_id is None:
        raise NoCar
    await _free(work, order, reason)
    restate(order)
    line(work, order, "car_released", reason=reason)
    return order


async def free_car(work: Work, order: Order, reason: str) -> None:
    """For a cancelled order: its car, if any, goes back to stock."""
    if order.car_id is not None:
        await _free(work, order, reason)


async def _sold_as(reading: Reading, order: Order) -> CarKind:
    """New, demo or used, as it was quoted: tax and price hang on it."""
    car_id = QuoteTerms.model_validate(order.terms).car_id
    row = (await cars.cars_by_id(reading.session, {car_id})).get(car_id) if car_id else None
    return CarKind(row[0].kind) if row else CarKind.NEW


async def _free(work: Work, order: Order, reason: str) -> None:
    allocation = await repository.allocation_of(work.session, order.id)
    if allocation is not None:
        allocation.released_at, allocation.release_reason = work.now, reason
        car = await cars.lock_car(work.session, work.as_system().actor, allocation.car_id)
        if car is not None:
            car.status, car.changed_at = vehicle_policy.resting_status(CarKind(car.kind)), work.now
    order.car_id = order.allocated_at = order.inspected_at = None
    await work.session.flush()
