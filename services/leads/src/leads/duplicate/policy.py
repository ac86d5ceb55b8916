"""When two files are likely one person's. Pure: evidence in, points and reasons out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from leads.setting.file_quality import DuplicateSettings

_VISIBLE_HEAD, _VISIBLE_TAIL = 3, 4


class Reason(StrEnum):
    """A piece of evidence, named like its weight in the settings."""

    SAME_EMAIL = "same_email"
    SAME_WECHAT = "same_wechat"
    FORMER_NUMBER = "former_number"
    SAME_VEHICLE = "same_vehicle"
    SAME_CREDIT_CODE = "same_credit_code"
    SAME_NAME = "same_name"
    SIMILAR_NUMBER = "similar_number"
    SAME_MODEL = "same_model"
    NEAR_DATES = "near_dates"


class PairState(StrEnum):
    OPEN = "open"
    DISMISSED = "dismissed"
    MERGED = "merged"


def score(reasons: Iterable[Reason], rules: DuplicateSettings) -> int:
    return sum(getattr(rules, reason.value) for reason in set(reasons))


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What of a file's mobile everybody may see, and what it wants since when (days)."""

    mobile_masked: str | None
    models: frozenset[str]
    day: int


def beside_the_name(one: Glimpse, other: Glimpse, rules: DuplicateSettings) -> list[Reason]:
    """Further evidence for two files that are called the same."""
    found: list[Reason] = []
    if similar_numbers(one.mobile_masked, other.mobile_masked):
        found.append(Reason.SIMILAR_NUMBER)
    if one.models & other.models:
        found.append(Reason.SAME_MODEL)
    if abs(one.day - other.day) <= rules.near_days:
        found.append(Reason.NEAR_DATES)
    return found


def similar_numbers(one: str | None, other: str | None) -> bool:
    """Whether the visible digits of two masked mobiles are one slip of the finger apart: equal, one digit wrong, or two
    neighbours swapped. Two numbers that look equal but are two differ in the hidden digits: a slip there.
    """
    if not one or not other:
        return False
    mine, theirs = _visible(one), _visible(other)
    if mine is None or theirs is None:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
    if len(wrong) <= 1:
        return True
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and wrong[0] != _VISIBLE_HEAD - 1
    return swapped and mine[wrong[0]] == theirs[wrong[1]] and mine[wrong[1]] == theirs[wrong[0]]


def _visible(masked: str) -> str | None:
    """Head and tail of a masked mobile; None for what is masked otherwise."""
    head, tail = masked[:_VISIBLE_HEAD], masked[-_VISIBLE_TAIL:]
    whole = len(masked) == 11 and head.isdigit() and tail.isdigit() and "*" in masked
    return head + tail if whole else None
