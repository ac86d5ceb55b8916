"""All SQL of the customer file."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept, same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal, Scope
from service_defaults.organisation import StaffRef, StoreRef
from service_defaults.paging import keyset
from service_defaults.prepared import Prepared
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Uuid,
    bindparam,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from leads.customer.models import ContactPoint, Customer, Reveal
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.models import Lead
from leads.row_repository import all_rows, one_row, select_rows

ROW_COLUMNS = (
    Customer.id,
    Customer.store_id,
    Customer.kind,
    Customer.name,
    Customer.gender,
    Customer.mobile_masked,
    Customer.lifecycle,
    Customer.owner_id,
    StaffRef.name.label("owner_name"),
    Customer.source,
    Customer.tags,
    Customer.created_at,
    Customer.city,
    Customer.file_score,
    Customer.name_sort,
)


async def find(session: ReadSession, actor: Principal, customer_id: UUID) -> Customer | None:
    """The file that answers for the id."""
    statement = scoped(Customer, actor).where(Customer.id == kept(customer_id))
    return (await session.scalars(statement)).one_or_none()


async def lock(session: WriteSession, actor: Principal, customer_id: UUID) -> Customer | None:
    statement = scoped(Customer, actor).where(Customer.id == kept(customer_id)).with_for_update(of=Customer)
    return (await session.scalars(statement)).one_or_none()


async def anywhere(session: ReadSession, customer_id: UUID) -> Customer | None:
    """The file that answers for the id, regardless of scope: to write down who asked for a stranger's number."""
    return (await session.scalars(select(Customer).where(Customer.id == kept(customer_id)))).one_or_none()


async def files_of(session: ReadSession, customer_id: UUID) -> Sequence[Customer]:
    """The file itself and the one that answers for it; one where nothing was merged. Regardless of scope."""
    statement = select(Customer).where(Customer.id.in_([literal(customer_id, type_=Uuid()), kept(customer_id)]))
    return (await session.scalars(statement)).all()


async def score_anew(session: WriteSession, customer_id: UUID) -> None:
    """How complete the file is has to be worked out again; nothing that a person edits has changed."""
    await session.execute(
        update(Customer)
        .where(Customer.id == kept(customer_id), Customer.file_score.is_not(None))
        .values(file_score=None)
        .execution_options(synchronize_session=False)
    )


async def names(session: ReadSession, ids: set[UUID]) -> Sequence[Row[Any]]:
    columns = (Customer.id, SHOWN_NAME.label("name"), SHOWN_MOBILE)
    return await all_rows(
        session, select_rows(*columns).select_from(Customer).outerjoin(KEPT, IS_KEPT).where(Customer.id.in_(ids))
    )


async def stores_in_reach(session: ReadSession, actor: Principal) -> tuple[UUID, ...]:
    if actor.scope is not Scope.GROUP:
        return actor.store_ids
    return tuple(await session.scalars(select(StoreRef.id).where(StoreRef.group_id == actor.group_id)))


async def known_by(session: ReadSession, store_id: UUID, keys: Sequence[bytes]) -> Row[Any] | None:
    """The customer of the store whom one of the blind indexes belongs to, with the owner's name."""
    statement = (
        select_rows(Customer.id, Customer.owner_id, StaffRef.name.label("owner_name"))
        .select_from(Customer)
        .join(ContactPoint, kept(ContactPoint.customer_id) == Customer.id)
        .outerjoin(StaffRef, StaffRef.id == Customer.owner_id)
        .where(ContactPoint.store_id == store_id, ContactPoint.key_index.in_(keys), ContactPoint.live)
        .order_by(ContactPoint.kind.desc(), Customer.created_at)
        .limit(1)
    )
    return await one_row(session, statement)


async def points_of(session: ReadSession, customer_id: UUID) -> list[ContactPoint]:
    statement = (
        select(ContactPoint)
        .where(same_person(ContactPoint.customer_id, customer_id), ContactPoint.live)
        .order_by(ContactPoint.kind.desc(), ContactPoint.leading.desc(), ContactPoint.id)
    )
    return list((await session.scalars(statement)).all())


