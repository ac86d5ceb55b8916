"""SQL of scores and confirmation."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import CustomerAlias, same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, bindparam, func, or_, select, true, update
from sqlalchemy.orm import aliased

from leads.card.models import CustomerCard
from leads.customer.models import ContactPoint, Customer
from leads.file_quality.policy import FileState
from leads.lead.models import Lead
from leads.row_repository import all_rows, one_row, select_rows

OLDEST = [(Customer.filed_at, "asc"), (Customer.id, "asc")]
UNSCORED = Customer.file_score.is_(None) & Customer.merged_into_id.is_(None)


async def next_unscored(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Customer.created_at)).where(UNSCORED))


async def take_unscored(session: WriteSession, limit: int) -> list[UUID]:
    statement = select(Customer.id).where(UNSCORED).order_by(Customer.created_at).limit(limit)
    return list((await session.scalars(statement.with_for_update(skip_locked=True))).all())


async def facts(session: ReadSession, ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """What the score looks at, of all these files in one statement."""
    lead = (
        select(Lead.level, Lead.wanted_model, Lead.next_contact_at, Lead.assignee_id)
        .where(same_person(Lead.customer_id, Customer.id), Lead.is_open)
        .order_by(Lead.created_at.desc())
        .limit(1)
        .correlate(Customer)
        .lateral("open_lead")
    )
    wechat = (
        select(ContactPoint.id)
        .where(same_person(ContactPoint.customer_id, Customer.id), ContactPoint.live, ContactPoint.kind == "wechat")
        .correlate(Customer)
        .exists()
    )
    columns = (
        Customer.id,
        Customer.store_id,
        Customer.kind,
        Customer.name,
        Customer.gender,
        Customer.city,
        Customer.mobile_masked,
        Customer.owner_id,
        Customer.file_state,
        wechat.label("wechat"),
        CustomerCard.fields,
        lead.c.level,
        lead.c.wanted_model,
        lead.c.next_contact_at,
    )
    statement = (
        select_rows(*columns)
        .select_from(Customer)
        .outerjoin(CustomerCard, CustomerCard.customer_id == Customer.id)
        .outerjoin(lead, true())
        .where(Customer.id.in_(ids))
    )
    return await all_rows(session, statement)


async def write_scores(session: WriteSession, values: list[dict[str, Any]]) -> None:
    """Without a new version: nothing that a person edits has changed."""
    connection = await session.connection()
    table = Customer.metadata.tables["customer"]
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for each in values:
        alike.setdefault(tuple(sorted(each.keys() - {"id"})), []).append({f"new_{k}": v for k, v in each.items()})
    for names, rows in alike.items():
        chosen = update(table).where(table.c.id == bindparam("new_id"))
        await connection.execute(chosen.values({name: bindparam(f"new_{name}") for name in names}), rows)


async def forget_scores(session: WriteSession, store_id: UUID) -> int:
    """All scores of a store are worked out again: its weights have changed."""
    result = await session.execute(
        update(Customer)
        .where(Customer.store_id == store_id, Customer.merged_into_id.is_(None), Customer.file_score.is_not(None))
        .values(file_score=None)
        .returning(Customer.id)
        .execution_options(synchronize_session=False)
    )
    return len(result.all())


async def lock_files(session: WriteSession, actor: Principal, ids: Collection[UUID]) -> dict[UUID, Customer]:
    statement = scoped(Customer, actor).where(Customer.id.in_(ids)).order_by(Customer.id).with_for_update(of=Customer)
    return {row.id: row for row in (await session.scalars(statement)).all()}


async def lock_leads(session: WriteSession, ids: Collection[UUID]) -> list[Lead]:
    """The open leads of these people, newest first. Before the files: who moves a lead holds it before its customer."""
    merged = select(CustomerAlias.customer_id).where(CustomerAlias.root_id.in_(ids))
    statement = select(Lead).where(or_(Lead.customer_id.in_(ids), Lead.customer_id.in_(merged)), Lead.is_open)
    held = (await session.scalars(statement.order_by(Lead.id).with_for_update(of=Lead))).all()
    return sorted(held, key=lambda lead: lead.created_at, reverse=True)


async def roots_of(session: ReadSession, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The file that answers for each merged one of these."""
    statement = select_rows(CustomerAlias.customer_id, CustomerAlias.root_id).where(
        CustomerAlias.customer_id.in_(ids), CustomerAlias.root_id.is_not(None)
    )
    return {row.customer_id: row.root_id for row in await all_rows(session, statement)}


