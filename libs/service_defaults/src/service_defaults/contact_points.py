"""Telephone numbers and e-mail addresses as people and partners write them: reading, comparing, masking.

Pure functions. The number itself decides what it is; whatever a sender declared about it is only a hint.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

import phonenumbers

PhoneKind = Literal["mobile", "landline", "relay", "foreign", "unknown"]

_LONGEST = 120
_CHINESE_MOBILE = re.compile(r"(?:(?:00)?86)?0?(1[3-9]\d{9})")
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
"""As nearly all of them are written; what comes after it reads the others."""
_CHINESE_LANDLINE = re.compile(r"(?:(?:00)?86)?0?((?:10|2\d)\d{7,8}|[3-9]\d{2}\d{7,8})")
_CHINESE_GROUPS = re.compile(r"1\d{2}[\s.-]\d{4}[\s.-]\d{4}")
_NANP_SHAPE = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
_NANP_GROUPS = re.compile(r"(?:1[\s.-]*)?(?:\(\d{3}\)[\s.-]*|\d{3}[\s.-]+)\d{3}[\s.-]+\d{4}")
_EXTENSION = re.compile(
    r"(?:;?\s*ext(?:ension|n)?\.?|(?<![a-z])x|转接?|轉|分机号?|#|[,;]+)\s*[:=]?\s*(\d{1,8})\s*$", re.IGNORECASE
)
_DESK = re.compile(r"(0\d{2,3}[\s-]?\d{7,8})\s*-\s*(\d{1,6})")
_LABEL = re.compile(r"^\s*(?:tel:|[^\d+(]{1,30}[:=]\s*(?=[\d+(]))", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:[/|、;\n]|,(?!\s*\d{1,6}\s*$)|\bor\b|\band\b|或者?|和)\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number. `mobile` and `landline` are mainland Chinese; `foreign` is everything with another country code.

    `relay` numbers (95…, 400/800, a mobile with an extension) belong to a platform and expire: they can be called
    but say nothing about who the person is.
    """

    kind: PhoneKind
    e164: str | None
    national: str
    extension: str | None
    raw: str

    @property
    def dedupe_key(self) -> str | None:
        """What two leads of one person share; None when the number identifies nobody."""
        if self.kind == "relay" or _SCIENTIFIC.fullmatch(self.raw.strip()):
            return None
        number = self.e164 or self.national
        # 9999999999 and 1234567890 are what people type to get past a form: they would merge strangers.
        made_up = len(set(self.national)) == 1 or self.national in "01234567890123456789"
        if made_up or len(self.national) < 7:
            return None
        return f"{number}x{self.extension}" if self.extension else number


def parse_phone(text: str, *, regions: Sequence[str]) -> PhoneNumber | None:
    """Read one number. None when the text holds no digit.

    `regions`: ISO 3166 alpha-2 codes, the likeliest first: what the document says about itself, then the store's.
    """
    if _PLAIN_MOBILE.fullmatch(text) and not (regions and _is_nanp(regions[0].upper())):
        return PhoneNumber("mobile", f"+86{text}", text, None, text)
    shown = _flatten(text)
    expanded = _expand_spreadsheet(shown)
    body, extension = _split_extension(expanded)
    digits = re.sub(r"\D", "", body)
    if not digits:
        return None
    places = tuple(region.upper() for region in regions)
    number = _international(body, digits, places) or _domestic(body, digits, places)
    kind, e164, national = number or ("unknown", None, _bare_national(digits, places))
    if kind == "mobile" and extension:
        # No mobile has extensions: a platform's privacy number does.
        kind = "relay"
    return PhoneNumber(kind, e164, national, extension, text.strip()[:_LONGEST])


def split_phones(text: str) -> list[str]:
    """Cut "13900000000/010-12345678" into its numbers; text with one number comes back whole."""
    if _PLAIN_MOBILE.fullmatch(text):
        return [text]
    parts = [part for part in _SEPARATORS.split(_flatten(text)) if part]
    if len(parts) > 1 and all(len(re.sub(r"\D", "", part)) >= 7 for part in parts):
        return parts
    return [text]


def mask_phone(text: str) -> str:
    """Show who it may be without giving the number away: 199****0001, 010****5678, +1******0133."""
    if _PLAIN_MOBILE.fullmatch(text):
        return f"{text[:3]}****{text[-4:]}"
    shown = _flatten(text)
    body, _ = _split_extension(shown)
    digits = re.sub(r"\D", "", body)
    mobile = _CHINESE_MOBILE.fullmatch(digits)
    if mobile and not (body.startswith("+1") and _NANP_SHAPE.fullmatch(digits)):
        return f"{mobile[1][:3]}****{mobile[1][-4:]}"
    if len(digits) < 7:
        return "*" * len(digits)
    if body.startswith("+"):
        return f"+{digits[:1]}{'*' * (len(digits) - 5)}{digits[-4:]}"
    return f"{digits[:3]}{'*' * max(len(digits) - 7, 2)}{digits[-4:] if len(digits) > 8 else digits[-2:]}"


_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_](?:[\w-]{0,61}[^\W_])?"
)


def normalise_email(text: str) -> str | None:
    """Lower-case address without decoration ("Wang <w@example.com>", "mailto:"); None when it is no address."""
    shown = _flatten(text)[:400]
    inner = re.search(r"<([^<>@\s]+@[^<>@\s]+)>", shown)
    candidate = (inner[1] if inner else shown).strip().removeprefix("mailto:").rstrip(".,;。")
    candidate = candidate.casefold().strip("'\"")
    local, _, _ = candidate.partition("@")
    if not _EMAIL.fullmatch(candidate) or ".." in candidate or local.startswith(".") or len(candidate) > 254:
        return None
    return candidate


