"""All SQL of test drives."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import ARRAY, BigInteger, Row, func, literal, select
from sqlalchemy.exc import IntegrityError

from leads.constraint import violated
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.row_repository import all_rows, select_rows
from leads.test_drive.models import TestDrive
from leads.test_drive.policy import TestDriveStatus
from leads.vehicle.models import CarModel, StockCar

BY_START = ((TestDrive.starts_at, "asc"), (TestDrive.id, "asc"))
_SHOWN = (TestDriveStatus.BOOKED, TestDriveStatus.DRIVING, TestDriveStatus.COMPLETED)


async def hold(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Queue up for cars and people: two bookings that meet in the constraint itself could wait for each other."""
    keys = sorted(int.from_bytes(one.bytes[8:], "big", signed=True) for one in ids)
    key = func.unnest(literal(keys, ARRAY(BigInteger))).column_valued("key")
    await session.execute(select(func.pg_advisory_xact_lock(key)))


async def insert(session: WriteSession, row: TestDrive) -> str | None:
    """Name of the constraint that the booking breaks; None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def change(session: WriteSession, row: TestDrive, values: Mapping[str, Any]) -> str | None:
    """Write a change of a booking; the name of the constraint that it breaks."""
    try:
        async with session.begin_nested():
            for name, value in values.items():
                setattr(row, name, value)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def blocking(
    session: ReadSession, column: Any, value: UUID, *, starts_at: datetime, ends_at: datetime, but: UUID
) -> datetime | None:
    """Until when a car or a person is taken in a span, whoever's booking it is."""
    statement = select(func.max(TestDrive.ends_at)).where(
        TestDrive.live,
        column == value,
        TestDrive.starts_at < ends_at,
        TestDrive.ends_at > starts_at,
        TestDrive.id != but,
    )
    return await session.scalar(statement)


async def is_out(session: ReadSession, car_id: UUID) -> bool:
    """Whether somebody is driving the car now, planned or not."""
    statement = select(func.count()).where(
        TestDrive.live, TestDrive.car_id == car_id, TestDrive.status == TestDriveStatus.DRIVING
    )
    return bool(await session.scalar(statement))


async def find(session: ReadSession, actor: Principal, test_drive_id: UUID) -> TestDrive | None:
    return (await session.scalars(scoped(TestDrive, actor).where(TestDrive.id == test_drive_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, test_drive_id: UUID) -> TestDrive | None:
    statement = scoped(TestDrive, actor).where(TestDrive.id == test_drive_id).with_for_update(of=TestDrive)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    since: datetime | None,
    until: datetime | None,
    status: TestDriveStatus | None,
    customer_id: UUID | None,
    assignee_id: UUID | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows with customer, car and adviser; one statement."""
    statement = (
        select_rows(
            TestDrive,
            SHOWN_NAME,
            SHOWN_MOBILE,
            StockCar.plate,
            CarModel,
            StaffRef.name.label("assignee_name"),
        )
        .join(Customer, Customer.id == TestDrive.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .join(StockCar, StockCar.id == TestDrive.car_id)
        .join(CarModel, CarModel.id == StockCar.model_id)
        .outerjoin(StaffRef, StaffRef.id == TestDrive.assignee_id)
        .where(scope_condition(TestDrive, actor))
    )
    if since is not None and until is not None:
        statement = statement.where(TestDrive.starts_at >= since, TestDrive.starts_at < until)
    if customer_id is not None:
        statement = statement.where(same_person(TestDrive.customer_id, customer_id))
    for column, value in ((TestDrive.status, status), (TestDrive.assignee_id, assignee_id)):
        if value is not None:
            statement = statement.where(column == value)
    return await all_rows(session, keyset(statement, BY_START, after).limit(limit + 1))


async def taken(
    session: ReadSession, actor: Principal, store_id: UUID, since: datetime, until: datetime
) -> Sequence[Row[Any]]:
    """Every span of the store's day; names only of customers whom the asker may see. Bounded by a day's hours."""
    statement = (
        select_rows(
            TestDrive.id,
            TestDrive.car_id,
            TestDrive.assignee_id,
            TestDrive.status,
            TestDrive.starts_at,
            TestDrive.ends_at,
            SHOWN_NAME,
            StaffRef.name.label("adviser_name"),
        )
        .select_from(TestDrive)
        .outerjoin(Customer, (Customer.id == TestDrive.customer_id) & scope_condition(TestDrive, actor))
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == TestDrive.assignee_id)
        .where(
            TestDrive.store_id == store_id,
            TestDrive.starts_at < until,
            TestDrive.ends_at > since,
            TestDrive.status.in_(_SHOWN),
        )
        .order_by(TestDrive.starts_at)
        .limit(500)
    )
    return await all_rows(session, statement)
