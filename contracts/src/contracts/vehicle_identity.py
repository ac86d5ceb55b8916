"""Vehicle identification numbers and Chinese number plates: one spelling, and what looks odd about them.

Everything here warns and nothing refuses: European imports fail the check digit, temporary and diplomatic plates
fit no pattern, and the car stands in the yard all the same.
"""

import re
import unicodedata
from enum import StrEnum


class VinWarning(StrEnum):
    """What is unusual about a VIN (GB 16735, ISO 3779)."""

    LENGTH = "vin_length"
    ALPHABET = "vin_alphabet"
    CHECK_DIGIT = "vin_check_digit"


class PlateKind(StrEnum):
    """What a plate's pattern says about the car."""

    BLUE = "blue"
    NEV_SMALL = "nev_small"
    NEV_LARGE = "nev_large"
    TRAILER = "trailer"
    TRAINING = "training"
    POLICE = "police"
    HONG_KONG = "hong_kong"
    MACAU = "macau"
    EMBASSY = "embassy"
    CONSULATE = "consulate"


class PlateWarning(StrEnum):
    """Why a plate should be looked at again."""

    UNRECOGNISED = "plate_unrecognised"


_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_OFFICE = f"[{_PROVINCES}][A-HJ-NP-Z]"
_SIGN = "[A-HJ-NP-Z0-9]"
_NEV = "[DABCEFGHJK]"
_PLATES: tuple[tuple[PlateKind, re.Pattern[str]], ...] = (
    (PlateKind.BLUE, re.compile(f"{_OFFICE}{_SIGN}{{5}}")),
    (PlateKind.NEV_SMALL, re.compile(f"{_OFFICE}{_NEV}{_SIGN}[0-9]{{4}}")),
    (PlateKind.NEV_LARGE, re.compile(f"{_OFFICE}[0-9]{{5}}{_NEV}")),
    (PlateKind.TRAILER, re.compile(f"{_OFFICE}{_SIGN}{{4}}挂")),
    (PlateKind.TRAINING, re.compile(f"{_OFFICE}{_SIGN}{{4}}学")),
    (PlateKind.POLICE, re.compile(f"{_OFFICE}{_SIGN}{{4}}警")),
    (PlateKind.HONG_KONG, re.compile(f"{_OFFICE}{_SIGN}{{4}}港")),
    (PlateKind.MACAU, re.compile(f"{_OFFICE}{_SIGN}{{4}}澳")),
    (PlateKind.EMBASSY, re.compile(f"使[0-9]{{6}}|{_OFFICE}{_SIGN}{{4}}使|[0-9]{{6}}使")),
    (PlateKind.CONSULATE, re.compile(f"领[0-9]{{6}}|{_OFFICE}{_SIGN}{{4}}领")),
)


def normalise_vin(text: str) -> str:
    """Upper case, half-width, without blanks and punctuation. I, O and Q stay: guessing hides the mistake."""
    return _squeeze(text)


def check_vin(vin: str) -> tuple[VinWarning, ...]:
    """What is odd about a normalised VIN; empty when nothing is."""
    odd: list[VinWarning] = []
    if len(vin) != 17:
        odd.append(VinWarning.LENGTH)
    if any(sign not in _VIN_VALUES for sign in vin):
        odd.append(VinWarning.ALPHABET)
    if not odd:
        total = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(vin, _VIN_WEIGHTS, strict=True))
        if vin[8] != "0123456789X"[total % 11]:
            odd.append(VinWarning.CHECK_DIGIT)
    return tuple(odd)


def normalise_plate(text: str) -> str:
    """Upper case, half-width, without blanks, dots and dashes: 京a·12345 becomes 京A12345."""
    return _squeeze(text)


def plate_kind(plate: str) -> PlateKind | None:
    """Kind of a normalised plate, None for temporary, military and foreign ones."""
    return next((kind for kind, pattern in _PLATES if pattern.fullmatch(plate)), None)


def check_plate(plate: str) -> tuple[PlateWarning, ...]:
    """What is odd about a normalised plate; empty when its pattern is known."""
    return () if plate_kind(plate) else (PlateWarning.UNRECOGNISED,)


def _squeeze(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
