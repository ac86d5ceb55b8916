"""SQL of the lists of defeats and calls, and of what is learnt from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.follow_up.models import FollowUp
from leads.lead.models import Lead
from leads.loss.models import LossCase, LossVerification
from leads.loss.schemas import Basis, Grouping
from leads.row_repository import all_rows, one_row, select_rows

NOBODY = "-"
"""Filters for what has no competitor, no adviser."""


@dataclass(frozen=True, slots=True)
class LossFilters:
    """The same for the analysis and for the rows behind its numbers. The span is of the decision, or, for what is
    not decided, of the application."""

    statuses: tuple[str, ...] = ()
    outcome: str | None = None
    node: str | None = None
    reason: str | None = None
    type: str | None = None
    competitor: str | None = None
    adviser: str | None = None
    source: str | None = None
    level: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    basis: Basis = Basis.STATED


def grouped_by(by: Grouping, basis: Basis) -> Any:
    heard = {
        Grouping.REASON: func.coalesce(LossCase.found_reason, LossCase.reason),
        Grouping.TYPE: func.coalesce(LossCase.found_type, LossCase.type),
    }
    return heard.get(by, _STATED[by]) if basis is Basis.VERIFIED else _STATED[by]


_STATED: dict[Grouping, Any] = {
    Grouping.NODE: LossCase.node,
    Grouping.REASON: LossCase.reason,
    Grouping.TYPE: LossCase.type,
    Grouping.COMPETITOR: LossCase.competitor_brand,
    Grouping.ADVISER: LossCase.assignee_id,
    Grouping.SOURCE: LossCase.source,
    Grouping.LEVEL: LossCase.level,
}


def _conditions(filters: LossFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.statuses:
        found.append(LossCase.status.in_(filters.statuses))
    if filters.outcome:
        found.append(LossCase.outcome == filters.outcome)
    for by in Grouping:
        wanted = getattr(filters, by.value)
        if wanted is None:
            continue
        column = grouped_by(by, filters.basis)
        if wanted == NOBODY:
            found.append(column.is_(None))
        else:
            found.append(column == (UUID(wanted) if by is Grouping.ADVISER else wanted))
    decided = func.coalesce(LossCase.reviewed_at, LossCase.applied_at)
    if filters.since is not None:
        found.append(decided >= filters.since)
    if filters.until is not None:
        found.append(decided < filters.until)
    return found


def _lines(actor: Principal) -> Select[Any]:
    owner, applicant, reviewer = aliased(StaffRef), aliased(StaffRef), aliased(StaffRef)
    contacts = select(func.count()).where(FollowUp.lead_id == LossCase.lead_id).scalar_subquery()
    plain = [column for name, column in LossCase.__table__.columns.items() if name not in ("assignee_id", "version")]
    return (
        select_rows(
            *plain,
            LossCase.assignee_id.label("owner_id"),
            SHOWN_NAME,
            SHOWN_MOBILE,
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.wanted_year,
            Lead.last_contact_at,
            Lead.created_at.label("lead_created_at"),
            contacts.label("contacts"),
            owner.name.label("owner_name"),
            applicant.name.label("applied_by_name"),
            reviewer.name.label("reviewed_by_name"),
        )
        .join(Customer, Customer.id == LossCase.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .join(Lead, Lead.id == LossCase.lead_id)
        .outerjoin(owner, owner.id == LossCase.assignee_id)
        .outerjoin(applicant, applicant.id == LossCase.applied_by)
        .outerjoin(reviewer, reviewer.id == LossCase.reviewed_by)
        .where(scope_condition(LossCase, actor))
    )


async def case_rows(
    session: ReadSession, actor: Principal, filters: LossFilters, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Newest applications first; one statement."""
    statement = _lines(actor).where(*_conditions(filters))
    order = [(LossCase.applied_at, "desc"), (LossCase.id, "desc")]
    return await all_rows(session, keyset(statement, order, after).limit(limit + 1))


async def case_row(session: ReadSession, actor: Principal, case_id: UUID) -> Row[Any] | None:
    return await one_row(session, _lines(actor).where(LossCase.id == case_id))


async def groups(session: ReadSession, actor: Principal, filters: LossFilters, by: Grouping) -> Sequence[Row[Any]]:
    key = grouped_by(by, filters.basis)
    statement = (
        select_rows(
            key.label("key"),
            func.count().label("cases"),
            func.count(LossCase.verified).label("verified"),
            func.count().filter(LossCase.verified == "differs").label("differs"),
        )
        .where(scope_condition(LossCase, actor), *_conditions(filters))
        .group_by(key)
        .order_by(func.count().desc(), key)
        .limit(100)
    )
    return await all_rows(session, statement)


async def totals(session: ReadSession, actor: Principal, filters: LossFilters) -> Row[Any]:
    """Everything decided in the span, also what was worked again since."""
    approved = LossCase.status == "approved"
    statement = select_rows(
        func.count().filter(approved, LossCase.outcome == "lost").label("lost"),
        func.count().filter(approved, LossCase.outcome == "invalid").label("invalid"),
        func.count().filter(LossCase.status == "reactivated").label("reactivated"),
        func.count(LossCase.verified).filter(approved).label("verified"),
        func.count().filter(approved, LossCase.verified == "differs").label("differs"),
    ).where(scope_condition(LossCase, actor), *_conditions(filters))
    row: Row[Any] = (await session.execute(statement)).one()
    return row


async def delivered(session: ReadSession, actor: Principal, since: datetime, until: datetime) -> int:
    statement = select(func.count()).where(
        scope_condition(Lead, actor), Lead.stage == "delivered", Lead.closed_at >= since, Lead.closed_at < until
    )
    return int(await session.scalar(statement) or 0)


_LOSER = aliased(StaffRef)
_CALL_COLUMNS = (
    LossVerification.id,
    LossVerification.case_id,
    LossVerification.lead_id,
    LossVerification.customer_id,
    LossVerification.assignee_id,
    LossVerification.due_at,
    LossVerification.attempts,
    LossVerification.done_at,
    LossVerification.result,
    LossVerification.note,
    SHOWN_NAME,
    SHOWN_MOBILE,
    LossCase.outcome,
    LossCase.reason,
    LossCase.type,
    LossCase.competitor_brand,
    LossCase.competitor_series,
    LossCase.description,
    LossCase.found_reason,
    Lead.wanted_make,
    Lead.wanted_model,
    Lead.wanted_year,
    StaffRef.name.label("assignee_name"),
    _LOSER.name.label("lost_by_name"),
)


async def verification_rows(
    session: ReadSession,
    actor: Principal,
    *,
    assignee_id: UUID | None,
    done: bool,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Calls to make, the most urgent first; or those made."""
    call = LossVerification
    statement = (
        select_rows(*_CALL_COLUMNS)
        .join(LossCase, LossCase.id == call.case_id)
        .join(Customer, Customer.id == call.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .join(Lead, Lead.id == call.lead_id)
        .outerjoin(StaffRef, StaffRef.id == call.assignee_id)
        .outerjoin(_LOSER, _LOSER.id == LossCase.assignee_id)
        .where(scope_condition(call, actor), call.done_at.is_not(None) if done else call.done_at.is_(None))
        .where(or_(LossCase.assignee_id.is_(None), LossCase.assignee_id != actor.staff_id))
    )
    if assignee_id is not None:
        statement = statement.where(and_(call.assignee_id == assignee_id))
    return await all_rows(session, keyset(statement, [(call.due_at, "asc"), (call.id, "asc")], after).limit(limit + 1))
