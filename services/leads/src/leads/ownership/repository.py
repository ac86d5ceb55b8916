"""All SQL of ownership. What moves together is moved by a handful of statements, however many customers there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.scope import CustomerAccess, scope_condition, scoped
from sqlalchemy import Row, Uuid, column, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.lead.models import Lead
from leads.ownership.models import Ownership, OwnershipChange
from leads.row_repository import all_rows, one_row, select_rows

STATE = tuple(column.name for column in Ownership.__table__.columns if column.name not in ("customer_id", "store_id"))
QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Target:
    """Where one customer goes; `assignment` is what its leads say of why."""

    customer_id: UUID
    to_id: UUID | None
    assignment: dict[str, Any]


async def keep(session: WriteSession, values: dict[str, Any]) -> None:
    """How one customer is held from now on; who registered first stays."""
    statement = insert(Ownership).values(values)
    kept = {name: statement.excluded[name] for name in STATE if not name.startswith("registered")}
    await session.execute(statement.on_conflict_do_update(index_elements=["customer_id"], set_=kept))


async def contacted(session: WriteSession, customer_id: UUID, at: datetime, *, effective: bool, engaged: bool) -> None:
    """An attempt; an effective one renews protection and takes a warning back."""
    values: dict[Any, Any] = {Ownership.attempt_at: at}
    if effective:
        values |= {
            Ownership.first_contact_at: func.coalesce(Ownership.first_contact_at, at),
            Ownership.contact_at: at,
            Ownership.warned_at: None,
            Ownership.reclaim_at: None,
        }
    if engaged:
        values[Ownership.engaged_at] = func.coalesce(Ownership.engaged_at, at)
    statement = update(Ownership).where(Ownership.customer_id == customer_id).values(values)
    await session.execute(statement, execution_options=QUIET)


async def look_by(session: WriteSession, customer_id: UUID, at: datetime) -> None:
    """The pool looks again no later than that; never for a customer it has no business with."""
    statement = (
        update(Ownership)
        .where(Ownership.customer_id == customer_id, Ownership.owner_id.is_not(None))
        .values(review_at=func.least(func.coalesce(Ownership.review_at, at), at))
    )
    await session.execute(statement, execution_options=QUIET)


async def held(session: ReadSession, actor: Principal, customer_id: UUID) -> Row[Any] | None:
    """How a customer in scope is held, with names."""
    previous, registrar, by = aliased(StaffRef), aliased(StaffRef), aliased(StaffRef)
    statement = (
        select_rows(
            Ownership,
            StaffRef.name.label("owner_name"),
            previous.name.label("previous_owner_name"),
            registrar.name.label("registered_by_name"),
            by.name.label("by_name"),
        )
        .outerjoin(StaffRef, StaffRef.id == Ownership.owner_id)
        .outerjoin(previous, previous.id == Ownership.previous_owner_id)
        .outerjoin(registrar, registrar.id == Ownership.registered_by)
        .outerjoin(by, by.id == Ownership.by_id)
        .where(scope_condition(Ownership, actor), Ownership.customer_id == customer_id)
    )
    return await one_row(session, statement)


async def anywhere(session: ReadSession, customer_id: UUID) -> Row[Any] | None:
    """Regardless of scope: to tell a colleague whose customer this is."""
    statement = (
        select_rows(Ownership, StaffRef.name.label("owner_name"))
        .outerjoin(StaffRef, StaffRef.id == Ownership.owner_id)
        .where(Ownership.customer_id == customer_id)
    )
    return await one_row(session, statement)


async def changes(session: ReadSession, actor: Principal, customer_id: UUID, limit: int) -> list[OwnershipChange]:
    statement = (
        scoped(OwnershipChange, actor)
        .where(OwnershipChange.customer_id == customer_id)
        .order_by(OwnershipChange.at.desc(), OwnershipChange.id.desc())
    )
    return list((await session.scalars(statement.limit(limit))).all())


async def lock_leads(session: WriteSession, customer_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Open leads first, then their customers: the order in which everybody else takes them."""
    columns = (Lead.id, Lead.customer_id, Lead.assignee_id, Lead.version, Lead.assignment)
    statement = select_rows(*columns).where(Lead.customer_id.in_(customer_ids), Lead.is_open.expression)
    return await all_rows(session, statement.order_by(Lead.id).with_for_update(of=Lead))


