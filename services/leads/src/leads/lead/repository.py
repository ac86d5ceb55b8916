"""SQL of single leads. Lists and boards stand in `listing_repository`."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept, same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.prepared import Prepared
from service_defaults.scope import scoped
from sqlalchemy import (
    ARRAY,
    LargeBinary,
    Row,
    ScalarSelect,
    Text,
    Uuid,
    bindparam,
    exists,
    func,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from leads.customer.models import ContactPoint, Customer
from leads.lead.models import ExternalRef, Lead, LevelChange, StageChange
from leads.lead.policy import Family, Stage
from leads.lead.wish import Known, KnownLead
from leads.row_repository import all_rows, select_rows


async def find(session: ReadSession, actor: Principal, lead_id: UUID) -> Lead | None:
    return (await session.scalars(scoped(Lead, actor).where(Lead.id == lead_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, lead_id: UUID) -> Lead | None:
    statement = scoped(Lead, actor).where(Lead.id == lead_id).with_for_update(of=Lead)
    return (await session.scalars(statement)).one_or_none()


async def lock_open_of(session: WriteSession, actor: Principal, customer_id: UUID, family: str) -> Lead | None:
    mine = same_person(Lead.customer_id, customer_id)
    statement = scoped(Lead, actor).where(mine, Lead.family == family, Lead.is_open)
    return (await session.scalars(statement.with_for_update(of=Lead))).one_or_none()


async def open_of_customer(session: ReadSession, customer_id: UUID) -> list[Lead]:
    """Regardless of scope: a customer's leads move together."""
    statement = select(Lead).where(same_person(Lead.customer_id, customer_id), Lead.is_open)
    return list((await session.scalars(statement)).all())


