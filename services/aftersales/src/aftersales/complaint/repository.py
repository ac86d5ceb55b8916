"""SQL of complaints: the rows, their clocks, their numbers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert

from aftersales.complaint.models import Complaint, ComplaintClock, ComplaintNumber, ComplaintStep
from aftersales.complaint.policy import ComplaintStatus


async def find(session: ReadSession, complaint_id: UUID, actor: Principal, *, lock: bool = False) -> Complaint:
    """Raises `NotFound` outside the actor's scope."""
    statement = scoped(Complaint, actor).where(Complaint.id == complaint_id)
    if lock:
        statement = statement.with_for_update()
    complaint = (await session.scalars(statement)).first()
    if complaint is None:
        raise NotFound
    return complaint


async def next_number(session: ReadSession, store_id: UUID, year: int) -> int:
    """The store's next number of the year; the row stays locked until the transaction ends, so none is lost."""
    statement = insert(ComplaintNumber).values(store_id=store_id, year=year, last=1)
    counted = statement.on_conflict_do_update(
        index_elements=["store_id", "year"], set_={"last": ComplaintNumber.last + 1}
    ).returning(ComplaintNumber.last)
    return (await session.execute(counted)).scalar_one()


async def open_counts(session: ReadSession, store_id: UUID) -> dict[UUID, int]:
    """How many open complaints each handler of the store has."""
    statement = (
        select(Complaint.assignee_id, func.count())
        .where(Complaint.store_id == store_id, Complaint.status != ComplaintStatus.CLOSED)
        .group_by(Complaint.assignee_id)
    )
    return {handler: count for handler, count in await session.execute(statement) if handler is not None}


async def clocks_of(session: ReadSession, complaint_id: UUID) -> Sequence[ComplaintClock]:
    statement = (
        select(ComplaintClock)
        .where(ComplaintClock.complaint_id == complaint_id)
        .order_by(ComplaintClock.started_at, ComplaintClock.due_at, ComplaintClock.id)
    )
    return (await session.scalars(statement)).all()


async def steps_of(session: ReadSession, complaint_id: UUID) -> Sequence[ComplaintStep]:
    """Oldest first."""
    statement = (
        select(ComplaintStep)
        .where(ComplaintStep.complaint_id == complaint_id)
        .order_by(ComplaintStep.at, ComplaintStep.id)
    )
    return (await session.scalars(statement)).all()


def _ticking() -> ColumnElement[bool]:
    return ComplaintClock.met_at.is_(None) & ComplaintClock.missed_at.is_(None) & ComplaintClock.replaced_at.is_(None)


async def next_clock(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(ComplaintClock.due_at)).where(_ticking()))


async def take_missed(session: ReadSession, now: datetime, limit: int) -> Sequence[tuple[ComplaintClock, Complaint]]:
    """Clocks that ran out, with their complaints, both locked; whatever somebody works on is left for later."""
    statement = (
        select(ComplaintClock, Complaint)
        .join(Complaint, Complaint.id == ComplaintClock.complaint_id)
        .where(_ticking(), ComplaintClock.due_at <= now)
        .order_by(ComplaintClock.due_at, ComplaintClock.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [(clock, complaint) for clock, complaint in (await session.execute(statement)).all()]
