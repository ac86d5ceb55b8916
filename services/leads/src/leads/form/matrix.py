"""意向客户接触状况表: one adviser's month, filling itself from plans and contacts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.work import Reading
from sqlalchemy import Row

from leads.form import matrix_repository, policy
from leads.form.columns import CONTACT_MATRIX
from leads.form.heads import Place, Subject, adviser_of, car_text, columns_out, head_fields, place_of
from leads.form.policy import FormKind, MonthEnd
from leads.form.schemas import ROW_LIMIT, ContactMatrix, ContactMatrixRow, MatrixDay, MatrixSummary
from leads.lead.policy import Stage
from leads.level import repository as levels
from leads.level.months import Month

_SOLD = frozenset({Stage.ORDERED, Stage.DELIVERED})
_GONE = frozenset({Stage.LOST, Stage.INVALID})


async def contact_matrix(
    reading: Reading, *, month: Month | None, adviser_id: UUID | None, store_id: UUID | None
) -> ContactMatrix:
    """Last month's survivors and the month's new prospects, a column per day. Raises `FormUnknown`."""
    place = await place_of(reading, store_id)
    adviser = await adviser_of(reading, place, adviser_id)
    present = Month.of(place.today)
    chosen = month or present
    rows, truncated = await _rows(reading, place, chosen, adviser.chosen.id)
    summary = _summary(rows)
    subject = Subject(FormKind.CONTACT_MATRIX, chosen.first, adviser.chosen.id)
    head = await head_fields(reading, place, subject, rows, truncated=truncated)
    frozen = await levels.is_frozen(reading.session, place.store.id, chosen.first)
    return ContactMatrix(
        **head,
        **adviser.fields(),
        month=str(chosen),
        days_in_month=chosen.days,
        today=place.today.day if chosen == present else None,
        snapshot_missing=not frozen,
        columns=columns_out(_columns(chosen)),
        rows=rows,
        summary=summary,
    )


def _columns(month: Month) -> list[Any]:
    beyond = {f"day_{day}" for day in range(month.days + 1, 32)}
    return [column for column in CONTACT_MATRIX if column.key not in beyond]


async def _rows(reading: Reading, place: Place, month: Month, adviser_id: UUID) -> tuple[list[ContactMatrixRow], bool]:
    span = place.month(month)
    found = await matrix_repository.matrix_rows(reading.session, span, month.first, adviser_id, ROW_LIMIT)
    leads = found[:ROW_LIMIT]
    if not leads:
        return [], False
    marks: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for mark in await matrix_repository.matrix_days(reading.session, span, [lead.id for lead in leads]):
        marks[mark.lead_id].append(mark)
    over = Month.of(place.today) > month
    return [_row(place, lead, marks[lead.id], over=over) for lead in leads], len(found) > ROW_LIMIT


def _row(place: Place, lead: Row[Any], marks: Sequence[Row[Any]], *, over: bool) -> ContactMatrixRow:
    def days(kind: str) -> list[date]:
        return [place.local(mark.at).date() for mark in marks if mark.kind == kind]

    history = [(place.local(mark.at).date(), mark.level) for mark in marks if mark.kind == "level"]
    cells = policy.day_marks(days("plan"), days("made"), [(date.min, lead.level_start or lead.level_end), *history])
    result = _result(lead.stage_end, over=over)
    return ContactMatrixRow(
        lead_id=lead.id,
        customer_id=lead.customer_id,
        customer_name=lead.customer_name,
        mobile_masked=lead.mobile_masked,
        series=car_text(lead.wanted_make, lead.wanted_model),
        source=lead.source,
        source_letter=policy.source_letter(lead.source, lead.channel),
        carded_on=place.local(lead.carded_at).date() if lead.carded_at else None,
        level_start=lead.level_start,
        carried=lead.level_start is not None,
        days=[MatrixDay(day=day, planned=cell.planned, level=cell.level) for day, cell in cells.items()],
        result=result,
        level_end=lead.level_end if result in (MonthEnd.KEPT, MonthEnd.RUNNING) else None,
    )


def _result(stage: str, *, over: bool) -> MonthEnd:
    if stage in _SOLD:
        return MonthEnd.SOLD
    if stage in _GONE:
        return MonthEnd.LOST
    return MonthEnd.KEPT if over else MonthEnd.RUNNING


def _summary(rows: Sequence[ContactMatrixRow]) -> MatrixSummary:
    carried, fresh = [row for row in rows if row.carried], [row for row in rows if not row.carried]
    kept = [row for row in rows if row.result in (MonthEnd.KEPT, MonthEnd.RUNNING)]
    planned = [cell for row in rows for cell in row.days if cell.planned]
    return MatrixSummary(
        carried=len(carried),
        carried_sold=_count(carried, MonthEnd.SOLD),
        carried_lost=_count(carried, MonthEnd.LOST),
        fresh=len(fresh),
        fresh_sold=_count(fresh, MonthEnd.SOLD),
        fresh_lost=_count(fresh, MonthEnd.LOST),
        kept=len(kept),
        levels=dict(Counter(row.level_end for row in kept if row.level_end)),
        sources=dict(Counter(row.source_letter or "-" for row in rows)),
        planned=len(planned),
        planned_made=sum(cell.level is not None for cell in planned),
    )


def _count(rows: Sequence[ContactMatrixRow], result: MonthEnd) -> int:
    return sum(row.result is result for row in rows)
