"""The owner's file over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import MAX_CURSOR_LENGTH, Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff
from service_defaults.work import Work

from aftersales.maintenance import repository as plans
from aftersales.owned_vehicle import readings, repository, service, views, visits
from aftersales.owned_vehicle.schemas import (
    Acceptance,
    AcceptanceFilter,
    OwnedVehicleChange,
    OwnedVehicleOut,
    OwnedVehicleRow,
    ReadingCreate,
    ReadingNoted,
    ReadingOut,
    ServiceVisitCreate,
    VehiclePersonCreate,
    VehiclePersonOut,
)
from aftersales.setting.service import rules_of

router = APIRouter(prefix="/owned-vehicles", tags=["owned vehicles"])
READERS = (
    Role.SERVICE_ADVISOR,
    Role.SERVICE_MANAGER,
    Role.AFTERSALES_BUSINESS_MANAGER,
    Role.INSURANCE_RENEWAL_SPECIALIST,
    Role.CRC_AGENT,
    Role.CRM_MANAGER,
    Role.SALES_ADVISOR,
    Role.SALES_MANAGER,
    Role.FLOOR_SUPERVISOR,
    Role.TECHNICAL_EXPERT,
)


@router.get("", dependencies=staff(*READERS))
async def list_owned_vehicles(
    reading: Reads,
    *,
    customer_id: UUID | None = None,
    acceptance: AcceptanceFilter | None = None,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR_LENGTH)] = None,
) -> Page[OwnedVehicleRow]:
    """Cars in the store's care, newest delivery first."""
    return await views.listed(
        reading, customer_id=customer_id, acceptance=acceptance, mine=mine, limit=limit, cursor=cursor
    )


@router.get("/{vehicle_id}", dependencies=staff(*READERS))
async def get_owned_vehicle(vehicle_id: UUID, reading: Reads, response: Response) -> OwnedVehicleOut:
    """The whole owner's file: dates, plan, readings, people, visits."""
    shown = await views.shown(reading, vehicle_id)
    set_etag(response, shown.version)
    return shown


@router.patch(
    "/{vehicle_id}",
    dependencies=staff(Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER, Role.INSURANCE_RENEWAL_SPECIALIST, Role.CRM_MANAGER),
)
async def change_owned_vehicle(
    vehicle_id: UUID, body: OwnedVehicleChange, work: Writes, response: Response, expected: ExpectedVersion
) -> OwnedVehicleOut:
    """Plate, insurance dates, own warranty, named service adviser."""
    await service.change(work, vehicle_id, body, expected)
    return await _shown(work, vehicle_id, response)


@router.post("/{vehicle_id}/acceptance", dependencies=staff(Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER))
async def accept_owned_vehicle(vehicle_id: UUID, body: Acceptance, work: Writes, response: Response) -> OwnedVehicleOut:
    """After-sales takes the customer over from sales."""
    await service.accept(work, vehicle_id, body.note)
    return await _shown(work, vehicle_id, response)


@router.post(
    "/{vehicle_id}/readings",
    status_code=201,
    dependencies=staff(
        Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER, Role.CRC_AGENT, Role.CRM_MANAGER, Role.SALES_ADVISOR
    ),
)
async def add_reading(vehicle_id: UUID, body: ReadingCreate, work: Writes, once: OnlyOnce) -> ReadingNoted:
    """An odometer reading; the next service is predicted anew. A doubtful one is kept and changes nothing."""

    async def act() -> ReadingNoted:
        vehicle = await repository.find(work.session, vehicle_id, work.actor, lock=True)
        rules = await rules_of(work.session, vehicle.store_id)
        row = await readings.note_reading(work, vehicle, rules, read_on=body.read_on, km=body.km, source=body.source)
        plan = await plans.plan_of(work.session, vehicle_id)
        return ReadingNoted(reading=ReadingOut.model_validate(row), maintenance=views.plan_out(plan, rules, work.now))

    return await once.run(work, ReadingNoted, act)


@router.post(
    "/{vehicle_id}/service-visits", status_code=201, dependencies=staff(Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER)
)
async def record_service_visit(
    vehicle_id: UUID, body: ServiceVisitCreate, work: Writes, once: OnlyOnce
) -> OwnedVehicleOut:
    """A finished service: the plan moves on and a call-back is scheduled."""

    async def act() -> OwnedVehicleOut:
        vehicle = await repository.find(work.session, vehicle_id, work.actor, lock=True)
        await visits.record_service_visit(work, vehicle, body, await rules_of(work.session, vehicle.store_id))
        await work.session.flush()
        return await views.shown(work, vehicle_id)

    return await once.run(work, OwnedVehicleOut, act)


@router.post(
    "/{vehicle_id}/people",
    status_code=201,
    dependencies=staff(Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER, Role.SALES_ADVISOR, Role.CRM_MANAGER),
)
async def add_vehicle_person(
    vehicle_id: UUID, body: VehiclePersonCreate, work: Writes, once: OnlyOnce
) -> VehiclePersonOut:
    """Somebody around the car: who drives it, brings it, insures it, pays for it."""

    async def act() -> VehiclePersonOut:
        return VehiclePersonOut.model_validate(await service.add_person(work, vehicle_id, body))

    return await once.run(work, VehiclePersonOut, act)


@router.delete(
    "/{vehicle_id}/people/{person_id}",
    status_code=204,
    dependencies=staff(Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER, Role.SALES_ADVISOR, Role.CRM_MANAGER),
)
async def remove_vehicle_person(vehicle_id: UUID, person_id: UUID, work: Writes) -> None:
    """Take somebody off the car's file; the owner stays."""
    await service.remove_person(work, vehicle_id, person_id)


async def _shown(work: Work, vehicle_id: UUID, response: Response) -> OwnedVehicleOut:
    await work.session.flush()
    shown = await views.shown(work, vehicle_id)
    set_etag(response, shown.version)
    return shown
