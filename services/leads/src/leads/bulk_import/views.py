"""Imports as they are answered."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.bulk_import import files, repository
from leads.bulk_import.models import CustomerImport
from leads.bulk_import.policy import ImportState, RowOutcome, worded
from leads.bulk_import.schemas import CheckOut, ImportedRow, ImportOptions, ImportOut, ImportRow, LayoutOut
from leads.bulk_import.service import get_import

_MARKER = filter_hash(list="imports")
_ALL = tuple(RowOutcome)


async def import_list(reading: Reading, *, limit: int, cursor: str | None) -> Page[ImportRow]:
    rows = await repository.page(
        reading.session,
        reading.actor,
        after=decode_cursor(cursor, filter_hash=_MARKER) if cursor else None,
        limit=limit,
    )
    names = await staff_names(reading.session, {row.created_by for row in rows if row.created_by})
    return Page[ImportRow].of(
        rows,
        limit,
        item=lambda row: ImportRow.model_validate(_row(row, names)),
        cursor=lambda row: encode_cursor([row.created_at, row.id], filter_hash=_MARKER),
    )


async def import_page(reading: Reading, import_id: UUID) -> ImportOut:
    """Raises `ImportNotFound`."""
    return await shown(reading, await get_import(reading, import_id))


async def shown(reading: Reading, row: CustomerImport) -> ImportOut:
    names = await staff_names(reading.session, {one for one in (row.created_by, row.undone_by) if one})
    has_error_file = row.state == ImportState.DONE and await repository.has_file(reading.session, row.id, files.FAULTS)
    laid_out = row.layout is not None and "columns" in row.layout
    told: dict[str, Any] = {
        **_row(row, names),
        "size": row.size,
        "media_type": row.media_type,
        "layout": LayoutOut.model_validate(row.layout) if laid_out else None,
        "options": ImportOptions.model_validate(row.options) if row.options else None,
        "check": CheckOut.model_validate(row.report) if row.report else None,
        "reasons": row.reasons,
        "warnings": row.warnings,
        "problem_text": worded(row.problem, reading.language) if row.problem else None,
        "has_error_file": has_error_file,
        "seconds": row.busy_ms / 1000 if row.busy_ms else None,
        "undone_at": row.undone_at,
        "undone_by_name": names.get(row.undone_by) if row.undone_by else None,
        "undo": row.undo,
        "kept": row.kept,
        "version": row.version,
    }
    return ImportOut.model_validate(told)


def _row(row: CustomerImport, names: dict[UUID, str]) -> dict[str, Any]:
    filed = sum(row.outcomes.values())
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state,
        "total": row.total,
        "done": filed if row.state not in (ImportState.CHECKING, ImportState.UNDOING) else max(row.next_row - 1, 0),
        "outcomes": row.outcomes,
        "problem": row.problem,
        "created_at": row.created_at,
        "created_by_name": names.get(row.created_by) if row.created_by else None,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
    }


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows of an import: none named are all of them; `stayed` are those that an undo left."""

    outcomes: tuple[RowOutcome, ...] = ()
    stayed: bool = False


async def row_list(
    reading: Reading, import_id: UUID, chosen: Chosen, *, limit: int, cursor: str | None
) -> Page[ImportedRow]:
    """What became of the rows, by their number in the file. Raises `ImportNotFound`."""
    row = await get_import(reading, import_id)
    marker = filter_hash(list="import rows", of=str(import_id), outcomes=sorted(chosen.outcomes), stayed=chosen.stayed)
    after = decode_cursor(cursor, filter_hash=marker)[0] if cursor else 0
    rows = await repository.rows_of(
        reading.session,
        row.id,
        outcomes=chosen.outcomes or _ALL,
        stayed=chosen.stayed,
        after=int(str(after)),
        limit=limit + 1,
    )
    return Page[ImportedRow].of(
        rows,
        limit,
        item=lambda one: _imported(one, reading.language),
        cursor=lambda one: encode_cursor([one.number], filter_hash=marker),
    )


def _imported(row: Row[Any], language: str) -> ImportedRow:
    return ImportedRow(
        number=row.number,
        outcome=row.outcome,
        reason=row.reason,
        message=worded(row.reason, language, row=row.same_as) if row.reason else None,
        warnings=[worded(code, language) for code in row.warnings.split(",") if code],
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        lead_id=row.lead_id,
        kept=row.kept,
    )
