"""来店(电)登记表 and 展厅来店(电)统计表."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from service_defaults.identity import Scope
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.form import register_repository
from leads.form.columns import REGISTER, STATISTICS
from leads.form.errors import FormUnknown
from leads.form.heads import Subject, car_text, columns_out, head_fields, place_of
from leads.form.policy import FormKind
from leads.form.schemas import (
    ROW_LIMIT,
    ReceptionStep,
    RegisterTotals,
    StatisticsRow,
    VisitRegisterForm,
    VisitRegisterRow,
    VisitStatistics,
)
from leads.level.months import Month
from leads.setting.numbers import RegisterLayout
from leads.visit.policy import BUYING

_PLAIN = frozenset(VisitRegisterRow.model_fields) - {
    "stay_minutes", "captured", "brand", "series", "reception", "present_car",
}  # fmt: skip


async def visit_register(
    reading: Reading, *, day: date | None, store_id: UUID | None, layout: RegisterLayout | None
) -> VisitRegisterForm:
    """The register of a day, as it stood at that day's end where levels are concerned.

    It is the whole store's: who sees only their own or their team's customers is answered `FormUnknown`.
    """
    if reading.actor.scope in (Scope.OWN, Scope.TEAM):
        raise FormUnknown
    place = await place_of(reading, store_id)
    on = day or place.today
    found = await register_repository.register_rows(reading.session, place.day(on), ROW_LIMIT)
    rows = [_row(row) for row in found[:ROW_LIMIT]]
    chosen = layout or place.rules.numbers.visit_register
    subject = Subject(FormKind.VISIT_REGISTER, on)
    head = await head_fields(reading, place, subject, rows, truncated=len(found) > ROW_LIMIT)
    return VisitRegisterForm(
        **head, layout=chosen, columns=columns_out(REGISTER[chosen]), rows=rows, totals=_totals(rows)
    )


def _row(row: Row[Any]) -> VisitRegisterRow:
    stay = (row.left_at - row.arrived_at) // timedelta(minutes=1) if row.left_at else None
    steps = {
        ReceptionStep.SURVEY: row.surveyed,
        ReceptionStep.QUOTE: row.quoted,
        ReceptionStep.TEST_DRIVE: row.drive_id is not None,
    }
    own = row.trade_in or {}
    told = car_text(own.get("make"), own.get("model"))
    return VisitRegisterRow.model_validate(
        {
            **{name: getattr(row, name) for name in _PLAIN},
            "stay_minutes": stay,
            "captured": row.customer_id is not None,
            "brand": row.brand or row.wanted_make,
            "series": row.series or row.wanted_model or row.wanted,
            "reception": [step for step, taken in steps.items() if taken],
            "present_car": row.present_car or told or None,
        }
    )


def _totals(rows: list[VisitRegisterRow]) -> RegisterTotals:
    here = [row for row in rows if row.kind == "showroom"]
    buying = [row for row in here if row.purpose in BUYING]
    return RegisterTotals(
        visits=len(here),
        calls=len(rows) - len(here),
        people=sum(1 + row.companions for row in here),
        first=sum(row.first_time for row in buying),
        again=sum(not row.first_time for row in buying),
        captured=sum(row.captured for row in buying),
        uncaptured=sum(not row.captured for row in buying),
        other=len(here) - len(buying),
        test_drives=sum(ReceptionStep.TEST_DRIVE in row.reception for row in rows),
        quotes=sum(ReceptionStep.QUOTE in row.reception for row in rows),
    )


async def visit_statistics(
    reading: Reading, *, month: Month | None, day: date | None, store_id: UUID | None
) -> VisitStatistics:
    """Visits and calls of a month, or of one day, by hour, by day and by source; one statement."""
    place = await place_of(reading, store_id)
    chosen = Month.of(day) if day else month or Month.of(place.today)
    span = place.day(day) if day else place.month(chosen)
    parts: dict[str, list[StatisticsRow]] = {"hour": [], "day": [], "source": [], "total": []}
    for row in await register_repository.statistics(reading.session, span):
        counts = {name: getattr(row, name) for name in StatisticsRow.model_fields}
        parts[row.part].append(StatisticsRow.model_validate(counts))
    parts["hour"].sort(key=lambda row: int(row.key))
    parts["day"].sort(key=lambda row: row.key)
    parts["source"].sort(key=lambda row: (-row.visits - row.calls, row.key))
    total = parts["total"][0]
    subject = Subject(FormKind.VISIT_STATISTICS, day or chosen.first)
    content = [*parts["hour"], *parts["day"], *parts["source"], total]
    head = await head_fields(reading, place, subject, content)
    if day:
        # Signed is the month: one day of it is a closer look.
        head |= {"signers": [], "my_post": None, "sign_offs": []}
    return VisitStatistics(
        **head,
        month=str(chosen),
        day=day,
        columns=columns_out(STATISTICS),
        by_hour=parts["hour"],
        by_day=parts["day"],
        by_source=parts["source"],
        total=total,
    )
