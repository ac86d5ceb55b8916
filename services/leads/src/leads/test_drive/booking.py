"""Booking and rebooking: car × person × span, with the database as the last word."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from service_defaults.errors import DomainError
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.organisation import StaffRef
from service_defaults.store_settings import settings_of
from service_defaults.timeline import note
from service_defaults.web import check_version
from service_defaults.work import Work

from leads.customer import service as customers
from leads.customer.models import Customer
from leads.lead import service as leads
from leads.lead.errors import AdviserUnknown
from leads.number.service import store_zone
from leads.setting.schemas import LeadSettings
from leads.test_drive import events, policy, repository
from leads.test_drive.errors import AdviserTaken, CarTaken, NotATestCar, SlotInPast, StepRefused, TestDriveNotFound
from leads.test_drive.models import ADVISER_FREE, CAR_FREE, TestDrive
from leads.test_drive.policy import TestDriveStatus
from leads.test_drive.schemas import BookTestDrive, TestDriveChange
from leads.vehicle import repository as cars
from leads.vehicle import service as vehicles
from leads.vehicle.errors import CarUnknown
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import CarKind, CarStatus

RIDERS = (
    Role.SALES_ADVISOR,
    Role.DCC_AGENT,
    Role.TEST_DRIVE_SPECIALIST,
    Role.FLOOR_SUPERVISOR,
    Role.SALES_MANAGER,
)
_GRACE = timedelta(minutes=30)
_AHEAD = timedelta(days=366)
_FREE = ("place", "customer_drives", "route", "note")


async def book(work: Work, command: BookTestDrive) -> TestDrive:
    """Raises `CarTaken`, `AdviserTaken`, `NotATestCar`, `SlotInPast`, `CarUnknown`, `AdviserUnknown`."""
    customer = await customers.get_customer(work, command.customer_id)
    car, model = await _test_car(work, customer.store_id, command.car_id)
    minutes = command.minutes or (await settings_of(work.session, car.store_id, LeadSettings)).deal.test_drive_minutes
    ends_at = _checked_span(work, command.starts_at, minutes)
    rider = await _rider(work, customer, command.assignee_id)
    lead_id = command.lead_id
    if lead_id is None:
        lead_id = (await leads.ensure_open_lead(work, customer.id)).id
    elif (await leads.get_lead(work, lead_id)).customer_id != customer.id:
        raise TestDriveNotFound
    drive = _row(work, command, customer, lead_id=lead_id, assignee_id=rider.id, ends_at=ends_at)
    await repository.hold(work.session, [car.id, rider.id])
    broken = await repository.insert(work.session, drive)
    if broken:
        raise await _taken(work, broken, _Wanted(drive.id, drive.starts_at, drive.ends_at, car, model, rider))
    events.booked(work, drive, owner_id=customer.owner_id, model=vehicles.full_name(model))
    _note(work, drive, "test_drive_booked", model)
    return drive


async def rebook(work: Work, test_drive_id: UUID, command: TestDriveChange, expected: int) -> TestDrive:
    """Move or change a booked drive. Raises as `book`, and `PreconditionFailed`."""
    drive = await repository.lock(work.session, work.actor, test_drive_id)
    if drive is None:
        raise TestDriveNotFound
    check_version(drive.version, expected)
    if drive.status != TestDriveStatus.BOOKED:
        raise StepRefused(status=drive.status)
    customer = await customers.get_customer(work.as_system(), drive.customer_id)
    car, model = await _test_car(work, drive.store_id, command.car_id or drive.car_id)
    rider = await _rider(work, customer, command.assignee_id or drive.assignee_id)
    moved = command.starts_at is not None or command.minutes is not None
    starts_at = command.starts_at or drive.starts_at
    minutes = command.minutes or int((drive.ends_at - drive.starts_at).total_seconds() // 60)
    ends_at = _checked_span(work, starts_at, minutes) if moved else drive.ends_at
    await repository.hold(work.session, [car.id, rider.id])
    values = {name: value for name in _FREE if (value := getattr(command, name)) is not None} | {
        "car_id": car.id,
        "assignee_id": rider.id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "reminder_due_at": policy.reminder_due_at(work.now, starts_at),
    }
    broken = await repository.change(work.session, drive, values)
    if broken:
        raise await _taken(work, broken, _Wanted(test_drive_id, starts_at, ends_at, car, model, rider))
    if moved:
        events.booked(work, drive, owner_id=customer.owner_id, model=vehicles.full_name(model))
        _note(work, drive, "test_drive_moved", model)
    return drive


async def _test_car(work: Work, store_id: UUID, car_id: UUID) -> tuple[StockCar, CarModel]:
    row = await cars.car(work.session, work.actor, car_id)
    if row is None or row[0].store_id != store_id:
        raise CarUnknown(pointer="/car_id")
    if row[0].kind != CarKind.DEMO or row[0].status != CarStatus.DEMO:
        raise NotATestCar(pointer="/car_id")
    return row[0], row[1]


def _checked_span(work: Work, starts_at: datetime, minutes: int) -> datetime:
    if not work.now - _GRACE <= starts_at <= work.now + _AHEAD:
        raise SlotInPast(pointer="/starts_at")
    return starts_at + timedelta(minutes=minutes)


async def _rider(work: Work, customer: Customer, chosen: UUID | None) -> StaffRef:
    own = work.actor.staff_id if work.actor.roles & set(RIDERS) else None
    staff_id = chosen or own or customer.owner_id
    person = await work.session.get(StaffRef, staff_id) if staff_id else None
    if person is None or not person.active or person.store_id != customer.store_id:
        raise AdviserUnknown(pointer="/assignee_id")
    return person


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a refused booking asked for."""

    drive_id: UUID
    starts_at: datetime
    ends_at: datetime
    car: StockCar
    model: CarModel
    rider: StaffRef


