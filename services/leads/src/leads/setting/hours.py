"""A store's business calendar from what the organisation told."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from service_defaults.calendar import DEFAULT_HOURS, BusinessCalendar, OpeningHours


def calendar_for(timezone: str, opening: Sequence[dict[str, Any]]) -> BusinessCalendar:
    """`opening` as in `StoreRef.opening`; a store that told none has the default hours."""
    week: list[list[tuple[time, time]]] = [[] for _ in range(7)]
    for span in opening:
        week[span["weekday"] - 1].append((time.fromisoformat(span["opens"]), time.fromisoformat(span["closes"])))
    hours = OpeningHours(tuple(tuple(sorted(shifts)) for shifts in week)) if opening else DEFAULT_HOURS
    return BusinessCalendar(ZoneInfo(timezone), hours)
