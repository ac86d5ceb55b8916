"""SQL of the pool's comings and goings. The list stands in `listing_repository`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import ColumnElement, Row, Uuid, column, delete, exists, func, literal, or_, select, update
from sqlalchemy import DateTime as Instant
from sqlalchemy.dialects.postgresql import ARRAY, insert

from leads.customer.models import Customer
from leads.delivery.models import Delivery
from leads.delivery.policy import DeliveryStatus
from leads.dispute.models import Dispute
from leads.key_account.models import KeyAccount, KeyAccountContact
from leads.lead.models import Lead, StageChange
from leads.lead.policy import Stage
from leads.loss.models import LossCase
from leads.order.models import Order
from leads.order.policy import LIVE
from leads.ownership.models import Ownership, OwnershipChange
from leads.pool.models import ClaimCount, ComplaintRef, PoolEntry
from leads.pool.policy import Blocker
from leads.row_repository import all_rows, one_row, select_rows

QUIET = {"synchronize_session": False}


async def next_review(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Ownership.review_at)))


async def due(session: ReadSession, by: datetime, limit: int) -> list[UUID]:
    statement = (
        select(Ownership.customer_id)
        .where(Ownership.review_at <= by)
        .order_by(Ownership.review_at, Ownership.customer_id)
    )
    return list((await session.scalars(statement.limit(limit))).all())


def blockers(customer: Any) -> dict[Blocker, ColumnElement[bool]]:
    """What of the customer's life forbids to take them from their adviser."""
    return {
        Blocker.ORDER: exists().where(Order.customer_id == customer, Order.status.in_(sorted(LIVE))),
        Blocker.DELIVERY: exists().where(
            Delivery.customer_id == customer, Delivery.status.in_((DeliveryStatus.OPEN, DeliveryStatus.SCHEDULED))
        ),
        Blocker.COMPLAINT: exists().where(ComplaintRef.customer_id == customer, ComplaintRef.is_open),
        Blocker.DISPUTE: exists().where(Dispute.customer_id == customer, Dispute.status == "open"),
        Blocker.LOSS: exists().where(LossCase.customer_id == customer, LossCase.status == "pending"),
        Blocker.KEY_ACCOUNT: or_(
            exists().where(KeyAccount.customer_id == customer), exists().where(KeyAccountContact.person_id == customer)
        ),
    }


async def facts(session: ReadSession, customer_ids: Sequence[UUID], by: datetime) -> Sequence[Row[Any]]:
    """All that the rules ask about held customers that are due; one statement."""
    levels = select(func.array_agg(Lead.level)).where(Lead.customer_id == Ownership.customer_id, Lead.is_open)
    wished = select(func.max(Lead.created_at)).where(Lead.customer_id == Ownership.customer_id, Lead.is_open)
    reopened = select(func.max(StageChange.at)).where(
        StageChange.customer_id == Ownership.customer_id,
        StageChange.old.in_((Stage.LOST, Stage.INVALID, Stage.FROZEN)),
    )
    ended = exists().where(
        Lead.customer_id == Ownership.customer_id,
        Lead.stage.in_((Stage.DELIVERED, Stage.LOST, Stage.INVALID, Stage.FROZEN)),
    )
    flags = [found.label(name.value) for name, found in blockers(Ownership.customer_id).items()]
    statement = (
        select_rows(
            Ownership,
            Customer.kind,
            Customer.lifecycle,
            Customer.tags,
            levels.scalar_subquery().label("levels"),
            func.greatest(wished.scalar_subquery(), reopened.scalar_subquery()).label("wished_at"),
            ended.label("ended"),
            *flags,
        )
        .join(Customer, Customer.id == Ownership.customer_id)
        .where(Ownership.customer_id.in_(customer_ids), Ownership.review_at <= by)
    )
    return await all_rows(session, statement.execution_options(populate_existing=True))


