"""Use cases of the duty roster, a week at a time."""

from datetime import date, timedelta
from uuid import UUID

from service_defaults.organisation import DutyShift
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from gateway.organisation import events, policy, repository
from gateway.organisation.errors import ShiftInvalid, StoreNotFound
from gateway.organisation.models import DutyDay
from gateway.organisation.schemas import DayOut, DayPut, RosterOut, RosterPut, ShiftOut


async def get_roster(reading: Reading, store_id: UUID, monday: date) -> RosterOut:
    """Raises `StoreNotFound`. Any day of the week names it."""
    if await repository.store(reading.session, reading.actor, store_id) is None:
        raise StoreNotFound
    return await _shown(reading, store_id, policy.monday_of(monday))


async def keep_roster(work: Work, store_id: UUID, monday: date, command: RosterPut, expected: int) -> RosterOut:
    """Replace the listed days. Raises `StoreNotFound`, `ShiftInvalid`, `PreconditionFailed`."""
    store = await repository.lock_store(work.session, work.actor, store_id)
    if store is None:
        raise StoreNotFound
    monday = policy.monday_of(monday)
    days = await repository.week(work.session, store_id, monday)
    check_version(sum(row.revision for row in days.values()), expected)
    people = await repository.active_ids(work.session, store_id)
    for place, given in enumerate(command.days):
        pointer = f"/days/{place}"
        if policy.monday_of(given.day) != monday:
            raise ShiftInvalid(reason="日期不在这一周", reason_en="the day is of another week", pointer=pointer)
        shifts = [DutyShift.model_validate(shift.model_dump()) for shift in given.shifts]
        policy.check_shifts(given.day, shifts, people, policy.zone(store.timezone), pointer)
        _keep_day(work, store_id, given, days, shifts)
    await work.session.flush()
    return await _shown(work, store_id, monday)


def _keep_day(work: Work, store_id: UUID, given: DayPut, days: dict[date, DutyDay], shifts: list[DutyShift]) -> None:
    values = [shift.model_dump(mode="json") for shift in shifts]
    row = days.get(given.day)
    if row is None:
        row = days[given.day] = DutyDay(store_id=store_id, day=given.day, shifts=values, revision=1)
        work.session.add(row)
    elif row.shifts == values:
        return
    else:
        row.shifts = values
        row.revision += 1
    work.emit(events.duty_changed(row))


async def _shown(reading: Reading, store_id: UUID, monday: date) -> RosterOut:
    days = await repository.week(reading.session, store_id, monday)
    names = await repository.names_of_store(reading.session, store_id)
    return RosterOut(
        store_id=store_id,
        monday=monday,
        days=[_day(monday + timedelta(days=step), days, names) for step in range(7)],
        revision=sum(row.revision for row in days.values()),
    )


def _day(day: date, days: dict[date, DutyDay], names: dict[UUID, str]) -> DayOut:
    shifts = [DutyShift.model_validate(shift) for shift in days[day].shifts] if day in days else []
    return DayOut(
        day=day,
        shifts=[
            ShiftOut(
                staff_id=shift.staff_id,
                staff_name=names.get(shift.staff_id, ""),
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
            )
            for shift in sorted(shifts, key=lambda shift: (shift.starts_at, names.get(shift.staff_id, "")))
        ],
    )
