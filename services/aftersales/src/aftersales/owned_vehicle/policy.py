"""Dates that hang on a car: warranty, 三包, annual inspection. Rules may change by law: they stand here alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aftersales.dates import add_months, months_between

_YEARLY_FROM = 10
_ON_SITE_YEARS = frozenset({6, 10})


class PersonRole(StrEnum):
    """People around a car: owner ≠ user ≠ payer ≠ who brings it ≠ who insures it."""

    OWNER = "owner"
    USER = "user"
    PAYER = "payer"
    SENDER = "sender"
    POLICY_HOLDER = "policy_holder"
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    DRIVER = "driver"


class ReadingSource(StrEnum):
    DELIVERY = "delivery"
    SERVICE = "service"
    CALL_BACK = "call_back"
    CUSTOMER = "customer"
    TELEMATICS = "telematics"


class Doubt(StrEnum):
    """Why a reading is not trusted."""

    DECREASING = "decreasing"
    TOO_FAST = "too_fast"


class InspectionKind(StrEnum):
    """上线检测 on the test lane, or 申领标志 without one."""

    ON_SITE = "on_site"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class Inspection:
    due_on: date
    kind: InspectionKind


def next_inspection(registered_on: date, today: date) -> Inspection:
    """Private small car: on the lane in years 6 and 10, a sticker in years 2, 4, 8, yearly from year 10."""
    year = 1
    while True:
        due = add_months(registered_on, 12 * year)
        if due >= today and _is_inspection_year(year):
            on_site = year in _ON_SITE_YEARS or year > _YEARLY_FROM
            return Inspection(due, InspectionKind.ON_SITE if on_site else InspectionKind.STICKER)
        year += 1


def _is_inspection_year(year: int) -> bool:
    return year > _YEARLY_FROM or year % 2 == 0


def warranty_until(invoiced_on: date, months: int) -> date | None:
    """Last day of the warranty by time; None where none was promised."""
    return add_months(invoiced_on, months) if months > 0 else None


def in_warranty(until: date | None, limit_km: int | None, today: date, km: int | None) -> bool:
    """Whichever ends first, time or distance; an unknown odometer counts as within."""
    if until is None or today > until:
        return False
    return not limit_km or km is None or km <= limit_km


def age_months(delivered_on: date, today: date) -> int:
    return months_between(delivered_on, today)
