"""Business calendar: when is it open, when will it be, how much open time lies between.

Hours are local wall times of the store; all arithmetic is on UTC instants, so that a day with a clock change is exactly
as long as it is. An opening time that a clock change skips opens once the clock has jumped; one that happens twice
means the first. Spans are half open: at closing time it is closed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import Self

import chinese_calendar

Shifts = tuple[tuple[time, time], ...]
Span = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def parse_shifts(texts: Iterable[str]) -> Shifts:
    """From `09:00-12:00` texts. ValueError when unreadable."""
    pairs = [text.partition("-") for text in texts]
    return tuple((time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())) for opens, _, closes in pairs)


def check_shifts(shifts: Shifts) -> None:
    """ValueError unless every shift ends after it begins, none overlap, and they are local and in order."""
    if any(at.tzinfo is not None for shift in shifts for at in shift):
        raise ValueError("opening hours are local times")
    if any(opens >= closes for opens, closes in shifts):
        raise ValueError("a shift ends after it begins, on the same day")
    if any(earlier[1] > later[0] for earlier, later in pairwise(shifts)):
        raise ValueError("shifts are in order and do not overlap")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The ordinary week: for every weekday, Monday first, its shifts. ValueError for impossible ones."""

    week: tuple[Shifts, ...]

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for shifts in self.week:
            check_shifts(shifts)

    @classmethod
    def daily(cls, opens: time, closes: time) -> Self:
        return cls((((opens, closes),),) * 7)

    @classmethod
    def parse(cls, week: Sequence[Sequence[str]]) -> Self:
        """From data: seven lists of `09:00-12:00`."""
        return cls(tuple(parse_shifts(shifts) for shifts in week))

    def dump(self) -> list[list[str]]:
        return [[f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in shifts] for shifts in self.week]

    def usual(self) -> Shifts:
        """The hours of the first weekday that has any."""
        return next((shifts for shifts in self.week if shifts), ())


DEFAULT_HOURS = OpeningHours.daily(time(9), time(18, 30))
"""Monday to Sunday: a store lives on weekends."""


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    WORKDAY = "workday"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class DayRule:
    """What is different on one date.

    A holiday is closed. A workday (调休) is open, for its `hours` if it has some, else like its weekday, else like the
    first open weekday. A special day has exactly its `hours`; none means closed.
    """

    date: date
    kind: DayKind
    hours: Shifts = ()
    name: str = ""

    def __post_init__(self) -> None:
        check_shifts(self.hours)
        if self.kind is DayKind.HOLIDAY and self.hours:
            raise ValueError("a holiday has no hours; a special day may")


class BusinessCalendar:
    """Opening hours in a time zone with rules for single dates; of two rules for a date the later one holds.

    Without rules public holidays are ordinary days. Methods take aware instants (else ValueError) and answer in UTC.
    `None` means never: nothing is open from there on.
    """

    def __init__(self, tz: tzinfo, hours: OpeningHours = DEFAULT_HOURS, rules: Iterable[DayRule] = ()) -> None:
        self._tz = tz
        self._hours = hours
        self._rules = {rule.date: rule for rule in rules}
        self._last_rule = max(self._rules, default=date.min)

    def shifts(self, day: date) -> Shifts:
        """The local opening hours of a date."""
        rule, ordinary = self._rules.get(day), self._hours.week[day.weekday()]
        if rule is None:
            return ordinary
        if rule.kind is DayKind.WORKDAY:
            return rule.hours or ordinary or self._hours.usual()
        return rule.hours

    def spans(self, day: date) -> list[Span]:
        """When a date is open, in order and without overlap."""
        first, last = self._utc(day, _MIDNIGHT), self._utc(day + _DAY, _MIDNIGHT)
        spans: list[Span] = []
        for opens, closes in self.shifts(day):
            # A skipped hour can push shifts into each other or over midnight.
            start = max(self._utc(day, opens), spans[-1][1] if spans else first)
            end = min(self._utc(day, closes), last)
            if start < end:
                spans.append((start, end))
        return spans

    def local_date(self, instant: datetime) -> date:
        return _aware(instant).astimezone(self._tz).date()

    def is_open(self, instant: datetime) -> bool:
        return self.next_open(instant) == instant

    def next_open(self, instant: datetime) -> datetime | None:
        """The first open instant that is not before this one."""
        return next((max(start, instant.astimezone(UTC)) for start, _ in self._spans_from(instant)), None)

    def add_open_time(self, instant: datetime, duration: timedelta) -> datetime | None:
        """When this much open time has passed. Always an open instant: what is full at closing time falls due at the
        next opening. ValueError for a negative duration.
        """
        if duration < timedelta():
            raise ValueError("open time is added, not taken away")
        for start, end in self._spans_from(instant):
            begin = max(start, instant.astimezone(UTC))
            if duration < end - begin:
                return begin + duration
            duration -= end - begin
        return None

    def open_time_between(self, a: datetime, b: datetime) -> timedelta:
        """Open time from a to b; negative when b is earlier."""
        if _aware(b) < _aware(a):
            return -self.open_time_between(b, a)
        total = timedelta()
        for start, end in self._spans_from(a):
            if start >= b:
                break
            total += min(end, b) - max(start, a)
        return total

    def is_open_day(self, day: date) -> bool:
        return bool(self.spans(day))

    def next_open_day(self, day: date) -> date | None:
        """The first open date after this one."""
        return self.shift_to_open_day(day + _DAY)

    def shift_to_open_day(self, day: date) -> date | None:
        """This date if it is open, else the next that is."""
        return next((candidate for candidate in self._days_from(day) if self.is_open_day(candidate)), None)

    def _spans_from(self, instant: datetime) -> Iterator[Span]:
        """All spans that end after an instant. A clock change at midnight can put it a date off, so one day more."""
        for day in self._days_from(self.local_date(instant) - _DAY):
            yield from ((start, end) for start, end in self.spans(day) if end > instant)

    def _days_from(self, day: date) -> Iterator[date]:
        while day <= self._last_rule or self._hours.usual():
            yield day
            day += _DAY

    def _utc(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self._tz).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class SeededYear:
    """Rules of a year of public holidays and make-up days; `known` is false where nobody has published it yet."""

    rules: tuple[DayRule, ...]
    known: bool


def seed_rules(year: int) -> SeededYear:
    """China's public holidays and make-up workdays, from `chinese_calendar`. An unknown year has ordinary weeks."""
    holidays = {day: name for day, name in chinese_calendar.holidays.items() if day.year == year}
    workdays = {day: name for day, name in chinese_calendar.workdays.items() if day.year == year}
    rules = [DayRule(day, DayKind.HOLIDAY, name=_chinese(name)) for day, name in holidays.items()]
    rules += [DayRule(day, DayKind.WORKDAY, name=_chinese(name)) for day, name in workdays.items()]
    return SeededYear(tuple(sorted(rules, key=lambda rule: rule.date)), known=bool(holidays))


def _chinese(name: str) -> str:
    return str(chinese_calendar.Holiday(name).chinese)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant
