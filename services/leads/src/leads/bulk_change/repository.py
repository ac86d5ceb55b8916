"""All SQL of changes to many leads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, select, update

from leads.bulk_change.models import BulkChange, BulkChangeLine
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.lead.models import Lead
from leads.row_repository import all_rows, select_rows


async def chosen(session: ReadSession, actor: Principal, ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    """Those in scope, with what a person reads of them; one statement."""
    statement = (
        select_rows(
            Lead.id,
            Lead.store_id,
            Lead.is_open,
            Lead.level,
            Lead.next_contact_at,
            SHOWN_NAME,
            StaffRef.name.label("owner_name"),
        )
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .where(scope_condition(Lead, actor), Lead.id.in_(ids))
    )
    return {row.id: row for row in await all_rows(session, statement)}


async def lock_leads(session: WriteSession, actor: Principal, ids: Sequence[UUID]) -> dict[UUID, Lead]:
    """Held in the order of their ids, so that two who choose the same leads do not wait for one another."""
    statement = scoped(Lead, actor).where(Lead.id.in_(ids)).order_by(Lead.id).with_for_update(of=Lead)
    return {lead.id: lead for lead in await session.scalars(statement)}


async def lock_own(session: WriteSession, actor: Principal, change_id: UUID) -> BulkChange | None:
    mine = BulkChange.by_id == actor.staff_id
    statement = scoped(BulkChange, actor).where(BulkChange.id == change_id, mine).with_for_update(of=BulkChange)
    return (await session.scalars(statement)).one_or_none()


async def own(
    session: ReadSession, actor: Principal, *, after: Sequence[Any] | None, limit: int
) -> Sequence[BulkChange]:
    statement = scoped(BulkChange, actor).where(BulkChange.by_id == actor.staff_id)
    by = [(BulkChange.at, "desc"), (BulkChange.id, "desc")]
    return (await session.scalars(keyset(statement, by, after).limit(limit + 1))).all()


async def lines(session: ReadSession, change_id: UUID) -> list[BulkChangeLine]:
    statement = select(BulkChangeLine).where(BulkChangeLine.bulk_change_id == change_id).order_by(BulkChangeLine.id)
    return list(await session.scalars(statement))


async def lines_undone(session: WriteSession, ids: Sequence[UUID], at: datetime) -> None:
    statement = update(BulkChangeLine).where(BulkChangeLine.id.in_(ids)).values(undone_at=at)
    await session.execute(statement, execution_options={"synchronize_session": False})