async def _taken(work: Work, broken: str, wanted: _Wanted) -> DomainError:
    """Which of the two is taken, and until when."""
    if broken not in (CAR_FREE, ADVISER_FREE):
        return SlotInPast(pointer="/starts_at")
    by_car = broken == CAR_FREE
    column = TestDrive.car_id if by_car else TestDrive.assignee_id
    until = await repository.blocking(
        work.session,
        column,
        wanted.car.id if by_car else wanted.rider.id,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        but=wanted.drive_id,
    )
    free_at = until or wanted.ends_at
    clock = free_at.astimezone(await store_zone(work, wanted.car.store_id)).strftime("%m-%d %H:%M")
    extra = {"until": free_at.isoformat()}
    if not by_car:
        name = wanted.rider.name
        return AdviserTaken(adviser=name, until=clock, pointer="/starts_at", extra={**extra, "adviser": name})
    name = f"{vehicles.full_name(wanted.model)} {wanted.car.plate or wanted.car.vin[-6:]}"
    return CarTaken(car=name, until=clock, pointer="/starts_at", extra={**extra, "car": name})


def _row(
    work: Work, command: BookTestDrive, customer: Customer, *, lead_id: UUID, assignee_id: UUID, ends_at: datetime
) -> TestDrive:
    return TestDrive(
        id=new_id(),
        store_id=customer.store_id,
        customer_id=customer.id,
        lead_id=lead_id,
        car_id=command.car_id,
        assignee_id=assignee_id,
        status=TestDriveStatus.BOOKED,
        live=True,
        starts_at=command.starts_at,
        ends_at=ends_at,
        place=command.place,
        customer_drives=command.customer_drives,
        route=command.route,
        note=command.note,
        reminder_due_at=policy.reminder_due_at(work.now, command.starts_at),
        scores={},
        remarks="",
        booked_by=work.actor.staff_id,
        created_at=work.now,
    )


def _note(work: Work, drive: TestDrive, kind: str, model: CarModel) -> None:
    note(
        work,
        kind,
        customer_id=drive.customer_id,
        store_id=drive.store_id,
        ref_kind="test_drive",
        ref_id=drive.id,
        model=vehicles.full_name(model),
        starts_at=drive.starts_at.isoformat(),
    )
