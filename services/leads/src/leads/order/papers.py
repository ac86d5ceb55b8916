"""Papers of an order: invoice, insurance policies, number plate."""

from uuid import UUID

from contracts.vehicle_identity import normalise_plate
from service_defaults.work import Work

from leads.customer import service as customers
from leads.order.errors import NoCar
from leads.order.models import Order
from leads.order.schemas import EnterInsurance, EnterInvoice, EnterPlate
from leads.order.service import line, living
from leads.vehicle import repository as cars


async def enter_invoice(work: Work, order_id: UUID, command: EnterInvoice) -> Order:
    """An invoice names its car. Raises `NoCar`."""
    order = await living(work, order_id, "开票", "be invoiced")
    if order.car_id is None:
        raise NoCar
    order.invoice_no, order.invoiced_on = command.invoice_no, command.invoiced_on
    order.invoice_fen = command.amount_fen
    line(work, order, "order_invoiced", invoiced_on=command.invoiced_on.isoformat(), amount_fen=command.amount_fen)
    return order


async def enter_insurance(work: Work, order_id: UUID, command: EnterInsurance) -> Order:
    """Compulsory and commercial insurance end on dates of their own. What is absent stays."""
    order = await living(work, order_id, "登记保险", "be insured")
    for name, value in command.model_dump(exclude_none=True).items():
        setattr(order, name, value)
    line(
        work,
        order,
        "order_insured",
        insurer=command.insurer,
        compulsory_until=order.compulsory_until.isoformat() if order.compulsory_until else None,
        commercial_until=order.commercial_until.isoformat() if order.commercial_until else None,
    )
    return order


async def enter_plate(work: Work, order_id: UUID, command: EnterPlate) -> Order:
    """The number the car got; its owner is found by it from now on. Raises `NoCar`."""
    order = await living(work, order_id, "登记车牌", "get a number plate")
    if order.car_id is None:
        raise NoCar
    order.plate, order.plated_on = normalise_plate(command.plate), command.plated_on
    car = await cars.lock_car(work.session, work.as_system().actor, order.car_id)
    if car is not None:
        car.plate = order.plate
    await customers.add_search_tail(work, order.customer_id, order.plate)
    line(work, order, "order_plated", plated_on=command.plated_on.isoformat())
    return order
