"""All SQL of levels over time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.organisation import StoreRef
from sqlalchemy import ColumnElement, Row, Select, Uuid, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.lead.models import Lead, LevelChange, StageChange
from leads.lead.policy import CLOSED
from leads.level.models import LevelSnapshot, MonthSnapshot, SnapshotSchedule
from leads.row_repository import all_rows, select_rows

BEFORE_EVERYTHING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""When a store without a schedule is due: at once."""


async def next_due(session: ReadSession) -> datetime | None:
    due = func.coalesce(SnapshotSchedule.next_at, literal(BEFORE_EVERYTHING))
    statement = select(func.min(due)).select_from(StoreRef)
    return await session.scalar(statement.outerjoin(SnapshotSchedule, SnapshotSchedule.store_id == StoreRef.id))


async def unscheduled(session: ReadSession) -> Sequence[Row[Any]]:
    known = select(SnapshotSchedule.store_id)
    return await all_rows(session, select_rows(StoreRef.id, StoreRef.timezone).where(StoreRef.id.not_in(known)))


async def schedule(session: WriteSession, store_id: UUID, at: datetime) -> None:
    statement = insert(SnapshotSchedule).values(store_id=store_id, next_at=at)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["store_id"], set_={"next_at": statement.excluded.next_at})
    )


async def lock_due(session: WriteSession, by: datetime, limit: int) -> Sequence[Row[Any]]:
    statement = (
        select_rows(SnapshotSchedule.store_id, SnapshotSchedule.next_at, StoreRef.timezone)
        .join(StoreRef, StoreRef.id == SnapshotSchedule.store_id)
        .where(SnapshotSchedule.next_at <= by)
        .order_by(SnapshotSchedule.next_at, SnapshotSchedule.store_id)
        .limit(limit)
        .with_for_update(of=SnapshotSchedule, skip_locked=True)
    )
    return await all_rows(session, statement)


def level_at(instant: datetime) -> ColumnElement[str]:
    """A lead's level just before an instant: the first change since then is undone."""
    before = (
        select(LevelChange.old)
        .where(LevelChange.lead_id == Lead.id, LevelChange.at >= instant)
        .order_by(LevelChange.at, LevelChange.id)
        .limit(1)
        .correlate(Lead)
        .scalar_subquery()
    )
    return case((Lead.level_at >= instant, func.coalesce(before, Lead.level)), else_=Lead.level)


def stage_at(instant: datetime) -> ColumnElement[str]:
    """A lead's stage just before an instant."""
    before = (
        select(StageChange.old)
        .where(StageChange.lead_id == Lead.id, StageChange.at >= instant)
        .order_by(StageChange.at, StageChange.id)
        .limit(1)
        .correlate(Lead)
        .scalar_subquery()
    )
    return case((Lead.stage_at >= instant, func.coalesce(before, Lead.stage)), else_=Lead.stage)


def leads_at(instant: datetime, *where: ColumnElement[bool]) -> Select[Any]:
    """The leads that were open at an instant, with the level and stage of then; the same whenever it is asked."""
    since = select_rows(
        Lead.id.label("lead_id"),
        Lead.store_id,
        Lead.customer_id,
        Lead.assignee_id,
        Lead.family,
        level_at(instant).label("level"),
        stage_at(instant).label("stage"),
        func.coalesce(Lead.carded_at < instant, literal(value=False)).label("card"),
    ).where(*where, Lead.created_at < instant, or_(Lead.is_open.expression, Lead.closed_at >= instant))
    then = since.subquery("then")
    return select_rows(then).where(then.c.stage.not_in(sorted(CLOSED)))


