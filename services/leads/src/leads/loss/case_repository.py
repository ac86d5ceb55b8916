"""SQL of loss cases, verifications and pauses."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.scope import scoped
from sqlalchemy import Row, exists, func, select, update

from leads.lead.models import Lead
from leads.loss.models import Freeze, LossCase, LossVerification
from leads.order.models import Order
from leads.ownership.models import Ownership
from leads.row_repository import all_rows, select_rows
from leads.visit.models import Visit

QUIET = {"synchronize_session": False}


async def find(session: ReadSession, actor: Principal, case_id: UUID) -> LossCase | None:
    return (await session.scalars(scoped(LossCase, actor).where(LossCase.id == case_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, case_id: UUID) -> LossCase | None:
    statement = scoped(LossCase, actor).where(LossCase.id == case_id).with_for_update(of=LossCase)
    return (await session.scalars(statement)).one_or_none()


async def pending_of(session: ReadSession, lead_id: UUID) -> LossCase | None:
    statement = select(LossCase).where(LossCase.lead_id == lead_id, LossCase.status == "pending")
    return (await session.scalars(statement)).one_or_none()


async def reactivated(session: WriteSession, lead_id: UUID) -> None:
    """A lead that is worked again was not lost for good, and its pause is over."""
    cases = update(LossCase).where(LossCase.lead_id == lead_id, LossCase.status == "approved")
    await session.execute(
        cases.values(status="reactivated", second_chance_at=None, version=LossCase.version + 1), execution_options=QUIET
    )
    pauses = update(Freeze).where(Freeze.lead_id == lead_id, Freeze.ended_at.is_(None))
    await session.execute(pauses.values(ended_at=Freeze.return_at), execution_options=QUIET)


async def road(session: ReadSession, lead: Lead) -> Row[Any]:
    """What lay behind the lead: an order that was cancelled, an arrival."""
    statement = select_rows(
        exists().where(Order.lead_id == lead.id).label("had_order"),
        exists().where(Visit.customer_id == lead.customer_id, Visit.kind == "showroom").label("arrived"),
    )
    row: Row[Any] = (await session.execute(statement)).one()
    return row


async def verifiers(session: ReadSession, store_id: UUID, posts: Sequence[str]) -> Sequence[Row[Any]]:
    """Staff of the store who may verify, with the calls that each still has to make."""
    calls = (
        select(func.count())
        .where(LossVerification.assignee_id == StaffRef.id, LossVerification.done_at.is_(None))
        .scalar_subquery()
    )
    statement = select_rows(StaffRef.id, StaffRef.roles, calls.label("open_calls")).where(
        StaffRef.store_id == store_id, StaffRef.active, ~StaffRef.on_leave, StaffRef.roles.overlap(list(posts))
    )
    return await all_rows(session, statement)


async def verification_count(session: ReadSession, store_id: UUID) -> int:
    statement = select(func.count()).where(LossVerification.store_id == store_id)
    return int(await session.scalar(statement) or 0)


async def lock_verification(session: WriteSession, actor: Principal, verification_id: UUID) -> LossVerification | None:
    statement = (
        scoped(LossVerification, actor)
        .where(LossVerification.id == verification_id)
        .with_for_update(of=LossVerification)
    )
    return (await session.scalars(statement)).one_or_none()


async def hand_calls_over(session: WriteSession, from_id: UUID, to_id: UUID | None) -> int:
    """Calls that somebody who leaves had still to make."""
    statement = update(LossVerification).where(
        LossVerification.assignee_id == from_id, LossVerification.done_at.is_(None)
    )
    done = await session.execute(
        statement.values(assignee_id=to_id).returning(LossVerification.id), execution_options=QUIET
    )
    return len(done.all())


async def freezes_of(session: ReadSession, lead_id: UUID) -> int:
    return int(await session.scalar(select(func.count()).where(Freeze.lead_id == lead_id)) or 0)


async def next_return(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Freeze.return_at)).where(Freeze.ended_at.is_(None)))


async def lock_returning(session: WriteSession, by: datetime, limit: int) -> list[Freeze]:
    statement = (
        select(Freeze)
        .where(Freeze.return_at <= by, Freeze.ended_at.is_(None))
        .order_by(Freeze.return_at, Freeze.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.scalars(statement)).all())


async def next_second_chance(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(LossCase.second_chance_at)))


async def lock_second_chances(session: WriteSession, by: datetime, limit: int) -> list[LossCase]:
    statement = (
        select(LossCase)
        .where(LossCase.second_chance_at <= by)
        .order_by(LossCase.second_chance_at, LossCase.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.scalars(statement)).all())


async def still_lost(session: ReadSession, customer_ids: Sequence[UUID]) -> set[UUID]:
    """Of these those without any open lead and in somebody's or nobody's hands, but not bought meanwhile."""
    busy = exists().where(Lead.customer_id == Ownership.customer_id, Lead.is_open)
    bought = exists().where(Lead.customer_id == Ownership.customer_id, Lead.stage == "delivered")
    statement = select(Ownership.customer_id).where(Ownership.customer_id.in_(customer_ids), ~busy, ~bought)
    return set((await session.scalars(statement)).all())
