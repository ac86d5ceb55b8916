"""Answers about test drives: the list, one drive, the calendar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.identity import Role
from service_defaults.organisation import OpeningSpan, StaffRef, active_staff, find_store, staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.customer import service as customers
from leads.number.service import store_zone
from leads.setting.schemas import LeadSettings
from leads.test_drive import agreement, policy, repository
from leads.test_drive.booking import RIDERS
from leads.test_drive.errors import TestDriveNotFound
from leads.test_drive.models import TestDrive
from leads.test_drive.policy import TestDriveStatus
from leads.test_drive.schemas import (
    AgreementOut,
    BusySpan,
    CalendarAdviser,
    CalendarCar,
    CalendarOut,
    TestDriveOut,
    TestDriveRow,
)
from leads.vehicle import repository as cars
from leads.vehicle.models import CarModel
from leads.vehicle.service import full_name


async def day_span(reading: Reading, store_id: UUID, day: date) -> tuple[datetime, datetime]:
    """The instants between which a local day lies."""
    zone = await store_zone(reading, store_id)
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone)


async def list_test_drives(
    reading: Reading,
    *,
    day: date | None,
    status: TestDriveStatus | None,
    customer_id: UUID | None,
    mine: bool,
    limit: int,
    cursor: str | None,
) -> Page[TestDriveRow]:
    """In the order of their start."""
    marker = filter_hash(list="test_drives", day=day, status=status, customer_id=customer_id, mine=mine)
    store_id = reading.actor.store_id
    span = await day_span(reading, store_id, day) if day and store_id else (None, None)
    rows = await repository.page(
        reading.session,
        reading.actor,
        since=span[0],
        until=span[1],
        status=status,
        customer_id=customer_id,
        assignee_id=reading.actor.staff_id if mine else None,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[TestDriveRow].of(
        rows,
        limit,
        item=lambda row: TestDriveRow.model_validate(_values(row[0], row.CarModel, row)),
        cursor=lambda row: encode_cursor([row[0].starts_at, row[0].id], filter_hash=marker),
    )


_PLAIN = (
    "id",
    "customer_id",
    "lead_id",
    "car_id",
    "assignee_id",
    "status",
    "starts_at",
    "ends_at",
    "place",
    "customer_drives",
    "version",
)
_DETAIL = (
    "route",
    "note",
    "licence_no_masked",
    "licence_class",
    "licence_until",
    "odometer_out_km",
    "odometer_in_km",
    "started_at",
    "finished_at",
    "scores",
    "remarks",
    "next_step",
    "closed_reason",
    "agreement_signature",
)


def _values(drive: TestDrive, model: CarModel, about: Any) -> dict[str, Any]:
    return {name: getattr(drive, name) for name in _PLAIN} | {
        "customer_name": about.customer_name,
        "mobile_masked": about.mobile_masked,
        "plate": about.plate,
        "assignee_name": about.assignee_name,
        "car": full_name(model),
        "licence_checked": drive.licence_until is not None,
        "agreement_signed": drive.agreement_signature is not None,
        "average_score": policy.average_score(drive.scores),
    }


async def test_drive_out(reading: Reading, drive: TestDrive) -> TestDriveOut:
    car, model = (await cars.cars_by_id(reading.session, {drive.car_id}))[drive.car_id]
    people = {drive.assignee_id} | ({drive.licence_checked_by} if drive.licence_checked_by else set())
    names = await staff_names(reading.session, people)
    customer = (await customers.names_of(reading, {drive.customer_id})).get(drive.customer_id, ("", None))
    zone = await store_zone(reading, drive.store_id)
    wording = agreement.agreement_for(
        customer=customer[0],
        car=full_name(model),
        tag=car.plate or car.vin,
        day=drive.starts_at.astimezone(zone).date().isoformat(),
    )
    values = {name: getattr(drive, name) for name in (*_PLAIN, *_DETAIL)} | {
        "customer_name": customer[0],
        "mobile_masked": customer[1],
        "plate": car.plate,
        "assignee_name": names.get(drive.assignee_id),
        "car": full_name(model),
        "licence_checked": drive.licence_until is not None,
        "agreement_signed": drive.agreement_signature is not None,
        "average_score": policy.average_score(drive.scores),
        "licence_checked_by_name": names.get(drive.licence_checked_by) if drive.licence_checked_by else None,
        "agreement": AgreementOut(version=wording.version, zh=wording.zh, en=wording.en),
        "car_odometer_km": car.odometer_km,
        "missing": _missing(reading, drive, zone),
    }
    return TestDriveOut.model_validate(values)


def _missing(reading: Reading, drive: TestDrive, zone: ZoneInfo) -> list[policy.Missing]:
    if drive.status != TestDriveStatus.BOOKED:
        return []
    return policy.missing_for_start(
        customer_drives=drive.customer_drives,
        licence_until=drive.licence_until,
        agreed=drive.agreement_signature is not None,
        today=reading.today(zone),
    )


async def get_test_drive(reading: Reading, test_drive_id: UUID) -> TestDrive:
    """Raises `TestDriveNotFound`."""
    drive = await repository.find(reading.session, reading.actor, test_drive_id)
    if drive is None:
        raise TestDriveNotFound
    return drive


async def calendar(reading: Reading, day: date) -> CalendarOut:
    """The store's demo cars and riders with what takes them that day; five statements whatever the day holds."""
    store_id = reading.actor.store_id
    store = await find_store(reading.session, store_id) if store_id else None
    if store is None or store_id is None:
        raise TestDriveNotFound
    zone = ZoneInfo(store.timezone)
    since = datetime.combine(day, time(), zone)
    spans = await repository.taken(reading.session, reading.actor, store_id, since, since + timedelta(days=1))
    settings = await settings_of(reading.session, store_id, LeadSettings)
    opens_at, closes_at = _opening([OpeningSpan.model_validate(span) for span in store.opening], day, zone)
    demo_cars = await cars.drivable(reading.session, store_id, 100)
    people = await active_staff(reading.session, store_id, *RIDERS)
    return CalendarOut(
        day=day,
        timezone=store.timezone,
        opens_at=opens_at,
        closes_at=closes_at,
        slot_minutes=settings.deal.test_drive_minutes,
        cars=[_calendar_car(row, spans, reading.actor.staff_id) for row in demo_cars],
        advisers=[_calendar_adviser(person, spans, reading.actor.staff_id) for person in _riders(people)],
    )


