"""SQL of a chunk: everything in sets, so that a row costs the database no round trip of its own."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from service_defaults.aliases import kept
from service_defaults.database import Model, ReadSession, WriteSession
from service_defaults.prepared import Prepared
from service_defaults.scope import CustomerAccess
from service_defaults.timeline import TimelineEntry
from sqlalchemy import ARRAY, Column, LargeBinary, Table, Uuid, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import JSONB

from leads.assignment.models import StoreRotation
from leads.bulk_import.models import CustomerImport, ImportedRow
from leads.bulk_import.policy import KeptReason, RowOutcome
from leads.customer.models import ContactPoint, Customer, Reveal
from leads.lead.models import ExternalRef, Lead
from leads.lead.repository import known_columns, known_from
from leads.lead.wish import Known
from leads.ownership.models import Ownership
from leads.pool.models import PoolEntry
from leads.signal.models import Signal
from leads.tables import Base
from leads.temperature.models import Temperature, TemperatureChange


async def copy_rows(session: WriteSession, model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """PostgreSQL's COPY inside the session's transaction."""
    if not rows:
        return
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model here has one
    absent = [column for column in table.c if column.name not in rows[0] and column.default is not None]
    names = [*rows[0], *(column.name for column in absent)]
    as_json = [place for place, name in enumerate(names) if isinstance(table.c[name].type, JSONB)]
    if any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(f"rows of one COPY have the same columns: {names}")
    records = [_record(row, as_json, absent) for row in rows]
    connection = await (await session.connection()).get_raw_connection()
    driver: Any = connection.driver_connection
    await driver.copy_records_to_table(table.name, records=records, columns=names)


def _record(row: dict[str, Any], as_json: list[int], absent: list[Column[Any]]) -> list[Any]:
    values = list(row.values())
    values.extend(_default(column, row) for column in absent)
    for place in as_json:
        if values[place] is not None:
            values[place] = to_json(values[place]).decode()
    return values


def _default(column: Column[Any], row: dict[str, Any]) -> Any:
    """What SQLAlchemy would put in: COPY knows the server's defaults only."""
    default: Any = column.default
    if default.is_callable:
        return default.arg(SimpleNamespace(get_current_parameters=lambda **_: row))
    return default.arg


async def hold(session: WriteSession, import_id: UUID, lease: UUID, state: str) -> CustomerImport | None:
    """The import, locked, as long as this worker still has it in hand and nobody has stopped it."""
    statement = select(CustomerImport).where(
        CustomerImport.id == import_id, CustomerImport.lease == lease, CustomerImport.state == state
    )
    return (await session.scalars(statement.with_for_update())).one_or_none()


async def known_by_keys(session: ReadSession, store_id: UUID, keys: Sequence[bytes]) -> dict[bytes, Known]:
    """Customers of the store by each of these blind indexes."""
    rows = await _known_by_keys().rows(session, store_id=store_id, keys=list(keys))
    return {row.key_index: known_from(row, by_key=True) for row in rows}


@cache
def _known_by_keys() -> Prepared:
    store_id, keys = bindparam("store_id", None, Uuid()), bindparam("keys", None, ARRAY(LargeBinary()))
    return Prepared(
        select(ContactPoint.key_index, ContactPoint.kind, *known_columns())
        .join(Customer, Customer.id == kept(ContactPoint.customer_id))
        .where(ContactPoint.store_id == store_id, ContactPoint.key_index == func.any(keys), ContactPoint.live)
        .order_by(Customer.created_at.desc())
    )


async def keys_held(session: ReadSession, customer_ids: Sequence[UUID]) -> dict[UUID, set[bytes]]:
    """All blind indexes of these customers."""
    person = kept(ContactPoint.customer_id)
    statement = select(person, ContactPoint.key_index).where(
        person.in_(customer_ids), ContactPoint.live, ContactPoint.key_index.is_not(None)
    )
    held: dict[UUID, set[bytes]] = {}
    for customer_id, key in (await session.execute(statement)).all():
        held.setdefault(customer_id, set()).add(key or b"")
    return held


async def touch(session: WriteSession, lead_ids: Sequence[UUID], at: datetime) -> None:
    await session.execute(
        update(Lead)
        .where(Lead.id.in_(lead_ids))
        .values(touch_count=Lead.touch_count + 1, touched_at=at)
        .execution_options(synchronize_session=False)
    )


async def turn(session: WriteSession, store_id: UUID, rotation: dict[str, Any]) -> None:
    await session.execute(
        update(StoreRotation)
        .where(StoreRotation.store_id == store_id)
        .values(rotation)
        .execution_options(synchronize_session=False)
    )


# ---- undo ----

_BY_THE_WAY = (Ownership, PoolEntry, Temperature, TemperatureChange, Signal)
"""What the system itself writes about every customer: no sign that somebody has touched them."""

_OWN_TABLES = {
    Customer.__tablename__,
    ContactPoint.__tablename__,
    Lead.__tablename__,
    ExternalRef.__tablename__,
    ImportedRow.__tablename__,
    CustomerAccess.__tablename__,
    TimelineEntry.__tablename__,
    Reveal.__tablename__,
    *(model.__tablename__ for model in _BY_THE_WAY),
}


