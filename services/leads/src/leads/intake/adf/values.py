"""Single values: what counts as missing, numbers, years, money, dates."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from leads.intake.adf.cars import Money
from leads.intake.adf.dates import read_date
from leads.intake.adf.document import AdfWarning
from leads.intake.adf.prose import one_line
from leads.intake.adf.wording import WarningCode

_MISSING_WORDS = r"""na|n/a|n.a.|n.a|n\a|#n/a|none|null|nil|nan|undefined|unknown|unspecified|not specified
|not provided|not available|not applicable|not given|not set|not disclosed|notspecified
|default|blank|empty|tbd|(null)|(none)|<none>|<null>|no data|nodata|select|please select
|-select-|请选择|无|未知|暂无|不详|未填写|未提供|未填|无数据|没有|空|缺|不明"""
_MISSING = frozenset(_MISSING_WORDS.replace("\n", "").split("|"))
_NOTHING = re.compile(r"[\s\-–—_./?*#:~·、。？0]*|0[.,]0+")
_PLACEHOLDER = re.compile(
    r"\[[A-Za-z_][\w .:-]*\]|\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|\$\([^()]*\)|%%?[A-Za-z_][\w.-]*%%?|<%[^<>]*%>"
    r"|\*\|[^|]*\|\*|@@?[A-Za-z_]\w*@@?|#[A-Za-z_]\w*#|__[A-Za-z]\w*__"
)
_LONGEST = 500


@dataclass(slots=True)
class Notes:
    """Collects the warnings of one prospect, each once, in an order that does not depend on element order."""

    found: set[tuple[WarningCode, str]] = field(default_factory=set)

    def add(self, code: WarningCode, detail: str = "") -> None:
        self.found.add((code, detail))

    def has(self, code: WarningCode) -> bool:
        return any(known == code for known, _ in self.found)

    def warnings(self) -> tuple[AdfWarning, ...]:
        return tuple(AdfWarning(code, detail) for code, detail in sorted(self.found))


def value(text: str | None, notes: Notes, name: str) -> str | None:
    """One line of a field, or None for what senders write when they have nothing."""
    line = one_line(text or "")
    if _PLACEHOLDER.fullmatch(line):
        notes.add(WarningCode.TEMPLATE_PLACEHOLDER, name)
        return None
    if is_missing(line):
        return None
    if len(line) > _LONGEST:
        notes.add(WarningCode.VALUE_CUT, name)
        return line[:_LONGEST].rstrip()
    return line


def is_missing(line: str) -> bool:
    """NA, N/A, Unknown, 0, 0.00, -, 无 …"""
    return _NOTHING.fullmatch(line) is not None or line.casefold() in _MISSING


def word(text: str | None) -> str:
    """An enumeration value folded for comparison: "Trade-In " → "tradein"."""
    return re.sub(r"[\s\-_./]", "", one_line(text or "").casefold())


def truthy(text: str | None) -> bool:
    return word(text) in {"1", "true", "yes", "y", "on", "是"}


def year(text: str | None, notes: Notes, name: str, *, latest: int) -> int | None:
    """A model year between 1900 and `latest`; anything else is dropped with a warning."""
    line = one_line(text or "")
    numbers = re.findall(r"\d+", re.sub(r"\.0+$", "", line))
    if not numbers:
        return None
    full = [int(number) for number in numbers if len(number) == 4 and 1900 <= int(number) <= latest]
    if full:
        return full[0]
    short = re.fullmatch(r"['’]?(\d{2})款?", line)
    if short:
        notes.add(WarningCode.YEAR_TWO_DIGITS, name)
        two = int(short[1])
        return 2000 + two if 2000 + two <= latest else 1900 + two
    notes.add(WarningCode.YEAR_DROPPED, name)
    return None


_CURRENCIES = (
    (re.compile(r"US\$|USD|美元", re.IGNORECASE), "USD"),
    (re.compile(r"C\$|CA\$|CAD|加元", re.IGNORECASE), "CAD"),
    (re.compile(r"A\$|AU\$|AUD", re.IGNORECASE), "AUD"),
    (re.compile(r"HK\$|HKD|港[币元]", re.IGNORECASE), "HKD"),
    (re.compile(r"RMB|CNY|CNH|人民币|[¥￥元万]", re.IGNORECASE), "CNY"),
    (re.compile(r"€|EUR", re.IGNORECASE), "EUR"),
    (re.compile(r"£|GBP", re.IGNORECASE), "GBP"),
)
_HIGHEST = Decimal(10) ** 11
_RANGE = re.compile(r"\d\s*(?:-|–|—|~|～|to|至|到)\s*\D{0,4}\d", re.IGNORECASE)


def decimal_of(text: str) -> Decimal | None:
    """The number in "$34,995.00", "26.995,00", "18.98万", "80k"; None for ranges and for text without one."""
    line = one_line(text)
    if _RANGE.search(line):
        return None
    found = re.search(r"(-?\d[\d.,' ]*)\s*(万|千|k\b|m\b)?", line, re.IGNORECASE)
    if found is None:
        return None
    plain = re.sub(r"[' ]", "", found[1]).rstrip(".,")
    if re.search(r",\d{1,2}$", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
    scale = {"万": 10_000, "千": 1_000, "k": 1_000, "m": 1_000_000}.get((found[2] or "").lower(), 1)
    return number * scale


def money(text: str | None, currency: str | None, notes: Notes, name: str) -> Money | None:
    """An amount with its currency: the attribute first, then a sign in the text. 0 and words are no amount."""
    line = value(text, notes, name)
    if line is None:
        return None
    number = decimal_of(line)
    if number is None or not 0 < number < _HIGHEST:
        if number != 0:
            notes.add(WarningCode.AMOUNT_DROPPED, name)
        return None
    stated = word(currency).upper()
    code = next((iso for sign, iso in _CURRENCIES if sign.search(stated)), stated if stated.isascii() else "")
    if not re.fullmatch(r"[A-Z]{3}", code):
        code = next((iso for sign, iso in _CURRENCIES if sign.search(line)), "")
    return Money(number, code or None)


def some_date(text: str | None, notes: Notes, name: str, *, between: tuple[int, int]) -> date | None:
    """A calendar date within the given years (both included), else None with a warning."""
    line = value(text, notes, name)
    if line is None:
        return None
    found = read_date(line)
    if found is None or not between[0] <= found.year <= between[1]:
        notes.add(WarningCode.DATE_DROPPED, name)
        return None
    return found