async def blocked(session: ReadSession, customer_ids: Sequence[UUID]) -> dict[UUID, list[Blocker]]:
    """Of these customers those that are held by an order, a delivery, a complaint, a dispute or a pending loss."""
    flags = [found.label(name.value) for name, found in blockers(Customer.id).items()]
    rows = await all_rows(session, select_rows(Customer.id, *flags).where(Customer.id.in_(customer_ids)))
    found = {row.id: [name for name in Blocker if getattr(row, name.value)] for row in rows}
    return {customer_id: names for customer_id, names in found.items() if names}


async def look_again(session: WriteSession, looks: Sequence[tuple[UUID, datetime | None]]) -> None:
    goal = (
        func.unnest(
            literal([one for one, _ in looks], ARRAY(Uuid())), literal([at for _, at in looks], ARRAY(_INSTANT))
        )
        .table_valued(column("customer_id", Uuid), column("look_at", _INSTANT), name="goal")
        .render_derived()
    )
    statement = update(Ownership).where(Ownership.customer_id == goal.c.customer_id).values(review_at=goal.c.look_at)
    await session.execute(statement, execution_options=QUIET)


_INSTANT = Instant(timezone=True)


async def enter(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """Into the pool; who is there already keeps their place."""
    if rows:
        await session.execute(insert(PoolEntry).values(list(rows)).on_conflict_do_nothing())


async def leave(session: WriteSession, customer_ids: Sequence[UUID]) -> None:
    await session.execute(delete(PoolEntry).where(PoolEntry.customer_id.in_(customer_ids)), execution_options=QUIET)


async def take(session: WriteSession, actor: Principal, customer_id: UUID) -> PoolEntry | None:
    """The entry, held until the transaction ends; None when somebody else was faster."""
    statement = scoped(PoolEntry, actor).where(PoolEntry.customer_id == customer_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def entries(session: ReadSession, customer_ids: Sequence[UUID]) -> dict[UUID, PoolEntry]:
    rows = await session.scalars(select(PoolEntry).where(PoolEntry.customer_id.in_(customer_ids)))
    return {row.customer_id: row for row in rows}


async def count_claim(session: WriteSession, *, staff_id: UUID, store_id: UUID, day: date) -> int:
    """This person's claims of the day, this one among them; two at once of one person wait for one another."""
    row = insert(ClaimCount).values(staff_id=staff_id, day=day, store_id=store_id, claims=1)
    counted = row.on_conflict_do_update(
        index_elements=["staff_id", "day"], set_={"claims": ClaimCount.claims + 1}
    ).returning(ClaimCount.claims)
    return int((await session.execute(counted)).scalar_one())


async def claims_on(session: ReadSession, staff_id: UUID, day: date) -> int:
    row = await session.get(ClaimCount, (staff_id, day))
    return row.claims if row else 0


async def gave_up_at(session: ReadSession, staff_id: UUID, customer_id: UUID) -> datetime | None:
    """When the pool last got this customer from that person."""
    statement = select(func.max(OwnershipChange.at)).where(
        OwnershipChange.from_id == staff_id, OwnershipChange.customer_id == customer_id, OwnershipChange.to_id.is_(None)
    )
    return await session.scalar(statement)


async def newest_closed_lead(session: ReadSession, customer_id: UUID) -> Row[Any] | None:
    statement = (
        select_rows(Lead.id, Lead.stage)
        .where(Lead.customer_id == customer_id, ~Lead.is_open)
        .order_by(Lead.closed_at.desc())
        .limit(1)
    )
    return await one_row(session, statement)


async def due_now(session: WriteSession, customer_ids: Sequence[UUID], at: datetime) -> None:
    """Claimed customers are to be called now: the contact stands in the day's queue."""
    statement = update(Lead).where(Lead.customer_id.in_(customer_ids), Lead.is_open.expression)
    await session.execute(statement.values(next_contact_at=at, version=Lead.version + 1), execution_options=QUIET)


async def keep_complaint(session: WriteSession, values: dict[str, Any]) -> None:
    statement = insert(ComplaintRef).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["complaint_id"],
            set_={"is_open": statement.excluded.is_open, "changed_at": statement.excluded.changed_at},
            where=ComplaintRef.changed_at <= statement.excluded.changed_at,
        )
    )
