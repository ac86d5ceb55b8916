"""SQL of call-backs: the rows, their timer, whose turn it is."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.scope import scoped
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from aftersales.care_task.models import CallRotation, CareAttempt, CareTask
from aftersales.care_task.policy import OPEN, CareStatus

_NOBODY = UUID(int=0)


async def find(session: ReadSession, task_id: UUID, actor: Principal, *, lock: bool = False) -> CareTask:
    """Raises `NotFound` outside the actor's scope."""
    statement = scoped(CareTask, actor).where(CareTask.id == task_id)
    if lock:
        statement = statement.with_for_update()
    task = (await session.scalars(statement)).first()
    if task is None:
        raise NotFound
    return task


async def next_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(CareTask.due_at)).where(CareTask.status == CareStatus.SCHEDULED))


async def take_due(session: ReadSession, now: datetime, limit: int) -> Sequence[CareTask]:
    statement = (
        select(CareTask)
        .where(CareTask.status == CareStatus.SCHEDULED, CareTask.due_at <= now)
        .order_by(CareTask.due_at, CareTask.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def open_tasks_of(session: ReadSession, customer_id: UUID, actor: Principal) -> Sequence[CareTask]:
    statement = (
        scoped(CareTask, actor)
        .where(same_person(CareTask.customer_id, customer_id), CareTask.status.in_(OPEN))
        .order_by(CareTask.due_at, CareTask.id)
        .with_for_update()
    )
    return (await session.scalars(statement)).all()


async def attempts_of(session: ReadSession, task_id: UUID) -> Sequence[CareAttempt]:
    """Oldest first."""
    statement = select(CareAttempt).where(CareAttempt.care_task_id == task_id).order_by(CareAttempt.at, CareAttempt.id)
    return (await session.scalars(statement)).all()


async def lock_rotation(session: ReadSession, store_id: UUID) -> CallRotation:
    """The store's turn, for this transaction alone."""
    await session.execute(
        insert(CallRotation).values(store_id=store_id, last_staff_id=_NOBODY).on_conflict_do_nothing()
    )
    statement = select(CallRotation).where(CallRotation.store_id == store_id).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one()


async def present_staff(session: ReadSession, ids: set[UUID]) -> frozenset[UUID]:
    """Those of the people who are employed and not on leave."""
    if not ids:
        return frozenset()
    statement = select(StaffRef.id).where(StaffRef.id.in_(ids), StaffRef.active, ~StaffRef.on_leave)
    return frozenset((await session.scalars(statement)).all())
