"""Intent levels 意向级别: codes are a store's own data, what a code is for is a rule of the house."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.fields import Text

LevelCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,3}$")]


class LevelPurpose(StrEnum):
    """What a level says: the letters differ by brand (D is "delivered" in one house, "no need" in another)."""

    NEW = "new"
    GRADED = "graded"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    CLOSED = "closed"


class LevelRule(BaseModel):
    """One level. `cadence_hours` is the longest pause between contacts, `window_days` when they buy.

    `live` levels count as prospects left over at the start of a month 月初遗留潜客.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: LevelCode
    zh: Text
    en: Text
    cadence_hours: int | None = Field(None, ge=1, le=24 * 366)
    window_days: int | None = Field(None, ge=1, le=3660)
    gradable: bool = True
    hot: bool = False
    purpose: LevelPurpose = LevelPurpose.GRADED
    live: bool = True


class LevelScheme(StrEnum):
    """`habc`: the brands' H/A/B/C; `abcd`: used-car houses' A/B/C/D (high, mid, low, none)."""

    HABC = "habc"
    ABCD = "abcd"


def _beside(code: str, purpose: LevelPurpose, zh: str, en: str, cadence_hours: int | None = None) -> LevelRule:
    return LevelRule(code=code, zh=zh, en=en, cadence_hours=cadence_hours, gradable=False, purpose=purpose, live=False)


_NEW = _beside("N", LevelPurpose.NEW, "新接触", "New", 24)
_ORDERED = _beside("O", LevelPurpose.ORDERED, "已订未交", "Ordered", 7 * 24)
_CLOSED = _beside("F", LevelPurpose.CLOSED, "战败/冷冻", "Lost or frozen")

SCHEMES: dict[LevelScheme, tuple[LevelRule, ...]] = {
    LevelScheme.HABC: (
        _NEW,
        LevelRule(code="H", zh="热", en="Hot", cadence_hours=48, window_days=7, hot=True),
        LevelRule(code="A", zh="高", en="High", cadence_hours=7 * 24, window_days=15),
        LevelRule(code="B", zh="中", en="Medium", cadence_hours=14 * 24, window_days=30),
        LevelRule(code="C", zh="低", en="Low", cadence_hours=30 * 24, window_days=90),
        _ORDERED,
        _beside("D", LevelPurpose.DELIVERED, "已交车", "Delivered"),
        _CLOSED,
    ),
    LevelScheme.ABCD: (
        _NEW,
        LevelRule(code="A", zh="近期购买", en="Buys soon", cadence_hours=48, window_days=7, hot=True),
        LevelRule(code="B", zh="需求明确", en="Clear need, undecided", cadence_hours=7 * 24, window_days=30),
        LevelRule(code="C", zh="潜在需求", en="Latent need", cadence_hours=14 * 24, window_days=90),
        LevelRule(code="D", zh="暂无需求", en="No need now", cadence_hours=60 * 24, live=False),
        _ORDERED,
        _beside("S", LevelPurpose.DELIVERED, "已售交车", "Sold and delivered"),
        _CLOSED,
    ),
}
DEFAULT_LEVELS = SCHEMES[LevelScheme.HABC]
REGRADING: dict[LevelScheme, dict[str, str]] = {
    LevelScheme.HABC: {"A": "H", "B": "A", "C": "B", "D": "C", "S": "D"},
    LevelScheme.ABCD: {"H": "A", "A": "B", "B": "B", "C": "C", "D": "S"},
}
"""What the levels of the other scheme become when a store changes over."""
SINGLE = (LevelPurpose.NEW, LevelPurpose.ORDERED, LevelPurpose.DELIVERED, LevelPurpose.CLOSED)


def check_levels(levels: Sequence[LevelRule]) -> None:
    """ValueError unless codes are distinct, each fixed purpose has its one level, and something can be graded."""
    codes = [level.code for level in levels]
    if len(set(codes)) != len(codes):
        raise ValueError("level codes are distinct")
    purposes = [level.purpose for level in levels]
    if any(purposes.count(purpose) != 1 for purpose in SINGLE):
        raise ValueError("new, ordered, delivered and closed have exactly one level each")
    if LevelPurpose.GRADED not in purposes:
        raise ValueError("at least one level is there to grade with")
    if any(level.gradable is not (level.purpose is LevelPurpose.GRADED) for level in levels):
        raise ValueError("gradable levels are those whose purpose is graded")
