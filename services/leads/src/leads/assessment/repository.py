"""SQL of the assessment: few statements for a chunk of leads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.organisation import StoreRef
from service_defaults.store_settings import StoreSetting
from sqlalchemy import (
    DateTime,
    Row,
    Select,
    String,
    Table,
    Uuid,
    bindparam,
    cast,
    func,
    inspect,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from leads.behaviour.models import InterestProfile
from leads.customer.models import Customer
from leads.follow_up.models import FollowUp
from leads.lead.models import Lead, LevelChange, StageChange
from leads.row_repository import all_rows, select_rows
from leads.score.models import ScoreModel, ScoreTraining
from leads.signal.models import Signal
from leads.temperature.models import Temperature
from leads.visit.models import Visit

_BASE = (
    Lead.id,
    Lead.store_id,
    Lead.customer_id,
    Lead.assignee_id,
    Lead.family,
    Lead.channel,
    Lead.source,
    Lead.trade_in.is_not(None).label("trade_in"),
    Lead.stage,
    Lead.stage_at,
    Lead.is_open,
    Lead.level,
    Lead.level_at,
    Lead.created_at,
    Lead.closed_at,
    Lead.touched_at,
    Lead.response_due_at,
    Lead.first_response_at,
)


async def next_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Lead.assess_at)))


async def lock_due(session: WriteSession, by: datetime, limit: int) -> Sequence[Row[Any]]:
    """Leads to look at, oldest first, with where their customers stand."""
    statement = (
        select_rows(
            *_BASE,
            Lead.temperature,
            Lead.score,
            Lead.score_reasons,
            Customer.lifecycle,
            Customer.tags,
            Temperature.layer,
            Temperature.since,
            Temperature.reason,
            Temperature.reminded,
            InterestProfile.last_at.label("seen_at"),
        )
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(Temperature, Temperature.customer_id == Lead.customer_id)
        .outerjoin(InterestProfile, InterestProfile.customer_id == Lead.customer_id)
        .where(Lead.assess_at <= by)
        .order_by(Lead.assess_at, Lead.id)
        .limit(limit)
        .with_for_update(of=Lead, skip_locked=True)
    )
    return await all_rows(session, statement)


async def one_lead(session: ReadSession, lead_id: UUID) -> Row[Any]:
    """The same of one lead, for an explanation; scope was asked before."""
    statement = (
        select_rows(*_BASE, InterestProfile.last_at.label("seen_at"))
        .outerjoin(InterestProfile, InterestProfile.customer_id == Lead.customer_id)
        .where(Lead.id == lead_id)
    )
    row: Row[Any] = (await session.execute(statement)).one()
    return row


async def closed_leads(session: ReadSession, store_id: UUID, limit: int) -> Sequence[Row[Any]]:
    """Buying leads that ended in an order or were lost, newest first: what a model learns from."""
    ended = Lead.stage.in_(("ordered", "delivered", "lost"))
    statement = (
        select_rows(*_BASE, InterestProfile.last_at.label("seen_at"))
        .outerjoin(InterestProfile, InterestProfile.customer_id == Lead.customer_id)
        .where(Lead.store_id == store_id, Lead.family == "buying", ended)
        .order_by(Lead.created_at.desc(), Lead.id.desc())
        .limit(limit)
    )
    return await all_rows(session, statement)


async def counted(session: ReadSession, store_id: UUID) -> tuple[int, int]:
    """(closed, won) buying leads of a store."""
    won = func.count().filter(Lead.stage.in_(("ordered", "delivered")))
    statement = select_rows(func.count().label("closed"), won.label("won")).where(
        Lead.store_id == store_id, Lead.family == "buying", Lead.stage.in_(("ordered", "delivered", "lost"))
    )
    row = (await session.execute(statement)).one()
    return row.closed, row.won


async def happened(session: ReadSession, lead_ids: Sequence[UUID], customer_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """(what, lead, customer, at, detail) of everything that counts, in order of time; one statement."""
    leads, people = list(lead_ids), list(customer_ids)
    parts = union_all(
        _part("contact", FollowUp, FollowUp.at, FollowUp.outcome).where(FollowUp.lead_id.in_(leads)),
        _part("level", LevelChange, LevelChange.at, LevelChange.new).where(LevelChange.lead_id.in_(leads)),
        _part("stage", StageChange, StageChange.at, StageChange.new).where(StageChange.lead_id.in_(leads)),
        _part("visit", Visit, Visit.arrived_at, Visit.kind).where(Visit.customer_id.in_(people)),
        _part("signal", Signal, Signal.at, Signal.kind).where(Signal.customer_id.in_(people)),
    ).subquery()
    return await all_rows(session, select_rows(parts).order_by(parts.c.at))


def _part(name: str, model: Any, at: Any, detail: Any) -> Select[Any]:
    lead_id = model.lead_id if model is not Visit else cast(null(), Uuid)
    return select_rows(
        literal(name, String).label("what"),
        lead_id.label("lead_id"),
        model.customer_id.label("customer_id"),
        cast(at, DateTime(timezone=True)).label("at"),
        cast(detail, String).label("detail"),
    )


async def stores(session: ReadSession, store_ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    """Zone, choices and model of the stores; one statement."""
    newest = (
        select(ScoreModel)
        .where(ScoreModel.store_id == StoreRef.id, ScoreModel.accepted)
        .order_by(ScoreModel.number.desc())
        .limit(1)
        .lateral("newest")
    )
    statement = (
        select_rows(
            StoreRef.id,
            StoreRef.timezone,
            StoreSetting.chosen,
            newest.c.id.label("model_id"),
            newest.c.number,
            newest.c.intercept,
            newest.c.weights,
            newest.c.typical,
            ScoreTraining.store_id.label("training"),
        )
        .outerjoin(StoreSetting, StoreSetting.store_id == StoreRef.id)
        .outerjoin(ScoreTraining, ScoreTraining.store_id == StoreRef.id)
        .outerjoin(newest, literal(value=True))
        .where(StoreRef.id.in_(list(store_ids)))
    )
    return {row.id: row for row in await all_rows(session, statement)}


async def write(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """What was computed, by `lead_id`. The version stays: nothing that a person edits has changed."""
    table = inspect(Lead).local_table
    assert isinstance(table, Table)  # noqa: S101 - it is mapped to one
    statement = (
        update(table)
        .where(table.c.id == bindparam("lead_id"))
        .values({name: bindparam(f"new_{name}") for name in ("temperature", "score", "score_reasons", "assess_at")})
    )
    connection = await session.connection()
    await connection.execute(
        statement, [{"lead_id" if k == "lead_id" else f"new_{k}": v for k, v in row.items()} for row in rows]
    )


async def keep_standings(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    statement = insert(Temperature).values(list(rows))
    names = ("layer", "since", "reason", "reminded", "screened_at", "screening")
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["customer_id"], set_={name: statement.excluded[name] for name in names}
        )
    )


async def assess_open(session: WriteSession, store_id: UUID, at: datetime) -> None:
    """All open leads of a store are looked at again, because the rules or the model changed."""
    statement = update(Lead).where(Lead.store_id == store_id, Lead.is_open).values(assess_at=at)
    await session.execute(statement.execution_options(synchronize_session=False))
