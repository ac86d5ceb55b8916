"""Use cases of a booked test drive: papers, keys out, keys back, or nothing."""

from uuid import UUID

from service_defaults.timeline import note
from service_defaults.work import Work

from leads.customer import service as customers
from leads.lead import service as leads
from leads.lead.policy import Stage
from leads.number.service import store_zone
from leads.signing import sign
from leads.test_drive import agreement, events, policy, repository
from leads.test_drive.agreement import Agreement
from leads.test_drive.errors import (
    AgreementOutdated,
    CarStillOut,
    LicenceExpired,
    NotReady,
    OdometerBackwards,
    StepRefused,
    TestDriveNotFound,
)
from leads.test_drive.models import TestDrive
from leads.test_drive.policy import Missing, TestDriveStatus
from leads.test_drive.schemas import CheckLicence, FinishTestDrive, SignAgreement, StartTestDrive
from leads.vehicle import repository as cars
from leads.vehicle import service as vehicles
from leads.vehicle.models import CarModel, StockCar

_TABLE = "test_drive"
_WORDS = {
    Missing.LICENCE: ("驾驶证核验", "licence check"),
    Missing.LICENCE_EXPIRED: ("驾驶证已过期", "licence expired"),
    Missing.AGREEMENT: ("试驾协议签名", "signed agreement"),
}


async def check_licence(work: Work, test_drive_id: UUID, command: CheckLicence) -> TestDrive:
    """Keep the licence, its number sealed. Raises `LicenceExpired`."""
    drive = await _booked(work, test_drive_id)
    if command.valid_until < work.today(await store_zone(work, drive.store_id)):
        raise LicenceExpired(pointer="/valid_until")
    number = command.licence_no.upper().replace(" ", "")
    drive.licence_no_sealed = work.vault.seal(number, table=_TABLE, column="licence_no_sealed", row_id=drive.id)
    drive.licence_no_masked = mask_document(number)
    drive.licence_class = command.licence_class
    drive.licence_until = command.valid_until
    drive.licence_checked_by = work.actor.staff_id
    drive.licence_checked_at = work.now
    return drive


async def sign_agreement(work: Work, test_drive_id: UUID, command: SignAgreement) -> TestDrive:
    """Keep the customer's signature under the present wording. Raises `AgreementOutdated`, `StrokesUnreadable`."""
    drive = await _booked(work, test_drive_id)
    if command.version != agreement.VERSION:
        raise AgreementOutdated(version=agreement.VERSION, pointer="/version")
    text = (await agreement_of(work, drive)).text(command.language)
    drive.agreement_version = command.version
    drive.agreement_signature = sign(text, command.strokes, command.signer, work.now, language=command.language)
    _note(work, drive, "test_drive_agreement_signed", version=command.version)
    return drive


async def start(work: Work, test_drive_id: UUID, command: StartTestDrive) -> TestDrive:
    """Keys out. Raises `NotReady` with what is missing, `CarStillOut`, `OdometerBackwards`."""
    drive = await _booked(work, test_drive_id)
    missing = policy.missing_for_start(
        customer_drives=drive.customer_drives,
        licence_until=drive.licence_until,
        agreed=drive.agreement_signature is not None,
        today=work.today(await store_zone(work, drive.store_id)),
    )
    if missing:
        zh, en = "、".join(_WORDS[one][0] for one in missing), ", ".join(_WORDS[one][1] for one in missing)
        raise NotReady(zh=zh, en=en, extra={"missing": missing})
    car, model = await _car(work, drive)
    if await repository.is_out(work.session, car.id):
        raise CarStillOut
    if command.odometer_out_km < car.odometer_km:
        raise OdometerBackwards(least=car.odometer_km, pointer="/odometer_out_km")
    drive.status, drive.started_at, drive.reminder_due_at = TestDriveStatus.DRIVING, work.now, None
    drive.odometer_out_km = command.odometer_out_km
    drive.route = command.route or drive.route
    _note(work, drive, "test_drive_started", model=vehicles.full_name(model))
    return drive


