"""All SQL of behaviour."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import Purpose
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StoreRef
from service_defaults.scope import scope_condition, scoped
from service_defaults.store_settings import StoreSetting
from sqlalchemy import Date, Row, and_, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.behaviour.models import BehaviourEvent, BehaviourSite, BehaviourVisitor, InterestProfile
from leads.behaviour.policy import DayCount
from leads.consent.models import Consent
from leads.lead.models import Lead
from leads.row_repository import all_rows, one_row, select_rows

_DAY_COUNT = ("day", "kind", "model", "topic", "rival", "count", "first_at", "last_at")


async def sites(session: ReadSession, actor: Principal) -> list[BehaviourSite]:
    statement = scoped(BehaviourSite, actor).order_by(BehaviourSite.created_at, BehaviourSite.id).limit(200)
    return list((await session.scalars(statement)).all())


async def lock_site(session: WriteSession, actor: Principal, site_id: UUID) -> BehaviourSite | None:
    statement = scoped(BehaviourSite, actor).where(BehaviourSite.id == site_id).with_for_update(of=BehaviourSite)
    return (await session.scalars(statement)).one_or_none()


async def door(session: ReadSession, *, site_key: str | None = None, digest: bytes | None = None) -> Row[Any] | None:
    """An open door with its store's choices; one statement."""
    named = BehaviourSite.site_key == site_key if site_key is not None else BehaviourSite.digest == digest
    statement = (
        select_rows(
            BehaviourSite.id,
            BehaviourSite.store_id,
            BehaviourSite.door,
            BehaviourSite.origins,
            BehaviourSite.last_seen_at,
            StoreSetting.chosen,
        )
        .outerjoin(StoreSetting, StoreSetting.store_id == BehaviourSite.store_id)
        .where(named, BehaviourSite.active)
    )
    return await one_row(session, statement)


async def note_seen(session: WriteSession, site_id: UUID, at: datetime) -> None:
    """The version stays: nothing that a person edits has changed."""
    statement = update(BehaviourSite).where(BehaviourSite.id == site_id).values(last_seen_at=at)
    await session.execute(statement.execution_options(synchronize_session=False))


async def meet_visitors(session: WriteSession, rows: Sequence[dict[str, Any]]) -> dict[bytes, Row[Any]]:
    """Count visitors in and hold them, so that nobody is linked to a customer meanwhile."""
    statement = insert(BehaviourVisitor).values(list(rows))
    told = statement.excluded
    upsert = statement.on_conflict_do_update(
        index_elements=["store_id", "visitor_key"],
        set_={
            "last_at": func.greatest(BehaviourVisitor.last_at, told.last_at),
            "events": BehaviourVisitor.events + told.events,
            "wording_version": told.wording_version,
            "purge_at": func.greatest(BehaviourVisitor.purge_at, told.purge_at),
        },
    ).returning(BehaviourVisitor.visitor_key, BehaviourVisitor.customer_id, BehaviourVisitor.events)
    return {row.visitor_key: row for row in await all_rows(session, upsert)}


async def add_events(session: WriteSession, rows: Sequence[dict[str, Any]]) -> int:
    """Append; what came before is not taken twice. Answers how many were new."""
    statement = insert(BehaviourEvent).values(list(rows)).on_conflict_do_nothing().returning(BehaviourEvent.id)
    return len((await session.execute(statement)).all())


async def mark_dirty(session: WriteSession, people: Sequence[tuple[UUID, UUID]], at: datetime) -> None:
    """(customer, store) whose profile is to be looked at again."""
    empty: dict[str, Any] = {
        "models": [],
        "topics": [],
        "rivals": [],
        "kinds": {},
        "streak": None,
        "active_days": 0,
        "first_at": None,
        "last_at": None,
        "dirty_at": at,
    }
    rows = [{"customer_id": customer, "store_id": store, **empty} for customer, store in sorted(people)]
    statement = insert(InterestProfile).values(rows)
    earliest = func.least(func.coalesce(InterestProfile.dirty_at, statement.excluded.dirty_at), at)
    await session.execute(statement.on_conflict_do_update(index_elements=["customer_id"], set_={"dirty_at": earliest}))


async def link_visitors(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """From now on these visitors are the customer; a family's tablet follows whoever said so last."""
    statement = insert(BehaviourVisitor).values(list(rows))
    told = statement.excluded
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["store_id", "visitor_key"],
            set_={
                "customer_id": told.customer_id,
                "linked_at": told.linked_at,
                "purge_at": func.greatest(BehaviourVisitor.purge_at, told.purge_at),
            },
        )
    )


async def claim_events(
    session: WriteSession, store_id: UUID, keys: Sequence[bytes], customer_id: UUID, purge_at: datetime
) -> int:
    """Views that were nobody's become the customer's; what belongs to somebody else stays theirs."""
    statement = (
        update(BehaviourEvent)
        .where(
            BehaviourEvent.store_id == store_id,
            BehaviourEvent.visitor_key.in_(list(keys)),
            BehaviourEvent.customer_id.is_(None),
        )
        .values(customer_id=customer_id, purge_at=purge_at)
        .execution_options(synchronize_session=False)
    )
    return int((await session.execute(statement)).rowcount)  # type: ignore[attr-defined]  # a cursor result


