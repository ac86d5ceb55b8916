"""What narrows a list of leads: one predicate per filter, all in one place; and the orders a list may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.organisation import StaffRef
from sqlalchemy import ColumnElement, DateTime, Select, and_, case, false, func, or_, select

from leads.customer.models import Customer
from leads.customer.repository import matches
from leads.lead.models import Lead
from leads.lead.schemas import LeadOrder

_INSTANT = DateTime(timezone=True)
DUE: ColumnElement[Any] = func.least(
    case((Lead.first_response_at.is_(None), Lead.response_due_at)), Lead.next_contact_at, type_=_INSTANT
).label("due_at")
"""What is awaited first: the first reply, or the planned contact."""

SILENT_SINCE: ColumnElement[Any] = func.coalesce(Lead.last_contact_at, Lead.created_at, type_=_INSTANT).label(
    "silent_since"
)
ORDERS: dict[LeadOrder, list[tuple[Any, str]]] = {
    LeadOrder.NEWEST: [(Lead.created_at, "desc"), (Lead.id, "desc")],
    LeadOrder.NEXT_CONTACT: [(Lead.next_contact_at, "asc"), (Lead.id, "asc")],
    LeadOrder.STAGE: [(Lead.stage_at, "desc"), (Lead.id, "desc")],
    LeadOrder.SCORE: [(Lead.score, "desc"), (Lead.id, "desc")],
    LeadOrder.RISK: [(DUE, "asc"), (Lead.id, "asc")],
    LeadOrder.LAST_CONTACT: [(SILENT_SINCE, "asc"), (Lead.id, "asc")],
}
PARTIAL = frozenset({LeadOrder.NEXT_CONTACT, LeadOrder.SCORE, LeadOrder.RISK})
"""Orders by what not every lead has; those without are not listed: NULL is neither before nor after."""


@dataclass(frozen=True, slots=True)
class LeadFilters:
    """What a list shows. Instants are from (with it) and to (without it); `tokens` are a search text's sealed
    alternatives."""

    stages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    temperatures: tuple[str, ...] = ()
    store_ids: tuple[UUID, ...] = ()
    team_id: UUID | None = None
    owner_ids: tuple[UUID, ...] = ()
    unassigned: bool | None = None
    is_open: bool | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    next_contact_from: datetime | None = None
    next_contact_to: datetime | None = None
    planned: bool | None = None
    overdue: bool | None = None
    response_missed: bool | None = None
    silent_days: int | None = None
    score_from: int | None = None
    score_to: int | None = None
    has_signal: bool | None = None
    has_trade_in: bool | None = None
    wanted: str | None = None
    campaign: str | None = None
    city: str | None = None
    tag: str | None = None
    tokens: tuple[tuple[int, ...], ...] | None = None


def late(now: Any) -> ColumnElement[bool]:
    """The first reply or the planned contact is late."""
    return and_(
        Lead.is_open,
        or_(and_(Lead.first_response_at.is_(None), Lead.response_due_at < now), Lead.next_contact_at < now),
    )


def narrowed(statement: Select[Any], filters: LeadFilters, now: Any) -> Select[Any]:
    """Leads that the filters let through; the customer is joined only where a filter asks about them."""
    if filters.tokens is not None or filters.city is not None or filters.tag is not None:
        statement = statement.join(Customer, Customer.id == Lead.customer_id)
    return statement.where(*_of_lists(filters), *_of_flags(filters, now), *_of_times(filters, now), *_of_texts(filters))


def _of_lists(filters: LeadFilters) -> list[ColumnElement[bool]]:
    chosen: tuple[tuple[Any, Sequence[Any]], ...] = (
        (Lead.stage, filters.stages),
        (Lead.level, filters.levels),
        (Lead.kind, filters.kinds),
        (Lead.source, filters.sources),
        (Lead.channel, filters.channels),
        (Lead.temperature, filters.temperatures),
        (Lead.store_id, filters.store_ids),
    )
    found = [column.in_(values) for column, values in chosen if values]
    if filters.team_id is not None:
        mates = select(StaffRef.id).where(StaffRef.team_id == filters.team_id)
        found.append(Lead.assignee_id.in_(mates))
    nobody = [Lead.assignee_id.is_(None)] if filters.unassigned else []
    if len(filters.owner_ids) == 1 and not nobody:
        found.append(Lead.assignee_id == filters.owner_ids[0])
    elif filters.owner_ids or nobody:
        somebody = [Lead.assignee_id.in_(filters.owner_ids)] if filters.owner_ids else []
        found.append(or_(false(), *somebody, *nobody))
    return found


def _of_flags(filters: LeadFilters, now: Any) -> list[ColumnElement[bool]]:
    missed = and_(Lead.response_due_at.is_not(None), Lead.response_due_at < func.coalesce(Lead.first_response_at, now))
    flags: tuple[tuple[bool | None, ColumnElement[bool]], ...] = (
        # Not IS TRUE: the partial indexes ask for the plain column.
        (filters.is_open, Lead.is_open.expression),
        (False if filters.unassigned is False else None, Lead.assignee_id.is_(None)),
        (filters.planned, Lead.next_contact_at.is_not(None)),
        (filters.overdue, func.coalesce(late(now), false()) if filters.overdue is False else late(now)),
        (filters.response_missed, missed),
        (filters.has_signal, Lead.signal.is_not(None)),
        (filters.has_trade_in, func.coalesce(func.jsonb_typeof(Lead.trade_in), "") == "object"),
    )
    return [condition if wanted else ~condition for wanted, condition in flags if wanted is not None]


def _of_times(filters: LeadFilters, now: Any) -> list[ColumnElement[bool]]:
    bounds: tuple[tuple[Any, Any, Any], ...] = (
        (Lead.created_at, filters.created_from, filters.created_to),
        (Lead.next_contact_at, filters.next_contact_from, filters.next_contact_to),
    )
    found = [column >= first for column, first, _ in bounds if first is not None]
    found += [column < end for column, _, end in bounds if end is not None]
    if filters.score_from is not None:
        found.append(Lead.score >= filters.score_from)
    if filters.score_to is not None:
        found.append(Lead.score <= filters.score_to)
    if filters.silent_days is not None:
        found.append(SILENT_SINCE.element < now - timedelta(days=filters.silent_days))
    return found


def _of_texts(filters: LeadFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.wanted is not None:
        car = func.concat_ws(" ", Lead.wanted_make, Lead.wanted_model)
        found.append(car.icontains(filters.wanted, autoescape=True))
    if filters.campaign is not None:
        found.append(Lead.wanted["campaign"].astext == filters.campaign)
    if filters.city is not None:
        found.append(Customer.city == filters.city)
    if filters.tag is not None:
        found.append(func.jsonb_exists(Customer.tags, filters.tag))
    if filters.tokens is not None:
        found.append(matches(filters.tokens))
    return found
