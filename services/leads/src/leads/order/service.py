"""Use cases of an order: placing it, money in, what it is now."""

from typing import Any
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.timeline import note
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.appraisal import offering
from leads.appraisal.policy import AppraisalStatus
from leads.appraisal.service import get_appraisal
from leads.customer import service as customers
from leads.lead import service as leads
from leads.lead.policy import Stage
from leads.number.service import NumberKind, next_number, store_zone
from leads.order import events, policy, repository
from leads.order.errors import (
    DepositAbovePayable,
    OrderNotFound,
    PaymentAboveOwed,
    QuoteExpired,
    QuoteNotApproved,
    QuoteOrdered,
    StepRefused,
    TradeInChanged,
)
from leads.order.models import Order, OrderPayment
from leads.order.policy import OrderStatus, PaymentKind, PaymentMethod, Standing
from leads.order.schemas import OrderChange, PlaceOrder, RecordPayment
from leads.quote import service as quotes
from leads.quote.models import Quote
from leads.quote.policy import QuoteStatus
from leads.setting.deal import DealSettings
from leads.setting.schemas import LeadSettings
from leads.vehicle import repository as cars
from leads.vehicle.service import full_name


async def deal_settings(reading: Reading, store_id: UUID) -> DealSettings:
    return (await settings_of(reading.session, store_id, LeadSettings)).deal


async def place_order(work: Work, command: PlaceOrder) -> Order:
    """Make a contract of an approved quote. Raises `QuoteNotApproved`, `QuoteExpired`, `QuoteOrdered`."""
    quote = await quotes.locked(work, command.quote_id)
    _refuse_unfit(work, quote)
    if command.deposit_fen > quote.payable_fen:
        raise DepositAbovePayable(pointer="/deposit_fen")
    await _take_trade_in(work, quote)
    order = await _row(work, command, quote)
    if await repository.insert(work.session, order):
        raise QuoteOrdered
    quote.status = QuoteStatus.ORDERED
    add_payment(
        work,
        order,
        PaymentKind.DEPOSIT,
        amount_fen=command.deposit_fen,
        method=command.deposit_method,
        reference=command.deposit_reference,
    )
    restate(order)
    system = work.as_system()
    await leads.advance_stage(work, await leads.lock_lead(system, order.lead_id), Stage.ORDERED)
    customer = await customers.get_customer(system, order.customer_id)
    model = await cars.model(work.session, order.model_id)
    name = full_name(model) if model else ""
    events.placed(work, order, customer.owner_id, name)
    line(
        work,
        order,
        "order_placed",
        model=name,
        total_fen=order.total_fen,
        deposit_kind=order.deposit_kind,
        deposit_fen=order.deposit_fen,
    )
    return order


async def change_order(work: Work, order_id: UUID, command: OrderChange, expected: int) -> Order:
    """Raises `OrderNotFound`, `PreconditionFailed`, `StepRefused`."""
    order = await living(work, order_id, "修改", "be changed")
    check_version(order.version, expected)
    for name, value in command.model_dump(exclude_unset=True).items():
        if value is not None or name == "promised_on":
            setattr(order, name, value)
    await work.session.flush()
    return order


async def record_payment(work: Work, order_id: UUID, command: RecordPayment) -> Order:
    """Money in, at most what is owed. Raises `PaymentAboveOwed`."""
    order = await living(work, order_id, "收款", "take money")
    owed = standing_of(order).owed_fen
    if command.amount_fen > owed:
        raise PaymentAboveOwed(owed=f"{owed / 100:,.2f}", pointer="/amount_fen", extra={"owed_fen": owed})
    kind = PaymentKind.BALANCE
    add_payment(work, order, kind, amount_fen=command.amount_fen, method=command.method, reference=command.reference)
    restate(order)
    line(work, order, "order_paid", amount_fen=command.amount_fen, owed_fen=standing_of(order).owed_fen)
    return order


