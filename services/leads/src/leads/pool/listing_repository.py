"""SQL of the pool's list and counters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, Row, case, func, select, true
from sqlalchemy.sql.selectable import LateralFromClause

from leads.customer.models import Customer
from leads.customer.repository import matches
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.models import Lead
from leads.loss.models import LossCase
from leads.ownership.models import Ownership, OwnershipChange
from leads.pool.models import PoolEntry
from leads.row_repository import all_rows, select_rows


@dataclass(frozen=True, slots=True)
class PoolFilters:
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    source: str | None = None
    claimable: bool | None = None
    tokens: tuple[tuple[int, ...], ...] | None = None


def _lead_of(customer: Any) -> LateralFromClause:
    """The lead that counts: an open one before a closed one, the newest first."""
    return (
        select(
            Lead.id,
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.wanted_year,
            Lead.level,
            Lead.stage,
            Lead.source,
            Lead.last_contact_at,
            Lead.touch_count,
        )
        .where(Lead.customer_id == customer)
        .order_by(case((Lead.is_open.expression, 0), else_=1), Lead.created_at.desc())
        .limit(1)
        .lateral("its_lead")
    )


_COLUMNS = (
    PoolEntry.customer_id,
    PoolEntry.store_id,
    PoolEntry.kind,
    PoolEntry.note,
    PoolEntry.since,
    PoolEntry.claimable_from,
    PoolEntry.previous_owner_id,
    SHOWN_NAME,
    SHOWN_MOBILE,
    Customer.city,
    Customer.tags,
    Customer.source.label("customer_source"),
    StaffRef.name.label("previous_owner_name"),
)


async def rows(
    session: ReadSession,
    actor: Principal,
    filters: PoolFilters,
    *,
    newest_first: bool,
    after: Sequence[Any] | None,
    limit: int,
    now: datetime,
) -> Sequence[Row[Any]]:
    """A page of the pool, one statement, whatever the asker's own customers are: the pool is the whole floor's."""
    lead = _lead_of(PoolEntry.customer_id)
    reason = (
        select(LossCase.reason)
        .where(LossCase.customer_id == PoolEntry.customer_id, LossCase.status == "approved")
        .order_by(LossCase.applied_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select_rows(
            *_COLUMNS,
            reason.label("lost_reason"),
            *(lead.c[name] for name in lead.c.keys() if name != "id"),  # noqa: SIM118 - columns, not a dict
            lead.c.id.label("lead_id"),
        )
        .join(Customer, Customer.id == PoolEntry.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == PoolEntry.previous_owner_id)
        .outerjoin(lead, true())
        .where(scope_condition(PoolEntry, actor), *_conditions(filters, lead, now))
    )
    way = "desc" if newest_first else "asc"
    ordered = keyset(statement, [(PoolEntry.since, way), (PoolEntry.customer_id, way)], after)
    return await all_rows(session, ordered.limit(limit + 1))


def _conditions(filters: PoolFilters, lead: LateralFromClause, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.kinds:
        found.append(PoolEntry.kind.in_(filters.kinds))
    if filters.levels:
        found.append(lead.c.level.in_(filters.levels))
    if filters.source is not None:
        found.append(func.coalesce(lead.c.source, Customer.source) == filters.source)
    if filters.claimable is not None:
        found.append(PoolEntry.claimable_from <= now if filters.claimable else PoolEntry.claimable_from > now)
    if filters.tokens is not None:
        found.append(matches(filters.tokens))
    return found


async def given_up(session: ReadSession, staff_id: UUID, customer_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the pool got each of these customers from this person."""
    statement = (
        select_rows(OwnershipChange.customer_id, func.max(OwnershipChange.at).label("at"))
        .where(
            OwnershipChange.from_id == staff_id,
            OwnershipChange.customer_id.in_(customer_ids),
            OwnershipChange.to_id.is_(None),
        )
        .group_by(OwnershipChange.customer_id)
    )
    return {row.customer_id: row.at for row in await all_rows(session, statement)}


async def counts(session: ReadSession, actor: Principal) -> dict[str, int]:
    statement = (
        select_rows(PoolEntry.kind, func.count().label("customers"))
        .where(scope_condition(PoolEntry, actor))
        .group_by(PoolEntry.kind)
    )
    return {row.kind: row.customers for row in await all_rows(session, statement)}


async def warnings(session: ReadSession, actor: Principal, limit: int) -> Sequence[Row[Any]]:
    """Customers in scope whom the pool is about to take, the soonest first."""
    lead = _lead_of(Ownership.customer_id)
    statement = (
        select_rows(
            Ownership.customer_id,
            Ownership.owner_id,
            Ownership.contact_at,
            Ownership.warned_at,
            Ownership.reclaim_at,
            SHOWN_NAME,
            SHOWN_MOBILE,
            StaffRef.name.label("owner_name"),
            lead.c.id.label("lead_id"),
            lead.c.level,
            lead.c.wanted_make,
            lead.c.wanted_model,
            lead.c.wanted_year,
        )
        .join(Customer, Customer.id == Ownership.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Ownership.owner_id)
        .outerjoin(lead, true())
        .where(
            scope_condition(Ownership, actor),
            Ownership.warned_at.is_not(None),
            Ownership.reclaim_at.is_not(None),
            Ownership.owner_id.is_not(None),
        )
        .order_by(Ownership.reclaim_at, Ownership.customer_id)
    )
    return await all_rows(session, statement.limit(limit))