def _riders(people: Sequence[StaffRef]) -> list[StaffRef]:
    """Those whose trade it is; supervisors and managers step in by name only."""
    trade = {Role.SALES_ADVISOR, Role.TEST_DRIVE_SPECIALIST, Role.DCC_AGENT}
    return [person for person in people if trade & set(person.roles)]


def _opening(spans: list[OpeningSpan], day: date, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    today = [span for span in spans if span.weekday == day.isoweekday()]
    if not today:
        return None, None
    opens, closes = min(span.opens for span in today), max(span.closes for span in today)
    return datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)


def _calendar_car(row: cars.Pair, spans: Sequence[Row[Any]], me: UUID | None) -> CalendarCar:
    car, model = row
    return CalendarCar(
        id=car.id,
        model=full_name(model),
        plate=car.plate,
        colour=car.colour,
        insurance_until=car.insurance_until,
        odometer_km=car.odometer_km,
        busy=[_span(span, me) for span in spans if span.car_id == car.id],
    )


def _calendar_adviser(person: StaffRef, spans: Sequence[Row[Any]], me: UUID | None) -> CalendarAdviser:
    busy = [_span(span, me) for span in spans if span.assignee_id == person.id]
    return CalendarAdviser(id=person.id, name=person.name, busy=busy)


def _span(span: Row[Any], me: UUID | None) -> BusySpan:
    return BusySpan(
        test_drive_id=span.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        status=span.status,
        adviser_id=span.assignee_id,
        adviser_name=span.adviser_name,
        customer_name=span.customer_name,
        mine=span.assignee_id == me,
    )
