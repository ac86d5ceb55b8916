"""All SQL of appraisals."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal, Role
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from leads.appraisal.models import Appraisal, AppraisalOffer
from leads.appraisal.policy import OPEN_WORK, AppraisalStatus, OfferStatus
from leads.constraint import violated
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.row_repository import all_rows, select_rows

_EARLIER = aliased(Appraisal)
BY_AGE = ((Appraisal.created_at, "asc"), (Appraisal.id, "asc"))


async def hold_queue(session: WriteSession, store_id: UUID) -> None:
    """One request at a time is shared out per store, so that two do not go to the same free appraiser."""
    key = int.from_bytes(store_id.bytes[8:], "big", signed=True) ^ 0x617070
    await session.execute(select(func.pg_advisory_xact_lock(key)))


async def freest(session: ReadSession, store_id: UUID) -> list[UUID]:
    """The store's active appraisers, the one with the fewest open appraisals first."""
    count = func.count(Appraisal.id)
    latest = select(func.max(_EARLIER.created_at)).where(_EARLIER.assignee_id == StaffRef.id).scalar_subquery()
    statement = (
        select(StaffRef.id)
        .outerjoin(Appraisal, (Appraisal.assignee_id == StaffRef.id) & Appraisal.status.in_(OPEN_WORK))
        .where(StaffRef.store_id == store_id, StaffRef.active, StaffRef.roles.contains([str(Role.APPRAISER)]))
        .group_by(StaffRef.id)
        .order_by(count, latest.asc().nulls_first(), StaffRef.id)
    )
    return list((await session.scalars(statement)).all())


async def insert(session: WriteSession, row: Appraisal) -> str | None:
    """Name of the constraint that the row breaks; None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def change(session: WriteSession, row: Appraisal, values: Mapping[str, Any]) -> str | None:
    try:
        async with session.begin_nested():
            for name, value in values.items():
                setattr(row, name, value)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def taken_until(session: ReadSession, appraiser: UUID, starts_at: datetime, ends_at: datetime) -> datetime | None:
    statement = select(func.max(Appraisal.ends_at)).where(
        Appraisal.assignee_id == appraiser,
        Appraisal.status == AppraisalStatus.REQUESTED,
        Appraisal.starts_at < ends_at,
        Appraisal.ends_at > starts_at,
    )
    return await session.scalar(statement)


async def find(session: ReadSession, actor: Principal, appraisal_id: UUID) -> Appraisal | None:
    return (await session.scalars(scoped(Appraisal, actor).where(Appraisal.id == appraisal_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, appraisal_id: UUID) -> Appraisal | None:
    statement = scoped(Appraisal, actor).where(Appraisal.id == appraisal_id).with_for_update(of=Appraisal)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    statuses: Sequence[AppraisalStatus],
    assignee_id: UUID | None,
    customer_id: UUID | None,
    lead_id: UUID | None,
    waiting: bool,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows with customer and appraiser, oldest first; one statement."""
    statement = (
        select_rows(Appraisal, SHOWN_NAME, StaffRef.name.label("assignee_name"))
        .join(Customer, Customer.id == Appraisal.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Appraisal.assignee_id)
        .where(scope_condition(Appraisal, actor))
    )
    if statuses:
        statement = statement.where(Appraisal.status.in_(statuses))
    if waiting:
        statement = statement.where(Appraisal.status == AppraisalStatus.VALUED, Appraisal.needs_approval)
    equal = (
        (Appraisal.assignee_id, assignee_id),
        (Appraisal.lead_id, lead_id),
    )
    if customer_id is not None:
        statement = statement.where(same_person(Appraisal.customer_id, customer_id))
    for column, value in equal:
        if value is not None:
            statement = statement.where(column == value)
    return await all_rows(session, keyset(statement, BY_AGE, after).limit(limit + 1))


async def offers(session: ReadSession, appraisal_id: UUID) -> list[AppraisalOffer]:
    statement = (
        select(AppraisalOffer)
        .where(AppraisalOffer.appraisal_id == appraisal_id)
        .order_by(AppraisalOffer.offered_at.desc(), AppraisalOffer.id.desc())
        .limit(100)
    )
    return list((await session.scalars(statement)).all())


async def open_offer(session: WriteSession, appraisal_id: UUID) -> AppraisalOffer | None:
    statement = select(AppraisalOffer).where(
        AppraisalOffer.appraisal_id == appraisal_id, AppraisalOffer.status == OfferStatus.OPEN
    )
    return (await session.scalars(statement)).one_or_none()


async def next_expiry(session: ReadSession) -> datetime | None:
    return await session.scalar(
        select(func.min(Appraisal.offer_until)).where(Appraisal.status == AppraisalStatus.OFFERED)
    )


async def lock_expiring(session: WriteSession, by: datetime, limit: int) -> list[Appraisal]:
    statement = (
        select(Appraisal)
        .where(Appraisal.status == AppraisalStatus.OFFERED, Appraisal.offer_until <= by)
        .order_by(Appraisal.offer_until, Appraisal.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.scalars(statement)).all())
