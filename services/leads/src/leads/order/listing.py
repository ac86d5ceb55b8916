"""Answers about orders: list, board, one order, the customer's own view."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from contracts.vehicle_identity import check_plate
from service_defaults.identity import SYSTEM
from service_defaults.organisation import StaffRef, find_store
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.customer import service as customers
from leads.loan import listing as loans
from leads.loan.policy import stands
from leads.order import policy, progress, repository
from leads.order.errors import LinkEnded, OrderNotFound
from leads.order.models import Order
from leads.order.policy import DepositKind, OrderStatus
from leads.order.schemas import (
    BoardColumn,
    DepositRule,
    LinkBrief,
    OrderBoard,
    OrderOut,
    OrderProgress,
    OrderRow,
    PaymentOut,
    ProgressLinkOut,
    ProgressStep,
    ProgressStore,
)
from leads.order.service import deal_settings, get_order, line, standing_of
from leads.public_link import service as links
from leads.public_link.service import LinkPurpose
from leads.vehicle.service import full_name

BOARD = (OrderStatus.PLACED, OrderStatus.ALLOCATED, OrderStatus.PAID, OrderStatus.READY)
PER_COLUMN = 50


async def list_orders(
    reading: Reading,
    *,
    statuses: Sequence[OrderStatus],
    customer_id: UUID | None,
    mine: bool,
    limit: int,
    cursor: str | None,
) -> Page[OrderRow]:
    """Newest first."""
    marker = filter_hash(list="orders", statuses=sorted(statuses), customer_id=customer_id, mine=mine)
    rows = await repository.page(
        reading.session,
        reading.actor,
        statuses=statuses,
        customer_id=customer_id,
        assignee_id=reading.actor.staff_id if mine else None,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[OrderRow].of(
        rows,
        limit,
        item=lambda row: OrderRow.model_validate(_row_values(row)),
        cursor=lambda row: encode_cursor([row[0].ordered_at, row[0].id], filter_hash=marker),
    )


async def board(reading: Reading, *, mine: bool) -> OrderBoard:
    """Living orders by status, the longest waiting first; one statement."""
    assignee_id = reading.actor.staff_id if mine else None
    rows = await repository.board(reading.session, reading.actor, BOARD, assignee_id, PER_COLUMN)
    columns = []
    for status in BOARD:
        own = [row for row in rows if row[0].status == status]
        items = [OrderRow.model_validate(_row_values(row)) for row in own]
        columns.append(BoardColumn(status=status, count=own[0].size if own else 0, items=items))
    return OrderBoard(columns=columns)


_JOINED = ("customer_name", "mobile_masked", "assignee_name", "vin", "loan_status", "starts_at")
_ROW = tuple(name for name in OrderRow.model_fields if name not in (*_JOINED, "model", "owed_fen"))


def _row_values(row: Row[Any]) -> dict[str, Any]:
    order: Order = row[0]
    values = {name: getattr(order, name) for name in _ROW} | {name: getattr(row, name) for name in _JOINED}
    owed = standing_of(order).owed_fen if order.status in policy.LIVE else 0
    return values | {"model": full_name(row.CarModel), "owed_fen": owed}


_ELSEWHERE = {"deposit_rule", "plate_warnings", "payments", "loan", "link", "steps"}
_DETAIL = tuple(name for name in OrderOut.model_fields if name not in OrderRow.model_fields and name not in _ELSEWHERE)


async def order_out(reading: Reading, order_id: UUID) -> OrderOut:
    """Raises `OrderNotFound`."""
    row = await repository.row(reading.session, reading.actor, order_id)
    if row is None:
        raise OrderNotFound
    order: Order = row[0]
    rules = await deal_settings(reading, order.store_id)
    zh, en = policy.deposit_rule(DepositKind(order.deposit_kind), rules.earnest_cap_percent)
    link = await links.of_thing(reading, LinkPurpose.ORDER_PROGRESS, order.id)
    payments = [_payment(one) for one in await repository.payments(reading.session, order.id)]
    return OrderOut.model_validate(
        _row_values(row)
        | {name: getattr(order, name) for name in _DETAIL}
        | {
            "deposit_rule": DepositRule(kind=DepositKind(order.deposit_kind), zh=zh, en=en),
            "plate_warnings": [str(one) for one in check_plate(order.plate)] if order.plate else [],
            "payments": payments,
            "loan": await loans.of_order(reading, order.id),
            "link": LinkBrief(expires_at=link.expires_at, created_at=link.created_at) if link else None,
            "steps": _steps(order, row),
        }
    )


def _payment(row: Row[Any]) -> PaymentOut:
    payment = row[0]
    values = {field: getattr(payment, field) for field in PaymentOut.model_fields if field != "recorded_by_name"}
    return PaymentOut.model_validate(values | {"recorded_by_name": row.recorded_by_name})


def _steps(order: Order, row: Row[Any]) -> list[ProgressStep]:
    financed = order.loan_principal_fen > 0 or row.loan_status is not None
    facts = progress.Milestones(
        ordered_at=order.ordered_at,
        allocated_at=order.allocated_at,
        loan_approved=(row.loan_status is not None and stands(row.loan_status)) if financed else None,
        settled=standing_of(order).owed_fen == 0,
        invoiced_on=order.invoiced_on,
        insured=order.compulsory_until is not None,
        plated_on=order.plated_on,
        inspected_at=order.inspected_at,
        appointment=row.starts_at,
        delivered_at=order.delivered_at,
    )
    return [ProgressStep.model_validate(step) for step in progress.steps_of(facts)]


async def deposit_rules(reading: Reading) -> list[DepositRule]:
    """What the two kinds of deposit mean in this store, to be read before one is chosen."""
    store = await customers.home_store(reading)
    rules = await deal_settings(reading, store.id)
    wordings = [(kind, policy.deposit_rule(kind, rules.earnest_cap_percent)) for kind in DepositKind]
    return [DepositRule(kind=kind, zh=zh, en=en) for kind, (zh, en) in wordings]


async def create_progress_link(work: Work, order_id: UUID) -> ProgressLinkOut:
    """A link for the customer; earlier ones end."""
    order = await get_order(work, order_id)
    rules = await deal_settings(work, order.store_id)
    fresh = await links.create(
        work,
        LinkPurpose.ORDER_PROGRESS,
        order.id,
        store_id=order.store_id,
        customer_id=order.customer_id,
        days=rules.progress_link_days,
    )
    line(work, order, "progress_link_created")
    return ProgressLinkOut(token=fresh.token, path=f"/p/{fresh.token}", expires_at=fresh.expires_at)


async def revoke_progress_link(work: Work, order_id: UUID) -> None:
    order = await get_order(work, order_id)
    await links.revoke(work, LinkPurpose.ORDER_PROGRESS, order.id)


async def order_progress(reading: Reading) -> OrderProgress:
    """The order behind the asker's link. Raises `LinkEnded`."""
    link = await links.living(reading, LinkPurpose.ORDER_PROGRESS)
    if link is None:
        raise LinkEnded
    system = replace(reading, actor=SYSTEM)
    row = await repository.row(system.session, system.actor, link.ref_id)
    store = await find_store(system.session, link.store_id)
    if row is None or store is None or row[0].status == OrderStatus.CANCELLED:
        raise LinkEnded
    order: Order = row[0]
    adviser = await system.session.get(StaffRef, order.assignee_id) if order.assignee_id else None
    return OrderProgress(
        store=ProgressStore.model_validate(store),
        customer_name=progress.masked_name(row.customer_name),
        order_no=order.order_no,
        model=full_name(row.CarModel),
        colour=order.colour,
        steps=_steps(order, row),
        promised_on=order.promised_on,
        adviser_name=adviser.name if adviser else None,
    )
