"""Builds what is told about test drives."""

from uuid import UUID

from contracts.leads import TestDriveBooked, TestDriveCancelled, TestDriveCompleted
from service_defaults.work import Work

from leads.test_drive.models import TestDrive


def booked(work: Work, drive: TestDrive, *, owner_id: UUID | None, model: str) -> None:
    work.emit(
        TestDriveBooked(
            test_drive_id=drive.id,
            customer_id=drive.customer_id,
            store_id=drive.store_id,
            owner_id=owner_id,
            model=model,
            starts_at=drive.starts_at,
            ends_at=drive.ends_at,
        )
    )


def completed(work: Work, drive: TestDrive, *, owner_id: UUID | None, model: str, score: float | None) -> None:
    work.emit(
        TestDriveCompleted(
            test_drive_id=drive.id,
            customer_id=drive.customer_id,
            store_id=drive.store_id,
            owner_id=owner_id,
            model=model,
            average_score=score,
        )
    )


def cancelled(work: Work, drive: TestDrive, *, owner_id: UUID | None) -> None:
    """Called off, or the customer did not come: the drive's status says which."""
    work.emit(
        TestDriveCancelled(
            test_drive_id=drive.id,
            customer_id=drive.customer_id,
            store_id=drive.store_id,
            owner_id=owner_id,
            outcome=drive.status,
            starts_at=drive.starts_at,
        )
    )
