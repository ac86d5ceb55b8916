"""All SQL of signals."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, and_, func, insert, select, update

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.lead.models import Lead
from leads.row_repository import all_rows, select_rows
from leads.signal.models import Signal
from leads.signal.policy import Earlier, SignalState


async def since(session: ReadSession, customer_ids: Sequence[UUID], at: datetime) -> dict[UUID, list[Earlier]]:
    """What was raised about these customers after an instant."""
    statement = select_rows(Signal.customer_id, Signal.kind, Signal.model, Signal.at).where(
        Signal.customer_id.in_(list(customer_ids)), Signal.at > at
    )
    found: dict[UUID, list[Earlier]] = defaultdict(list)
    for row in await all_rows(session, statement):
        found[row.customer_id].append(Earlier(row.kind, row.model, row.at))
    return found


async def add(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    await session.execute(insert(Signal).values(list(rows)))


async def show_on_lead(session: WriteSession, lead_id: UUID, shown: dict[str, Any] | None, at: datetime) -> None:
    """The version stays: nothing that a person edits has changed."""
    statement = update(Lead).where(Lead.id == lead_id).values(signal=shown, assess_at=func.least(Lead.assess_at, at))
    await session.execute(statement.execution_options(synchronize_session=False))


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    customer_id: UUID | None,
    state: str | None,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    statement = (
        select_rows(Signal.__table__, SHOWN_NAME, StaffRef.name.label("closed_by_name"))
        .join(Customer, Customer.id == Signal.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Signal.closed_by)
        .where(scope_condition(Signal, actor))
    )
    if customer_id is not None:
        statement = statement.where(Signal.customer_id == customer_id)
    if state is not None:
        statement = statement.where(Signal.state == state)
    newest = keyset(statement, [(Signal.at, "desc"), (Signal.id, "desc")], after)
    return await all_rows(session, newest.limit(limit + 1))


async def lock(session: WriteSession, actor: Principal, signal_id: UUID) -> Signal | None:
    statement = scoped(Signal, actor).where(Signal.id == signal_id).with_for_update(of=Signal)
    return (await session.scalars(statement)).one_or_none()


async def customer_name(session: ReadSession, customer_id: UUID) -> str:
    return str(await session.scalar(select(Customer.name).where(Customer.id == kept(customer_id))))


async def newest_open(session: ReadSession, lead_id: UUID) -> Signal | None:
    statement = select(Signal).where(Signal.lead_id == lead_id, Signal.state == SignalState.OPEN)
    return (await session.scalars(statement.order_by(Signal.at.desc(), Signal.id.desc()).limit(1))).one_or_none()


async def close_of_customer(
    session: WriteSession, customer_id: UUID, *, but: Sequence[str], at: datetime, by: UUID | None
) -> None:
    """Whoever speaks with the customer has taken up what was open, but for what asks a question of its own."""
    statement = (
        update(Signal)
        .where(Signal.customer_id == customer_id, Signal.state == SignalState.OPEN, Signal.kind.not_in(list(but)))
        .values(state=SignalState.TAKEN, closed_at=at, closed_by=by)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def close_of_kind(session: WriteSession, customer_id: UUID, *, kind: str, at: datetime, by: UUID | None) -> bool:
    statement = (
        update(Signal)
        .where(Signal.customer_id == customer_id, Signal.state == SignalState.OPEN, Signal.kind == kind)
        .values(state=SignalState.TAKEN, closed_at=at, closed_by=by)
        .returning(Signal.id)
    )
    return bool((await session.execute(statement.execution_options(synchronize_session=False))).all())


async def next_expiry(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(Signal.expires_at)).where(Signal.state == SignalState.OPEN))


async def expire(session: WriteSession, by: datetime, limit: int) -> None:
    """Close what nobody took up, and take it off the leads."""
    gone = (
        select(Signal.id)
        .where(Signal.state == SignalState.OPEN, Signal.expires_at <= by)
        .order_by(Signal.expires_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    closed = (
        update(Signal)
        .where(Signal.id.in_(gone))
        .values(state=SignalState.EXPIRED, closed_at=by)
        .returning(Signal.id, Signal.lead_id)
    )
    rows = await all_rows(session, closed.execution_options(synchronize_session=False))
    ids = [str(row.id) for row in rows]
    shown = and_(Lead.id.in_([row.lead_id for row in rows if row.lead_id]), Lead.signal["id"].astext.in_(ids))
    statement = update(Lead).where(shown).values(signal=None)
    await session.execute(statement.execution_options(synchronize_session=False))
