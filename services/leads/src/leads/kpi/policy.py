"""Rules of the numbers: what a number is made of, its value, where it stands. Pure; the dictionary uses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from leads.setting.numbers import KpiTarget


class Fact(StrEnum):
    """What one row of a number is."""

    VISIT = "visit"
    PROSPECT = "prospect"
    LEAD = "lead"
    CONTACT = "contact"
    DRIVE = "drive"
    ORDER = "order"
    LOSS = "loss"


class Side(StrEnum):
    """展厅 and DCC are shown apart everywhere."""

    SHOWROOM = "showroom"
    DCC = "dcc"
    OTHER = "other"


SIDES = {"showroom": Side.SHOWROOM, "online": Side.DCC, "phone": Side.DCC, "dcc": Side.DCC}
"""By the channel that a lead came in through; every other channel is `other`."""


class Dimension(StrEnum):
    SIDE = "side"
    STORE = "store"
    TEAM = "team"
    ADVISER = "adviser"
    SOURCE = "source"
    MODEL = "model"
    LEVEL = "level"


class PartName(StrEnum):
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Unit(StrEnum):
    RATIO = "ratio"
    COUNT = "count"


class Standing(StrEnum):
    """Against the store's lines: `good` reaches the target, `alarm` is beyond the warning line."""

    GOOD = "good"
    FAIR = "fair"
    ALARM = "alarm"
    NONE = "none"


_FRESH = frozenset({"fresh", "fresh_ordered"})


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one fact that carry at least one of the flags."""

    fact: Fact
    flags: tuple[str, ...]

    @property
    def key(self) -> str:
        return "_or_".join(self.flags)


@dataclass(frozen=True, slots=True)
class Kpi:
    """`within`: every row above the line is also one below it. `carries`: needs the month's snapshot."""

    id: str
    zh: str
    en: str
    formula_zh: str
    formula_en: str
    numerator: Part
    denominator: Part | None = None
    higher_is_better: bool = True
    within: bool = False

    @property
    def unit(self) -> Unit:
        return Unit.COUNT if self.denominator is None else Unit.RATIO

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    @property
    def carries(self) -> bool:
        return any(part.fact is Fact.PROSPECT and not set(part.flags) <= _FRESH for part in self.parts)

    def part(self, name: PartName) -> Part | None:
        return self.numerator if name is PartName.NUMERATOR else self.denominator


FLAGS: dict[Fact, tuple[str, ...]] = {
    Fact.VISIT: (
        "traffic",
        "first",
        "captured_first",
        "carded_first",
        "uncaptured",
        "revisit",
        "non_intent",
        "first_carded",
        "greeted_in_time",
        "came_again",
        "first_ordered",
        "revisit_ordered",
        "invited_ordered",
    ),
    Fact.PROSPECT: (
        "carried",
        "fresh",
        "ordered",
        "lost",
        "carried_ordered",
        "fresh_ordered",
        "recent",
        "recent_ordered",
    ),
    Fact.LEAD: (
        "created",
        "answer_due",
        "answered_in_time",
        "valid",
        "arrived",
        "sold",
        "dcc_card",
        "dcc_void",
        "dcc_known",
    ),
    Fact.CONTACT: ("due", "in_time"),
    Fact.DRIVE: ("driven", "signed"),
    Fact.ORDER: (
        "ordered",
        "carried",
        "cancelled",
        "delivered",
        "reserve",
        "delivered_trade_in",
        "delivered_loan",
        "delivered_insured",
        "delivered_referred",
    ),
    Fact.LOSS: ("applied", "clear", "refused"),
}
"""What the rows of a fact carry; the repository's columns have these names."""


def ratio(numerator: int, denominator: int) -> Decimal | None:
    """A share to four places; None where nothing is below the line, never zero instead."""
    if denominator == 0:
        return None
    return (Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def value_of(kpi: Kpi, numerator: int, denominator: int | None) -> Decimal | None:
    return Decimal(numerator) if denominator is None else ratio(numerator, denominator)


def standing(kpi: Kpi, value: Decimal | None, line: KpiTarget) -> Standing:
    """Where a number stands; without lines or without a value nowhere."""
    if value is None or (line.target is None and line.warn is None):
        return Standing.NONE
    sign = 1 if kpi.higher_is_better else -1
    if line.target is not None and sign * value >= sign * line.target:
        return Standing.GOOD
    if line.warn is not None and sign * value < sign * line.warn:
        return Standing.ALARM
    return Standing.FAIR


def average(values: Iterable[Decimal | None]) -> Decimal | None:
    """Of the months that have a value; the current month is the caller's to leave out."""
    known = [value for value in values if value is not None]
    return (sum(known, Decimal()) / len(known)).quantize(Decimal("0.0001"), ROUND_HALF_UP) if known else None