async def make_cards(session: WriteSession, lead_ids: Collection[UUID], at: datetime) -> None:
    """Without a new version: nothing that a person edits has changed."""
    statement = update(Lead).where(Lead.id.in_(lead_ids)).values(carded_at=at)
    await session.execute(statement.execution_options(synchronize_session=False))


async def pending(
    session: ReadSession, actor: Principal, *, state: FileState, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """The longest waiting first, with what the supervisor looks at; one statement."""
    filer, owner = aliased(StaffRef), aliased(StaffRef)
    lead = (
        select(Lead.level, Lead.wanted_make, Lead.wanted_model)
        .where(same_person(Lead.customer_id, Customer.id), Lead.is_open)
        .order_by(Lead.created_at.desc())
        .limit(1)
        .correlate(Customer)
        .lateral("open_lead")
    )
    columns = (
        Customer.id,
        Customer.name,
        Customer.mobile_masked,
        Customer.source,
        Customer.created_at,
        Customer.file_state,
        func.coalesce(Customer.file_score, 0).label("file_score"),
        Customer.file_missing,
        Customer.filed_at,
        filer.name.label("filed_by_name"),
        owner.name.label("owner_name"),
        Customer.return_reason,
        lead.c.level,
        func.concat_ws(" ", lead.c.wanted_make, lead.c.wanted_model).label("wanted"),
    )
    statement = (
        select_rows(*columns)
        .select_from(Customer)
        .outerjoin(filer, filer.id == Customer.filed_by)
        .outerjoin(owner, owner.id == Customer.owner_id)
        .outerjoin(lead, true())
        .where(scope_condition(Customer, actor), Customer.file_state == state, Customer.merged_into_id.is_(None))
    )
    return await all_rows(session, keyset(statement, OLDEST, after).limit(limit + 1))


async def by_adviser(session: ReadSession, actor: Principal, store_id: UUID, good_from: int) -> Sequence[Row[Any]]:
    """Files in work (with an open lead) of each adviser: how many, how complete, how far with confirmation."""
    in_work = select(Lead.id).where(Lead.customer_id == Customer.id, Lead.is_open).exists()
    of_state = {
        state: func.count().filter(Customer.file_state == state).label(state.value)
        for state in (FileState.OPEN, FileState.PENDING, FileState.CONFIRMED, FileState.RETURNED)
    }
    statement = (
        select_rows(
            Customer.owner_id,
            StaffRef.name.label("owner_name"),
            func.count().label("files"),
            func.count().filter(Customer.file_score >= good_from).label("good"),
            func.avg(Customer.file_score).label("average"),
            *of_state.values(),
        )
        .select_from(Customer)
        .outerjoin(StaffRef, StaffRef.id == Customer.owner_id)
        .where(
            scope_condition(Customer, actor), Customer.store_id == store_id, Customer.merged_into_id.is_(None), in_work
        )
        .group_by(Customer.owner_id, StaffRef.name)
        .order_by(StaffRef.name.nulls_last())
    )
    return await all_rows(session, statement)


async def mostly_missing(session: ReadSession, actor: Principal, store_id: UUID) -> Sequence[Row[Any]]:
    """Which fields are blank in most of the files in work."""
    in_work = select(Lead.id).where(Lead.customer_id == Customer.id, Lead.is_open).exists()
    blank = func.jsonb_array_elements_text(Customer.file_missing).table_valued("value").lateral("blank")
    statement = (
        select_rows(blank.c.value.label("field"), func.count().label("files"))
        .select_from(Customer)
        .join(blank, true())
        .where(
            scope_condition(Customer, actor), Customer.store_id == store_id, Customer.merged_into_id.is_(None), in_work
        )
        .group_by(blank.c.value)
        .order_by(func.count().desc())
        .limit(8)
    )
    return await all_rows(session, statement)


async def trail(session: ReadSession, customer_id: UUID) -> Row[Any] | None:
    """Who made, filed and confirmed the file."""
    maker, filer, judge = aliased(StaffRef), aliased(StaffRef), aliased(StaffRef)
    statement = (
        select_rows(
            Customer.file_state,
            Customer.file_score,
            Customer.file_missing,
            Customer.created_at,
            maker.name.label("created_by_name"),
            Customer.filed_at,
            filer.name.label("filed_by_name"),
            Customer.verified_at,
            judge.name.label("verified_by_name"),
            Customer.return_reason,
        )
        .select_from(Customer)
        .outerjoin(maker, maker.id == Customer.created_by)
        .outerjoin(filer, filer.id == Customer.filed_by)
        .outerjoin(judge, judge.id == Customer.verified_by)
        .where(Customer.id == customer_id)
    )
    return await one_row(session, statement)
