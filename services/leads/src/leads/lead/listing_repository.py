"""SQL of the lists and boards that staff stare at: plain rows, few statements, keyset only."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.prepared import NOW, Prepared
from service_defaults.scope import scope_condition
from service_defaults.scoped_pages import first_in_scope, some_in_scope
from sqlalchemy import Row, ScalarSelect, Select, Uuid, bindparam, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.filter_repository import ORDERS, PARTIAL, LeadFilters, narrowed
from leads.lead.line_repository import lines
from leads.lead.models import ExternalRef, Lead, LevelChange, StageChange
from leads.lead.schemas import LeadOrder
from leads.row_repository import select_rows

COUNT_CAP = 1000
COLUMNS = (
    Lead.id,
    Lead.store_id,
    Lead.customer_id,
    SHOWN_NAME,
    SHOWN_MOBILE,
    Lead.kind,
    Lead.source,
    Lead.channel,
    Lead.wanted_make,
    Lead.wanted_model,
    Lead.wanted_year,
    Lead.stage,
    Lead.stage_at,
    Lead.level,
    Lead.assignee_id.label("owner_id"),
    StaffRef.name.label("owner_name"),
    Lead.response_due_at,
    Lead.response_deferred,
    Lead.first_response_at,
    Lead.next_contact_at,
    Lead.last_contact_at,
    Lead.touch_count,
    Lead.touched_at,
    Lead.created_at,
    Lead.is_open,
    Lead.temperature,
    Lead.score,
    Lead.score_reasons,
    Lead.signal,
    Lead.version,
)


def _lines(actor: Principal) -> Select[Any]:
    return (
        select_rows(*COLUMNS)
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .where(scope_condition(Lead, actor))
    )


async def lead_rows(
    session: ReadSession,
    actor: Principal,
    filters: LeadFilters,
    *,
    order: LeadOrder,
    after: Sequence[Any] | None,
    limit: int,
    now: datetime,
) -> Sequence[Row[Any]]:
    """In the order asked for; of the `PARTIAL` ones only leads that have what they go by."""
    # Further pages are many different statements' values; a first page is asked for all day long.
    page = _first_page(actor, filters, order, limit) if after is None else _page(actor, filters, order, limit, after)
    return await page.rows(session, now=now)


@lru_cache(maxsize=512)
def _first_page(actor: Principal, filters: LeadFilters, order: LeadOrder, limit: int) -> Prepared:
    return _page(actor, filters, order, limit, None)


def _page(
    actor: Principal, filters: LeadFilters, order: LeadOrder, limit: int, after: Sequence[Any] | None
) -> Prepared:
    by = ORDERS[order]
    found = narrowed(select_rows(*(column for column, _ in by)), filters, NOW)
    if order in PARTIAL:
        found = found.where(by[0][0].is_not(None))
    return Prepared(lines(first_in_scope(Lead, actor, found, by, after=after, limit=limit + 1), by))


async def lead_row(session: ReadSession, actor: Principal, lead_id: UUID) -> Row[Any] | None:
    """One line with all that only the detail shows, histories and references as JSON; one statement."""
    rows = await _lead_row(actor).rows(session, lead_id=lead_id)
    return rows[0] if rows else None


@lru_cache(maxsize=512)
def _lead_row(actor: Principal) -> Prepared:
    statement = _lines(actor).where(Lead.id == bindparam("lead_id", None, Uuid()))
    detail = (
        Lead.family,
        Lead.wanted,
        Lead.trade_in,
        Lead.comments,
        Lead.response_starts_at,
        Lead.escalation_step,
        Lead.closed_at,
        Lead.close_reason,
        _history(LevelChange).label("levels"),
        _history(StageChange).label("stages"),
        _refs().label("refs"),
    )
    return Prepared(statement.add_columns(*detail))


def _history(model: type[LevelChange | StageChange]) -> ScalarSelect[Any]:
    """Oldest first, in the shape of `Moved`."""
    actor = aliased(StaffRef)
    fields = {
        "at": model.at, "old": model.old, "new": model.new, "reason": model.reason, "actor_name": actor.name
    }  # fmt: skip
    line = func.json_build_object(*(part for pair in fields.items() for part in pair))
    told = select(func.json_agg(aggregate_order_by(line, model.at, model.id))).select_from(model)
    told = told.outerjoin(actor, actor.id == model.actor_id).where(model.lead_id == Lead.id)
    return told.correlate(Lead).scalar_subquery()


def _refs() -> ScalarSelect[Any]:
    columns = (ExternalRef.source, ExternalRef.external_id, ExternalRef.seen_at)
    some = select(*columns).where(ExternalRef.lead_id == Lead.id).order_by(ExternalRef.seen_at).limit(20)
    ref = some.correlate(Lead).subquery()
    line = func.json_build_object("source", ref.c.source, "external_id", ref.c.external_id)
    return select(func.json_agg(aggregate_order_by(line, ref.c.seen_at))).scalar_subquery()


async def board_rows(
    session: ReadSession, actor: Principal, filters: LeadFilters, *, stages: Sequence[str], limit: int, now: datetime
) -> Sequence[Row[Any]]:
    """The newest cards of every column, one more than shown, each with its `stage`; one statement."""
    return await _board_cards(actor, filters, tuple(stages), limit).rows(session, now=now)


async def board_counts(
    session: ReadSession, actor: Principal, filters: LeadFilters, *, stages: Sequence[str], now: datetime
) -> dict[str, int]:
    """Cards per column, counted up to the cap; one statement."""
    rows = await _board_counts(actor, filters, tuple(stages)).rows(session, now=now)
    return {row.stage: row.cards for row in rows}


@lru_cache(maxsize=256)
def _board_cards(actor: Principal, filters: LeadFilters, stages: tuple[str, ...], limit: int) -> Prepared:
    by = ORDERS[LeadOrder.STAGE]
    columns = []
    for stage in stages:
        cards = select_rows(*(column for column, _ in by), Lead.stage)
        cards = narrowed(cards, filters, NOW).where(Lead.stage == stage)
        columns.append(select(first_in_scope(Lead, actor, cards, by, after=None, limit=limit + 1)))
    return Prepared(lines(union_all(*columns).subquery("found"), by))


@lru_cache(maxsize=256)
def _board_counts(actor: Principal, filters: LeadFilters, stages: tuple[str, ...]) -> Prepared:
    counts = []
    for stage in stages:
        cards = narrowed(select_rows(Lead.stage), filters, NOW).where(Lead.stage == stage)
        some = some_in_scope(Lead, actor, cards, limit=COUNT_CAP)
        counts.append(select_rows(literal(stage).label("stage"), func.count().label("cards")).select_from(some))
    return Prepared(union_all(*counts))
