"""What narrows the list of customers: one predicate per filter, all in one place; and the orders it may have."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.organisation import StaffRef
from sqlalchemy import ColumnElement, exists, false, func, or_, select

from leads.customer.models import Customer
from leads.customer.policy import CustomerOrder
from leads.lead.models import Lead

ORDERS: dict[CustomerOrder, list[tuple[Any, str]]] = {
    CustomerOrder.NEWEST: [(Customer.created_at, "desc"), (Customer.id, "desc")],
    CustomerOrder.NAME: [(Customer.name_sort, "asc"), (Customer.id, "asc")],
    CustomerOrder.QUALITY: [(Customer.file_score, "asc"), (Customer.id, "asc")],
}


@dataclass(frozen=True, slots=True)
class CustomerFilters:
    """Whom a list shows. Instants are from (with it) and to (without it)."""

    lifecycles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    store_ids: tuple[UUID, ...] = ()
    team_id: UUID | None = None
    owner_ids: tuple[UUID, ...] = ()
    unassigned: bool | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    quality_from: int | None = None
    quality_to: int | None = None
    city: str | None = None
    tag: str | None = None
    has_vehicle: bool | None = None
    has_open_lead: bool | None = None


def conditions(filters: CustomerFilters) -> list[ColumnElement[bool]]:
    return [*_of_lists(filters), *_of_owner(filters), *_of_ranges(filters), *_of_the_rest(filters)]


def _of_lists(filters: CustomerFilters) -> list[ColumnElement[bool]]:
    chosen: tuple[tuple[Any, Any], ...] = (
        (Customer.lifecycle, filters.lifecycles),
        (Customer.kind, filters.kinds),
        (Customer.source, filters.sources),
        (Customer.store_id, filters.store_ids),
    )
    return [column.in_(values) for column, values in chosen if values]


def _of_owner(filters: CustomerFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.team_id is not None:
        found.append(Customer.owner_id.in_(select(StaffRef.id).where(StaffRef.team_id == filters.team_id)))
    if filters.unassigned is False:
        found.append(Customer.owner_id.is_not(None))
    if filters.owner_ids or filters.unassigned:
        somebody = [Customer.owner_id.in_(filters.owner_ids)] if filters.owner_ids else []
        nobody = [Customer.owner_id.is_(None)] if filters.unassigned else []
        found.append(or_(false(), *somebody, *nobody))
    return found


def _of_ranges(filters: CustomerFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.created_from is not None:
        found.append(Customer.created_at >= filters.created_from)
    if filters.created_to is not None:
        found.append(Customer.created_at < filters.created_to)
    if filters.quality_from is not None:
        found.append(Customer.file_score >= filters.quality_from)
    if filters.quality_to is not None:
        found.append(Customer.file_score <= filters.quality_to)
    return found


def _of_the_rest(filters: CustomerFilters) -> list[ColumnElement[bool]]:
    open_lead = exists().where(same_person(Lead.customer_id, Customer.id), Lead.is_open.expression)
    # Plates and VINs arrive by event and leave their ends here.
    car = func.cardinality(Customer.tail_tokens) > 0
    found: list[ColumnElement[bool]] = []
    if filters.city is not None:
        found.append(Customer.city == filters.city)
    if filters.tag is not None:
        found.append(func.jsonb_exists(Customer.tags, filters.tag))
    if filters.levels:
        found.append(open_lead.where(Lead.level.in_(filters.levels)))
    if filters.has_open_lead is not None:
        found.append(open_lead if filters.has_open_lead else ~open_lead)
    if filters.has_vehicle is not None:
        found.append(car if filters.has_vehicle else ~car)
    return found
