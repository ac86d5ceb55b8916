"""SQL of the stock-take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, func, insert, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from leads.customer.models import ContactPoint, Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.file_quality.models import StockTake, StockTakeItem, StockTakePlan
from leads.lead.models import Lead
from leads.row_repository import all_rows, select_rows

NEWEST = [(StockTake.started_at, "desc"), (StockTake.id, "desc")]
LISTED = [(StockTakeItem.id, "asc")]
_ROWS_AT_ONCE = 5_000


async def customers_for(
    session: ReadSession,
    store_id: UUID,
    *,
    levels: Sequence[str],
    lifecycles: Sequence[str],
    silent_since: datetime | None,
) -> Sequence[Row[Any]]:
    """Customers of the store with their advisers; whoever answers for others once."""
    statement = select_rows(Customer.id, Customer.owner_id).where(
        Customer.store_id == store_id, Customer.merged_into_id.is_(None)
    )
    if levels:
        graded = select(Lead.id).where(Lead.customer_id == Customer.id, Lead.is_open, Lead.level.in_(levels)).exists()
        statement = statement.where(graded)
    if lifecycles:
        statement = statement.where(Customer.lifecycle.in_(lifecycles))
    if silent_since is not None:
        heard = select(Lead.id).where(Lead.customer_id == Customer.id, Lead.last_contact_at > silent_since).exists()
        statement = statement.where(~heard)
    return await all_rows(session, statement.order_by(Customer.owner_id, Customer.id))


async def begin(session: WriteSession, take: dict[str, Any]) -> bool:
    """False when the store has one under way."""
    statement = upsert(StockTake).values(take).on_conflict_do_nothing()
    return (await session.scalar(statement.returning(StockTake.id))) is not None


async def add_items(session: WriteSession, take: dict[str, Any], rows: Sequence[Row[Any]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        values = [
            {
                "id": new_id(),
                "stock_take_id": take["id"],
                "store_id": take["store_id"],
                "customer_id": row.id,
                "assignee_id": row.owner_id,
                "result": None,
                "note": "",
                "done_at": None,
                "done_by": None,
            }
            for row in rows[start : start + _ROWS_AT_ONCE]
        ]
        await session.execute(insert(StockTakeItem), values)


async def find(session: ReadSession, actor: Principal, take_id: UUID) -> StockTake | None:
    return (await session.scalars(scoped(StockTake, actor).where(StockTake.id == take_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, take_id: UUID) -> StockTake | None:
    statement = scoped(StockTake, actor).where(StockTake.id == take_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def rows(
    session: ReadSession, actor: Principal, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Newest first, with how many items are done; one statement."""
    done = (
        select(func.count())
        .where(StockTakeItem.stock_take_id == StockTake.id, StockTakeItem.done_at.is_not(None))
        .correlate(StockTake)
        .scalar_subquery()
    )
    statement = (
        select_rows(StockTake, StaffRef.name.label("started_by_name"), done.label("done"))
        .outerjoin(StaffRef, StaffRef.id == StockTake.started_by)
        .where(scope_condition(StockTake, actor))
    )
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def progress(session: ReadSession, actor: Principal, take_id: UUID) -> Sequence[Row[Any]]:
    """Items in scope per adviser and result; one statement."""
    statement = (
        select_rows(
            StockTakeItem.assignee_id,
            StaffRef.name.label("assignee_name"),
            StockTakeItem.result,
            func.count().label("items"),
        )
        .outerjoin(StaffRef, StaffRef.id == StockTakeItem.assignee_id)
        .where(scope_condition(StockTakeItem, actor), StockTakeItem.stock_take_id == take_id)
        .group_by(StockTakeItem.assignee_id, StaffRef.name, StockTakeItem.result)
        .order_by(StaffRef.name.nulls_last())
    )
    return await all_rows(session, statement)


def _items(actor: Principal) -> Any:
    lead = (
        select(Lead.id, Lead.level, Lead.wanted_make, Lead.wanted_model, Lead.last_contact_at)
        .where(same_person(Lead.customer_id, StockTakeItem.customer_id))
        .order_by(Lead.is_open.desc(), Lead.created_at.desc())
        .limit(1)
        .correlate(StockTakeItem)
        .lateral("newest_lead")
    )
    dead = (
        select(ContactPoint.id)
        .where(ContactPoint.customer_id == Customer.id, ContactPoint.leading, ContactPoint.dead_at.is_not(None))
        .correlate(Customer)
        .exists()
    )
    return (
        select_rows(
            StockTakeItem.id,
            StockTakeItem.stock_take_id,
            StockTakeItem.customer_id,
            SHOWN_NAME,
            SHOWN_MOBILE,
            dead.label("number_dead"),
            StockTakeItem.assignee_id,
            StaffRef.name.label("assignee_name"),
            lead.c.id.label("lead_id"),
            lead.c.level,
            func.concat_ws(" ", lead.c.wanted_make, lead.c.wanted_model).label("wanted"),
            lead.c.last_contact_at,
            StockTakeItem.result,
            StockTakeItem.note,
            StockTakeItem.done_at,
        )
        .select_from(StockTakeItem)
        .join(Customer, Customer.id == StockTakeItem.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == StockTakeItem.assignee_id)
        .outerjoin(lead, true())
        .where(scope_condition(StockTakeItem, actor))
    )


async def items(
    session: ReadSession,
    actor: Principal,
    take_id: UUID,
    *,
    done: bool | None,
    assignee_id: UUID | None,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """In the order in which they were listed: adviser by adviser. One statement."""
    statement = _items(actor).where(StockTakeItem.stock_take_id == take_id)
    if done is not None:
        statement = statement.where(StockTakeItem.done_at.is_not(None) if done else StockTakeItem.done_at.is_(None))
    if assignee_id is not None:
        statement = statement.where(StockTakeItem.assignee_id == assignee_id)
    return await all_rows(session, keyset(statement, LISTED, after).limit(limit + 1))


async def item_row(session: ReadSession, actor: Principal, item_id: UUID) -> Row[Any] | None:
    return (await session.execute(_items(actor).where(StockTakeItem.id == item_id))).one_or_none()


async def lock_item(session: WriteSession, actor: Principal, item_id: UUID) -> tuple[StockTakeItem, StockTake] | None:
    statement = (
        scoped(StockTakeItem, actor)
        .join(StockTake, StockTake.id == StockTakeItem.stock_take_id)
        .add_columns(StockTake)
        .where(StockTakeItem.id == item_id)
        .with_for_update(of=StockTakeItem)
    )
    row = (await session.execute(statement)).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def mark_number(session: WriteSession, customer_id: UUID, dead_at: datetime | None) -> None:
    """The number that is called first is dead, or lives after all."""
    await session.execute(
        update(ContactPoint)
        .where(
            same_person(ContactPoint.customer_id, customer_id),
            ContactPoint.kind == "phone",
            ContactPoint.live,
            ContactPoint.leading,
        )
        .values(dead_at=dead_at)
        .execution_options(synchronize_session=False)
    )


async def find_plan(session: ReadSession, store_id: UUID) -> StockTakePlan | None:
    return await session.get(StockTakePlan, store_id)


async def next_plan_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(StockTakePlan.next_at)))


async def take_due_plans(session: WriteSession, now: datetime, limit: int) -> Sequence[StockTakePlan]:
    statement = (
        select(StockTakePlan)
        .where(StockTakePlan.next_at <= now)
        .order_by(StockTakePlan.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def starter(session: ReadSession, staff_id: UUID | None) -> str | None:
    person = aliased(StaffRef)
    return await session.scalar(select(person.name).where(person.id == staff_id)) if staff_id else None
