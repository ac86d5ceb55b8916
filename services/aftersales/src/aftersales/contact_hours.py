"""Hours in which a customer may be called: local time, several spans a day, every day of the week."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_LAST_CALL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ContactHours:
    """`spans` are (opens, closes) in rising order without overlap; at least one."""

    spans: tuple[tuple[time, time], ...]
    zone: ZoneInfo

    def on_day(self, day: date, at: time) -> datetime:
        """An instant (UTC) on that very local day, as near after `at` as may be called.

        Too late a time moves back to one hour before the day's end, so that somebody can still act on the day.
        """
        wall = min(at, self._latest())
        for opens, closes in self.spans:
            if wall < closes:
                return self._instant(day, max(wall, opens))
        return self._instant(day, self.spans[-1][0])

    def next_from(self, instant: datetime) -> datetime:
        """The first instant (UTC) not before `instant` at which a call is welcome."""
        local = instant.astimezone(self.zone)
        for opens, closes in self.spans:
            if local.time() < opens:
                return self._instant(local.date(), opens)
            if local.time() < closes:
                return instant.astimezone(UTC)
        return self._instant(local.date() + timedelta(days=1), self.spans[0][0])

    def welcomes(self, instant: datetime) -> bool:
        wall = instant.astimezone(self.zone).time()
        return any(opens <= wall < closes for opens, closes in self.spans)

    def other_half(self, instant: datetime) -> datetime:
        """The next local day, in a span other than the one that `instant` falls into."""
        local = instant.astimezone(self.zone)
        morning = local.time() < self.spans[0][1]
        opens = self.spans[-1][0] if morning else self.spans[0][0]
        return self._instant(local.date() + timedelta(days=1), opens)

    def day_start(self, day: date) -> datetime:
        """Local midnight as an instant (UTC)."""
        return self._instant(day, time.min)

    def _latest(self) -> time:
        opens, closes = self.spans[-1]
        latest = datetime.combine(date.min + timedelta(days=1), closes) - _LAST_CALL
        return max(opens, latest.time())

    def _instant(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)
