"""What a cell says. Pure: a spreadsheet's value (text, number, date, nothing) becomes what the register keeps."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from contracts.vocabulary import LeadKind
from service_defaults.contact_points import PhoneNumber, split_phones

from leads.customer.policy import Gender, read_phone

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_EXCEL_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NOTHING = frozenset({"", "-", "--", "/", "\\", "n/a", "na", "null", "none", "nan", "无", "暂无", "未知", "空", "#n/a"})
_LONGEST_NOTHING = max(len(word) for word in _NOTHING)
_FORMULA_TEXT = re.compile(r'="(.*)"')
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})")
_ROUNDED_ZEROS = 7
_PHONE_LENGTH = 5


def text_of(cell: Any) -> str:
    """One line of text; empty for what stands for nothing."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, str) and cell.isprintable() and "  " not in cell and "_x" not in cell:
        plain = cell.strip()
        return "" if len(plain) <= _LONGEST_NOTHING and plain.casefold() in _NOTHING else plain
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != time() else cell.date().isoformat()
    text = _EXCEL_ESCAPE.sub(" ", _INVISIBLE.sub("", str(cell)))
    text = " ".join(text.replace("\u3000", " ").split())
    return "" if text.casefold() in _NOTHING else text


def lines_of(cell: Any) -> str:
    """Text that may have several lines."""
    if not isinstance(cell, str):
        return text_of(cell)
    lines = (" ".join(line.split()) for line in _EXCEL_ESCAPE.sub("\n", _INVISIBLE.sub("", cell)).splitlines())
    text = "\n".join(line for line in lines if line)
    return "" if text.casefold() in _NOTHING else text


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a cell; `fault` is why there is none, or why not all of them are here."""

    found: tuple[PhoneNumber, ...]
    fault: str | None


def numbers_of(cell: Any, region: str) -> Numbers:
    """Numbers under which a person can be called and known again."""
    text, fault = _number_text(cell)
    if fault or not text:
        return Numbers((), fault)
    found: list[PhoneNumber] = []
    for part in split_phones(text):
        number, wrong = _number(part, region)
        if number is not None:
            found.append(number)
        fault = fault or wrong
    return Numbers(tuple(found), fault)


def _number_text(cell: Any) -> tuple[str, str | None]:
    """The digits as somebody typed them; `mobile_rounded` when the spreadsheet has lost some."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        digits = text_of(cell)
        return ("", "mobile_rounded") if digits.endswith("0" * _ROUNDED_ZEROS) else (digits, None)
    text = unicodedata.normalize("NFKC", text_of(cell)).strip("'\u2018\u2019` ")
    formula = _FORMULA_TEXT.fullmatch(text)
    text = formula[1] if formula else text
    short = _SCIENTIFIC.fullmatch(text.replace(" ", ""))
    if short is None:
        return text, None
    if len(short[2] or "") < int(short[3]):
        return "", "mobile_rounded"
    return f"{int(Decimal(short[0])):d}", None


def _number(text: str, region: str) -> tuple[PhoneNumber | None, str | None]:
    number = read_phone(text, region)
    if number is None or number.kind == "unknown" or len(number.national) < _PHONE_LENGTH:
        return None, "mobile_unreadable"
    if number.kind == "relay":
        return None, "number_relay"
    return (number, None) if number.dedupe_key else (None, "number_made_up")


_MALE = frozenset({"男", "男性", "男士", "先生", "m", "male", "mr", "1"})
_FEMALE = frozenset({"女", "女性", "女士", "小姐", "太太", "f", "female", "ms", "mrs", "miss", "2"})


def gender_of(cell: Any) -> tuple[Gender | None, bool]:
    """The gender and whether it could be read."""
    word = text_of(cell).casefold().rstrip(".")
    if word in _MALE:
        return Gender.MALE, True
    if word in _FEMALE:
        return Gender.FEMALE, True
    return None, word in ("", "0", "保密", "其他", "other", "unknown")


_KINDS = (
    (LeadKind.TRADE_IN, ("置换", "以旧换新", "trade_in", "trade-in", "trade in", "tradein")),
    (LeadKind.TEST_DRIVE, ("试驾", "试乘", "test_drive", "test-drive", "test drive")),
    (LeadKind.SELL, ("卖车", "售车", "出售", "收车", "估价", "sell", "appraisal")),
    (LeadKind.LEASE, ("租", "lease", "rent")),
    (LeadKind.BUY, ("购", "买", "新车", "二手车", "询价", "底价", "报价", "buy", "purchase", "new car", "used car")),
)


def kind_of(cell: Any) -> LeadKind | None:
    word = text_of(cell).casefold()
    return next((kind for kind, words in _KINDS if any(known in word for known in words)), None) if word else None


_YEAR = re.compile(r"(?:19|20)\d{2}")


def year_of(cell: Any) -> int | None:
    """A model year, also out of "2026款"."""
    if isinstance(cell, datetime | date):
        return cell.year
    found = _YEAR.search(unicodedata.normalize("NFKC", text_of(cell)))
    return int(found[0]) if found else None


_DATE = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<half>上午|下午|AM|PM)?\s*(?P<H>\d{1,2})[:时点](?P<M>\d{1,2})(?:[:分](?P<S>\d{1,2}))?"
    r"(?:\.\d+)?分?秒?\s*(?P<after>AM|PM)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_AMBIGUOUS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SERIALS = range(20_000, 80_000)
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no zone
_NOON = 12


def date_of(cell: Any, tz: ZoneInfo) -> datetime | None:
    """An instant from the ways people and spreadsheets write it, in the store's zone unless it names another."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=tz)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=tz)
    text = unicodedata.normalize("NFKC", text_of(cell))
    try:
        return _serial(text, tz) or _written(text, tz) or _compact(text, tz) or _day_first(text, tz)
    except (ValueError, OverflowError):
        return None


def _serial(text: str, tz: ZoneInfo) -> datetime | None:
    if not re.fullmatch(r"\d{5}(\.\d+)?", text) or int(float(text)) not in _SERIALS:
        return None
    return (_EXCEL_EPOCH + timedelta(seconds=round(float(text) * 86_400))).replace(tzinfo=tz)


def _written(text: str, tz: ZoneInfo) -> datetime | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    hour = int(found["H"] or 0)
    half = (found["half"] or found["after"] or "").upper()
    if half in ("下午", "PM") and hour < _NOON:
        hour += _NOON
    zone = datetime.fromisoformat(f"2000-01-01T00:00:00{_zone(found['zone'])}").tzinfo if found["zone"] else tz
    minute, second = int(found["M"] or 0), int(found["S"] or 0)
    return datetime(int(found["y"]), int(found["m"]), int(found["d"]), hour, minute, second, tzinfo=zone)


def _zone(text: str) -> str:
    if text.upper() == "Z":
        return "+00:00"
    return text if ":" in text else f"{text[:3]}:{text[3:]}"


def _compact(text: str, tz: ZoneInfo) -> datetime | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=tz)


def _day_first(text: str, tz: ZoneInfo) -> datetime | None:
    """13/3/2026 and 3/13/2026 say which is the month; 3/4/2026 does not, and nobody guesses."""
    found = _AMBIGUOUS.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first == second or first > _NOON or second > _NOON:
        day, month = (first, second) if first > _NOON else (second, first)
        hour, minute, sec = (int(part or 0) for part in found.groups()[3:])
        return datetime(year, month, day, hour, minute, sec, tzinfo=tz)
    return None