async def add_refs(session: WriteSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(upsert(ExternalRef).values(rows).on_conflict_do_nothing())


async def known_customers(
    session: ReadSession, store_id: UUID, keys: Sequence[bytes], refs: Sequence[tuple[str, str]]
) -> list[Known]:
    """Who of the store's customers has one of these blind indexes, or sent one of these ids before; surest first."""
    sources, ids = [source for source, _ in refs], [external_id for _, external_id in refs]
    rows = await _known_customers().rows(session, store_id=store_id, keys=list(keys), sources=sources, ids=ids)
    return [_known(row) for row in rows]


@cache
def _known_customers() -> Prepared:
    store_id, keys = bindparam("store_id", None, Uuid()), bindparam("keys", None, ARRAY(LargeBinary()))
    sources, ids = bindparam("sources", None, ARRAY(Text())), bindparam("ids", None, ARRAY(Text()))
    by_key = exists().where(
        ContactPoint.store_id == store_id,
        ContactPoint.live,
        ContactPoint.key_index == func.any(keys),
        kept(ContactPoint.customer_id) == Customer.id,
    )
    sent = func.unnest(sources, ids).table_valued("source", "external_id").render_derived()
    same_sender = (ExternalRef.source == sent.c.source) & (ExternalRef.external_id == sent.c.external_id)
    named = (ExternalRef.store_id == store_id) & same_sender
    candidates = union(
        select(kept(ContactPoint.customer_id)).where(
            ContactPoint.store_id == store_id, ContactPoint.key_index == func.any(keys), ContactPoint.live
        ),
        select(kept(ExternalRef.customer_id)).select_from(sent).join(ExternalRef, named),
    )
    ref_leads = (
        select(func.array_agg(ExternalRef.lead_id, type_=ARRAY(Uuid())))
        .select_from(sent)
        .join(ExternalRef, named)
        .where(kept(ExternalRef.customer_id) == Customer.id)
    )
    has_key = exists().where(
        same_person(ContactPoint.customer_id, Customer.id), ContactPoint.live, ContactPoint.key_index.is_not(None)
    )
    return Prepared(
        select_rows(
            *known_columns(),
            by_key.label("by_key"),
            has_key.label("has_key"),
            ref_leads.scalar_subquery().label("ref_lead_ids"),
        )
        .where(Customer.id.in_(candidates), Customer.merged_into_id.is_(None))
        .order_by(by_key.desc(), Customer.created_at)
    )


def known_columns() -> tuple[Any, ...]:
    """What `known_from` needs of a customer."""
    return (Customer.id, Customer.name, Customer.owner_id, Customer.lifecycle, _open_leads().label("open_leads"))


def _open_leads() -> ScalarSelect[Any]:
    found = select(
        func.json_agg(
            func.json_build_object(
                "id", Lead.id, "family", Lead.family, "assignee_id", Lead.assignee_id, "stage", Lead.stage,
                "kind", Lead.kind,
            )
        )
    ).where(same_person(Lead.customer_id, Customer.id), Lead.is_open)  # fmt: skip
    return found.scalar_subquery()


def _known(row: Row[Any]) -> Known:
    return known_from(row, by_key=row.by_key, has_key=row.has_key, ref_lead_ids=tuple(row.ref_lead_ids or ()))


def known_from(row: Row[Any], *, by_key: bool, has_key: bool = True, ref_lead_ids: tuple[UUID, ...] = ()) -> Known:
    leads = [
        KnownLead(
            UUID(lead["id"]),
            Family(lead["family"]),
            UUID(lead["assignee_id"]) if lead["assignee_id"] else None,
            Stage(lead["stage"]),
            lead["kind"],
        )
        for lead in row.open_leads or []
    ]
    return Known(
        customer_id=row.id,
        name=row.name,
        owner_id=row.owner_id,
        lifecycle=row.lifecycle,
        by_key=by_key,
        has_key=has_key,
        ref_lead_ids=ref_lead_ids,
        open_leads=tuple(leads),
    )


async def known_customer(session: ReadSession, customer_id: UUID) -> Known | None:
    """One customer in the same shape; scope was asked before."""
    customer = await session.get(Customer, customer_id)
    if customer is None:
        return None
    leads = [
        KnownLead(lead.id, Family(lead.family), lead.assignee_id, Stage(lead.stage), lead.kind)  # type: ignore[arg-type]  # stored by its value
        for lead in await open_of_customer(session, customer_id)
    ]
    return Known(
        customer_id=customer.id,
        name=customer.name,
        owner_id=customer.owner_id,
        lifecycle=customer.lifecycle,
        by_key=True,
        has_key=True,
        ref_lead_ids=(),
        open_leads=tuple(leads),
    )


async def touch(session: WriteSession, lead_id: UUID, at: datetime) -> UUID | None:
    """Count a touchpoint and hold the lead; answers who has it now. The lead's own version stays, nothing that a
    person edits has changed."""
    return await session.scalar(
        update(Lead)
        .where(Lead.id == lead_id)
        .values(touch_count=Lead.touch_count + 1, touched_at=at, assess_at=at)
        .returning(Lead.assignee_id)
        .execution_options(synchronize_session=False)
    )


async def next_escalation(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Lead.escalate_at)))


async def lock_escalating(session: WriteSession, by: datetime, limit: int) -> list[Lead]:
    statement = (
        select(Lead)
        .where(Lead.escalate_at <= by)
        .order_by(Lead.escalate_at, Lead.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.scalars(statement)).all())


async def holders(session: ReadSession, store_ids: set[UUID], roles: set[str]) -> Sequence[Row[Any]]:
    """Active staff of the stores who hold one of the roles."""
    statement = select_rows(StaffRef.id, StaffRef.store_id, StaffRef.roles).where(
        StaffRef.store_id.in_(store_ids), StaffRef.active, StaffRef.roles.overlap(sorted(roles))
    )
    return await all_rows(session, statement)


async def is_file_confirmed(session: ReadSession, customer_id: UUID) -> bool:
    """Of the file that answers for the person."""
    state = await session.scalar(select(Customer.file_state).where(Customer.id == kept(customer_id)))
    return state == "confirmed"


async def levels_of(session: ReadSession, lead_id: UUID) -> list[LevelChange]:
    statement = select(LevelChange).where(LevelChange.lead_id == lead_id).order_by(LevelChange.at, LevelChange.id)
    return list((await session.scalars(statement)).all())


async def stages_of(session: ReadSession, lead_id: UUID) -> list[StageChange]:
    statement = select(StageChange).where(StageChange.lead_id == lead_id).order_by(StageChange.at, StageChange.id)
    return list((await session.scalars(statement)).all())
