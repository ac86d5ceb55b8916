"""All SQL of the register."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.row_repository import all_rows, one_row, select_rows
from leads.visit.models import Visit

BOARD_LIMIT = 200
NEWEST = [(Visit.arrived_at, "desc"), (Visit.id, "desc")]


def _lines(actor: Principal) -> Select[Any]:
    registrar = aliased(StaffRef)
    return (
        select_rows(
            Visit.id,
            Visit.store_id,
            Visit.kind,
            Visit.purpose,
            Visit.customer_id,
            SHOWN_NAME,
            SHOWN_MOBILE,
            Visit.lead_id,
            Visit.assignee_id.label("owner_id"),
            StaffRef.name.label("owner_name"),
            Visit.first_time,
            Visit.companions,
            Visit.wanted,
            Visit.transport,
            Visit.rivals,
            Visit.note,
            Visit.arrived_at,
            Visit.greeted_at,
            Visit.left_at,
            Visit.left_reason,
            Visit.steps,
            registrar.name.label("registered_by_name"),
            Visit.version,
        )
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Visit.assignee_id)
        .outerjoin(registrar, registrar.id == Visit.registered_by)
        .where(scope_condition(Visit, actor))
    )


async def lock(session: WriteSession, actor: Principal, visit_id: UUID) -> Visit | None:
    statement = scoped(Visit, actor).where(Visit.id == visit_id).with_for_update(of=Visit)
    return (await session.scalars(statement)).one_or_none()


async def been_here(session: ReadSession, customer_id: UUID) -> bool:
    statement = select(Visit.id).where(same_person(Visit.customer_id, customer_id), Visit.kind == "showroom").limit(1)
    return await session.scalar(statement) is not None


async def row(session: ReadSession, actor: Principal, visit_id: UUID) -> Row[Any] | None:
    return await one_row(session, _lines(actor).where(Visit.id == visit_id))


async def rows(
    session: ReadSession,
    actor: Principal,
    *,
    since: datetime | None,
    until: datetime | None,
    is_open: bool | None,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    statement = _lines(actor)
    if since is not None:
        statement = statement.where(Visit.arrived_at >= since, Visit.arrived_at < until)
    if is_open is not None:
        statement = statement.where(Visit.left_at.is_(None) if is_open else Visit.left_at.is_not(None))
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def in_the_house(session: ReadSession, actor: Principal, store_id: UUID) -> Sequence[Row[Any]]:
    """Open visits, longest first; those of yesterday stay until somebody says why."""
    statement = _lines(actor).where(Visit.store_id == store_id, Visit.left_at.is_(None), Visit.kind == "showroom")
    return await all_rows(session, statement.order_by(Visit.arrived_at, Visit.id).limit(BOARD_LIMIT))


async def counts(
    session: ReadSession, actor: Principal, store_id: UUID, since: datetime, within: timedelta
) -> Row[Any] | None:
    """The day so far; `within` is how soon a visitor is to be greeted."""
    here = Visit.kind == "showroom"
    in_time = here & (Visit.greeted_at <= Visit.arrived_at + within)
    statement = select_rows(
        func.count().filter(here).label("arrivals"),
        func.count().filter(here, Visit.customer_id.is_(None)).label("strangers"),
        func.count().filter(here, Visit.customer_id.is_not(None)).label("captured"),
        func.count().filter(~here).label("calls"),
        func.count().filter(here, Visit.greeted_at.is_not(None)).label("greeted"),
        func.count().filter(in_time).label("greeted_in_time"),
    ).where(scope_condition(Visit, actor), Visit.store_id == store_id, Visit.arrived_at >= since)
    return await one_row(session, statement)
