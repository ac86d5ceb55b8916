"""All SQL of merging."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, func, or_, select, update
from sqlalchemy.orm import aliased

from leads.card.models import CustomerCard
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from leads.merge.models import CustomerMerge
from leads.order.models import Order
from leads.order.policy import LIVE
from leads.row_repository import all_rows, one_row, select_rows

_LOCK_SPACE = 0x6D6572
NEWEST = [(CustomerMerge.merged_at, "desc"), (CustomerMerge.id, "desc")]


async def one_merge_at_a_time(session: WriteSession, store_id: UUID) -> None:
    """Until the end of the transaction no other merge of the store begins: A into B and B into A cannot cross."""
    await session.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, func.hashtext(str(store_id)))))


async def lock_files(session: WriteSession, ids: Collection[UUID]) -> dict[UUID, Customer]:
    statement = (
        select(Customer)
        .where(Customer.id.in_(ids))
        .order_by(Customer.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in (await session.scalars(statement)).all()}


async def cards_of(session: ReadSession, ids: Collection[UUID]) -> dict[UUID, CustomerCard]:
    statement = select(CustomerCard).where(CustomerCard.customer_id.in_(ids))
    return {row.customer_id: row for row in (await session.scalars(statement)).all()}


async def order_counts(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Living orders and all orders of each person."""
    living = func.count().filter(Order.status.in_(sorted(LIVE)))
    counts: dict[UUID, tuple[int, int]] = {}
    for one in ids:
        row = (await session.execute(select(living, func.count()).where(same_person(Order.customer_id, one)))).one()
        counts[one] = (row[0], row[1])
    return counts


async def open_leads(session: ReadSession, customer_id: UUID) -> Sequence[Lead]:
    statement = select(Lead).where(same_person(Lead.customer_id, customer_id), Lead.is_open).order_by(Lead.created_at)
    return (await session.scalars(statement)).all()


async def lock_leads(session: WriteSession, ids: Collection[UUID]) -> dict[UUID, Lead]:
    statement = select(Lead).where(Lead.id.in_(ids)).order_by(Lead.id).with_for_update()
    return {row.id: row for row in (await session.scalars(statement)).all()}


async def open_families(session: ReadSession, customer_id: UUID) -> set[str]:
    """Families of the open leads that stand under exactly this id."""
    statement = select(Lead.family).where(Lead.customer_id == customer_id, Lead.is_open)
    return set((await session.scalars(statement)).all())


async def points_of_files(session: ReadSession, ids: Collection[UUID]) -> Sequence[ContactPoint]:
    """Live contact points of exactly these files, the leading ones first."""
    statement = (
        select(ContactPoint)
        .where(ContactPoint.customer_id.in_(ids), ContactPoint.live)
        .order_by(ContactPoint.leading.desc(), ContactPoint.id)
    )
    return (await session.scalars(statement)).all()


async def family_of(session: ReadSession, root_id: UUID) -> Sequence[Customer]:
    """The answering file and all that were merged into it."""
    statement = select(Customer).where(or_(Customer.id == root_id, Customer.merged_into_id == root_id))
    return (await session.scalars(statement)).all()


async def covered_names(session: ReadSession, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """What these files were called before a merge put another name on them."""
    name = CustomerMerge.layers["name"]["before"].astext
    statement = select(CustomerMerge.customer_id, name.label("name")).where(
        CustomerMerge.customer_id.in_(ids), CustomerMerge.undone_at.is_(None), name.is_not(None)
    )
    found: dict[UUID, list[str]] = {}
    for row in (await session.execute(statement)).all():
        found.setdefault(row.customer_id, []).append(row.name)
    return found


async def answer_for(session: WriteSession, ids: Collection[UUID], root_id: UUID) -> None:
    """Write which file answers; the root itself answers for itself."""
    for wanted, value in ((Customer.id != root_id, root_id), (Customer.id == root_id, None)):
        await session.execute(
            update(Customer)
            .where(Customer.id.in_(ids), wanted)
            .values(merged_into_id=value)
            .execution_options(synchronize_session="fetch")
        )


async def times_merged(session: ReadSession, absorbed_id: UUID) -> int:
    statement = select(func.count()).select_from(CustomerMerge).where(CustomerMerge.absorbed_id == absorbed_id)
    return int(await session.scalar(statement) or 0)


async def lock(session: WriteSession, actor: Principal, merge_id: UUID) -> CustomerMerge | None:
    statement = scoped(CustomerMerge, actor).where(CustomerMerge.id == merge_id).with_for_update(of=CustomerMerge)
    return (await session.scalars(statement)).one_or_none()


async def later_onto(session: WriteSession, merge: CustomerMerge) -> Sequence[CustomerMerge]:
    """Merges that were put on the same file afterwards and still lie there, the next one first."""
    statement = (
        select(CustomerMerge)
        .where(
            CustomerMerge.customer_id == merge.customer_id,
            CustomerMerge.undone_at.is_(None),
            or_(
                CustomerMerge.merged_at > merge.merged_at,
                (CustomerMerge.merged_at == merge.merged_at) & (CustomerMerge.id > merge.id),
            ),
        )
        .order_by(CustomerMerge.merged_at, CustomerMerge.id)
        .with_for_update()
    )
    return (await session.scalars(statement)).all()


def _rows(actor: Principal) -> Select[Any]:
    kept, absorbed = aliased(Customer), aliased(Customer)
    merged_by, undone_by = aliased(StaffRef), aliased(StaffRef)
    return (
        select_rows(
            CustomerMerge.id,
            CustomerMerge.store_id,
            CustomerMerge.customer_id,
            kept.name.label("customer_name"),
            CustomerMerge.absorbed_id,
            absorbed.name.label("absorbed_name"),
            absorbed.mobile_masked.label("absorbed_mobile_masked"),
            CustomerMerge.choices,
            CustomerMerge.note,
            CustomerMerge.merged_at,
            merged_by.name.label("merged_by_name"),
            CustomerMerge.undone_at,
            undone_by.name.label("undone_by_name"),
        )
        .select_from(CustomerMerge)
        .join(kept, kept.id == CustomerMerge.customer_id)
        .join(absorbed, absorbed.id == CustomerMerge.absorbed_id)
        .outerjoin(merged_by, merged_by.id == CustomerMerge.merged_by)
        .outerjoin(undone_by, undone_by.id == CustomerMerge.undone_by)
        .where(scope_condition(CustomerMerge, actor))
    )


async def rows(
    session: ReadSession, actor: Principal, *, customer_id: UUID | None, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Newest first; of one person, or of all in scope. One statement."""
    statement = _rows(actor)
    if customer_id is not None:
        statement = statement.where(
            or_(same_person(CustomerMerge.customer_id, customer_id), CustomerMerge.absorbed_id == customer_id)
        )
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def row(session: ReadSession, actor: Principal, merge_id: UUID) -> Row[Any] | None:
    return await one_row(session, _rows(actor).where(CustomerMerge.id == merge_id))


async def still_here(session: ReadSession, ids: Collection[UUID]) -> set[UUID]:
    """Those who still work for the house."""
    return set((await session.scalars(select(StaffRef.id).where(StaffRef.id.in_(ids), StaffRef.active))).all())
