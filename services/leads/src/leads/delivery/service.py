"""Getting a car ready for its customer: inspection, appointment, checklist, signatures."""

from datetime import timedelta
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.customer import service as customers
from leads.delivery import checklist, repository
from leads.delivery.errors import (
    AppointmentInvalid,
    ChecklistUnknown,
    OdometerBackwards,
    PdiIncomplete,
    PdiInconsistent,
    ServiceAdviserUnknown,
)
from leads.delivery.models import Delivery, Pdi
from leads.delivery.policy import DeliveryStatus, PdiResult
from leads.delivery.schemas import RecordPdi, ScheduleDelivery, SignDelivery, TickChecklist
from leads.delivery.statement import statement_for
from leads.number.service import store_zone
from leads.order import service as orders
from leads.order.errors import NoCar
from leads.order.models import Order
from leads.signing import sign
from leads.vehicle import repository as cars
from leads.vehicle.models import CarModel, StockCar

_GRACE = timedelta(minutes=30)
_AHEAD = timedelta(days=366)


async def record_pdi(work: Work, order_id: UUID, command: RecordPdi) -> Order:
    """Keep an inspection; the last one counts. Raises `NoCar`, `PdiIncomplete`, `OdometerBackwards`."""
    order = await orders.living(work, order_id, "登记 PDI", "be inspected")
    car, _ = await held_car(work, order)
    _refuse_faulty(command)
    if command.odometer_km < car.odometer_km:
        raise OdometerBackwards(least=car.odometer_km, pointer="/odometer_km")
    passed = command.result == PdiResult.PASSED
    work.session.add(
        Pdi(
            id=new_id(),
            order_id=order.id,
            store_id=order.store_id,
            customer_id=order.customer_id,
            car_id=car.id,
            result=command.result,
            items={code: code not in command.failed_items for code in sorted(checklist.PDI_CODES)},
            defects=command.defects,
            technician=command.technician,
            odometer_km=command.odometer_km,
            inspected_at=work.now,
            recorded_by=work.actor.staff_id,
        )
    )
    locked = await cars.lock_car(work.session, work.as_system().actor, car.id)
    if locked is not None:
        locked.odometer_km = command.odometer_km
    order.inspected_at = work.now if passed else None
    orders.restate(order)
    orders.line(work, order, "pdi_recorded", result=command.result, failed=sorted(command.failed_items))
    return order


async def schedule(work: Work, order_id: UUID, command: ScheduleDelivery) -> Order:
    """Appoint the hand-over; a service adviser is chosen with it. Raises `AppointmentInvalid`."""
    order = await orders.living(work, order_id, "预约交车", "get a delivery appointment")
    if not work.now - _GRACE <= command.starts_at <= work.now + _AHEAD:
        raise AppointmentInvalid(pointer="/starts_at")
    delivery = await opened(work, order)
    delivery.status = DeliveryStatus.SCHEDULED
    delivery.starts_at = command.starts_at
    delivery.ends_at = command.starts_at + timedelta(minutes=command.minutes)
    await choose_service_adviser(work, delivery, command.service_adviser_id)
    orders.line(work, order, "delivery_scheduled", starts_at=command.starts_at.isoformat())
    return order


async def tick(work: Work, order_id: UUID, command: TickChecklist) -> Order:
    """Confirm a group of the checklist, whole or in part. Raises `ChecklistUnknown`."""
    order = await orders.living(work, order_id, "填写交车确认单", "be checked")
    codes = checklist.CODES.get(command.group)
    if codes is None:
        raise ChecklistUnknown(code=command.group, pointer="/group")
    for number, code in enumerate(command.ticked or ()):
        if code not in codes:
            raise ChecklistUnknown(code=code, pointer=f"/ticked/{number}")
    delivery = await opened(work, order)
    ticked = sorted(codes if command.ticked is None else set(command.ticked))
    delivery.checklist = {**delivery.checklist, command.group: ticked}
    return order


async def sign_delivery(work: Work, order_id: UUID, command: SignDelivery) -> Order:
    """Keep a signature under the hand-over statement. Raises `NoCar`, `StrokesUnreadable`."""
    order = await orders.living(work, order_id, "签署交车确认单", "be signed for")
    car, model = await held_car(work, order)
    delivery = await opened(work, order)
    customer = await customers.get_customer(work.as_system(), order.customer_id)
    day = work.today(await store_zone(work, order.store_id))
    text = statement_for(order.order_no, customer.name, car, model, day).zh
    signature = sign(text, command.strokes, command.name, work.now)
    delivery.signatures = {**delivery.signatures, str(command.signer): signature}
    return order


async def opened(work: Work, order: Order) -> Delivery:
    """The order's delivery; its first step opens it. The order is locked, so nobody opens a second one."""
    delivery = await repository.of_order(work.session, order.id)
    if delivery is None:
        delivery = Delivery(
            id=new_id(),
            order_id=order.id,
            store_id=order.store_id,
            customer_id=order.customer_id,
            assignee_id=order.assignee_id,
            status=DeliveryStatus.OPEN,
            checklist={},
            signatures={},
            note="",
            created_at=work.now,
        )
        work.session.add(delivery)
        await work.session.flush()
    return delivery


async def choose_service_adviser(work: Work, delivery: Delivery, wanted: UUID | None) -> None:
    """The one that was asked for, else the one who has the fewest new owners. Raises `ServiceAdviserUnknown`."""
    if wanted is None and delivery.service_adviser_id is not None:
        return
    await repository.hold_service_desk(work.session, delivery.store_id)
    ranked = await repository.service_advisers(work.session, delivery.store_id)
    if wanted is not None and wanted not in ranked:
        raise ServiceAdviserUnknown(pointer="/service_adviser_id")
    delivery.service_adviser_id = wanted or next(iter(ranked), None)


async def held_car(work: Work, order: Order) -> tuple[StockCar, CarModel]:
    """Raises `NoCar`."""
    if order.car_id is None:
        raise NoCar
    row = (await cars.cars_by_id(work.session, {order.car_id}))[order.car_id]
    return row[0], row[1]


def _refuse_faulty(command: RecordPdi) -> None:
    for number, code in enumerate(command.failed_items):
        if code not in checklist.PDI_CODES:
            raise ChecklistUnknown(code=code, pointer=f"/failed_items/{number}")
    if command.result == PdiResult.PASSED and command.failed_items:
        raise PdiInconsistent(pointer="/result")
    if command.result == PdiResult.FAILED and not (command.failed_items or command.defects):
        raise PdiIncomplete(pointer="/defects")
