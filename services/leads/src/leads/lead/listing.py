"""Looking leads up: list, board, detail, the explanation of an assignment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.json_lines import json_page
from service_defaults.organisation import staff_names
from service_defaults.paging import decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.lead import listing_repository, service
from leads.lead.errors import LeadNotFound
from leads.lead.filter_repository import LeadFilters
from leads.lead.policy import ROAD, Stage
from leads.lead.schemas import (
    AssignmentOut,
    Candidate,
    LeadOrder,
    LeadOut,
    LeadRow,
    SkippedCandidate,
)

BOARD_STAGES = tuple(stage for stage in ROAD if stage is not Stage.DELIVERED)
_PLAIN = frozenset(LeadRow.model_fields) - {"wanted", "response_missed", "overdue"}


def _marker(filters: LeadFilters, order: LeadOrder) -> str:
    return filter_hash(list="leads", filters=repr(filters), order=order)


def _cursor(row: Row[Any], order: LeadOrder, marker: str) -> str:
    match order:
        case LeadOrder.NEWEST:
            first = row.created_at
        case LeadOrder.STAGE:
            first = row.stage_at
        case LeadOrder.NEXT_CONTACT:
            first = row.next_contact_at
        case LeadOrder.SCORE:
            first = row.score
        case LeadOrder.RISK:
            first = row.due_at
        case LeadOrder.LAST_CONTACT:
            first = row.silent_since
    return encode_cursor([first, row.id], filter_hash=marker)


async def list_leads(
    reading: Reading, filters: LeadFilters, *, order: LeadOrder, limit: int, cursor: str | None
) -> str:
    """A page of leads in scope, as JSON; one statement."""
    marker = _marker(filters, order)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    if filters.tokens is not None and not filters.tokens:
        return json_page([], limit, cursor=str)
    rows = await listing_repository.lead_rows(
        reading.session, reading.actor, filters, order=order, after=after, limit=limit, now=reading.now
    )
    return json_page(rows, limit, cursor=lambda row: _cursor(row, order, marker))


async def lead_board(reading: Reading, filters: LeadFilters, per_column: int) -> str:
    """Open leads by stage, as JSON; a column continues in the list with its stage, `order=stage`, the same filters."""
    session, actor, now = reading.session, reading.actor, reading.now
    shown = [stage for stage in BOARD_STAGES if not filters.stages or stage in filters.stages]
    if filters.tokens is not None and not filters.tokens:
        return f'{{"columns":[{",".join(_column(stage, (), 0, filters, per_column) for stage in shown)}]}}'
    stages = [stage.value for stage in shown]
    filters = replace(filters, stages=(), is_open=True)
    if not stages:
        return '{"columns":[]}'
    rows = await listing_repository.board_rows(session, actor, filters, stages=stages, limit=per_column, now=now)
    counts = await listing_repository.board_counts(session, actor, filters, stages=stages, now=now)
    cards: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        cards[row.stage].append(row)
    columns = (_column(stage, cards[stage], counts.get(stage, 0), filters, per_column) for stage in shown)
    return f'{{"columns":[{",".join(columns)}]}}'


def _column(stage: Stage, cards: Sequence[Row[Any]], count: int, filters: LeadFilters, limit: int) -> str:
    """A `BoardColumn`: a page with its head."""
    marker = _marker(_in_column(filters, stage), LeadOrder.STAGE)
    page = json_page(cards, limit, cursor=lambda row: _cursor(row, LeadOrder.STAGE, marker))
    return f'{{"stage":"{stage}","count":{count},{page[1:]}'


def _in_column(filters: LeadFilters, stage: Stage) -> LeadFilters:
    return replace(filters, stages=(stage,), is_open=True)


def _named(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _PLAIN}


def _judged(row: Row[Any], now: datetime) -> dict[str, Any]:
    due, replied = row.response_due_at, row.first_response_at
    missed = due is not None and (replied or now) > due
    late = row.next_contact_at is not None and row.next_contact_at < now
    return {
        "wanted": wanted_text(row.wanted_year, row.wanted_make, row.wanted_model),
        "response_missed": missed,
        "overdue": row.is_open and ((missed and replied is None) or late),
    }


def wanted_text(year: int | None, make: str | None, model: str | None) -> str:
    return " ".join(str(part) for part in (year, make, model) if part)


async def lead_page(reading: Reading, lead_id: UUID) -> LeadOut:
    """Raises `LeadNotFound`."""
    row = await listing_repository.lead_row(reading.session, reading.actor, lead_id)
    if row is None:
        raise LeadNotFound
    return LeadOut.model_validate(
        {
            **_named(row),
            **_judged(row, reading.now),
            **{name: getattr(row, name) for name in _DETAIL},
            "wanted_details": row.wanted,
            "external_refs": row.refs or [],
            "levels": row.levels or [],
            "stages": row.stages or [],
        }
    )


async def lead_page_or_none(reading: Reading, lead_id: UUID) -> LeadOut | None:
    """The same, or nothing for a lead out of scope."""
    try:
        return await lead_page(reading, lead_id)
    except LeadNotFound:
        return None


_DETAIL = (
    "family",
    "wanted_make",
    "wanted_model",
    "wanted_year",
    "trade_in",
    "comments",
    "response_starts_at",
    "escalation_step",
    "closed_at",
    "close_reason",
)


async def explain_assignment(reading: Reading, lead_id: UUID) -> AssignmentOut:
    """Why this adviser. Raises `LeadNotFound`."""
    lead = await service.get_lead(reading, lead_id)
    told = lead.assignment
    people = {UUID(told[name]) for name in ("staff_id", "by") if told.get(name)}
    names = await staff_names(reading.session, people)
    owner_id = UUID(told["staff_id"]) if told.get("staff_id") else None
    return AssignmentOut(
        reason=told["reason"],
        at=datetime.fromisoformat(told["at"]),
        owner_id=owner_id,
        owner_name=names.get(owner_id) if owner_id else None,
        brand=told.get("brand"),
        by_name=names.get(UUID(told["by"])) if told.get("by") else None,
        note=told.get("note", ""),
        candidates=[Candidate.model_validate(candidate) for candidate in told.get("candidates", [])],
        skipped=[SkippedCandidate.model_validate(one) for one in told.get("skipped", [])],
        rule=told.get("rule"),
        of=told.get("of"),
    )
