"""SQL of imports themselves. What a chunk writes stands in `chunk_repository`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scoped
from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.bulk_import.models import CustomerImport, ImportedRow, ImportFile, ImportHeading
from leads.bulk_import.policy import AT_WORK
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.row_repository import all_rows, select_rows

NEWEST = [(CustomerImport.created_at, "desc"), (CustomerImport.id, "desc")]


async def page(
    session: ReadSession, actor: Principal, *, after: Sequence[Any] | None, limit: int
) -> list[CustomerImport]:
    statement = keyset(scoped(CustomerImport, actor), NEWEST, after).limit(limit + 1)
    return list((await session.scalars(statement)).all())


async def find(session: ReadSession, actor: Principal, import_id: UUID) -> CustomerImport | None:
    statement = scoped(CustomerImport, actor).where(CustomerImport.id == import_id)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def lock(session: WriteSession, actor: Principal, import_id: UUID) -> CustomerImport | None:
    statement = scoped(CustomerImport, actor).where(CustomerImport.id == import_id).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def claim(session: WriteSession, wall: datetime) -> CustomerImport | None:
    """The oldest import that waits for a worker, or whose worker has died."""
    statement = (
        select(CustomerImport)
        .where(
            CustomerImport.state.in_(AT_WORK),
            or_(CustomerImport.lease_until.is_(None), CustomerImport.lease_until < wall),
        )
        .order_by(CustomerImport.created_at, CustomerImport.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).one_or_none()


async def waiting(session: ReadSession, wall: datetime) -> bool:
    """Whether there is something to claim."""
    statement = select(CustomerImport.id).where(
        CustomerImport.state.in_(AT_WORK),
        or_(CustomerImport.lease_until.is_(None), CustomerImport.lease_until < wall),
    )
    return await session.scalar(statement.limit(1)) is not None


async def file(session: ReadSession, import_id: UUID, part: str) -> ImportFile | None:
    return await session.get(ImportFile, (import_id, part))


async def has_file(session: ReadSession, import_id: UUID, part: str) -> bool:
    statement = select(ImportFile.import_id).where(ImportFile.import_id == import_id, ImportFile.part == part)
    return await session.scalar(statement) is not None


async def keep_file(session: WriteSession, values: dict[str, Any]) -> None:
    statement = insert(ImportFile).values(values)
    chosen = {name: statement.excluded[name] for name in ("media_type", "sealed", "purge_at")}
    await session.execute(statement.on_conflict_do_update(index_elements=["import_id", "part"], set_=chosen))


async def forget_files(session: WriteSession, import_id: UUID) -> None:
    await session.execute(delete(ImportFile).where(ImportFile.import_id == import_id))


async def next_purge(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(ImportFile.purge_at)))


async def purge(session: WriteSession, by: datetime) -> None:
    await session.execute(delete(ImportFile).where(ImportFile.purge_at <= by))


async def rows_of(
    session: ReadSession, import_id: UUID, *, outcomes: Sequence[str], stayed: bool, after: int, limit: int
) -> Sequence[Row[Any]]:
    """By their number in the file, with the customer's name."""
    statement = (
        select_rows(
            ImportedRow.number,
            ImportedRow.outcome,
            ImportedRow.reason,
            ImportedRow.same_as,
            ImportedRow.warnings,
            ImportedRow.customer_id,
            ImportedRow.lead_id,
            ImportedRow.kept,
            SHOWN_NAME,
        )
        .outerjoin(Customer, Customer.id == ImportedRow.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .where(ImportedRow.import_id == import_id, ImportedRow.number > after)
        .order_by(ImportedRow.number)
        .limit(limit)
    )
    if outcomes:
        statement = statement.where(ImportedRow.outcome.in_(outcomes))
    if stayed:
        statement = statement.where(ImportedRow.kept.is_not(None))
    return await all_rows(session, statement)


async def faults_of(session: ReadSession, import_id: UUID, outcomes: Sequence[str]) -> dict[int, Row[Any]]:
    statement = select_rows(ImportedRow.number, ImportedRow.reason, ImportedRow.same_as).where(
        ImportedRow.import_id == import_id, ImportedRow.outcome.in_(outcomes)
    )
    return {row.number: row for row in await all_rows(session, statement)}


async def headings_of(session: ReadSession, store_id: UUID) -> dict[str, str | None]:
    rows = await all_rows(
        session, select_rows(ImportHeading.heading, ImportHeading.target).where(ImportHeading.store_id == store_id)
    )
    return {row.heading: row.target for row in rows}


async def remember_headings(session: WriteSession, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    statement = insert(ImportHeading).values(rows)
    chosen = {name: statement.excluded[name] for name in ("target", "used_at")}
    await session.execute(statement.on_conflict_do_update(index_elements=["store_id", "heading"], set_=chosen))


async def adviser_active(session: ReadSession, store_id: UUID, staff_id: UUID) -> bool:
    statement = select(StaffRef.id).where(StaffRef.id == staff_id, StaffRef.store_id == store_id, StaffRef.active)
    return await session.scalar(statement) is not None


async def release(session: WriteSession, import_id: UUID, lease: UUID, values: dict[str, Any]) -> None:
    """What the worker that holds the lease has to say at the end; nothing when it has lost it."""
    statement = update(CustomerImport).where(CustomerImport.id == import_id, CustomerImport.lease == lease)
    await session.execute(
        statement.values(version=CustomerImport.version + 1, **values).execution_options(synchronize_session=False)
    )