def mask_email(text: str) -> str:
    """Keep the first letter and the domain: z***@example.com."""
    local, at, domain = text.strip().rpartition("@")
    if not at:
        return "***"
    return f"{local[:1]}***@{domain}"


def _flatten(text: str) -> str:
    """Full-width digits to ASCII, invisible characters out."""
    flat = unicodedata.normalize("NFKC", text[: _LONGEST * 4])
    flat = re.sub(r"[\u2010-\u2015\u2212\u30fc\uff0d—–]", "-", flat)
    return "".join(c for c in flat if unicodedata.category(c) not in {"Cf", "Cc", "Cs"} or c == "\n").strip()


def _expand_spreadsheet(shown: str) -> str:
    """Undo what a spreadsheet does to long digits: 13900000001.0 and 1.3900000001E+10."""
    if _SCIENTIFIC.fullmatch(shown):
        try:
            return f"{int(Decimal(shown)):d}" if Decimal(shown) < Decimal(10) ** 20 else shown
        except (InvalidOperation, ValueError):
            return shown
    return re.sub(r"^(\d{7,})\.0+$", r"\1", shown)


def _split_extension(shown: str) -> tuple[str, str | None]:
    body = _LABEL.sub("", shown[:_LONGEST])
    body = re.sub(r"^(\+\d{1,3}\s*)\(0\)", r"\1", body)
    desk = _DESK.fullmatch(body)
    if desk:
        return desk[1], desk[2]
    found = _EXTENSION.search(body)
    if found and len(re.sub(r"\D", "", body[: found.start()])) >= 5:
        return body[: found.start()].strip(), found[1]
    return body, None


_Reading = tuple[PhoneKind, str | None, str]


def _international(body: str, digits: str, places: tuple[str, ...]) -> _Reading | None:
    """A number that says its own country: +…, 00…, or 011… where North Americans dial."""
    full = digits if body.startswith(("+", "(+")) else digits.removeprefix("00") if digits.startswith("00") else None
    if full is None and places and _is_nanp(places[0]) and digits.startswith("011") and len(digits) >= 12:
        full = digits.removeprefix("011")
    if not full:
        return None
    if full.startswith("86"):
        return _chinese(full)
    parsed = _parse("+" + full, None)
    if parsed and phonenumbers.is_valid_number(parsed):
        return _foreign(parsed)
    if _CHINESE_MOBILE.fullmatch(full) and not _NANP_SHAPE.fullmatch(full):
        return _chinese(full)
    return _foreign(parsed) if parsed and phonenumbers.is_possible_number(parsed) else None


def _domestic(body: str, digits: str, places: tuple[str, ...]) -> _Reading | None:
    at_home = _is_nanp(places[0]) if places else False
    nanp = _nanp(digits)
    if len(digits) == 11 and _NANP_SHAPE.fullmatch(digits):
        # 1 317 555 0133 and 131 7555 0133 are the same digits: grouping decides, then the document's country.
        if _NANP_GROUPS.fullmatch(body):
            return nanp or ("unknown", None, digits[1:])
        if nanp and at_home and not _CHINESE_GROUPS.fullmatch(body):
            return nanp
    if _CHINESE_MOBILE.fullmatch(digits):
        return _chinese(digits)
    hotline = _relay(digits)
    if hotline and (digits.startswith("400") or not (at_home or (nanp and digits[0] == "9"))):
        return hotline
    for place in places:
        found = _landline(digits) if place == "CN" else _regional(body, place)
        if found:
            return found
    # Without its trunk 0 no Chinese number has ten digits, though phonenumbers accepts 3175550133 for CN.
    return nanp


def _chinese(digits: str) -> _Reading | None:
    mobile = _CHINESE_MOBILE.fullmatch(digits)
    if mobile:
        return "mobile", f"+86{mobile[1]}", mobile[1]
    rest = re.sub(r"^(?:00)?86", "", digits)
    return _relay(rest) or _landline("0" + rest.removeprefix("0"))


def _relay(digits: str) -> _Reading | None:
    hotline = re.fullmatch(r"95\d{3,16}|[48]00\d{7}", digits)
    return ("relay", f"+86{digits}" if len(digits) <= 13 else None, digits) if hotline else None


def _landline(digits: str) -> _Reading | None:
    found = _CHINESE_LANDLINE.fullmatch(digits)
    # 8645550112 is a number in South Carolina, not +86 and eight digits.
    if not found or not (digits.startswith("0") or (digits.startswith("86") and len(digits) >= 12)):
        return None
    return "landline", f"+86{found[1]}", f"0{found[1]}"


def _nanp(digits: str) -> _Reading | None:
    parsed = _parse(digits, "US") if _NANP_SHAPE.fullmatch(digits) else None
    return _foreign(parsed) if parsed and phonenumbers.is_valid_number(parsed) else None


def _regional(body: str, place: str) -> _Reading | None:
    parsed = _parse(body, place)
    return _foreign(parsed) if parsed and phonenumbers.is_valid_number(parsed) else None


def _parse(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _foreign(parsed: phonenumbers.PhoneNumber) -> _Reading:
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return "foreign", e164, phonenumbers.national_significant_number(parsed)


def _is_nanp(place: str) -> bool:
    return phonenumbers.country_code_for_region(place) == 1


def _bare_national(digits: str, places: tuple[str, ...]) -> str:
    trunk = len(digits) == 11 and digits.startswith("1") and bool(places) and _is_nanp(places[0])
    return (digits[1:] if trunk else digits)[:30]