async def lock_customers(session: WriteSession, actor: Principal, customer_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Customers in scope with how they are held."""
    state = (Ownership.__table__.columns[name].label(name if name != "owner_id" else "held_by") for name in STATE)
    statement = (
        select_rows(Customer.id, Customer.store_id, Customer.owner_id, Customer.created_at, Customer.created_by, *state)
        .outerjoin(Ownership, Ownership.customer_id == Customer.id)
        .where(scope_condition(Customer, actor), Customer.id.in_(customer_ids), Customer.merged_into_id.is_(None))
    )
    return await all_rows(session, statement.order_by(Customer.id).with_for_update(of=Customer))


async def move(session: WriteSession, targets: Sequence[Target], at: datetime) -> dict[UUID, int]:
    """Owner, access and the open leads' advisers; answers the leads' new versions."""
    ids, owners = [t.customer_id for t in targets], [t.to_id for t in targets]
    told = [t.assignment for t in targets]
    goal = (
        func.unnest(literal(ids, ARRAY(Uuid())), literal(owners, ARRAY(Uuid())), literal(told, ARRAY(JSONB)))
        .table_valued(column("customer_id", Uuid), column("to_id", Uuid), column("told", JSONB), name="goal")
        .render_derived()
    )
    given = update(Customer).where(Customer.id == goal.c.customer_id)
    await session.execute(given.values(owner_id=goal.c.to_id, version=Customer.version + 1), execution_options=QUIET)
    seen = update(CustomerAccess).where(CustomerAccess.customer_id == goal.c.customer_id)
    await session.execute(seen.values(owner_id=goal.c.to_id, changed_at=at), execution_options=QUIET)
    led = update(Lead).where(Lead.customer_id == goal.c.customer_id, Lead.is_open.expression)
    done = led.values(assignee_id=goal.c.to_id, assignment=goal.c.told, version=Lead.version + 1).returning(
        Lead.id, Lead.version
    )
    return {row.id: row.version for row in await session.execute(done, execution_options=QUIET)}


async def lead_back(session: WriteSession, leads: Sequence[dict[str, Any]]) -> None:
    """Leads of an undone move, each to who had it, with what was told of it then."""
    goal = (
        func.unnest(
            literal([one["id"] for one in leads], ARRAY(Uuid())),
            literal([one["assignee_id"] for one in leads], ARRAY(Uuid())),
            literal([one["assignment"] for one in leads], ARRAY(JSONB)),
        )
        .table_valued(column("id", Uuid), column("assignee_id", Uuid), column("told", JSONB), name="goal")
        .render_derived()
    )
    statement = update(Lead).where(Lead.id == goal.c.id)
    await session.execute(
        statement.values(assignee_id=goal.c.assignee_id, assignment=goal.c.told), execution_options=QUIET
    )


async def keep_all(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """How many customers are held from now on, one statement."""
    if not rows:
        return
    names = list(Ownership.__table__.columns.keys())
    kinds = {name: Ownership.__table__.columns[name].type for name in names}
    arrays = [literal([row[name] for row in rows], ARRAY(kinds[name])) for name in names]
    table = func.unnest(*arrays).table_valued(*(column(n, kinds[n]) for n in names), name="goal").render_derived()
    statement = insert(Ownership).from_select(names, select(*(table.c[name] for name in names)))
    kept = {name: statement.excluded[name] for name in STATE if not name.startswith("registered")}
    await session.execute(statement.on_conflict_do_update(index_elements=["customer_id"], set_=kept))


async def add_changes(session: WriteSession, rows: list[dict[str, Any]]) -> None:
    await (await session.connection()).execute(insert(OwnershipChange), rows)


async def person(session: ReadSession, staff_id: UUID) -> StaffRef | None:
    return await session.get(StaffRef, staff_id)


async def load_of(session: ReadSession, store_id: UUID, staff_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Customers in work per person: those with an open lead."""
    statement = (
        select_rows(Lead.assignee_id, func.count(func.distinct(Lead.customer_id)).label("customers"))
        .where(Lead.store_id == store_id, Lead.is_open.expression, Lead.assignee_id.in_(staff_ids))
        .group_by(Lead.assignee_id)
    )
    return {row.assignee_id: row.customers for row in await all_rows(session, statement)}


async def names(session: ReadSession, ids: set[UUID | None]) -> dict[UUID, str]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = await all_rows(session, select_rows(StaffRef.id, StaffRef.name).where(StaffRef.id.in_(wanted)))
    return {row.id: row.name for row in rows}
