"""Rules of key accounts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service_defaults.months import add_months


class AccountType(StrEnum):
    """Who buys in numbers."""

    ENTERPRISE = "enterprise"
    GOVERNMENT = "government"
    INSTITUTION = "institution"
    RIDE_HAILING = "ride_hailing"
    RENTAL = "rental"
    LEASING = "leasing"
    DRIVING_SCHOOL = "driving_school"
    OTHER = "other"


class AccountStage(StrEnum):
    """The road of a key account: collect, classify, communicate, follow up, convert, maintain; or asleep."""

    COLLECTED = "collected"
    CLASSIFIED = "classified"
    IN_TOUCH = "in_touch"
    DEVELOPING = "developing"
    WON = "won"
    MAINTAINED = "maintained"
    DORMANT = "dormant"


class AccountClass(StrEnum):
    """What an account is worth working for; U until it has been classified."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    U = "U"


class ContactRole(StrEnum):
    """What a person of the company has to say in a purchase."""

    DECIDER = "decider"
    INFLUENCER = "influencer"
    BUYER = "buyer"
    USER = "user"
    PAYER = "payer"
    GATEKEEPER = "gatekeeper"


class VisitResult(StrEnum):
    PROGRESS = "progress"
    NO_CHANGE = "no_change"
    SETBACK = "setback"
    NOT_MET = "not_met"


class ReviewKind(StrEnum):
    """月度、季度、年度评价."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {ReviewKind.MONTH: 1, ReviewKind.QUARTER: 3, ReviewKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Grading:
    """Need × power × willingness, each 1 to 5: the least product of each class, and how often to visit it (days)."""

    a_from: int
    b_from: int
    c_from: int
    visit_days: Mapping[str, int]


def product_of(need: int | None, power: int | None, willingness: int | None) -> int | None:
    """1 to 125; None until all three are known."""
    if need is None or power is None or willingness is None:
        return None
    return need * power * willingness


def class_of(product: int | None, grading: Grading) -> AccountClass:
    if product is None:
        return AccountClass.U
    if product >= grading.a_from:
        return AccountClass.A
    if product >= grading.b_from:
        return AccountClass.B
    return AccountClass.C if product >= grading.c_from else AccountClass.D


def next_visit_at(account_class: AccountClass, last: datetime, grading: Grading) -> datetime:
    """When the account is to be seen again; unclassified ones as often as class C."""
    key = AccountClass.C if account_class is AccountClass.U else account_class
    return last + timedelta(days=grading.visit_days[key])


def period_start(kind: ReviewKind, day: date) -> date:
    """First day of the calendar period that `day` lies in."""
    months = _MONTHS[kind]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def period_end(kind: ReviewKind, start: date) -> date:
    """First day after the period."""
    return add_months(start, _MONTHS[kind])


def share_permille(part: int, whole: int | None) -> int | None:
    """None instead of a division by zero."""
    return None if not whole else round(part * 1000 / whole)


def makes_a_ring(account: UUID, parent: UUID, parent_of: Mapping[UUID, UUID | None]) -> bool:
    """Whether hanging `account` under `parent` would close a ring in the tree."""
    seen: set[UUID] = set()
    above: UUID | None = parent
    while above is not None and above not in seen:
        if above == account:
            return True
        seen.add(above)
        above = parent_of.get(above)
    return False
