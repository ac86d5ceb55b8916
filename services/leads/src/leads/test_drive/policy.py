"""Rules of a test drive: what may happen when, and what has to be there before the keys go out."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum


class TestDriveStatus(StrEnum):
    __test__ = False
    BOOKED = "booked"
    DRIVING = "driving"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Place(StrEnum):
    """At the store, or at the customer's door."""

    STORE = "store"
    CUSTOMER = "customer"


class FeedbackItem(StrEnum):
    """动力 操控 舒适 空间 静音 刹车, 1 to 10 each."""

    POWER = "power"
    HANDLING = "handling"
    COMFORT = "comfort"
    SPACE = "space"
    NOISE = "noise"
    BRAKES = "brakes"


class Missing(StrEnum):
    """What stands between a customer and the keys."""

    LICENCE = "licence"
    LICENCE_EXPIRED = "licence_expired"
    AGREEMENT = "agreement"


_NEXT: Mapping[TestDriveStatus, frozenset[TestDriveStatus]] = {
    TestDriveStatus.BOOKED: frozenset({TestDriveStatus.DRIVING, TestDriveStatus.CANCELLED, TestDriveStatus.NO_SHOW}),
    TestDriveStatus.DRIVING: frozenset({TestDriveStatus.COMPLETED}),
}
LIVE = frozenset({TestDriveStatus.BOOKED, TestDriveStatus.DRIVING})
REMINDER = timedelta(hours=24)


def may_become(current: TestDriveStatus, wanted: TestDriveStatus) -> bool:
    return wanted in _NEXT.get(current, frozenset())


def reminder_due_at(booked_at: datetime, starts_at: datetime) -> datetime | None:
    """24 hours before the drive; nothing to remind of when it was booked later than that."""
    due = starts_at - REMINDER
    return due if due > booked_at else None


def missing_for_start(*, customer_drives: bool, licence_until: date | None, agreed: bool, today: date) -> list[Missing]:
    """A passenger needs no licence; everybody signs."""
    missing = []
    if customer_drives and licence_until is None:
        missing.append(Missing.LICENCE)
    if customer_drives and licence_until is not None and licence_until < today:
        missing.append(Missing.LICENCE_EXPIRED)
    if not agreed:
        missing.append(Missing.AGREEMENT)
    return missing


def average_score(scores: Mapping[str, int]) -> float | None:
    """Mean of what was scored, to one decimal; None when nothing was."""
    return round(sum(scores.values()) / len(scores), 1) if scores else None
