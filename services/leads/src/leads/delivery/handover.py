"""The keys: everything has to be there, and everything follows from it."""

from uuid import UUID

from contracts.vocabulary import LoanStatus
from service_defaults.work import Reading, Work

from leads.appraisal.offering import mark_purchased
from leads.customer import service as customers
from leads.customer.repository import anywhere
from leads.delivery import events, policy
from leads.delivery.errors import DeliveryNotReady, OdometerBackwards
from leads.delivery.models import Delivery
from leads.delivery.policy import DeliveryStatus, Missing, Readiness
from leads.delivery.schemas import HandOver
from leads.delivery.service import choose_service_adviser, held_car, opened
from leads.lead import service as leads
from leads.lead.policy import Stage
from leads.loan import repository as loans
from leads.loan.models import Loan
from leads.loan.policy import covers_delivery
from leads.order import service as orders
from leads.order.models import Order
from leads.order.policy import OrderStatus
from leads.vehicle import repository as cars
from leads.vehicle.policy import CarStatus
from leads.vehicle.service import full_name


async def hand_over(work: Work, order_id: UUID, command: HandOver) -> Order:
    """Hand the keys over. Raises `DeliveryNotReady` with everything that is missing."""
    order = await orders.living(work, order_id, "交车", "be delivered")
    delivery = await opened(work, order)
    loan = await loans.newest_of(work.session, order.id)
    missing = policy.missing(await readiness(work, order, delivery, loan))
    if missing:
        zh, en = policy.words(missing)
        raise DeliveryNotReady(zh=zh, en=en, extra={"missing": [str(one) for one in missing]})
    await choose_service_adviser(work, delivery, command.service_adviser_id)
    odometer_km = await _car_leaves(work, order, command.odometer_km)
    delivery.status, delivery.handed_over_at = DeliveryStatus.HANDED_OVER, work.now
    delivery.handed_over_by, delivery.odometer_km = work.actor.staff_id, odometer_km
    delivery.note = command.note
    order.status, order.delivered_at = OrderStatus.DELIVERED, work.now
    if order.appraisal_id is not None:
        await mark_purchased(work, order.appraisal_id)
    lead = await leads.lock_lead(work.as_system(), order.lead_id)
    await leads.advance_stage(work, lead, Stage.DELIVERED)
    await _tell(work, delivery, order, loan, odometer_km)
    return order


async def missing_of(reading: Reading, order: Order, delivery: Delivery | None) -> list[Missing]:
    """What still stands between the customer and the keys; nothing for an order that is over."""
    if order.status in (OrderStatus.DELIVERED, OrderStatus.CANCELLED):
        return []
    loan = await loans.newest_of(reading.session, order.id)
    return policy.missing(await readiness(reading, order, delivery, loan))


async def readiness(reading: Reading, order: Order, delivery: Delivery | None, loan: Loan | None) -> Readiness:
    rules = await orders.deal_settings(reading, order.store_id)
    covered = loan is not None and covers_delivery(LoanStatus(loan.status), rules.delivery_requires_loan)
    cash, stands = policy.money_missing(
        payable_fen=order.payable_fen,
        received_fen=order.received_fen,
        planned_fen=order.loan_principal_fen,
        credit_fen=order.loan_credit_fen,
        loan_stands=covered,
    )
    return Readiness(
        allocated=order.car_id is not None,
        cash_owed_fen=cash,
        loan_stands=stands,
        invoiced=order.invoiced_on is not None,
        pdi_passed=order.inspected_at is not None,
        ticked=delivery.checklist if delivery else {},
        signed=delivery.signatures if delivery else {},
    )


async def _car_leaves(work: Work, order: Order, odometer_km: int | None) -> int:
    car, _ = await held_car(work, order)
    reading = car.odometer_km if odometer_km is None else odometer_km
    if reading < car.odometer_km:
        raise OdometerBackwards(least=car.odometer_km, pointer="/odometer_km")
    locked = await cars.lock_car(work.session, work.as_system().actor, car.id)
    if locked is not None:
        locked.status, locked.odometer_km, locked.changed_at = CarStatus.DELIVERED, reading, work.now
        locked.plate = order.plate or locked.plate
    return reading


async def _tell(work: Work, delivery: Delivery, order: Order, loan: Loan | None, odometer_km: int) -> None:
    assert order.invoiced_on is not None  # noqa: S101 - the hand-over is refused without an invoice
    customer = await customers.get_customer(work.as_system(), order.customer_id)
    referrer_id = customer.referrer_customer_id
    referrer = await anywhere(work.session, referrer_id) if referrer_id else None
    car, model = await held_car(work, order)
    covering = loan if loan is not None and order.loan_credit_fen > 0 else None
    events.delivered(
        work,
        delivery,
        order,
        customer=customer,
        invoiced_on=order.invoiced_on,
        referrer=referrer,
        vehicle=events.vehicle_of(car, model, plate=order.plate or car.plate, odometer_km=odometer_km),
        loan=covering,
        informed=await loans.consented_recipients(work.session, order.customer_id),
    )
    await customers.add_search_tail(work, order.customer_id, car.vin)
    orders.line(
        work,
        order,
        "vehicle_delivered",
        model=full_name(model),
        vin_tail=car.vin[-6:],
        plate=order.plate,
        odometer_km=odometer_km,
    )
