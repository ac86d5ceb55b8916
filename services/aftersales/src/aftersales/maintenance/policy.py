"""When a car is due: by months or by kilometres, whichever comes first, from the car's own mileage.

Distances in km, mileage in km per day. Readings that fall back are left out, never trusted and never fatal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aftersales.dates import add_months

_FAR = timedelta(days=3650)
_LEAST_DAYS = 7


class MileageBasis(StrEnum):
    """What the daily mileage was computed from."""

    READINGS = "readings"
    SINCE_DELIVERY = "since_delivery"
    DEFAULT = "default"


class DueBy(StrEnum):
    MONTHS = "months"
    KILOMETRES = "km"


class ServiceKind(StrEnum):
    """首保 and 定保."""

    FIRST = "first"
    REGULAR = "regular"


@dataclass(frozen=True, slots=True)
class Reading:
    on: date
    km: int


@dataclass(frozen=True, slots=True)
class MileageRules:
    default_daily_km: int = 40
    least_daily_km: int = 5
    most_daily_km: int = 200
    reading_days: int = 30


@dataclass(frozen=True, slots=True)
class DailyMileage:
    km: float
    basis: MileageBasis


@dataclass(frozen=True, slots=True)
class Interval:
    """Counted from the last service, or from delivery for the first one."""

    since: Reading
    months: int
    km: int


@dataclass(frozen=True, slots=True)
class Prediction:
    due_on: date
    due_by: DueBy
    due_km: int
    by_months_on: date
    by_km_on: date
    daily: DailyMileage


def trusted(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings in order of time, without those that fall below an earlier one."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda each: (each.on, each.km)):
        if not kept or reading.km >= kept[-1].km:
            kept.append(reading)
    return tuple(kept)


def is_decreasing(readings: Sequence[Reading], new: Reading) -> bool:
    """Whether the new reading contradicts what was read before or after its date."""
    before = [each.km for each in trusted(readings) if each.on <= new.on]
    after = [each.km for each in trusted(readings) if each.on > new.on]
    return (bool(before) and new.km < before[-1]) or (bool(after) and new.km > after[0])


def is_too_fast(readings: Sequence[Reading], new: Reading, *, most_daily_km: int) -> bool:
    """Whether the car would have run more than three times the greatest believable mileage since the last reading."""
    before = [each for each in trusted(readings) if each.on <= new.on]
    if not before:
        return False
    days = max((new.on - before[-1].on).days, 1)
    return new.km - before[-1].km > days * most_daily_km * 3


def daily_mileage(readings: Sequence[Reading], rules: MileageRules) -> DailyMileage:
    """From the latest reading and one at least `reading_days` older, else since delivery, else the default."""
    known = trusted(readings)
    if known:
        last, first = known[-1], known[0]
        older = [each for each in known if (last.on - each.on).days >= rules.reading_days]
        if older:
            return _rate(older[-1], last, MileageBasis.READINGS, rules)
        if (last.on - first.on).days >= _LEAST_DAYS:
            return _rate(first, last, MileageBasis.SINCE_DELIVERY, rules)
    return DailyMileage(float(rules.default_daily_km), MileageBasis.DEFAULT)


def _rate(start: Reading, end: Reading, basis: MileageBasis, rules: MileageRules) -> DailyMileage:
    raw = (end.km - start.km) / (end.on - start.on).days
    return DailyMileage(round(min(max(raw, rules.least_daily_km), rules.most_daily_km), 1), basis)


def predict(interval: Interval, readings: Sequence[Reading], rules: MileageRules) -> Prediction:
    """The next service: kilometres are counted on from the latest trusted reading."""
    known = trusted([interval.since, *readings])
    last = known[-1]
    daily = daily_mileage(readings, rules)
    due_km = interval.since.km + interval.km
    left = timedelta(days=int(max(due_km - last.km, 0) / daily.km))
    by_km_on = last.on + min(left, _FAR)
    by_months_on = add_months(interval.since.on, interval.months)
    due_by = DueBy.MONTHS if by_months_on <= by_km_on else DueBy.KILOMETRES
    return Prediction(min(by_months_on, by_km_on), due_by, due_km, by_months_on, by_km_on, daily)
