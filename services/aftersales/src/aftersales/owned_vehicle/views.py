"""How the owner's file is shown: lists in one statement, the whole file in a handful."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.errors import NotFound
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import RowMapping

from aftersales.maintenance import repository as plans
from aftersales.maintenance.models import MaintenancePlan
from aftersales.owned_vehicle import repository
from aftersales.owned_vehicle.models import OwnedVehicle
from aftersales.owned_vehicle.policy import in_warranty, next_inspection
from aftersales.owned_vehicle.schemas import (
    AcceptanceFilter,
    InspectionOut,
    MaintenanceOut,
    OwnedVehicleOut,
    OwnedVehicleRow,
    ReadingOut,
    ServiceVisitOut,
    VehiclePersonOut,
    WarrantyOut,
)
from aftersales.setting.service import StoreRules, rules_of


async def listed(
    reading: Reading,
    *,
    customer_id: UUID | None,
    acceptance: AcceptanceFilter | None,
    mine: bool,
    limit: int,
    cursor: str | None,
) -> Page[OwnedVehicleRow]:
    """Newest delivery first."""
    filters = filter_hash(customer=customer_id, acceptance=acceptance, mine=mine)
    conditions = []
    if customer_id is not None:
        conditions.append(repository.of_customer(customer_id))
    if acceptance is not None:
        conditions.append(repository.acceptance_condition(acceptance, reading.now))
    if mine:
        conditions.append(repository.with_adviser(reading.actor.staff_id))
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await repository.page(reading.session, reading.actor, conditions, after, limit + 1)
    return Page[OwnedVehicleRow].of(
        rows,
        limit,
        item=lambda row: OwnedVehicleRow(**_row(row, reading.now)),
        cursor=lambda row: encode_cursor([row["delivered_at"], row["id"]], filter_hash=filters),
    )


async def shown(reading: Reading, vehicle_id: UUID) -> OwnedVehicleOut:
    """The whole file. Raises `NotFound` outside one's scope."""
    session = reading.session
    vehicle = await repository.find(session, vehicle_id, reading.actor)
    row = await repository.row(session, vehicle_id, reading.actor)
    if row is None:
        raise NotFound
    rules = await rules_of(session, vehicle.store_id)
    plan = await plans.plan_of(session, vehicle_id)
    names = await staff_names(session, {vehicle.accepted_by} if vehicle.accepted_by else set())
    return OwnedVehicleOut(
        **_row(row, reading.now),
        **_own(vehicle),
        **_dates(vehicle, rules, reading.now),
        accepted_by_name=names.get(vehicle.accepted_by) if vehicle.accepted_by else None,
        maintenance=plan_out(plan, rules, reading.now),
        readings=[ReadingOut.model_validate(each) for each in await repository.readings_of(session, vehicle_id)],
        people=[VehiclePersonOut.model_validate(each) for each in await repository.people_of(session, vehicle_id)],
        service_visits=[
            ServiceVisitOut.model_validate(each) for each in await repository.visits_of(session, vehicle_id)
        ],
    )


def plan_out(plan: MaintenancePlan | None, rules: StoreRules, now: datetime) -> MaintenanceOut | None:
    if plan is None:
        return None
    out = MaintenanceOut.model_validate(plan)
    return out.model_copy(update={"overdue": plan.due_on < rules.day_of(now)})


def _row(row: RowMapping, now: datetime) -> dict[str, Any]:
    return {**row, "acceptance_overdue": row["accepted_at"] is None and row["acceptance_due_at"] < now}


_OWN = (
    *("store_id", "order_id", "order_no", "lead_id", "car_id", "series", "model_year", "new", "ordered_on"),
    *("invoiced_on", "registered_on", "odometer_on", "accepted_by", "acceptance_note", "insurer", "version"),
)


def _own(vehicle: OwnedVehicle) -> dict[str, Any]:
    return {name: getattr(vehicle, name) for name in _OWN}


def _dates(vehicle: OwnedVehicle, rules: StoreRules, now: datetime) -> dict[str, Any]:
    today, km = rules.day_of(now), vehicle.odometer_km
    inspection = next_inspection(vehicle.registered_on, today) if vehicle.registered_on else None
    return {
        "warranty": WarrantyOut(
            until=vehicle.warranty_until,
            km=vehicle.warranty_km,
            active=in_warranty(vehicle.warranty_until, vehicle.warranty_km, today, km),
        ),
        "own_warranty": WarrantyOut(
            until=vehicle.own_warranty_until,
            km=vehicle.own_warranty_km,
            active=in_warranty(vehicle.own_warranty_until, vehicle.own_warranty_km, today, km),
        ),
        "inspection": InspectionOut(due_on=inspection.due_on, kind=inspection.kind) if inspection else None,
    }
