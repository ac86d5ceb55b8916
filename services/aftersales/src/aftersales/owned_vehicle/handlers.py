"""`vehicle_delivered`: without anyone typing, after-sales has the owner's file, the plan and the call-backs."""

from contracts.leads import VehicleDelivered
from service_defaults.work import Work

from aftersales.care_task.planning import schedule_call_backs
from aftersales.maintenance.service import Book, note_prediction, start_plan
from aftersales.owned_vehicle import events, service
from aftersales.setting.service import rules_of


async def on_vehicle_delivered(work: Work, event: VehicleDelivered) -> None:
    rules = await rules_of(work.session, event.store_id)
    vehicle = await service.open_file(work, event, rules)
    if vehicle is None:
        return
    car = event.vehicle
    book = Book(
        first_months=car.first_service_months,
        first_km=car.first_service_km,
        regular_months=car.service_interval_months,
        regular_km=car.service_interval_km,
    )
    plan = start_plan(work, vehicle, book, rules)
    note_prediction(work, plan, plan.due_on.isoformat(), plan.due_by)
    await schedule_call_backs(work, vehicle, rules)
    work.emit(events.owner_registered(vehicle, plan.due_on))
