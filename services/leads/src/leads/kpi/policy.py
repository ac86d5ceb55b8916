"""The dictionary of numbers: what each counts, over what, in which words. Pure."""

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


def _visits(*flags: str) -> Part:
    return Part(Fact.VISIT, flags)


_BASE = Part(Fact.PROSPECT, ("carried", "fresh"))
_BASE_ZH, _BASE_EN = "（本月建卡 + 月初遗留潜客）", "(cards of the month + prospects left over at its start)"
_ORDERS = Part(Fact.ORDER, ("ordered", "carried"))
_ORDERS_ZH, _ORDERS_EN = "（本月下订 + 月初遗留订单）", "(orders of the month + orders left over at its start)"
_ARRIVALS = ("captured_first", "carded_first", "revisit")

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "traffic_total",
        "客流总数",
        "Visitors",
        "首次到店 + 再次到店 + 非意向到店；同一客户一天计一次",
        "First visits + further visits + visits for other reasons; one person counts once a day",
        _visits("traffic"),
    ),
    Kpi(
        "first_visits",
        "首次到店",
        "First visits",
        "首次到店并留档 + 已建卡首次到店 + 看车未留档",
        "Captured first visits + first visits of customers on file + visitors who left no data",
        _visits("first"),
    ),
    Kpi(
        "new_prospects",
        "集客量",
        "New prospects",
        "展厅建卡 + DCC 建卡 + 其他建卡；评定意向级别且档案经主管确认（或直接下订）即建卡",
        "Cards of showroom, DCC and others; a lead is a card once graded and its file confirmed, or ordered",
        Part(Fact.PROSPECT, ("fresh",)),
    ),
    Kpi(
        "capture_rate",
        "留档率",
        "Capture rate",
        "首次到店并留档 ÷（首次到店并留档 + 看车未留档）；已建卡首次到店（邀约）不计入",
        "Captured first visits ÷ (captured first visits + visitors without data); invited first visits are left out",
        _visits("captured_first"),
        _visits("captured_first", "uncaptured"),
        within=True,
    ),
    Kpi(
        "card_rate",
        "建卡率",
        "Card rate",
        "首次客流中已建卡 ÷ 首次客流",
        "First visits with a card ÷ first visits",
        _visits("first_carded"),
        _visits("first"),
        within=True,
    ),
    Kpi(
        "test_drive_rate",
        "试驾率",
        "Test-drive rate",
        "试驾 ÷（首次到店并留档 + 已建卡首次到店 + 再次到店）",
        "Test drives ÷ (captured first visits + first visits of customers on file + further visits)",
        Part(Fact.DRIVE, ("driven",)),
        _visits(*_ARRIVALS),
    ),
    Kpi(
        "invite_show_rate",
        "邀约到店率",
        "Invitation show rate",
        f"（已建卡首次到店 + 再次到店）÷ {_BASE_ZH}",
        f"(First visits of customers on file + further visits) ÷ {_BASE_EN}",
        _visits("carded_first", "revisit"),
        _BASE,
    ),
    Kpi(
        "close_rate",
        "潜客转化率（成交率）",
        "Closing rate",
        f"订单 ÷ {_BASE_ZH}",
        f"Orders ÷ {_BASE_EN}",
        Part(Fact.ORDER, ("ordered",)),
        _BASE,
    ),
    Kpi(
        "close_rate_carried",
        "遗留潜客转化率",
        "Closing rate, left over",
        "月初遗留潜客中本月下订 ÷ 月初遗留潜客",
        "Left-over prospects who ordered this month ÷ prospects left over at its start",
        Part(Fact.PROSPECT, ("carried_ordered",)),
        Part(Fact.PROSPECT, ("carried",)),
        within=True,
    ),
    Kpi(
        "close_rate_new",
        "新增潜客转化率",
        "Closing rate, new",
        "本月建卡中本月下订 ÷ 本月建卡",
        "Cards of the month that ordered in it ÷ cards of the month",
        Part(Fact.PROSPECT, ("fresh_ordered",)),
        Part(Fact.PROSPECT, ("fresh",)),
        within=True,
    ),
    Kpi(
        "lost_rate",
        "战败率",
        "Lost rate",
        f"其中本月战败 ÷ {_BASE_ZH}",
        f"Of these, lost this month ÷ {_BASE_EN}",
        Part(Fact.PROSPECT, ("lost",)),
        _BASE,
        higher_is_better=False,
        within=True,
    ),
    Kpi(
        "response_rate",
        "首响及时率",
        "First replies in time",
        "时限内首次回复 ÷ 应回复线索（已回复或已到时限）",
        "Leads answered within their limit ÷ leads answered or past their limit",
        Part(Fact.LEAD, ("answered_in_time",)),
        Part(Fact.LEAD, ("answer_due",)),
        within=True,
    ),
    Kpi(
        "follow_up_rate",
        "跟进及时率",
        "Contacts in time",
        "按期完成（计划当日或之前）÷ 到期跟进任务",
        "Contacts made on or before their planned day ÷ planned contacts that came due",
        Part(Fact.CONTACT, ("in_time",)),
        Part(Fact.CONTACT, ("due",)),
        within=True,
    ),
    Kpi(
        "greeting_rate",
        "趋前迎接率",
        "Greeted in time",
        "时限内迎接 ÷ 客流总数",
        "Visitors greeted within the store's limit ÷ visitors",
        _visits("greeted_in_time"),
        _visits("traffic"),
        within=True,
    ),
    Kpi(
        "revisit_rate",
        "二次来店率",
        "Second-visit rate",
        "当月再次来店的新增登记客户 ÷ 新增登记客户",
        "Newly registered customers who came again within the month ÷ newly registered customers",
        _visits("came_again"),
        _visits("captured_first", "carded_first"),
        within=True,
    ),
    Kpi(
        "cancel_rate",
        "退订率",
        "Cancellation rate",
        f"退订 ÷ {_ORDERS_ZH}",
        f"Orders cancelled ÷ {_ORDERS_EN}",
        Part(Fact.ORDER, ("cancelled",)),
        _ORDERS,
        higher_is_better=False,
        within=True,
    ),
    Kpi(
        "delivery_rate",
        "订单交车率",
        "Order delivery rate",
        f"交车 ÷ {_ORDERS_ZH}",
        f"Cars delivered ÷ {_ORDERS_EN}",
        Part(Fact.ORDER, ("delivered",)),
        _ORDERS,
        within=True,
    ),
)
BY_ID = {kpi.id: kpi for kpi in KPIS}

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
    ),
    Fact.PROSPECT: ("carried", "fresh", "ordered", "lost", "carried_ordered", "fresh_ordered"),
    Fact.LEAD: ("created", "answer_due", "answered_in_time"),
    Fact.CONTACT: ("due", "in_time"),
    Fact.DRIVE: ("driven",),
    Fact.ORDER: ("ordered", "carried", "cancelled", "delivered"),
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
