"""Instants and dates in the spellings of lead providers. Pure: the store's zone and the receipt are passed in."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from leads.intake.adf.prose import one_line
from leads.intake.adf.wording import WarningCode

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905 - one line of words reads best
}
_YEAR_FIRST = re.compile(r"(\d{4,5})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d{3,5}$)(?=$|[T\s]|\d{4,6}(?!\d))")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})", re.I)
_MONTH_DAY = re.compile(r"(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I)
_TIME = re.compile(
    r"[T\s,]*(?:at\s+)?(上午|下午|晚上|AM|PM)?\s*(\d{1,2})\s?[:时點点]\s?(\d{1,2})(?:\s?[:分]\s?(\d{1,2}))?秒?"
    r"(?:[.,:](\d{1,9}))?\s*(上午|下午|[AP]\.?M\.?(?![A-Z]))?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(r"T?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{1,2}))?\s*(?:\(?[A-Za-z /_]*\)?)?")
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "hst": -10, "bst": 1, "cet": 1, "cest": 2, "aest": 10, "aedt": 11, "jst": 9, "hkt": 8, "北京时间": 8,
}  # fmt: skip
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Instant:
    """When the customer asked; `stated` is false where the time of receipt stands in."""

    at: datetime
    stated: bool
    warnings: tuple[WarningCode, ...]
    zone_hint: timedelta | None = None
    """Offset that the sender wrote: a weak hint at the country."""


def read_instant(text: str | None, *, store_tz: ZoneInfo, received_at: datetime) -> Instant:
    """The request date, aware. Unreadable or impossible ones become `received_at` with a warning."""
    line = one_line(text or "")
    if not line:
        return Instant(received_at, stated=False, warnings=(WarningCode.REQUEST_DATE_MISSING,))
    try:
        found, zoned = _read(line, store_tz)
    except (ValueError, OverflowError):
        return Instant(received_at, stated=False, warnings=(WarningCode.REQUEST_DATE_ABSURD,))
    if found is None:
        return Instant(received_at, stated=False, warnings=(WarningCode.REQUEST_DATE_UNREADABLE,))
    # A request from tomorrow would make the response time negative.
    if not _EARLIEST <= found <= received_at + timedelta(days=1):
        return Instant(received_at, stated=False, warnings=(WarningCode.REQUEST_DATE_ABSURD,))
    warnings = []
    if not _ISO.fullmatch(line):
        warnings.append(WarningCode.REQUEST_DATE_LENIENT)
    if not zoned:
        warnings.append(WarningCode.REQUEST_DATE_WITHOUT_ZONE)
    return Instant(found, stated=True, warnings=tuple(warnings), zone_hint=found.utcoffset() if zoned else None)


def read_date(text: str) -> date | None:
    """The calendar date at the start of a text; None when there is none or it does not exist."""
    try:
        found = _date(one_line(text))
    except (ValueError, OverflowError):
        return None
    return found[0] if found else None


def _read(line: str, store_tz: ZoneInfo) -> tuple[datetime | None, bool]:
    if re.fullmatch(r"1\d{9}|1\d{12}", line):
        return datetime.fromtimestamp(int(line[:10]), UTC), True
    found = _date(line)
    if found is None:
        return None, False
    day, rest = found
    hour, minute, second, rest = _clock(rest)
    zone = _zone(rest, store_tz)
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone or store_tz)
    # Years next to the ends of the calendar overflow only once they are compared.
    at.astimezone(UTC)
    return at, zone is not None


def _date(line: str) -> tuple[date, str] | None:
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.match(line):
            return date(int(found[1]), int(found[2]), int(found[3])), line[found.end() :]
    if found := _YEAR_LAST.match(line):
        first, second = int(found[1]), int(found[3])
        # Dots are the European order; otherwise the American one unless it cannot be.
        day_first = first > 12 or (found[2] == "." and second <= 12)
        month, day = (second, first) if day_first else (first, second)
        century = 2000 if len(found[4]) == 2 else 0
        return date(century + int(found[4]), month, day), line[found.end() :]
    for pattern, month_at, day_at in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        found = pattern.match(line)
        if found and found[month_at].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS[found[month_at].lower()], int(found[day_at])), line[found.end() :]
    return None


def _clock(rest: str) -> tuple[int, int, int, str]:
    found = _TIME.match(rest)
    if found is None:
        compact = _COMPACT_TIME.match(rest)
        if compact is None:
            return 0, 0, 0, rest
        return int(compact[1]), int(compact[2]), int(compact[3] or 0), rest[compact.end() :]
    hour = int(found[2])
    half = (found[1] or found[6] or "").upper().replace(".", "")
    if half in {"PM", "下午", "晚上"} and hour < 12:
        hour += 12
    if half in {"AM", "上午"} and hour == 12:
        hour = 0
    return hour, int(found[3]), min(int(found[4] or 0), 59), rest[found.end() :]


def _zone(rest: str, store_tz: ZoneInfo) -> tzinfo | None:
    tail = rest.strip().strip("()[]")
    offset = _OFFSET.fullmatch(tail)
    if offset:
        hours, minutes = int(offset[2]), int((offset[3] or "0").ljust(2, "0"))
        if hours > 14 or minutes > 59:
            return None
        sign = 1 if offset[1] == "+" else -1
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    name = tail.casefold()
    if name == "cst":
        # China's and North America's central time share the letters: the store knows which one is meant.
        east = datetime(2026, 1, 1, tzinfo=store_tz).utcoffset()
        return timezone(timedelta(hours=8 if east and east > timedelta() else -6))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None
