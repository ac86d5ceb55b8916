"""From what a partner wrote to what a lead holds: one value at a time. Pure."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from leads.partner_map.document import is_storable, read_inner
from leads.partner_map.schemas import FieldRule, Target, Transform

_NOTHING = frozenset({"", "-", "--", "n/a", "na", "null", "none", "nil", "undefined", "unknown"})
_LINE = 200
_COMMENTS = 4000
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_WHOLE = re.compile(r"[-+]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_MOST_ANSWERS = 50

NUMBERS = frozenset({Target.YEAR, Target.TRADE_IN_YEAR, Target.TRADE_IN_ODOMETER})


@dataclass(frozen=True, slots=True)
class Converted:
    """`fault` is a code; the value may be there all the same, cut or cleaned."""

    value: str | None
    fault: str | None = None


def folded(text: str) -> str:
    """How values are compared: without case, width and blanks around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def plain(value: Any) -> str | None:
    """A single value as text; None for objects and lists."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return value if isinstance(value, str) else None


def is_nothing(value: Any, empty: Collection[str]) -> bool:
    if isinstance(value, dict | list):
        return not value
    text = folded(plain(value) or "")
    return text in _NOTHING or text in empty


def convert(rule: FieldRule, value: Any) -> Converted:
    """One value that is something."""
    match rule.transform:
        case Transform.JSON_TEXT:
            return _answers(value)
        case Transform.EPOCH_SECONDS | Transform.EPOCH_MILLIS:
            return _epoch(plain(value) or "", 1000 if rule.transform is Transform.EPOCH_MILLIS else 1)
        case Transform.DATE_TIME:
            return _date_time(rule, plain(value) or "")
        case Transform.MOBILE:
            return _mobile(value)
        case Transform.SPLIT:
            return _part(rule, plain(value))
        case _:
            text = plain(value)
            return Converted(None, "not_a_value") if text is None else fitted(rule.target, text)


def fitted(target: Target, text: str) -> Converted:
    """A text as the field can hold it."""
    storable = "".join(filter(is_storable, text)).strip()
    fault = "characters_removed" if len(storable) < len(text.strip()) else None
    if target in NUMBERS:
        return _whole(storable)
    if target is not Target.COMMENTS:
        storable = " ".join(storable.split())
    most = _COMMENTS if target is Target.COMMENTS else _LINE
    if len(storable) > most:
        return Converted(storable[:most], "too_long")
    return Converted(storable or None, fault)


def _whole(text: str) -> Converted:
    found = _WHOLE.search(unicodedata.normalize("NFKC", text).replace(",", ""))
    return Converted(str(int(Decimal(found[0])))) if found else Converted(None, "not_a_number")


def _mobile(value: Any) -> Converted:
    """Spreadsheets leave `1.38E+10`, keyboards full-width digits."""
    text = plain(value)
    if text is None:
        return Converted(None, "not_a_value")
    narrow = unicodedata.normalize("NFKC", text).strip()
    if "e" in narrow.casefold() or narrow.endswith(".0"):
        try:
            number = Decimal(narrow)
        except InvalidOperation:
            return fitted(Target.MOBILE, narrow)
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or not 0 < number < 10**15:
            return Converted(None, "not_a_number")
        # Digits that a spreadsheet has rounded away would be somebody else's number.
        return Converted(None, "number_rounded") if exponent > 0 else Converted(str(int(number)))
    return fitted(Target.MOBILE, narrow)


def _epoch(text: str, per_second: int) -> Converted:
    found = _WHOLE.fullmatch(text.strip())
    if found is None and not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 16):
        return Converted(None, "not_a_time")
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    try:
        moment += timedelta(seconds=float(text) / per_second)
    except OverflowError:
        return Converted(None, "time_out_of_range")
    return _instant(moment)


def _date_time(rule: FieldRule, text: str) -> Converted:
    narrow = unicodedata.normalize("NFKC", text).strip()
    try:
        moment = _written(narrow, rule.format)
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(rule.zone))
        return _instant(local.astimezone(UTC))
    except (ValueError, OverflowError):
        return Converted(None, "not_a_time")


def _written(text: str, how: str | None) -> datetime:
    """As it is written, with or without a zone. ValueError when it is not."""
    if not how:
        return datetime.fromisoformat(text)
    return datetime.strptime(text, how)  # noqa: DTZ007 - the zone is the rule's, where the text has none


def _instant(moment: datetime) -> Converted:
    if not _EARLIEST <= moment < _LATEST:
        return Converted(None, "time_out_of_range")
    return Converted(moment.replace(microsecond=0).isoformat().replace("+00:00", "Z"))


def _part(rule: FieldRule, text: str | None) -> Converted:
    if text is None:
        return Converted(None, "not_a_value")
    parts = text.split(rule.separator) if rule.separator else [text]
    place = len(parts) - 1 if rule.part == -1 else rule.part or 0
    if place >= len(parts) or not parts[place].strip():
        return Converted(None, "part_missing")
    return fitted(rule.target, parts[place])


def _answers(value: Any) -> Converted:
    """A form's questions and answers, one a line; other text as it is."""
    found = read_inner(value) if isinstance(value, str) else value
    if isinstance(found, dict):
        lines = [f"{question}：{_said(answer)}" for question, answer in found.items()]
    elif isinstance(found, list):
        lines = [_said(answer) for answer in found]
    else:
        return fitted(Target.COMMENTS, plain(value) or "")
    return fitted(Target.COMMENTS, "\n".join(lines[:_MOST_ANSWERS]))


def _said(answer: Any) -> str:
    if isinstance(answer, list):
        return "、".join(_said(one) for one in answer)
    if isinstance(answer, dict):
        return " ".join(f"{name} {_said(one)}" for name, one in answer.items())
    return plain(answer) or ""