async def rows_to_undo(session: ReadSession, import_id: UUID, after: int, limit: int) -> list[ImportedRow]:
    statement = (
        select(ImportedRow)
        .where(
            ImportedRow.import_id == import_id,
            ImportedRow.number > after,
            ImportedRow.outcome.in_((RowOutcome.CREATED, RowOutcome.ADDED, RowOutcome.TOUCHED)),
        )
        .order_by(ImportedRow.number)
        .limit(limit)
    )
    return list((await session.scalars(statement)).all())


async def why_kept(
    session: ReadSession, import_id: UUID, *, leads: dict[UUID, UUID], new_customers: set[UUID]
) -> dict[UUID, KeptReason]:
    """Lead id → why it stays. `leads` are the leads an import made, with their customers.

    Whatever any table of the service knows of the lead or of a customer that the import made counts as use.
    """
    reasons: dict[UUID, KeptReason] = {}
    by_customer: dict[UUID, list[UUID]] = {}
    for lead_id, customer_id in leads.items():
        by_customer.setdefault(customer_id, []).append(lead_id)

    async def mark(statement: Any, why: KeptReason) -> None:
        for (found,) in (await session.execute(statement)).all():
            for lead_id in (found,) if found in leads else by_customer.get(found, ()):
                reasons.setdefault(lead_id, why)

    await mark(_changed_leads(leads), KeptReason.CHANGED)
    await mark(_changed_customers(new_customers), KeptReason.CHANGED)
    await mark(_told_of(import_id, set(by_customer)), KeptReason.WORKED_ON)
    await mark(select(Reveal.customer_id).where(Reveal.customer_id.in_(new_customers)), KeptReason.LOOKED_AT)
    for table in Base.metadata.sorted_tables:
        if table.name in _OWN_TABLES:
            continue
        if "lead_id" in table.c:
            await mark(select(table.c.lead_id).where(table.c.lead_id.in_(leads)).distinct(), KeptReason.USED_ELSEWHERE)
        if "customer_id" in table.c:
            column = table.c.customer_id
            await mark(select(column).where(column.in_(new_customers)).distinct(), KeptReason.USED_ELSEWHERE)
    return reasons


def _changed_leads(leads: dict[UUID, UUID]) -> Any:
    untouched = (Lead.version == 1) & (Lead.touch_count == 0) & Lead.is_open & Lead.last_contact_at.is_(None)
    return select(Lead.id).where(Lead.id.in_(leads), ~untouched)


def _changed_customers(customers: set[UUID]) -> Any:
    other_lead = exists().where(Lead.customer_id == Customer.id, Lead.created_at > Customer.created_at)
    untouched = (Customer.version == 1) & (Customer.contact_revision == 1) & ~other_lead
    return select(Customer.id).where(Customer.id.in_(customers), ~untouched)


def _told_of(import_id: UUID, customers: set[UUID]) -> Any:
    imported = (
        select(TimelineEntry.customer_id, func.max(TimelineEntry.at).label("at"))
        .where(TimelineEntry.customer_id.in_(customers), TimelineEntry.ref_id == import_id)
        .group_by(TimelineEntry.customer_id)
        .subquery()
    )
    later = (TimelineEntry.at >= imported.c.at) & (TimelineEntry.ref_id.is_distinct_from(import_id))
    return (
        select(TimelineEntry.customer_id)
        .join(imported, imported.c.customer_id == TimelineEntry.customer_id)
        .where(later)
        .distinct()
    )


async def lock_leads(session: WriteSession, lead_ids: Sequence[UUID]) -> None:
    """Nobody works on them while it is decided whether they go."""
    statement = select(Lead.id).where(Lead.id.in_(lead_ids)).order_by(Lead.id).with_for_update()
    await session.execute(statement)


async def withdraw(
    session: WriteSession, *, leads: Sequence[UUID], customers: Sequence[UUID], touched: Sequence[UUID]
) -> None:
    """Take back leads, customers who came with them, and touchpoints."""
    named: list[tuple[Any, Sequence[UUID]]] = [
        (ExternalRef.lead_id, leads),
        *((model.customer_id, customers) for model in _BY_THE_WAY),
        *((model.lead_id, leads) for model in (TemperatureChange, Signal)),
        (Lead.id, leads),
        (ContactPoint.customer_id, customers),
        (CustomerAccess.customer_id, customers),
        (TimelineEntry.customer_id, customers),
        (Reveal.customer_id, customers),
        (Customer.id, customers),
    ]
    for column, ids in named:
        if ids:
            statement = delete(column.class_).where(column.in_(ids))
            await session.execute(statement.execution_options(synchronize_session=False))
    if touched:
        less = update(Lead).where(Lead.id.in_(touched)).values(touch_count=func.greatest(Lead.touch_count - 1, 0))
        await session.execute(less.execution_options(synchronize_session=False))


async def forget_notes(session: WriteSession, import_id: UUID, customers: Sequence[UUID]) -> None:
    """The lines that the import wrote on the pages of customers who stay."""
    statement = delete(TimelineEntry).where(TimelineEntry.customer_id.in_(customers), TimelineEntry.ref_id == import_id)
    await session.execute(statement.execution_options(synchronize_session=False))


async def note_kept(session: WriteSession, import_id: UUID, numbers: dict[int, str]) -> None:
    for why in set(numbers.values()):
        statement = update(ImportedRow).where(
            ImportedRow.import_id == import_id,
            ImportedRow.number.in_([number for number, kept in numbers.items() if kept == why]),
        )
        await session.execute(statement.values(kept=why).execution_options(synchronize_session=False))
