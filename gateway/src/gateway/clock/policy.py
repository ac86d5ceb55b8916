"""When a demonstration starts."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from service_defaults.organisation import OpeningSpan

from gateway.organisation.policy import is_open

START = time(10, 5)


def demo_start(now: datetime, opening: Sequence[OpeningSpan], tz: ZoneInfo) -> datetime:
    """`now` while the store is open, else 10:05 (or the opening, where that is later) of the next open day."""
    local = now.astimezone(tz)
    if is_open(opening, local):
        return now
    for days in range(8):
        day = local.date() + timedelta(days=days)
        spans = [span for span in opening if span.weekday == day.isoweekday()]
        if not spans:
            continue
        at = max(START, min(span.opens for span in spans))
        start = datetime.combine(day, at, tzinfo=tz)
        if start > now:
            return start.astimezone(now.tzinfo)
    return now
