"""HTTP of test drives."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.days import Day
from leads.posts import FLOOR
from leads.test_drive import agreement, booking, listing, service
from leads.test_drive.policy import TestDriveStatus
from leads.test_drive.schemas import (
    AgreementOut,
    BookTestDrive,
    CalendarOut,
    CancelTestDrive,
    CheckLicence,
    FinishTestDrive,
    SignAgreement,
    StartTestDrive,
    TestDriveChange,
    TestDriveOut,
    TestDriveRow,
)

router = APIRouter(tags=["test drives"])


@router.get("/test-drives/calendar", dependencies=staff(*FLOOR))
async def get_test_drive_calendar(reading: Reads, day: Day) -> CalendarOut:
    """One day of the store: demo cars and advisers with the spans in which they are taken."""
    return await listing.calendar(reading, day)


@router.get("/test-drive-agreement", dependencies=staff(*FLOOR))
async def get_test_drive_agreement() -> AgreementOut:
    """The present wording, with blanks; a drive's own answer carries it filled in."""
    blank = agreement.agreement_for(customer="______", car="______", tag="______", day="______")
    return AgreementOut(version=blank.version, zh=blank.zh, en=blank.en)


@router.get("/test-drives", dependencies=staff(*FLOOR))
async def list_test_drives(
    reading: Reads,
    day: Day | None = None,
    status: TestDriveStatus | None = None,
    customer_id: UUID | None = None,
    *,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[TestDriveRow]:
    """Test drives in scope by their start; `day` is a day of the store."""
    return await listing.list_test_drives(
        reading, day=day, status=status, customer_id=customer_id, mine=mine, limit=limit, cursor=cursor
    )


@router.post("/test-drives", status_code=201, dependencies=staff(*FLOOR))
async def book_test_drive(body: BookTestDrive, work: Writes, once: OnlyOnce) -> TestDriveOut:
    """Book car × person × span. 409 `test_drive_car_taken` or `test_drive_adviser_taken` say until when."""

    async def act() -> TestDriveOut:
        return await listing.test_drive_out(work, await booking.book(work, body))

    return await once.run(work, TestDriveOut, act)


@router.get("/test-drives/{test_drive_id}", dependencies=staff(*FLOOR))
async def get_test_drive(test_drive_id: UUID, reading: Reads, response: Response) -> TestDriveOut:
    """One drive with the agreement to sign and what is still missing."""
    drive = await listing.get_test_drive(reading, test_drive_id)
    set_etag(response, drive.version)
    return await listing.test_drive_out(reading, drive)


@router.patch("/test-drives/{test_drive_id}", dependencies=staff(*FLOOR))
async def change_test_drive(
    test_drive_id: UUID, body: TestDriveChange, work: Writes, expected: ExpectedVersion, response: Response
) -> TestDriveOut:
    """Move or change a booked drive; needs `If-Match`."""
    drive = await booking.rebook(work, test_drive_id, body, expected)
    set_etag(response, drive.version)
    return await listing.test_drive_out(work, drive)


@router.post("/test-drives/{test_drive_id}/licence-check", dependencies=staff(*FLOOR))
async def check_test_drive_licence(test_drive_id: UUID, body: CheckLicence, work: Writes) -> TestDriveOut:
    """Keep number (sealed), class and validity of the licence that was shown."""
    return await listing.test_drive_out(work, await service.check_licence(work, test_drive_id, body))


@router.post("/test-drives/{test_drive_id}/agreement", dependencies=staff(*FLOOR))
async def sign_test_drive_agreement(test_drive_id: UUID, body: SignAgreement, work: Writes) -> TestDriveOut:
    """The customer's signature on screen under the present wording."""
    return await listing.test_drive_out(work, await service.sign_agreement(work, test_drive_id, body))


@router.post("/test-drives/{test_drive_id}/start", dependencies=staff(*FLOOR))
async def start_test_drive(test_drive_id: UUID, body: StartTestDrive, work: Writes) -> TestDriveOut:
    """Keys out, with the odometer."""
    return await listing.test_drive_out(work, await service.start(work, test_drive_id, body))


@router.post("/test-drives/{test_drive_id}/finish", dependencies=staff(*FLOOR))
async def finish_test_drive(test_drive_id: UUID, body: FinishTestDrive, work: Writes) -> TestDriveOut:
    """Keys back: odometer, points per item, remarks. The lead reaches `test_driven`."""
    return await listing.test_drive_out(work, await service.finish(work, test_drive_id, body))


@router.post("/test-drives/{test_drive_id}/cancellation", dependencies=staff(*FLOOR))
async def cancel_test_drive(test_drive_id: UUID, body: CancelTestDrive, work: Writes) -> TestDriveOut:
    """Call a booked drive off; car and adviser are free again."""
    return await listing.test_drive_out(work, await service.cancel(work, test_drive_id, body.reason))


@router.post("/test-drives/{test_drive_id}/no-show", dependencies=staff(*FLOOR))
async def miss_test_drive(test_drive_id: UUID, work: Writes) -> TestDriveOut:
    """The customer did not come."""
    return await listing.test_drive_out(work, await service.miss(work, test_drive_id))
