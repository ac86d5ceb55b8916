"""Looking at defeats: cases, calls to make, and where and why customers are lost."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.lead.listing import wanted_text
from leads.loss import listing_repository as repository
from leads.loss.errors import LossCaseNotFound
from leads.loss.listing_repository import NOBODY, LossFilters
from leads.loss.policy import BENCHMARK_PERCENT, CaseStatus, Node, close_kind
from leads.loss.schemas import Grouping, LossAnalysis, LossCaseRow, LossGroup, VerificationRow
from leads.setting.loss import LossSettings
from leads.setting.schemas import LeadSettings


async def list_cases(reading: Reading, filters: LossFilters, *, limit: int, cursor: str | None) -> Page[LossCaseRow]:
    """Newest first; one statement, and the stores' reasons."""
    marker = filter_hash(list="losses", filters=repr(filters))
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.case_rows(reading.session, reading.actor, filters, after=after, limit=limit)
    rules = await _rules(reading, {row.store_id for row in rows})
    return Page[LossCaseRow].of(
        rows,
        limit,
        item=lambda row: _case(row, rules[row.store_id]),
        cursor=lambda row: encode_cursor([row.applied_at, row.id], filter_hash=marker),
    )


async def case_page(reading: Reading, case_id: UUID) -> LossCaseRow:
    """Raises `LossCaseNotFound`."""
    row = await repository.case_row(reading.session, reading.actor, case_id)
    if row is None:
        raise LossCaseNotFound
    return _case(row, (await _rules(reading, {row.store_id}))[row.store_id])


async def _rules(reading: Reading, store_ids: set[UUID]) -> dict[UUID, LossSettings]:
    return {one: (await settings_of(reading.session, one, LeadSettings)).loss for one in store_ids}


_COMPUTED = frozenset({"wanted", "close_kind", "created_at"})


def _case(row: Row[Any], rules: LossSettings) -> LossCaseRow:
    plain = {name: getattr(row, name) for name in LossCaseRow.model_fields if name not in _COMPUTED}
    reason = rules.reason(row.reason)
    closed = row.status == CaseStatus.APPROVED and reason is not None
    return LossCaseRow.model_validate(
        {
            **plain,
            "wanted": _wanted(row),
            "close_kind": close_kind(reason) if closed and reason else None,
            "created_at": row.lead_created_at,
        }
    )


def _wanted(row: Row[Any]) -> str:
    return wanted_text(row.wanted_year, row.wanted_make, row.wanted_model)


async def list_verifications(
    reading: Reading, *, mine: bool, done: bool, limit: int, cursor: str | None
) -> Page[VerificationRow]:
    """Calls to make, the most urgent first; one statement."""
    marker = filter_hash(list="loss_verifications", mine=mine, done=done)
    rows = await repository.verification_rows(
        reading.session,
        reading.actor,
        assignee_id=reading.actor.staff_id if mine else None,
        done=done,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[VerificationRow].of(
        rows,
        limit,
        item=lambda row: _call(row, reading.now),
        cursor=lambda row: encode_cursor([row.due_at, row.id], filter_hash=marker),
    )


def _call(row: Row[Any], now: datetime) -> VerificationRow:
    plain = {name: getattr(row, name) for name in VerificationRow.model_fields if name not in {"wanted", "overdue"}}
    overdue = row.done_at is None and row.due_at < now
    return VerificationRow.model_validate({**plain, "wanted": _wanted(row), "overdue": overdue})


async def analyse(reading: Reading, filters: LossFilters, by: Grouping) -> LossAnalysis:
    """Where, why and to whom customers were lost in a span; every group's key filters the cases behind it."""
    session, actor = reading.session, reading.actor
    since, until = filters.since, filters.until
    assert since is not None and until is not None  # noqa: S101, PT018 - the endpoint fills them in
    approved = replace(filters, statuses=(CaseStatus.APPROVED,))
    rows = await repository.groups(session, actor, approved, by)
    totals = await repository.totals(session, actor, filters)
    delivered = await repository.delivered(session, actor, since, until)
    total = sum(row.cases for row in rows)
    names: dict[UUID, str] = {}
    if by is Grouping.ADVISER:
        names = await staff_names(session, {row.key for row in rows if row.key})
    return LossAnalysis(
        since=since,
        until=until,
        by=by,
        basis=filters.basis,
        total=total,
        lost=totals.lost,
        invalid=totals.invalid,
        reactivated=totals.reactivated,
        delivered=delivered,
        loss_rate_percent=_percent(totals.lost, totals.lost + delivered),
        verified=totals.verified,
        differs=totals.differs,
        groups=[_group(row, by, total, names) for row in rows],
    )


def _group(row: Row[Any], by: Grouping, total: int, names: dict[UUID, str]) -> LossGroup:
    return LossGroup(
        key=str(row.key) if row.key is not None else NOBODY,
        label=names.get(row.key) if by is Grouping.ADVISER else None,
        count=row.cases,
        share_percent=_percent(row.cases, total),
        benchmark_percent=BENCHMARK_PERCENT.get(Node(row.key)) if by is Grouping.NODE else None,
        verified=row.verified,
        differs=row.differs,
    )


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