async def finish(work: Work, test_drive_id: UUID, command: FinishTestDrive) -> TestDrive:
    """Keys back, and what the customer thought of it. Raises `OdometerBackwards`."""
    drive = await _locked(work, test_drive_id, TestDriveStatus.COMPLETED)
    least = drive.odometer_out_km or 0
    if command.odometer_in_km < least:
        raise OdometerBackwards(least=least, pointer="/odometer_in_km")
    drive.status, drive.live, drive.finished_at = TestDriveStatus.COMPLETED, False, work.now
    drive.odometer_in_km = command.odometer_in_km
    drive.scores = {str(item): points for item, points in command.scores.items()}
    drive.remarks, drive.next_step = command.remarks, command.next_step
    car, model = await _car(work, drive)
    locked = await cars.lock_car(work.session, work.as_system().actor, car.id)
    if locked is not None:
        locked.odometer_km = max(locked.odometer_km, command.odometer_in_km)
    await _tell_completed(work, drive, vehicles.full_name(model))
    return drive


async def _tell_completed(work: Work, drive: TestDrive, model: str) -> None:
    system = work.as_system()
    score = policy.average_score(drive.scores)
    if drive.lead_id is not None:
        lead = await leads.lock_lead(system, drive.lead_id)
        await leads.advance_stage(work, lead, Stage.TEST_DRIVEN)
    customer = await customers.get_customer(system, drive.customer_id)
    events.completed(work, drive, owner_id=customer.owner_id, model=model, score=score)
    _note(work, drive, "test_drive_completed", model=model, average_score=score, scores=drive.scores)


async def cancel(work: Work, test_drive_id: UUID, reason: str) -> TestDrive:
    drive = await _locked(work, test_drive_id, TestDriveStatus.CANCELLED)
    await _close(work, drive, TestDriveStatus.CANCELLED, reason)
    _note(work, drive, "test_drive_cancelled", reason=reason)
    return drive


async def miss(work: Work, test_drive_id: UUID) -> TestDrive:
    """The customer did not come."""
    drive = await _locked(work, test_drive_id, TestDriveStatus.NO_SHOW)
    await _close(work, drive, TestDriveStatus.NO_SHOW, None)
    _note(work, drive, "test_drive_missed", starts_at=drive.starts_at.isoformat())
    return drive


async def _close(work: Work, drive: TestDrive, status: TestDriveStatus, reason: str | None) -> None:
    drive.status, drive.live, drive.reminder_due_at, drive.closed_reason = status, False, None, reason
    customer = await customers.get_customer(work.as_system(), drive.customer_id)
    events.cancelled(work, drive, owner_id=customer.owner_id)


async def agreement_of(work: Work, drive: TestDrive) -> Agreement:
    customer = await customers.get_customer(work.as_system(), drive.customer_id)
    car, model = await _car(work, drive)
    day = drive.starts_at.astimezone(await store_zone(work, drive.store_id)).date()
    return agreement.agreement_for(
        customer=customer.name, car=vehicles.full_name(model), tag=car.plate or car.vin, day=day.isoformat()
    )


def mask_document(number: str) -> str:
    """First and last of an identity or licence number: 3***********12."""
    return f"{number[:1]}{'*' * max(len(number) - 3, 3)}{number[-2:]}"


async def _car(work: Work, drive: TestDrive) -> tuple[StockCar, CarModel]:
    row = (await cars.cars_by_id(work.session, {drive.car_id}))[drive.car_id]
    return row[0], row[1]


async def _locked(work: Work, test_drive_id: UUID, wanted: TestDriveStatus) -> TestDrive:
    drive = await repository.lock(work.session, work.actor, test_drive_id)
    if drive is None:
        raise TestDriveNotFound
    if not policy.may_become(TestDriveStatus(drive.status), wanted):
        raise StepRefused(status=drive.status)
    return drive


async def _booked(work: Work, test_drive_id: UUID) -> TestDrive:
    return await _locked(work, test_drive_id, TestDriveStatus.DRIVING)


def _note(work: Work, drive: TestDrive, kind: str, **params: object) -> None:
    note(
        work,
        kind,
        customer_id=drive.customer_id,
        store_id=drive.store_id,
        ref_kind="test_drive",
        ref_id=drive.id,
        **params,
    )
