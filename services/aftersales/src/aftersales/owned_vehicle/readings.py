"""The odometer: every reading is kept, only believable ones move the plan."""

from collections.abc import Sequence
from datetime import date

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from aftersales.maintenance import repository as plans
from aftersales.maintenance.policy import Reading, is_decreasing, is_too_fast
from aftersales.maintenance.service import predict_anew
from aftersales.owned_vehicle import repository
from aftersales.owned_vehicle.errors import ReadingInFuture
from aftersales.owned_vehicle.models import OdometerReading, OwnedVehicle
from aftersales.owned_vehicle.policy import Doubt, ReadingSource
from aftersales.setting.service import StoreRules


def as_readings(rows: Sequence[OdometerReading]) -> list[Reading]:
    """The believable ones, for the rules."""
    return [Reading(row.read_on, row.km) for row in rows if not row.suspicious]


async def note_reading(
    work: Work,
    vehicle: OwnedVehicle,
    rules: StoreRules,
    *,
    read_on: date,
    km: int,
    source: ReadingSource,
    pointer: str = "/read_on",
) -> OdometerReading:
    """Keep a reading and, when it is believable, predict the next service anew.

    Raises `ReadingInFuture` at `pointer`, the field that the date came from.
    """
    if read_on > rules.day_of(work.now):
        raise ReadingInFuture(pointer=pointer)
    known = as_readings(await repository.readings_of(work.session, vehicle.id))
    row = _row(work, vehicle, Reading(read_on, km), source, _doubt(known, Reading(read_on, km), rules))
    work.session.add(row)
    timeline.note(
        work,
        "odometer_noted",
        customer_id=vehicle.customer_id,
        store_id=vehicle.store_id,
        ref_kind="owned_vehicle",
        ref_id=vehicle.id,
        km=km,
        suspicious=row.suspicious,
    )
    if not row.suspicious:
        await _believe(work, vehicle, rules, [*known, Reading(read_on, km)])
    return row


def first_reading(work: Work, vehicle: OwnedVehicle) -> OdometerReading:
    """What the odometer showed when the keys were handed over."""
    return _row(work, vehicle, Reading(vehicle.odometer_on, vehicle.odometer_km), ReadingSource.DELIVERY, None)


async def _believe(work: Work, vehicle: OwnedVehicle, rules: StoreRules, readings: list[Reading]) -> None:
    newest = max(readings, key=lambda each: (each.on, each.km))
    vehicle.odometer_on, vehicle.odometer_km = newest.on, newest.km
    plan = await plans.plan_of(work.session, vehicle.id)
    if plan is not None:
        predict_anew(work, plan, readings, rules)


def _doubt(known: list[Reading], new: Reading, rules: StoreRules) -> Doubt | None:
    if is_decreasing(known, new):
        return Doubt.DECREASING
    if is_too_fast(known, new, most_daily_km=rules.settings.maintenance.most_daily_km):
        return Doubt.TOO_FAST
    return None


def _row(
    work: Work, vehicle: OwnedVehicle, reading: Reading, source: ReadingSource, doubt: Doubt | None
) -> OdometerReading:
    return OdometerReading(
        id=new_id(),
        owned_vehicle_id=vehicle.id,
        read_on=reading.on,
        km=reading.km,
        source=source,
        suspicious=doubt is not None,
        doubt=doubt,
        noted_at=work.now,
        noted_by=work.actor.staff_id,
    )