async def freeze(session: WriteSession, store_id: UUID, month: date, at: datetime, live: Sequence[str]) -> int:
    """Write the month's snapshot once; answers how many leads it holds."""
    then = leads_at(at, Lead.store_id == store_id).subquery("open_then")
    rows = select_rows(
        then.c.store_id,
        literal(month),
        then.c.lead_id,
        then.c.customer_id,
        then.c.assignee_id,
        then.c.family,
        then.c.level,
        then.c.stage,
        and_(then.c.level.in_(list(live)), then.c.card),
    )
    columns = ["store_id", "month", "lead_id", "customer_id", "assignee_id", "family", "level", "stage", "live"]
    kept = insert(LevelSnapshot).from_select(columns, rows).on_conflict_do_nothing()
    written = await session.execute(kept.returning(LevelSnapshot.lead_id))
    return len(written.all())


async def note_frozen(session: WriteSession, store_id: UUID, month: date, at: datetime, leads: int) -> None:
    statement = insert(MonthSnapshot).values(store_id=store_id, month=month, frozen_at=at, leads=leads)
    await session.execute(statement.on_conflict_do_nothing())


async def is_frozen(session: ReadSession, store_id: UUID, month: date) -> bool:
    return await session.get(MonthSnapshot, (store_id, month)) is not None


async def snapshot_counts(session: ReadSession, store_id: UUID, since: date) -> Sequence[Row[Any]]:
    """Leads per month and level; buying ones."""
    held = func.count(LevelSnapshot.lead_id).label("leads")
    statement = (
        select_rows(MonthSnapshot.month, MonthSnapshot.frozen_at, LevelSnapshot.level, held)
        .outerjoin(
            LevelSnapshot,
            and_(
                LevelSnapshot.store_id == MonthSnapshot.store_id,
                LevelSnapshot.month == MonthSnapshot.month,
                LevelSnapshot.family == "buying",
            ),
        )
        .where(MonthSnapshot.store_id == store_id, MonthSnapshot.month >= since)
        .group_by(MonthSnapshot.month, MonthSnapshot.frozen_at, LevelSnapshot.level)
        .order_by(MonthSnapshot.month, LevelSnapshot.level)
    )
    return await all_rows(session, statement)


async def level_use(session: ReadSession, store_id: UUID) -> dict[str, int]:
    """Open leads per level."""
    statement = (
        select_rows(Lead.level, func.count().label("leads"))
        .where(Lead.store_id == store_id, Lead.is_open)
        .group_by(Lead.level)
    )
    return {row.level: row.leads for row in await all_rows(session, statement)}


async def regrade(
    session: WriteSession, store_id: UUID, changes: dict[str, str], *, at: datetime, actor_id: UUID | None, reason: str
) -> int:
    """Give the leads of a store the levels of another scheme, with their history, in one statement; how many."""
    held = select_rows(Lead.id, Lead.level.label("old")).where(
        Lead.store_id == store_id, Lead.level.in_(sorted(changes))
    )
    before = held.with_for_update().cte("held")
    new = case(*((before.c.old == old, new) for old, new in changes.items()), else_=before.c.old)
    changed = (
        update(Lead)
        .where(Lead.id == before.c.id)
        .values(level=new, level_at=at, version=Lead.version + 1)
        .returning(Lead.id, Lead.customer_id, before.c.old, Lead.level)
        .cte("changed")
    )
    history = select_rows(
        func.gen_random_uuid(),
        literal(store_id),
        changed.c.customer_id,
        changed.c.id,
        literal(at),
        changed.c.old,
        changed.c.level,
        literal(reason),
        literal(actor_id, Uuid()),
    )
    columns = ["id", "store_id", "customer_id", "lead_id", "at", "old", "new", "reason", "actor_id"]
    written = insert(LevelChange).from_select(columns, history).returning(LevelChange.id)
    return len((await session.execute(written)).all())


async def changes_of(session: ReadSession, lead_ids: Sequence[UUID], until: datetime) -> list[LevelChange]:
    """Level history of some leads, oldest first."""
    statement = select(LevelChange).where(LevelChange.lead_id.in_(lead_ids), LevelChange.at < until)
    return list((await session.scalars(statement.order_by(LevelChange.at, LevelChange.id))).all())
