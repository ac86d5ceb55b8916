"""Table of test drives. The two exclusion constraints make a double booking impossible."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base
from leads.test_drive.policy import Place, TestDriveStatus

CAR_FREE = "ex_test_drive_car"
ADVISER_FREE = "ex_test_drive_adviser"
_DURING = text("tstzrange(starts_at, ends_at, '[)')")


class TestDrive(PersonRow, Base):
    """`assignee_id` is the adviser or specialist who rides along; `live` rows hold their car and their person."""

    __test__ = False
    __tablename__ = "test_drive"
    __table_args__ = (
        ExcludeConstraint(
            (text("uuidrange(car_id, car_id, '[]')"), "&&"),
            (_DURING, "&&"),
            where=text("live"),
            using="gist",
            name=CAR_FREE,
        ),
        ExcludeConstraint(
            (text("uuidrange(assignee_id, assignee_id, '[]')"), "&&"),
            (_DURING, "&&"),
            where=text("live"),
            using="gist",
            name=ADVISER_FREE,
        ),
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("odometer_in_km IS NULL OR odometer_in_km >= odometer_out_km", name="odometer"),
        Index("ix_test_drive_day", "store_id", "starts_at", "id"),
        Index("ix_test_drive_finished", "store_id", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
        Index("ix_test_drive_reminder", "reminder_due_at", postgresql_where=text("reminder_due_at IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID | None]
    car_id: Mapped[UUID] = mapped_column(index=True)
    assignee_id: Mapped[UUID] = mapped_column(index=True)
    status: Mapped[TestDriveStatus] = mapped_column(String)
    live: Mapped[bool]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[Place] = mapped_column(String)
    customer_drives: Mapped[bool]
    route: Mapped[str | None]
    note: Mapped[str]
    reminder_due_at: Mapped[datetime | None]
    licence_no_sealed: Mapped[bytes | None]
    licence_no_masked: Mapped[str | None]
    licence_class: Mapped[str | None]
    licence_until: Mapped[date | None]
    licence_checked_by: Mapped[UUID | None]
    licence_checked_at: Mapped[datetime | None]
    agreement_version: Mapped[str | None]
    agreement_signature: Mapped[dict[str, Any] | None]
    odometer_out_km: Mapped[int | None]
    odometer_in_km: Mapped[int | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    scores: Mapped[dict[str, Any]]
    remarks: Mapped[str]
    next_step: Mapped[str | None]
    closed_reason: Mapped[str | None]
    booked_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