async def add_points(session: WriteSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(ContactPoint), rows)


async def retire_points(session: WriteSession, ids: Sequence[UUID]) -> None:
    await session.execute(
        update(ContactPoint)
        .where(ContactPoint.id.in_(ids))
        .values(live=False, leading=False)
        .execution_options(synchronize_session=False)
    )


async def open_leads(session: ReadSession, customer_id: UUID) -> Sequence[Row[Any]]:
    columns = (Lead.id, Lead.kind, Lead.stage, Lead.level, Lead.wanted_make, Lead.wanted_model, Lead.next_contact_at)
    statement = select_rows(*columns).where(same_person(Lead.customer_id, customer_id), Lead.is_open)
    return await all_rows(session, statement.order_by(Lead.created_at.desc()))


async def reveals(session: ReadSession, actor: Principal, customer_id: UUID, limit: int) -> list[Reveal]:
    statement = scoped(Reveal, actor).where(same_person(Reveal.customer_id, customer_id))
    return list((await session.scalars(statement.order_by(Reveal.at.desc(), Reveal.id.desc()).limit(limit))).all())


def matches(tokens: Sequence[Sequence[int]]) -> ColumnElement[bool]:
    """Customers who carry every token of at least one alternative."""
    return or_(*(Customer.search_tokens.contains(list(one)) for one in tokens))


async def rows(
    session: ReadSession,
    actor: Principal,
    *,
    tokens: Sequence[Sequence[int]] | None,
    narrowed: Sequence[ColumnElement[bool]],
    order: Sequence[tuple[Any, str]],
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Customers in the order asked for, each with the newest open lead; one statement."""
    if narrowed or after is not None:
        found = None if tokens is None else matches(tokens)
        return await all_rows(session, _page(actor, found, narrowed, order, after).limit(limit + 1))
    # First pages and the search box are asked for all day long: only the tokens differ.
    page = _first_page(actor, tuple(order), None if tokens is None else len(tokens), limit)
    return await page.rows(session, **{f"tokens{place}": list(one) for place, one in enumerate(tokens or ())})


@lru_cache(maxsize=512)
def _first_page(actor: Principal, order: tuple[tuple[Any, str], ...], alternatives: int | None, limit: int) -> Prepared:
    binds = [bindparam(f"tokens{place}", None, ARRAY(BigInteger())) for place in range(alternatives or 0)]
    found = None if alternatives is None else or_(*(Customer.search_tokens.contains(bind) for bind in binds))
    return Prepared(_page(actor, found, (), order, None).limit(limit + 1))


def _page(
    actor: Principal,
    matching: ColumnElement[bool] | None,
    narrowed: Sequence[ColumnElement[bool]],
    order: Sequence[tuple[Any, str]],
    after: Sequence[Any] | None,
) -> Select[Any]:
    lead = (
        select(Lead.id, Lead.kind, Lead.stage, Lead.level, Lead.wanted_make, Lead.wanted_model, Lead.next_contact_at)
        .where(same_person(Lead.customer_id, Customer.id), Lead.is_open)
        .order_by(Lead.created_at.desc())
        .limit(1)
        .lateral("open_lead")
    )
    wanted = [scope_condition(Customer, actor), Customer.merged_into_id.is_(None), *narrowed]
    if matching is not None:
        # By themselves first: beside an order and a limit the planner would rather walk all customers of the store.
        found = select(Customer.id).where(matching).cte("found").prefix_with("MATERIALIZED")
        wanted.append(Customer.id.in_(select(found.c.id)))
    columns = (lead.c.id.label("lead_id"), lead.c.kind.label("lead_kind"), lead.c.stage, lead.c.level)
    wants = (lead.c.wanted_make, lead.c.wanted_model, lead.c.next_contact_at)
    statement = (
        select_rows(*ROW_COLUMNS, *columns, *wants)
        .select_from(Customer)
        .outerjoin(StaffRef, StaffRef.id == Customer.owner_id)
        .outerjoin(lead, true())
        .where(*wanted)
    )
    return keyset(statement, order, after)
