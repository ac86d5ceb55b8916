"""Service visits: the next interval counts from here, and somebody asks how it was."""

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from aftersales.care_task.planning import schedule_service_call
from aftersales.maintenance import repository as plans
from aftersales.maintenance.policy import Reading
from aftersales.maintenance.service import begin_next_interval
from aftersales.owned_vehicle import repository
from aftersales.owned_vehicle.models import OwnedVehicle, ServiceVisit
from aftersales.owned_vehicle.policy import ReadingSource
from aftersales.owned_vehicle.readings import as_readings, note_reading
from aftersales.owned_vehicle.schemas import ServiceVisitCreate, VisitKind
from aftersales.setting.service import StoreRules


async def record_service_visit(
    work: Work, vehicle: OwnedVehicle, body: ServiceVisitCreate, rules: StoreRules
) -> ServiceVisit:
    """A finished visit: reading, next interval (unless it was a mere repair), call-back. Raises `ReadingInFuture`."""
    reading = await note_reading(
        work,
        vehicle,
        rules,
        read_on=body.serviced_on,
        km=body.odometer_km,
        source=ReadingSource.SERVICE,
        pointer="/serviced_on",
    )
    visit = ServiceVisit(
        id=new_id(),
        owned_vehicle_id=vehicle.id,
        serviced_at=work.now,
        serviced_on=body.serviced_on,
        odometer_km=body.odometer_km,
        kind=body.kind,
        remark=body.remark,
        noted_by=work.actor.staff_id,
    )
    work.session.add(visit)
    _note(work, vehicle, body)
    plan = await plans.plan_of(work.session, vehicle.id)
    if plan is not None and body.kind is not VisitKind.REPAIR:
        km = vehicle.odometer_km if reading.suspicious else body.odometer_km
        await work.session.flush()
        readings = as_readings(await repository.readings_of(work.session, vehicle.id))
        begin_next_interval(work, plan, Reading(body.serviced_on, km), readings, rules)
    await schedule_service_call(work, vehicle, visit, rules)
    return visit


def _note(work: Work, vehicle: OwnedVehicle, body: ServiceVisitCreate) -> None:
    timeline.note(
        work,
        "service_recorded",
        customer_id=vehicle.customer_id,
        store_id=vehicle.store_id,
        ref_kind="owned_vehicle",
        ref_id=vehicle.id,
        visit_kind=body.kind,
        km=body.odometer_km,
    )
