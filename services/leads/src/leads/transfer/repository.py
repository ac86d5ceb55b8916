"""All SQL of hand-overs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, exists, func, insert, select, union, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.delivery.models import Delivery
from leads.delivery.policy import DeliveryStatus
from leads.dispute.models import Dispute
from leads.lead.models import Lead
from leads.loss.models import LossVerification
from leads.order.models import Order
from leads.order.policy import LIVE
from leads.ownership.models import Ownership
from leads.pool.models import PoolEntry
from leads.pool.repository import blockers
from leads.row_repository import all_rows, select_rows
from leads.test_drive.models import TestDrive
from leads.transfer.models import Transfer, TransferLine

QUIET = {"synchronize_session": False}
MOST = 5000
_OPEN_DELIVERIES = (DeliveryStatus.OPEN, DeliveryStatus.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a selection came to: customers in scope, and how many of what was named there are not."""

    ids: list[UUID]
    missing: list[UUID]


async def chosen(
    session: ReadSession,
    actor: Principal,
    store_id: UUID,
    *,
    lead_ids: Sequence[UUID],
    customer_ids: Sequence[UUID],
    unassigned: bool,
) -> Chosen:
    of_leads: dict[UUID, UUID] = {}
    if lead_ids:
        statement = select_rows(Lead.id, Lead.customer_id).where(scope_condition(Lead, actor), Lead.id.in_(lead_ids))
        of_leads = {row.id: row.customer_id for row in await all_rows(session, statement)}
    wanted = dict.fromkeys([*of_leads.values(), *customer_ids])
    mine = scope_condition(Customer, actor)
    named = select(Customer.id).where(mine, Customer.id.in_(wanted), Customer.store_id == store_id)
    found = set((await session.scalars(named)).all()) if wanted else set()
    # The pool is nobody's, so that a team's supervisor finds it outside their people.
    pooled = select(PoolEntry.customer_id).where(
        scope_condition(PoolEntry, actor), PoolEntry.customer_id.in_(wanted), PoolEntry.store_id == store_id
    )
    found |= set((await session.scalars(pooled)).all()) if wanted else set()
    missing = [one for one in lead_ids if one not in of_leads] + [one for one in wanted if one not in found]
    ids = [one for one in wanted if one in found]
    if unassigned:
        open_lead = exists().where(Lead.customer_id == Customer.id, Lead.is_open.expression)
        free = (
            select(Customer.id)
            .where(Customer.store_id == store_id, Customer.owner_id.is_(None), Customer.merged_into_id.is_(None))
            .where(open_lead)
            .order_by(Customer.created_at, Customer.id)
            .limit(MOST)
        )
        ids = list(dict.fromkeys([*ids, *(await session.scalars(free)).all()]))
    return Chosen(ids, missing)


async def preview_rows(session: ReadSession, ids: Sequence[UUID], now: datetime) -> Sequence[Row[Any]]:
    """What each customer would lose; scope was asked before. One statement."""
    leads = select(func.count()).where(Lead.customer_id == Customer.id, Lead.is_open.expression)
    level = (
        select(Lead.level)
        .where(Lead.customer_id == Customer.id, Lead.is_open.expression)
        .order_by(Lead.created_at.desc())
        .limit(1)
    )
    drives = select(func.count()).where(
        TestDrive.customer_id == Customer.id, TestDrive.live, TestDrive.starts_at >= now
    )
    flags = [found.label(name.value) for name, found in blockers(Customer.id).items()]
    statement = (
        select_rows(
            Customer.id,
            SHOWN_NAME.element.label("name"),
            Customer.owner_id,
            StaffRef.name.label("owner_name"),
            Ownership,
            leads.scalar_subquery().label("open_leads"),
            level.scalar_subquery().label("level"),
            drives.scalar_subquery().label("test_drives"),
            exists().where(PoolEntry.customer_id == Customer.id).label("in_pool"),
            *flags,
        )
        .outerjoin(Ownership, Ownership.customer_id == Customer.id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Customer.owner_id)
        .where(Customer.id.in_(ids))
        .order_by(Customer.name_sort, Customer.id)
    )
    return await all_rows(session, statement)


async def brands(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, str | None]:
    """The make that each customer's newest open lead asks for."""
    statement = (
        select_rows(Lead.customer_id, Lead.wanted_make)
        .where(Lead.customer_id.in_(ids), Lead.is_open.expression)
        .order_by(Lead.created_at)
    )
    return {row.customer_id: row.wanted_make for row in await all_rows(session, statement)}


