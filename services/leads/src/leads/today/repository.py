"""SQL of the day's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.json_lines import json_line
from service_defaults.organisation import StaffRef
from service_defaults.prepared import NOW, Prepared
from service_defaults.scope import scope_condition, worked_on
from sqlalchemy import (
    CTE,
    ColumnElement,
    DateTime,
    Row,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    literal_column,
    null,
    union_all,
)

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.line_repository import WANTED
from leads.lead.models import Lead
from leads.row_repository import one_row, select_rows
from leads.today.schemas import Reason, TodayItem

LIMIT = 200
_END: Any = bindparam("end", None, DateTime(timezone=True))
_CLOCK = frozenset({Reason.RESPONSE_OVERDUE, Reason.RESPONSE_RUNNING})
_SAME_NAME = set(TodayItem.model_fields) & set(Lead.__table__.columns.keys()) - {"wanted"}
_ITEM = json_line(
    TodayItem,
    **{name: getattr(Lead, name) for name in _SAME_NAME},
    reason=literal_column("found.reason"),
    due_at=literal_column("found.due_at", Lead.created_at.type),
    lead_id=Lead.id,
    customer_name=SHOWN_NAME,
    mobile_masked=SHOWN_MOBILE,
    wanted=WANTED,
    owner_id=Lead.assignee_id,
    owner_name=StaffRef.name,
    since=Lead.created_at,
    touched=Lead.touch_count > 0,
    appointment=null(),
)


@dataclass(frozen=True, slots=True)
class Day:
    """Whose day, one's own or everybody's in scope, and its instants."""

    own: bool
    now: datetime
    start: datetime
    end: datetime
    hot: tuple[str, ...]


def _parts(now: Any, end: Any, hot: tuple[str, ...]) -> dict[Reason, ColumnElement[bool]]:
    unanswered = and_(Lead.first_response_at.is_(None), Lead.response_due_at.is_not(None))
    return {
        Reason.RESPONSE_OVERDUE: and_(unanswered, Lead.response_due_at < now),
        Reason.RESPONSE_RUNNING: and_(unanswered, Lead.response_due_at >= now),
        Reason.CONTACT_OVERDUE: Lead.next_contact_at < now,
        Reason.SIGNAL: Lead.signal.is_not(None),
        Reason.CONTACT_DUE: and_(Lead.next_contact_at >= now, Lead.next_contact_at < end),
        Reason.HOT: Lead.level.in_(hot),
    }


def _within(actor: Principal, *, own: bool) -> list[ColumnElement[bool]]:
    whose = worked_on(Lead, actor) if own else scope_condition(Lead, actor)
    return [whose, Lead.is_open.expression]


async def queue(session: ReadSession, actor: Principal, day: Day, reasons: Sequence[Reason]) -> Sequence[Row[Any]]:
    """Open leads with something to do, each once under its most urgent reason, in order; `line` is a `TodayItem`.

    Each reason is read by itself, in the order of an index, and only for as much room as the more urgent ones leave:
    how many more leads somebody has does not matter.
    """
    prepared = _queue(actor, day.own, day.hot, tuple(reasons))
    return await prepared.rows(session, now=day.now, end=day.end)


@lru_cache(maxsize=512)
def _queue(actor: Principal, own: bool, hot: tuple[str, ...], reasons: tuple[Reason, ...]) -> Prepared:  # noqa: FBT001 - a key of the cache
    within = _within(actor, own=own)
    parts = {reason: condition for reason, condition in _parts(NOW, _END, hot).items() if reason in reasons}
    conditions = list(parts.values())
    found: list[CTE] = []
    for place, reason in enumerate(parts):
        room: ColumnElement[int] = literal(LIMIT)
        for more_urgent in found:
            room = room - select_rows(func.count()).select_from(more_urgent).scalar_subquery()
        found.append(_under(place, reason, conditions).where(*within).limit(room).cte(f"found_{place}"))
    leads = union_all(*(select_rows(part) for part in found)).subquery("all_found")
    by = (leads.c.place, leads.c.due_at.asc().nulls_last(), leads.c.id)
    most_urgent = select_rows(leads).order_by(*by).limit(LIMIT).subquery("found")
    statement = (
        select_rows(_ITEM, *most_urgent.c)
        .select_from(most_urgent)
        .join(Lead, Lead.id == most_urgent.c.id)
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
    )
    return Prepared(statement)


def _under(place: int, reason: Reason, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    due = Lead.response_due_at if reason in _CLOCK else Lead.next_contact_at
    less_urgent = [~func.coalesce(earlier, false()) for earlier in conditions[:place]]
    columns: tuple[Any, ...] = (
        literal_column(str(place)).label("place"),
        literal(reason.value).label("reason"),
        due.label("due_at"),
    )
    statement = select_rows(Lead.id, *columns).where(conditions[place], *less_urgent)
    return statement.order_by(due.asc().nulls_last(), Lead.id)


async def counters(session: ReadSession, actor: Principal, day: Day) -> Row[Any] | None:
    """Every open lead counted once under its most urgent reason, and the day's totals; one statement."""
    parts = _parts(day.now, day.end, day.hot)
    rank = case(*((condition, place) for place, condition in enumerate(parts.values())), else_=len(parts))
    counts = [func.count().filter(rank == place).label(reason) for place, reason in enumerate(parts)]
    statement = select_rows(
        *counts,
        func.count().label("open_leads"),
        func.count().filter(Lead.created_at >= day.start).label("new_today"),
        func.count().filter(Lead.last_contact_at >= day.start).label("contacted_today"),
        func.count().filter(Lead.assignee_id.is_(None)).label("unassigned"),
    ).where(*_within(actor, own=day.own))
    return await one_row(session, statement)
