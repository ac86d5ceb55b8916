"""SQL of the day's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, Row, and_, case, func, or_

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT
from leads.lead.listing_repository import COLUMNS
from leads.lead.models import Lead
from leads.row_repository import all_rows, one_row, select_rows
from leads.today.schemas import Reason

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Day:
    """Whose day, and its instants. `assignee_id` None means everybody in scope."""

    assignee_id: UUID | None
    now: datetime
    start: datetime
    end: datetime
    hot: tuple[str, ...]


def _parts(day: Day) -> dict[Reason, ColumnElement[bool]]:
    unanswered = and_(Lead.first_response_at.is_(None), Lead.response_due_at.is_not(None))
    return {
        Reason.RESPONSE_OVERDUE: and_(unanswered, Lead.response_due_at < day.now),
        Reason.RESPONSE_RUNNING: unanswered,
        Reason.CONTACT_OVERDUE: Lead.next_contact_at < day.now,
        Reason.SIGNAL: Lead.signal.is_not(None),
        Reason.CONTACT_DUE: Lead.next_contact_at < day.end,
        Reason.HOT: Lead.level.in_(day.hot),
    }


def _within(actor: Principal, day: Day) -> list[ColumnElement[bool]]:
    conditions = [scope_condition(Lead, actor), Lead.is_open.expression]
    if day.assignee_id is not None:
        conditions.append(Lead.assignee_id == day.assignee_id)
    return conditions


async def queue(session: ReadSession, actor: Principal, day: Day, reasons: Sequence[Reason]) -> Sequence[Row[Any]]:
    """Open leads with something to do, each once under its most urgent reason, in order."""
    parts = {reason: condition for reason, condition in _parts(day).items() if reason in reasons}
    rank = case(*((condition, place) for place, condition in enumerate(parts.values())), else_=len(parts))
    clock = parts.keys() & {Reason.RESPONSE_OVERDUE, Reason.RESPONSE_RUNNING}
    due = case(
        (or_(*(parts[reason] for reason in clock)), Lead.response_due_at) if clock else (Lead.id.is_(None), None),
        else_=Lead.next_contact_at,
    )
    statement = (
        select_rows(*COLUMNS, rank.label("rank"), due.label("due_at"))
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .where(*_within(actor, day), or_(*parts.values()))
        .order_by(rank, due.asc().nulls_last(), Lead.id)
        .limit(LIMIT)
    )
    return await all_rows(session, statement)


async def counters(session: ReadSession, actor: Principal, day: Day) -> Row[Any] | None:
    """Every open lead counted once under its most urgent reason, and the day's totals; one statement."""
    parts = _parts(day)
    rank = case(*((condition, place) for place, condition in enumerate(parts.values())), else_=len(parts))
    counts = [func.count().filter(rank == place).label(reason) for place, reason in enumerate(parts)]
    statement = select_rows(
        *counts,
        func.count().label("open_leads"),
        func.count().filter(Lead.created_at >= day.start).label("new_today"),
        func.count().filter(Lead.last_contact_at >= day.start).label("contacted_today"),
        func.count().filter(Lead.assignee_id.is_(None)).label("unassigned"),
    ).where(*_within(actor, day))
    return await one_row(session, statement)
