"""Cancelling an order: what it costs whom, and everything that has to be undone."""

from uuid import UUID

from service_defaults.work import Reading, Work

from leads.customer import service as customers
from leads.delivery.ending import cancel_delivery
from leads.lead import service as leads
from leads.lead.policy import Stage
from leads.lead.service import Grade
from leads.loan.ending import withdraw_for_order
from leads.order import events, policy
from leads.order.errors import StepRefused
from leads.order.models import Order
from leads.order.policy import Consequence, DepositKind, Fault, OrderStatus, PaymentKind
from leads.order.schemas import CancellationPreview, CancelOrder
from leads.order.service import add_payment, deal_settings, get_order, line, living
from leads.order.stock import free_car
from leads.public_link import service as links
from leads.public_link.service import LinkPurpose


async def preview_cancellation(reading: Reading, order_id: UUID, fault: Fault) -> CancellationPreview:
    """What cancelling would mean, before anybody does it. Raises `StepRefused`."""
    order = await get_order(reading, order_id)
    if order.status not in policy.LIVE:
        raise StepRefused(status=order.status, zh="退订", en="be cancelled")
    outcome = await _consequence(reading, order, fault)
    return CancellationPreview(
        fault=fault,
        deposit_kind=order.deposit_kind,
        received_fen=order.received_fen,
        refund_fen=outcome.refund_fen,
        forfeit_fen=outcome.forfeit_fen,
        penalty_fen=outcome.penalty_fen,
        zh=outcome.zh,
        en=outcome.en,
    )


async def cancel_order(work: Work, order_id: UUID, command: CancelOrder) -> Order:
    """退订: money back by the deposit's rule, car free, loan withdrawn, link ended, lead back at its quote."""
    order = await living(work, order_id, "退订", "be cancelled")
    await withdraw_for_order(work, order.id, command.reason)
    outcome = await _consequence(work, order, command.fault)
    if outcome.refund_fen:
        add_payment(work, order, PaymentKind.REFUND, amount_fen=-outcome.refund_fen, method=command.method)
    if outcome.penalty_fen:
        add_payment(work, order, PaymentKind.PENALTY, amount_fen=-outcome.penalty_fen, method=command.method)
    await free_car(work, order, command.reason)
    await cancel_delivery(work, order.id)
    await links.revoke(work, LinkPurpose.ORDER_PROGRESS, order.id)
    order.status, order.loan_credit_fen, order.forfeit_fen = OrderStatus.CANCELLED, 0, outcome.forfeit_fen
    order.cancelled_at, order.cancelled_by = work.now, work.actor.staff_id
    order.cancel_fault, order.cancel_reason = command.fault, command.reason
    await _lead_back(work, order)
    customer = await customers.get_customer(work.as_system(), order.customer_id)
    events.cancelled(work, order, customer.owner_id, command.reason)
    line(
        work,
        order,
        "order_cancelled",
        reason=command.reason,
        fault=command.fault,
        refund_fen=outcome.refund_fen,
        forfeit_fen=outcome.forfeit_fen,
        penalty_fen=outcome.penalty_fen,
    )
    return order


async def _consequence(reading: Reading, order: Order, fault: Fault) -> Consequence:
    rules = await deal_settings(reading, order.store_id)
    return policy.consequence(
        DepositKind(order.deposit_kind),
        deposit_fen=order.deposit_fen,
        received_fen=order.received_fen,
        price_fen=order.price_fen,
        fault=fault,
        cap_percent=rules.earnest_cap_percent,
    )


async def _lead_back(work: Work, order: Order) -> None:
    """Somebody who signed once is hot: the adviser hears of the lead again at the hottest level's pace."""
    lead = await leads.lock_lead(work.as_system(), order.lead_id)
    if lead.stage != Stage.ORDERED or not lead.is_open:
        return
    leads.move(work, lead, Stage.QUOTED, "order_cancelled")
    desk = await leads.desk_of(work, lead.store_id)
    graded = [level for level in desk.settings.levels if level.gradable]
    hottest = next((level.code for level in graded if level.hot), graded[0].code if graded else lead.level)
    await leads.grade(work, lead, Grade(hottest, "order_cancelled"), desk=desk)