def add_payment(
    work: Work,
    order: Order,
    kind: PaymentKind,
    *,
    amount_fen: int,
    method: PaymentMethod,
    reference: str | None = None,
) -> None:
    """A line of the ledger. A penalty is paid on top: it is no part of what was received for the car."""
    work.session.add(
        OrderPayment(
            id=new_id(),
            order_id=order.id,
            kind=kind,
            amount_fen=amount_fen,
            method=method,
            reference=reference,
            paid_at=work.now,
            recorded_by=work.actor.staff_id,
        )
    )
    if kind != PaymentKind.PENALTY:
        order.received_fen += amount_fen


def standing_of(order: Order) -> Standing:
    return Standing(
        payable_fen=order.payable_fen,
        received_fen=order.received_fen,
        loan_credit_fen=order.loan_credit_fen,
        allocated=order.car_id is not None,
        inspected=order.inspected_at is not None,
    )


def restate(order: Order) -> None:
    """Where a living order stands after any change of its facts."""
    if order.status in policy.LIVE:
        order.status = policy.status_of(standing_of(order))


async def get_order(reading: Reading, order_id: UUID) -> Order:
    """Raises `OrderNotFound`."""
    order = await repository.find(reading.session, reading.actor, order_id)
    if order is None:
        raise OrderNotFound
    return order


async def locked(work: Work, order_id: UUID) -> Order:
    """Raises `OrderNotFound`."""
    order = await repository.lock(work.session, work.actor, order_id)
    if order is None:
        raise OrderNotFound
    return order


async def living(work: Work, order_id: UUID, zh: str, en: str) -> Order:
    """The order, locked, when it is neither delivered nor cancelled. Raises `StepRefused`."""
    order = await locked(work, order_id)
    if order.status not in policy.LIVE:
        raise StepRefused(status=order.status, zh=zh, en=en)
    return order


def line(work: Work, order: Order, kind: str, **params: Any) -> None:
    note(
        work,
        kind,
        customer_id=order.customer_id,
        store_id=order.store_id,
        ref_kind="order",
        ref_id=order.id,
        order_no=order.order_no,
        **params,
    )


def _refuse_unfit(work: Work, quote: Quote) -> None:
    if quote.status == QuoteStatus.ORDERED:
        raise QuoteOrdered
    if quote.status != QuoteStatus.APPROVED:
        raise QuoteNotApproved(status=quote.status)
    if quote.valid_until <= work.now:
        raise QuoteExpired


async def _take_trade_in(work: Work, quote: Quote) -> None:
    """Signing the order with a trade-in takes its offer, at the amount that was quoted."""
    if quote.appraisal_id is None:
        return
    system = work.as_system()
    amount = await offering.trade_in_fen(system, quote.customer_id, quote.appraisal_id)
    if amount is None or amount != quote.breakdown["trade_in_fen"]:
        raise TradeInChanged
    appraisal = await get_appraisal(system, quote.appraisal_id)
    if appraisal.status == AppraisalStatus.OFFERED:
        await offering.accept(system, quote.appraisal_id)


async def _row(work: Work, command: PlaceOrder, quote: Quote) -> Order:
    loan = quote.breakdown["loan"]
    return Order(
        id=new_id(),
        order_no=await next_number(work, quote.store_id, NumberKind.ORDER),
        store_id=quote.store_id,
        customer_id=quote.customer_id,
        lead_id=quote.lead_id,
        quote_id=quote.id,
        assignee_id=quote.assignee_id,
        model_id=quote.model_id,
        colour=quote.colour,
        appraisal_id=quote.appraisal_id,
        status=OrderStatus.PLACED,
        terms=quote.terms,
        breakdown=quote.breakdown,
        price_fen=quote.price_fen,
        total_fen=quote.total_fen,
        trade_in_fen=quote.breakdown["trade_in_fen"],
        payable_fen=quote.payable_fen,
        loan_principal_fen=loan["principal_fen"] if loan else 0,
        loan_credit_fen=0,
        received_fen=0,
        deposit_kind=command.deposit_kind,
        deposit_fen=command.deposit_fen,
        ordered_at=work.now,
        ordered_on=work.today(await store_zone(work, quote.store_id)),
        promised_on=command.promised_on,
        forfeit_fen=0,
        note=command.note,
        created_at=work.now,
    )
