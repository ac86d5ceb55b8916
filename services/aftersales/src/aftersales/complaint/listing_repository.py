"""SQL of the complaint list and board: one statement each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, RowMapping, Select, func, select
from sqlalchemy.orm import aliased

from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import ComplaintStatus
from aftersales.owned_vehicle.models import OwnedVehicle

ORDER = [(Complaint.opened_at, "desc"), (Complaint.id, "desc")]


def is_overdue(now: datetime) -> ColumnElement[bool]:
    return (Complaint.status != ComplaintStatus.CLOSED) & func.coalesce(Complaint.next_clock_at < now, False)


def rows(actor: Principal, now: datetime) -> Select[*tuple[Any, ...]]:
    """Rows of lists and boards within the actor's scope."""
    handler = aliased(StaffRef)
    return (
        select(
            Complaint.id,
            Complaint.no,
            kept(Complaint.customer_id).label("customer_id"),
            CustomerRef.name.label("customer_name"),
            Complaint.owned_vehicle_id,
            OwnedVehicle.model,
            OwnedVehicle.plate,
            Complaint.source,
            Complaint.category,
            Complaint.grade,
            Complaint.status,
            Complaint.title,
            Complaint.title_code,
            Complaint.title_params,
            Complaint.opened_at,
            Complaint.closed_at,
            Complaint.assignee_id,
            handler.name.label("assignee_name"),
            Complaint.next_clock,
            Complaint.next_clock_at,
            is_overdue(now).label("overdue"),
            Complaint.missed_clocks,
            Complaint.reopened,
            Complaint.satisfied,
            Complaint.compensation,
            Complaint.version,
        )
        .select_from(Complaint)
        .join(CustomerRef, CustomerRef.customer_id == kept(Complaint.customer_id), isouter=True)
        .join(OwnedVehicle, OwnedVehicle.id == Complaint.owned_vehicle_id, isouter=True)
        .join(handler, handler.id == Complaint.assignee_id, isouter=True)
        .where(scope_condition(Complaint, actor))
    )


async def page(
    session: ReadSession,
    actor: Principal,
    now: datetime,
    conditions: Sequence[ColumnElement[bool]],
    *,
    cursor: Sequence[Any] | None = None,
    limit: int = 1,
) -> Sequence[RowMapping]:
    statement = keyset(rows(actor, now).where(*conditions), ORDER, cursor).limit(limit)
    return (await session.execute(statement)).mappings().all()


async def board(
    session: ReadSession, actor: Principal, now: datetime, *, handler_id: UUID | None, per_column: int
) -> Sequence[RowMapping]:
    """Open complaints, the nearest clock first within each state, with the state's totals on every row."""
    wanted = rows(actor, now).where(Complaint.status != ComplaintStatus.CLOSED)
    if handler_id is not None:
        wanted = wanted.where(Complaint.assignee_id == handler_id)
    ranked = wanted.add_columns(
        func.row_number()
        .over(partition_by=Complaint.status, order_by=(Complaint.next_clock_at.asc().nulls_last(), Complaint.id))
        .label("place"),
        func.count().over(partition_by=Complaint.status).label("column_count"),
        func.count().filter(is_overdue(now)).over(partition_by=Complaint.status).label("column_overdue"),
    ).subquery()
    statement = select(ranked).where(ranked.c.place <= per_column).order_by(ranked.c.status, ranked.c.place)
    return (await session.execute(statement)).mappings().all()


async def closed_since(session: ReadSession, actor: Principal, start: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(Complaint)
        .where(
            scope_condition(Complaint, actor),
            Complaint.status == ComplaintStatus.CLOSED,
            Complaint.closed_at >= start,
        )
    )
    return int(await session.scalar(statement) or 0)
