"""营业日报表: one adviser's day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.work import Reading
from sqlalchemy import Row

from leads.form import report_repository
from leads.form.columns import DAILY_REPORT
from leads.form.heads import Place, Subject, adviser_of, car_text, columns_out, head_fields, place_of
from leads.form.policy import FormKind
from leads.form.register_repository import Span
from leads.form.schemas import (
    ROW_LIMIT,
    ContactNote,
    DailyReport,
    DailyReportFooter,
    DailyReportRow,
    VisitPurpose,
)
from leads.lead.policy import Stage
from leads.level.months import Month
from leads.setting.levels import LevelPurpose

_BY_TELEPHONE = frozenset({"phone", "sms", "wechat", "email", "other"})
_MARKS_PER_ROW = 6


async def daily_report(
    reading: Reading, *, day: date | None, adviser_id: UUID | None, store_id: UUID | None
) -> DailyReport:
    """Everybody whom the adviser contacted or had planned to contact that day. Raises `FormUnknown`."""
    place = await place_of(reading, store_id)
    adviser = await adviser_of(reading, place, adviser_id)
    on = day or place.today
    span, month_start = place.day(on), place.month(Month.of(on)).start
    rows, truncated = await _rows(reading, span, month_start, adviser.chosen.id)
    footer = await _footer(reading, place, span, month_start, adviser.chosen.id)
    subject = Subject(FormKind.DAILY_REPORT, on, adviser.chosen.id)
    head = await head_fields(reading, place, subject, [*rows, footer], truncated=truncated)
    return DailyReport(**head, **adviser.fields(), columns=columns_out(DAILY_REPORT), rows=rows, footer=footer)


async def _rows(reading: Reading, span: Span, month_start: Any, adviser_id: UUID) -> tuple[list[DailyReportRow], bool]:
    limit = ROW_LIMIT * _MARKS_PER_ROW
    marks = await report_repository.events(reading.session, span, adviser_id, limit)
    by_lead: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for mark in marks:
        by_lead[mark.lead_id].append(mark)
    ids = list(by_lead)[:ROW_LIMIT]
    if not ids:
        return [], False
    found = await report_repository.leads_of(reading.session, span, month_start, ids)
    leads = {row.id: row for row in found}
    truncated = len(by_lead) > ROW_LIMIT or len(marks) == limit
    return [_row(leads[lead_id], by_lead[lead_id]) for lead_id in ids if lead_id in leads], truncated


def _row(lead: Row[Any], marks: Sequence[Row[Any]]) -> DailyReportRow:
    contacts = [mark for mark in marks if mark.kind != "plan"]
    methods = {mark.method for mark in contacts}
    delivered = lead.stage == Stage.DELIVERED
    aim = VisitPurpose.PROMOTE if lead.contacted_before else VisitPurpose.DEVELOP
    return DailyReportRow(
        lead_id=lead.id,
        customer_id=lead.customer_id,
        customer_name=lead.customer_name,
        mobile_masked=lead.mobile_masked,
        series=car_text(lead.wanted_make, lead.wanted_model),
        area=lead.city,
        source=lead.source,
        purpose=VisitPurpose.AFTERCARE if delivered else aim,
        planned=any(mark.kind == "plan" for mark in marks),
        level_before=lead.level_before,
        level_now=lead.level_now,
        ordered=lead.stage == Stage.ORDERED,
        carried=lead.carried,
        phoned=bool(methods & _BY_TELEPHONE),
        met=bool(methods - _BY_TELEPHONE),
        contacts=[
            ContactNote(at=mark.at, method=mark.method, outcome=mark.outcome, note=mark.note) for mark in contacts
        ],
    )


async def _footer(reading: Reading, place: Place, span: Span, month_start: Any, adviser_id: UUID) -> DailyReportFooter:
    session, store_id = reading.session, place.store.id
    held = await report_repository.levels_held(session, span.end, store_id, adviser_id)
    graded = [level.code for level in place.rules.levels if level.purpose is LevelPurpose.GRADED]
    prospects = {code: held.get(code, 0) for code in graded}
    own, other = await report_repository.owners_held(session, span.end, store_id, adviser_id)
    today, month = await report_repository.contacted(session, span, month_start, adviser_id)
    return DailyReportFooter(
        prospects=prospects,
        prospects_total=sum(prospects.values()),
        owners_own=own,
        owners_other=other,
        contacted_today=today,
        contacted_month=month,
    )
