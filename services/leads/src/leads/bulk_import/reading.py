"""From a row's cells to a prospect, the same shape that every other door of intake makes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from contracts.vocabulary import LeadKind

from leads.bulk_import import cells
from leads.bulk_import.headings import heading_key
from leads.bulk_import.policy import ColumnTarget
from leads.bulk_import.schemas import ImportOptions
from leads.customer.policy import Point, email_point, in_order, phone_point, read_email, wechat_point
from leads.intake.prospect import Car, Prospect
from leads.intake.sources import source_for

_LINE = 200
_COMMENTS = 4000
_POINTS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How the rows of one import are read."""

    columns: Mapping[int, ColumnTarget]
    options: ImportOptions
    heading_row: int | None
    headings: tuple[str, ...]
    region: str
    timezone: ZoneInfo
    now: datetime
    sender: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was understood; `refusal` is the reason why it cannot be taken, `skip` why it is none."""

    number: int
    prospect: Prospect | None = None
    refusal: str | None = None
    skip: str | None = None
    warnings: tuple[str, ...] = ()
    adviser: str = ""


@dataclass(slots=True)
class _Notes:
    warnings: list[str] = field(default_factory=list)

    def of(self, code: str, *, when: bool) -> None:
        if when and code not in self.warnings:
            self.warnings.append(code)

    def line(self, text: str) -> str:
        self.of("text_cut", when=len(text) > _LINE)
        return text[:_LINE]


def read_row(rules: Rules, number: int, row: Sequence[Any]) -> ReadRow:
    """What one row says. Never raises: whatever stands in a cell has an answer."""
    if not any(cells.text_of(cell) for cell in row):
        return ReadRow(number, skip="blank")
    if _is_heading(rules, number, row):
        return ReadRow(number, skip="heading")
    told = _told(rules, row)
    notes = _Notes()
    points, fault = _points(rules, told, notes)
    if not points:
        return ReadRow(number, refusal=fault or "no_contact")
    prospect = _prospect(rules, number, told, points, notes)
    adviser = notes.line(cells.text_of(told[ColumnTarget.ADVISER][0])) if told[ColumnTarget.ADVISER] else ""
    return ReadRow(number, prospect, warnings=tuple(notes.warnings), adviser=adviser)


def _is_heading(rules: Rules, number: int, row: Sequence[Any]) -> bool:
    """The headings themselves, what stands above them, and their repetitions on every printed page."""
    if rules.heading_row is None:
        return False
    if number <= rules.heading_row:
        return True
    first = next(cell for cell in row if cells.text_of(cell))
    if not rules.headings or heading_key(first) != rules.headings[0]:
        return False
    return tuple(heading_key(cell) for cell in row if cells.text_of(cell)) == rules.headings


def _told(rules: Rules, row: Sequence[Any]) -> dict[ColumnTarget, list[Any]]:
    told: dict[ColumnTarget, list[Any]] = {target: [] for target in ColumnTarget}
    for index, target in rules.columns.items():
        if index < len(row) and cells.text_of(row[index]):
            told[target].append(row[index])
    return told


def _points(rules: Rules, told: dict[ColumnTarget, list[Any]], notes: _Notes) -> tuple[tuple[Point, ...], str | None]:
    """Ways to reach somebody that also identify them; and what was wrong with those that are none."""
    points: list[Point] = []
    fault: str | None = None
    for cell in (*told[ColumnTarget.MOBILE], *told[ColumnTarget.OTHER_PHONE]):
        numbers = cells.numbers_of(cell, rules.region)
        points += [phone_point(number) for number in numbers.found]
        fault = fault or numbers.fault
    for cell in told[ColumnTarget.EMAIL]:
        address = read_email(cells.text_of(cell))
        points += [email_point(address)] if address else []
        notes.of("email_unreadable", when=address is None)
    notes.of("number_dropped", when=bool(points) and fault is not None)
    if points and told[ColumnTarget.WECHAT]:
        points.append(wechat_point(notes.line(cells.text_of(told[ColumnTarget.WECHAT][0]))))
    return in_order(points)[:_POINTS], fault


def _prospect(
    rules: Rules, number: int, told: dict[ColumnTarget, list[Any]], points: tuple[Point, ...], notes: _Notes
) -> Prospect:
    def line(target: ColumnTarget) -> str | None:
        return notes.line(cells.text_of(told[target][0])) if told[target] else None

    name = line(ColumnTarget.NAME) or ""
    notes.of("name_damaged", when="\ufffd" in name)
    gender, readable = cells.gender_of(told[ColumnTarget.GENDER][0]) if told[ColumnTarget.GENDER] else (None, True)
    notes.of("gender_unreadable", when=not readable)
    external = line(ColumnTarget.EXTERNAL_ID)
    return Prospect(
        position=number,
        kind=_kind(rules, told, notes),
        name=name,
        points=points,
        source=_source(rules, line(ColumnTarget.SOURCE), notes),
        wanted=Car(make=line(ColumnTarget.MAKE), model=line(ColumnTarget.MODEL), year=_year(told, notes)),
        details=_details(rules, told, notes),
        refs=((rules.sender, external),) if external else (),
        gender=gender,
        city=line(ColumnTarget.CITY),
        comments=_comments(told, notes),
    )


def _kind(rules: Rules, told: dict[ColumnTarget, list[Any]], notes: _Notes) -> LeadKind:
    kind = cells.kind_of(told[ColumnTarget.KIND][0]) if told[ColumnTarget.KIND] else None
    notes.of("kind_unknown", when=kind is None and bool(told[ColumnTarget.KIND]))
    return kind or rules.options.kind


def _source(rules: Rules, text: str | None, notes: _Notes) -> str:
    found = source_for(text).code if text else "other"
    notes.of("source_unknown", when=found == "other" and bool(text))
    return rules.options.source if found == "other" else found


def _year(told: dict[ColumnTarget, list[Any]], notes: _Notes) -> int | None:
    year = cells.year_of(told[ColumnTarget.YEAR][0]) if told[ColumnTarget.YEAR] else None
    notes.of("year_unreadable", when=year is None and bool(told[ColumnTarget.YEAR]))
    return year


def _details(rules: Rules, told: dict[ColumnTarget, list[Any]], notes: _Notes) -> dict[str, Any]:
    if not told[ColumnTarget.REQUESTED_AT]:
        return {}
    at = cells.date_of(told[ColumnTarget.REQUESTED_AT][0], rules.timezone)
    notes.of("date_unreadable", when=at is None)
    notes.of("date_in_future", when=at is not None and at > rules.now)
    return {"requested_at": at.isoformat()} if at and at <= rules.now else {}


def _comments(told: dict[ColumnTarget, list[Any]], notes: _Notes) -> str:
    text = "\n".join(dict.fromkeys(cells.lines_of(cell) for cell in told[ColumnTarget.COMMENTS]))
    notes.of("text_cut", when=len(text) > _COMMENTS)
    return text[:_COMMENTS]