async def add_lines(session: WriteSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        await (await session.connection()).execute(insert(TransferLine), rows)


async def lock(session: WriteSession, actor: Principal, transfer_id: UUID) -> Transfer | None:
    statement = scoped(Transfer, actor).where(Transfer.id == transfer_id).with_for_update(of=Transfer)
    return (await session.scalars(statement)).one_or_none()


async def find(session: ReadSession, actor: Principal, transfer_id: UUID) -> Transfer | None:
    return (await session.scalars(scoped(Transfer, actor).where(Transfer.id == transfer_id))).one_or_none()


async def newest(
    session: ReadSession, actor: Principal, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Transfer]:
    statement = keyset(scoped(Transfer, actor), [(Transfer.at, "desc"), (Transfer.id, "desc")], after)
    return (await session.scalars(statement.limit(limit + 1))).all()


async def lines(session: ReadSession, transfer_id: UUID) -> list[TransferLine]:
    statement = select(TransferLine).where(TransferLine.transfer_id == transfer_id).order_by(TransferLine.id)
    return list((await session.scalars(statement)).all())


async def line_rows(
    session: ReadSession, transfer_id: UUID, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Customers of a receipt; the transfer was found in scope."""
    giver, taker = aliased(StaffRef), aliased(StaffRef)
    statement = (
        select_rows(
            TransferLine.id,
            TransferLine.customer_id,
            SHOWN_NAME,
            giver.name.label("from_name"),
            taker.name.label("to_name"),
            func.jsonb_array_length(TransferLine.leads.cast(JSONB)).label("leads"),
            TransferLine.undone_at.is_not(None).label("undone"),
        )
        .join(Customer, Customer.id == TransferLine.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(giver, giver.id == TransferLine.from_id)
        .outerjoin(taker, taker.id == TransferLine.to_id)
        .where(TransferLine.transfer_id == transfer_id)
    )
    return await all_rows(session, keyset(statement, [(TransferLine.id, "asc")], after).limit(limit + 1))


async def lines_undone(session: WriteSession, ids: Sequence[UUID], at: datetime) -> None:
    statement = update(TransferLine).where(TransferLine.id.in_(ids)).values(undone_at=at)
    await session.execute(statement, execution_options=QUIET)


async def standing(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    """How customers are held right now, for what may be undone."""
    statement = select_rows(Ownership.customer_id, Ownership.owner_id, Ownership.since, Ownership.attempt_at).where(
        Ownership.customer_id.in_(ids)
    )
    return {row.customer_id: row for row in await all_rows(session, statement)}


async def held_by(session: ReadSession, store_id: UUID, staff_id: UUID) -> list[UUID]:
    """Everybody's customers who are this person's, by ownership or by an open lead."""
    owned = select(Customer.id).where(
        Customer.owner_id == staff_id, Customer.store_id == store_id, Customer.merged_into_id.is_(None)
    )
    led = select(Lead.customer_id).where(
        Lead.assignee_id == staff_id, Lead.store_id == store_id, Lead.is_open.expression
    )
    return sorted((await session.scalars(union(owned, led).limit(MOST))).all())


async def in_hand(session: ReadSession, store_id: UUID, staff_id: UUID, now: datetime) -> Row[Any]:
    """Counts of what somebody has in hand; one statement."""

    def count(model: Any, *conditions: Any) -> Any:
        return select(func.count()).select_from(model).where(model.store_id == store_id, *conditions).scalar_subquery()

    drives = (TestDrive.assignee_id == staff_id, TestDrive.live, TestDrive.starts_at >= now)
    statement = select_rows(
        count(Customer, Customer.owner_id == staff_id, Customer.merged_into_id.is_(None)).label("customers"),
        count(Lead, Lead.assignee_id == staff_id, Lead.is_open.expression).label("open_leads"),
        count(TestDrive, *drives).label("test_drives"),
        count(Order, Order.assignee_id == staff_id, Order.status.in_(sorted(LIVE))).label("orders"),
        count(Delivery, Delivery.assignee_id == staff_id, Delivery.status.in_(_OPEN_DELIVERIES)).label("deliveries"),
        count(LossVerification, LossVerification.assignee_id == staff_id, LossVerification.done_at.is_(None)).label(
            "verification_calls"
        ),
        count(Dispute, Dispute.assignee_id == staff_id, Dispute.status == "open").label("disputes"),
    )
    row: Row[Any] = (await session.execute(statement)).one()
    return row


async def drives_of(session: WriteSession, staff_id: UUID, now: datetime) -> list[TestDrive]:
    statement = select(TestDrive).where(TestDrive.assignee_id == staff_id, TestDrive.live, TestDrive.starts_at >= now)
    return list((await session.scalars(statement.order_by(TestDrive.starts_at).with_for_update())).all())


async def try_drive(session: WriteSession, drive: TestDrive, staff_id: UUID) -> bool:
    """False when the receiver rides along with somebody else at that time."""
    try:
        async with session.begin_nested():
            drive.assignee_id = staff_id
            await session.flush()
    except IntegrityError:
        await session.refresh(drive)
        return False
    return True


async def hand_deals_over(
    session: WriteSession, from_id: UUID, receivers: dict[UUID, UUID | None], otherwise: UUID | None
) -> tuple[int, int]:
    """Live orders and deliveries follow their customers; answers how many of each."""
    orders = (
        await session.scalars(
            select(Order).where(Order.assignee_id == from_id, Order.status.in_(sorted(LIVE))).with_for_update()
        )
    ).all()
    deliveries = (
        await session.scalars(
            select(Delivery)
            .where(Delivery.assignee_id == from_id, Delivery.status.in_(_OPEN_DELIVERIES))
            .with_for_update()
        )
    ).all()
    rows: list[Order | Delivery] = [*orders, *deliveries]
    for row in rows:
        row.assignee_id = receivers.get(row.customer_id) or otherwise
    return len(orders), len(deliveries)


async def end_disputes(session: WriteSession, staff_id: UUID) -> int:
    statement = update(Dispute).where(Dispute.assignee_id == staff_id, Dispute.status == "open")
    done = statement.values(status="withdrawn", version=Dispute.version + 1).returning(Dispute.id)
    return len((await session.execute(done, execution_options=QUIET)).all())


async def receivers(session: ReadSession, store_id: UUID, posts: Sequence[str]) -> Sequence[Row[Any]]:
    columns = (StaffRef.id, StaffRef.name, StaffRef.roles, StaffRef.brands, StaffRef.on_leave)
    statement = select_rows(*columns).where(
        StaffRef.store_id == store_id, StaffRef.active, StaffRef.roles.overlap(list(posts))
    )
    return await all_rows(session, statement.order_by(StaffRef.name, StaffRef.id))