async def forget_visitor(session: WriteSession, store_id: UUID, key: bytes) -> UUID | None:
    """Everything of one visitor goes; answers the customer whom they were linked to."""
    of_visitor = and_(BehaviourEvent.store_id == store_id, BehaviourEvent.visitor_key == key)
    await session.execute(delete(BehaviourEvent).where(of_visitor).execution_options(synchronize_session=False))
    found: UUID | None = await session.scalar(
        delete(BehaviourVisitor)
        .where(BehaviourVisitor.store_id == store_id, BehaviourVisitor.visitor_key == key)
        .returning(BehaviourVisitor.customer_id)
        .execution_options(synchronize_session=False)
    )
    return found


async def forget_customer(session: WriteSession, customer_id: UUID) -> None:
    """Views, links and profile of a customer go."""
    for model in (BehaviourEvent, BehaviourVisitor, InterestProfile):
        statement = delete(model).where(model.customer_id == customer_id)
        await session.execute(statement.execution_options(synchronize_session=False))


async def next_purge(session: ReadSession) -> datetime | None:
    events = await session.scalar(select(func.min(BehaviourEvent.purge_at)))
    visitors = await session.scalar(select(func.min(BehaviourVisitor.purge_at)))
    return min((at for at in (events, visitors) if at is not None), default=None)


async def purge(session: WriteSession, by: datetime, limit: int) -> None:
    for model, key in ((BehaviourEvent, BehaviourEvent.id), (BehaviourVisitor, BehaviourVisitor.visitor_key)):
        gone = select(key).where(model.purge_at <= by).limit(limit).with_for_update(skip_locked=True)
        statement = delete(model).where(key.in_(gone), model.purge_at <= by)
        await session.execute(statement.execution_options(synchronize_session=False))


async def next_dirty(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(InterestProfile.dirty_at)))


async def lock_dirty(session: WriteSession, by: datetime, limit: int) -> list[InterestProfile]:
    statement = (
        select(InterestProfile)
        .where(InterestProfile.dirty_at <= by)
        .order_by(InterestProfile.dirty_at, InterestProfile.customer_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.scalars(statement)).all())


async def day_counts(
    session: ReadSession, customer_ids: Sequence[UUID], since: datetime, until: datetime
) -> dict[UUID, list[DayCount]]:
    """What customers did per local day of their store, oldest first; one statement."""
    day = cast(func.timezone(StoreRef.timezone, BehaviourEvent.at), Date)
    by = (BehaviourEvent.kind, BehaviourEvent.model, BehaviourEvent.topic, BehaviourEvent.rival)
    statement = (
        select_rows(
            BehaviourEvent.customer_id,
            day.label("day"),
            *by,
            func.count().label("count"),
            func.min(BehaviourEvent.at).label("first_at"),
            func.max(BehaviourEvent.at).label("last_at"),
        )
        .join(StoreRef, StoreRef.id == BehaviourEvent.store_id)
        .where(
            BehaviourEvent.customer_id.in_(list(customer_ids)),
            BehaviourEvent.at >= since,
            BehaviourEvent.at <= until,
        )
        .group_by(BehaviourEvent.customer_id, day, *by)
        .order_by(func.max(BehaviourEvent.at))
    )
    found: dict[UUID, list[DayCount]] = defaultdict(list)
    for row in await all_rows(session, statement):
        found[row.customer_id].append(DayCount(**{name: getattr(row, name) for name in _DAY_COUNT}))
    return found


async def open_leads(session: ReadSession, customer_ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    """The open buying lead of each customer, whoever looks."""
    statement = select_rows(Lead.customer_id, Lead.id, Lead.assignee_id, Lead.wanted_model).where(
        Lead.customer_id.in_(list(customer_ids)), Lead.is_open, Lead.family == "buying"
    )
    return {row.customer_id: row for row in await all_rows(session, statement)}


async def recent(session: ReadSession, actor: Principal, customer_id: UUID, limit: int) -> Sequence[Row[Any]]:
    statement = (
        select_rows(
            BehaviourEvent.at,
            BehaviourEvent.door,
            BehaviourEvent.kind,
            BehaviourEvent.model,
            BehaviourEvent.trim,
            BehaviourEvent.topic,
            BehaviourEvent.rival,
            BehaviourEvent.page,
        )
        .where(scope_condition(BehaviourEvent, actor), BehaviourEvent.customer_id == customer_id)
        .order_by(BehaviourEvent.at.desc(), BehaviourEvent.id.desc())
        .limit(limit)
    )
    return await all_rows(session, statement)


async def profile(session: ReadSession, actor: Principal, customer_id: UUID) -> InterestProfile | None:
    statement = scoped(InterestProfile, actor).where(InterestProfile.customer_id == customer_id)
    return (await session.scalars(statement)).one_or_none()


async def standing(session: ReadSession, customer_id: UUID) -> Row[Any]:
    """Whether the customer agreed (null: never asked), and how many visitors are linked; scope was asked before."""
    agreed = (
        select(Consent.granted)
        .where(Consent.customer_id == customer_id, Consent.purpose == Purpose.PROFILING)
        .order_by(Consent.at.desc(), Consent.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    visitors = (
        select(func.count()).select_from(BehaviourVisitor).where(BehaviourVisitor.customer_id == customer_id)
    ).scalar_subquery()
    row = await one_row(session, select_rows(agreed.label("agreed"), visitors.label("visitors"), literal(1)))
    assert row is not None  # noqa: S101 - a row of subqueries
    return row
