"""HTTP of orders."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, link, set_etag, staff
from service_defaults.work import Work

from leads.order import ending, listing, papers, service, stock
from leads.order.models import Order
from leads.order.policy import Fault, OrderStatus
from leads.order.schemas import (
    AllocateCar,
    CancellationPreview,
    CancelOrder,
    DepositRule,
    EnterInsurance,
    EnterInvoice,
    EnterPlate,
    OrderBoard,
    OrderChange,
    OrderOut,
    OrderProgress,
    OrderRow,
    PlaceOrder,
    ProgressLinkOut,
    RecordPayment,
    ReleaseCar,
)
from leads.posts import DEAL_READERS, SELLERS
from leads.vehicle.schemas import CarRow

router = APIRouter(tags=["orders"])
CASHIERS = (*SELLERS, Role.FINANCE_SPECIALIST)
INSURERS = (*CASHIERS, Role.INSURANCE_RENEWAL_SPECIALIST)


async def _answer(work: Work, order: Order) -> OrderOut:
    await work.session.flush()
    return await listing.order_out(work, order.id)


@router.get("/deposit-rules", dependencies=staff(*CASHIERS))
async def get_deposit_rules(reading: Reads) -> list[DepositRule]:
    """What 定金 and 订金 mean, to be read before one is chosen."""
    return await listing.deposit_rules(reading)


@router.post("/orders", status_code=201, dependencies=staff(*SELLERS))
async def place_order(body: PlaceOrder, work: Writes, once: OnlyOnce) -> OrderOut:
    """Make an order of an approved quote, with its deposit. The lead reaches `ordered`."""

    async def act() -> OrderOut:
        return await _answer(work, await service.place_order(work, body))

    return await once.run(work, OrderOut, act)


@router.get("/orders", dependencies=staff(*DEAL_READERS))
async def list_orders(
    reading: Reads,
    status: Annotated[list[OrderStatus] | None, Query(max_length=10)] = None,
    customer_id: UUID | None = None,
    *,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[OrderRow]:
    """Orders in scope, the newest first."""
    return await listing.list_orders(
        reading, statuses=tuple(status or ()), customer_id=customer_id, mine=mine, limit=limit, cursor=cursor
    )


@router.get("/orders/board", dependencies=staff(*DEAL_READERS))
async def get_order_board(reading: Reads, *, mine: bool = False) -> OrderBoard:
    """Living orders by status."""
    return await listing.board(reading, mine=mine)


@router.get("/orders/{order_id}", dependencies=staff(*DEAL_READERS))
async def get_order(order_id: UUID, reading: Reads, response: Response) -> OrderOut:
    """One order: money, car, papers, loan, steps."""
    order = await listing.order_out(reading, order_id)
    set_etag(response, order.version)
    return order


@router.patch("/orders/{order_id}", dependencies=staff(*SELLERS))
async def change_order(
    order_id: UUID, body: OrderChange, work: Writes, expected: ExpectedVersion, response: Response
) -> OrderOut:
    """Change promised date, wanted colour or note; needs `If-Match`."""
    order = await service.change_order(work, order_id, body, expected)
    set_etag(response, order.version)
    return await _answer(work, order)


@router.post("/orders/{order_id}/payments", status_code=201, dependencies=staff(*CASHIERS))
async def record_payment(order_id: UUID, body: RecordPayment, work: Writes, once: OnlyOnce) -> OrderOut:
    """Money in, at most what is owed."""

    async def act() -> OrderOut:
        return await _answer(work, await service.record_payment(work, order_id, body))

    return await once.run(work, OrderOut, act)


@router.get("/orders/{order_id}/matching-cars", dependencies=staff(*SELLERS))
async def list_matching_cars(order_id: UUID, reading: Reads) -> list[CarRow]:
    """Free cars of the ordered model, the wanted colour first, then the oldest; at most 50."""
    return await stock.matching_cars(reading, order_id)


@router.post("/orders/{order_id}/allocation", dependencies=staff(*SELLERS))
async def allocate_car(order_id: UUID, body: AllocateCar, work: Writes) -> OrderOut:
    """Give a car to the order. One car, one order: the second to ask gets 409 `car_taken`."""
    return await _answer(work, await stock.allocate_car(work, order_id, body.car_id))


@router.post("/orders/{order_id}/release", dependencies=staff(Role.SALES_MANAGER, Role.FLOOR_SUPERVISOR))
async def release_car(order_id: UUID, body: ReleaseCar, work: Writes) -> OrderOut:
    """Take the car away from the order; it is free again."""
    return await _answer(work, await stock.release_car(work, order_id, body.reason))


@router.post("/orders/{order_id}/invoice", dependencies=staff(*CASHIERS))
async def enter_invoice(order_id: UUID, body: EnterInvoice, work: Writes) -> OrderOut:
    """Number, date and amount of the invoice."""
    return await _answer(work, await papers.enter_invoice(work, order_id, body))


@router.post("/orders/{order_id}/insurance", dependencies=staff(*INSURERS))
async def enter_insurance(order_id: UUID, body: EnterInsurance, work: Writes) -> OrderOut:
    """Insurer, policies and the two dates on which they end."""
    return await _answer(work, await papers.enter_insurance(work, order_id, body))


@router.post("/orders/{order_id}/plate", dependencies=staff(*CASHIERS, Role.SERVICE_ADVISOR))
async def enter_plate(order_id: UUID, body: EnterPlate, work: Writes) -> OrderOut:
    """The number plate; an unknown pattern is a warning."""
    return await _answer(work, await papers.enter_plate(work, order_id, body))


@router.get("/orders/{order_id}/cancellation", dependencies=staff(*CASHIERS))
async def preview_cancellation(order_id: UUID, fault: Fault, reading: Reads) -> CancellationPreview:
    """What a cancellation would mean for the money, with the rule in words."""
    return await ending.preview_cancellation(reading, order_id, fault)


@router.post("/orders/{order_id}/cancellation", dependencies=staff(Role.SALES_MANAGER))
async def cancel_order(order_id: UUID, body: CancelOrder, work: Writes) -> OrderOut:
    """Cancel: money back by the deposit's rule, car free, loan withdrawn, link ended."""
    return await _answer(work, await ending.cancel_order(work, order_id, body))


@router.post("/orders/{order_id}/progress-link", status_code=201, dependencies=staff(*SELLERS))
async def create_progress_link(order_id: UUID, work: Writes) -> ProgressLinkOut:
    """A link for the customer. Takes no Idempotency-Key: a kept answer would keep the token."""
    return await listing.create_progress_link(work, order_id)


@router.post("/orders/{order_id}/progress-link/revocation", status_code=204, dependencies=staff(*SELLERS))
async def revoke_progress_link(order_id: UUID, work: Writes) -> None:
    """End the customer's link at once."""
    await listing.revoke_progress_link(work, order_id)


@router.get("/public/order-progress", dependencies=link())
async def get_order_progress(reading: Reads, response: Response) -> OrderProgress:
    """What the holder of an order's link sees: steps with dates, nothing personal but a masked name."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return await listing.order_progress(reading)
