"""The worker's part before anything is written: what the columns are, and what would become of the rows."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from leads.bulk_import import chunk_repository, headings, repository
from leads.bulk_import.headings import heading_key
from leads.bulk_import.policy import (
    PREVIEW_ROWS,
    PROBLEM_ROWS,
    SAMPLE_ROWS,
    ColumnTarget,
    ImportState,
    RowOutcome,
    worded,
)
from leads.bulk_import.preparing import Preparer
from leads.bulk_import.reading import ReadRow, Rules
from leads.bulk_import.schemas import CheckOut, ImportOptions, LayoutOut, PreviewRow, RowProblem
from leads.bulk_import.sheets import Sheet, SheetRefused, batches, open_sheet
from leads.bulk_import.worker import Job
from leads.customer.policy import PointKind, leading
from leads.lead.wish import Known

_BATCH = 1000


async def inspect(job: Job) -> None:
    """Propose what the columns mean. Raises `SheetRefused`."""
    content = await job.source()
    wanted = job.row.layout or {}
    async with job.platform.database.read() as session:
        chosen = await repository.headings_of(session, job.store.id)
    remembered = {heading: ColumnTarget(target) if target else None for heading, target in chosen.items()}
    layout = await asyncio.to_thread(_layout, content, wanted, remembered, job.store.region)
    await job.reach(ImportState.MAPPING, layout=layout)


def _layout(
    content: bytes, wanted: dict[str, Any], remembered: dict[str, ColumnTarget | None], region: str
) -> dict[str, Any]:
    sheet = open_sheet(content, wanted.get("sheet"))
    rows = list(islice(sheet.rows(), SAMPLE_ROWS))
    if not rows:
        raise SheetRefused("no_rows")
    at = wanted["heading_row"] if "heading_row" in wanted else headings.heading_row(rows)
    titles = next((cells for number, cells in rows if number == at), ())
    body = [cells for number, cells in rows if number > (at or 0)]
    columns = headings.propose(titles, body, remembered=remembered, region=region)
    told = [{**column_fields(column), "samples": list(column.samples)} for column in columns]
    shown = {"sheets": list(sheet.names), "sheet": sheet.name, "encoding": sheet.encoding, "heading_row": at}
    return LayoutOut.model_validate({**shown, "columns": told}).model_dump(mode="json")


def column_fields(column: headings.Column) -> dict[str, Any]:
    return {"index": column.index, "heading": column.heading, "target": column.target, "why": column.why}


def rules_of(job: Job) -> Rules:
    """How this import's rows are read, from what the person chose."""
    layout = LayoutOut.model_validate(job.row.layout)
    return Rules(
        columns={column.index: column.target for column in layout.columns if column.target is not None},
        options=ImportOptions.model_validate(job.row.options),
        heading_row=layout.heading_row,
        headings=tuple(key for column in layout.columns if (key := heading_key(column.heading))),
        region=job.store.region,
        timezone=ZoneInfo(job.store.timezone),
        now=job.platform.clock.now(),
        sender=f"import {job.row.name}"[:200].casefold(),
    )


def sheet_of(job: Job, content: bytes) -> Sheet:
    return open_sheet(content, LayoutOut.model_validate(job.row.layout).sheet)


@dataclass(slots=True)
class _Tally:
    total: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    preview: list[PreviewRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    met: dict[UUID, int] = field(default_factory=dict)


async def check(job: Job) -> None:
    """Read every row and ask what the store knows; write nothing but the report. Raises `SheetRefused`."""
    content = await job.source()
    preparer = Preparer(job.platform.vault, job.store, rules_of(job), job.row.created_by)
    sheet = await asyncio.to_thread(sheet_of, job, content)
    source = batches(sheet.rows(), _BATCH)
    tally = _Tally()
    while rows := await asyncio.to_thread(next, source, None):
        looked = await asyncio.to_thread(preparer.look, rows)
        keys = [key for _, row_keys, _ in looked for key in row_keys]
        async with job.platform.database.read() as session:
            known = await chunk_repository.known_by_keys(session, job.store.id, keys) if keys else {}
        for read, row_keys, first in looked:
            found = next((known[key] for key in row_keys if key in known), None)
            _count(tally, job, read, found, first)
        await job.keep_hold(next_row=tally.total, total=max(tally.total, job.row.total))
    if not tally.total:
        raise SheetRefused("no_rows")
    await job.reach(ImportState.CHECKED, report=_report(tally), total=tally.total, next_row=1)


def _count(tally: _Tally, job: Job, read: ReadRow, known: Known | None, first: int | None) -> None:
    outcome, reason, row = _foreseen(read, known, first, tally.met)
    if known is not None and outcome in (RowOutcome.ADDED, RowOutcome.TOUCHED):
        tally.met[known.customer_id] = read.number
    tally.total += 1
    tally.outcomes[outcome] += 1
    tally.warnings.update(read.warnings)
    language = job.row.language
    notes = [worded(code, language) for code in read.warnings]
    if reason is not None:
        tally.reasons[reason] += 1
        notes.append(worded(reason, language, row=row))
        if outcome is not RowOutcome.SKIPPED and len(tally.problems) < PROBLEM_ROWS:
            tally.problems.append(RowProblem(number=read.number, code=reason, message=notes[-1]))
    if outcome is not RowOutcome.SKIPPED and len(tally.preview) < PREVIEW_ROWS:
        tally.preview.append(_preview(read, outcome, notes))


def _foreseen(
    read: ReadRow, known: Known | None, first: int | None, met: dict[UUID, int]
) -> tuple[RowOutcome, str | None, int | None]:
    if read.skip:
        return RowOutcome.SKIPPED, read.skip, None
    if read.refusal or read.prospect is None:
        return RowOutcome.REFUSED, read.refusal, None
    if first is not None:
        return RowOutcome.DUPLICATE, "duplicate_in_file", first
    if known is None:
        return RowOutcome.CREATED, None, None
    if known.customer_id in met:
        return RowOutcome.DUPLICATE, "same_customer", met[known.customer_id]
    family = read.prospect.wish(None).family
    return (RowOutcome.TOUCHED if known.open_lead(family) else RowOutcome.ADDED), None, None


def _preview(read: ReadRow, outcome: RowOutcome, notes: list[str]) -> PreviewRow:
    one = read.prospect
    if one is None:
        return PreviewRow.model_validate({**_NOTHING, "number": read.number, "outcome": outcome, "notes": notes})
    phone, email = leading(one.points, PointKind.PHONE), leading(one.points, PointKind.EMAIL)
    return PreviewRow(
        number=read.number,
        name=one.name,
        mobile_masked=phone.masked if phone else None,
        email_masked=email.masked if email else None,
        kind=one.kind,
        wanted=one.wish(None).wanted_text,
        source=one.source,
        adviser=read.adviser or None,
        outcome=outcome,
        notes=notes,
    )


_NOTHING = {
    "name": "",
    "mobile_masked": None,
    "email_masked": None,
    "kind": "buy",
    "wanted": "",
    "source": "",
    "adviser": None,
}


def _report(tally: _Tally) -> dict[str, Any]:
    return CheckOut(
        total=tally.total,
        outcomes={RowOutcome(code): count for code, count in tally.outcomes.items()},
        reasons=dict(tally.reasons),
        warnings=dict(tally.warnings),
        preview=tally.preview,
        problems=tally.problems,
    ).model_dump(mode="json")
