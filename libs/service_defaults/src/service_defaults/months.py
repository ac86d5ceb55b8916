"""Calendar months: 31 August plus six months is the last day of February."""

import calendar
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

D = TypeVar("D", date, datetime)


def add_months(day: D, months: int) -> D:
    """The same day of the month, or the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_local_months(instant: datetime, months: int, tz: ZoneInfo) -> datetime:
    """Months on the store's wall clock, answered in the instant's own zone."""
    return add_months(instant.astimezone(tz), months).astimezone(instant.tzinfo)
