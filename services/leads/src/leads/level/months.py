"""Calendar months of a store: local midnight of day 1 to local midnight of the next. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

_NOON = time(12)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, whatever the time zone."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    @property
    def days(self) -> int:
        return self.last.day

    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def before(self, months: int = 1) -> "Month":
        count = self.year * 12 + self.number - 1 - months
        return Month(count // 12, count % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def starts_at(day: date, tz: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC; a midnight that a clock change skips is the jump itself."""
    midnight = datetime.combine(day, time(), tz)
    instant = midnight.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return instant
    return _first_instant(day, tz)


def _first_instant(day: date, tz: ZoneInfo) -> datetime:
    """Midnight does not exist: the earliest minute that belongs to the day."""
    late = datetime.combine(day, _NOON, tz).astimezone(UTC)
    early = late - timedelta(hours=24)
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        if middle.astimezone(tz).date() < day:
            early = middle
        else:
            late = middle
    return late.replace(second=0, microsecond=0)


def month_at(instant: datetime, tz: ZoneInfo) -> Month:
    """The month that an instant lies in, on the store's calendar."""
    return Month.of(instant.astimezone(tz).date())


def month_span(month: Month, tz: ZoneInfo) -> tuple[datetime, datetime]:
    return starts_at(month.first, tz), starts_at(month.next().first, tz)


def months_up_to(last: Month, count: int) -> Iterator[Month]:
    """`count` months ending with `last`, oldest first."""
    return (last.before(back) for back in range(count - 1, -1, -1))
