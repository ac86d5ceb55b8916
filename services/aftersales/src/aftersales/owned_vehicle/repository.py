"""SQL of the owner's file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept, same_person
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import ColumnElement, RowMapping, Select, func, select
from sqlalchemy.orm import aliased

from aftersales.maintenance.models import MaintenancePlan
from aftersales.owned_vehicle.models import OdometerReading, OwnedVehicle, ServiceVisit, VehiclePerson
from aftersales.owned_vehicle.schemas import AcceptanceFilter

ORDER = [(OwnedVehicle.delivered_at, "desc"), (OwnedVehicle.id, "desc")]


async def delivery_known(session: ReadSession, delivery_id: UUID) -> bool:
    statement = select(OwnedVehicle.id).where(OwnedVehicle.delivery_id == delivery_id)
    return (await session.execute(statement)).first() is not None


async def find(session: ReadSession, vehicle_id: UUID, actor: Principal, *, lock: bool = False) -> OwnedVehicle:
    """Raises `NotFound` outside the actor's scope."""
    statement = scoped(OwnedVehicle, actor).where(OwnedVehicle.id == vehicle_id)
    if lock:
        statement = statement.with_for_update()
    vehicle = (await session.scalars(statement)).first()
    if vehicle is None:
        raise NotFound
    return vehicle


async def cars_per_adviser(session: ReadSession, store_id: UUID) -> dict[UUID, int]:
    """How many cars each service adviser of the store looks after."""
    statement = (
        select(OwnedVehicle.assignee_id, func.count())
        .where(OwnedVehicle.store_id == store_id, OwnedVehicle.assignee_id.is_not(None))
        .group_by(OwnedVehicle.assignee_id)
    )
    return {adviser: count for adviser, count in await session.execute(statement) if adviser is not None}


async def readings_of(session: ReadSession, vehicle_id: UUID) -> Sequence[OdometerReading]:
    """Oldest first."""
    statement = (
        select(OdometerReading)
        .where(OdometerReading.owned_vehicle_id == vehicle_id)
        .order_by(OdometerReading.read_on, OdometerReading.id)
    )
    return (await session.scalars(statement)).all()


async def people_of(session: ReadSession, vehicle_id: UUID) -> Sequence[VehiclePerson]:
    statement = (
        select(VehiclePerson)
        .where(VehiclePerson.owned_vehicle_id == vehicle_id)
        .order_by(VehiclePerson.added_at, VehiclePerson.id)
    )
    return (await session.scalars(statement)).all()


async def person(session: ReadSession, vehicle_id: UUID, person_id: UUID) -> VehiclePerson | None:
    statement = select(VehiclePerson).where(VehiclePerson.owned_vehicle_id == vehicle_id, VehiclePerson.id == person_id)
    return (await session.scalars(statement)).first()


async def visits_of(session: ReadSession, vehicle_id: UUID) -> Sequence[ServiceVisit]:
    """Newest first."""
    statement = (
        select(ServiceVisit)
        .where(ServiceVisit.owned_vehicle_id == vehicle_id)
        .order_by(ServiceVisit.serviced_at.desc(), ServiceVisit.id.desc())
    )
    return (await session.scalars(statement)).all()


def _rows(actor: Principal) -> Select[*tuple[Any, ...]]:
    adviser = aliased(StaffRef)
    return (
        select(
            OwnedVehicle.id,
            kept(OwnedVehicle.customer_id).label("customer_id"),
            CustomerRef.name.label("customer_name"),
            CustomerRef.mobile_masked,
            OwnedVehicle.vin,
            OwnedVehicle.plate,
            OwnedVehicle.brand,
            OwnedVehicle.model,
            OwnedVehicle.colour,
            OwnedVehicle.energy,
            OwnedVehicle.delivered_at,
            OwnedVehicle.delivered_on,
            OwnedVehicle.odometer_km,
            OwnedVehicle.acceptance_due_at,
            OwnedVehicle.accepted_at,
            OwnedVehicle.assignee_id.label("service_adviser_id"),
            adviser.name.label("service_adviser_name"),
            OwnedVehicle.sales_adviser_id,
            MaintenancePlan.due_on.label("next_service_on"),
            MaintenancePlan.due_by.label("next_service_by"),
            OwnedVehicle.compulsory_insurance_until,
            OwnedVehicle.commercial_insurance_until,
        )
        .select_from(OwnedVehicle)
        .join(MaintenancePlan, MaintenancePlan.owned_vehicle_id == OwnedVehicle.id, isouter=True)
        .join(CustomerRef, CustomerRef.customer_id == kept(OwnedVehicle.customer_id), isouter=True)
        .join(adviser, adviser.id == OwnedVehicle.assignee_id, isouter=True)
        .where(scope_condition(OwnedVehicle, actor))
    )


async def row(session: ReadSession, vehicle_id: UUID, actor: Principal) -> RowMapping | None:
    return (await session.execute(_rows(actor).where(OwnedVehicle.id == vehicle_id))).mappings().first()


async def page(
    session: ReadSession,
    actor: Principal,
    conditions: Sequence[ColumnElement[bool]],
    cursor: Sequence[Any] | None,
    limit: int,
) -> Sequence[RowMapping]:
    statement = keyset(_rows(actor).where(*conditions), ORDER, cursor).limit(limit)
    return (await session.execute(statement)).mappings().all()


def acceptance_condition(wanted: AcceptanceFilter, now: datetime) -> ColumnElement[bool]:
    if wanted is AcceptanceFilter.ACCEPTED:
        return OwnedVehicle.accepted_at.is_not(None)
    if wanted is AcceptanceFilter.OVERDUE:
        return OwnedVehicle.accepted_at.is_(None) & (OwnedVehicle.acceptance_due_at < now)
    return OwnedVehicle.accepted_at.is_(None)


def with_adviser(staff_id: UUID | None) -> ColumnElement[bool]:
    return OwnedVehicle.assignee_id == staff_id


def of_customer(customer_id: UUID) -> ColumnElement[bool]:
    return same_person(OwnedVehicle.customer_id, customer_id)
