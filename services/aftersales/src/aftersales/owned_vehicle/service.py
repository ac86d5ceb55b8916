"""The owner's file: opened by the delivery, accepted by a service adviser, kept true afterwards."""

from datetime import timedelta
from uuid import UUID

from contracts.leads import VehicleDelivered
from contracts.vehicle_identity import normalise_plate
from service_defaults import timeline
from service_defaults.contact_points import mask_phone, parse_phone
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.organisation import active_staff, staff_names
from service_defaults.web import check_version
from service_defaults.work import Work

from aftersales.maintenance import repository as plans
from aftersales.owned_vehicle import repository
from aftersales.owned_vehicle.errors import AdviserUnknown, AlreadyAccepted, MobileUnreadable, PersonNotFound
from aftersales.owned_vehicle.models import OwnedVehicle, VehiclePerson
from aftersales.owned_vehicle.policy import PersonRole, warranty_until
from aftersales.owned_vehicle.readings import first_reading
from aftersales.owned_vehicle.schemas import OwnedVehicleChange, VehiclePersonCreate
from aftersales.setting.service import StoreRules


async def open_file(work: Work, told: VehicleDelivered, rules: StoreRules) -> OwnedVehicle | None:
    """The file of a car just delivered; None when this delivery has one already."""
    if await repository.delivery_known(work.session, told.delivery_id):
        return None
    adviser_id = told.service_adviser_id or await _next_adviser(work, told.store_id)
    vehicle = _file_of(told, rules, adviser_id)
    owner = VehiclePerson(
        id=new_id(),
        owned_vehicle_id=vehicle.id,
        role=PersonRole.OWNER,
        customer_id=told.customer_id,
        added_at=work.now,
    )
    work.session.add(vehicle)
    work.session.add(owner)
    work.session.add(first_reading(work, vehicle))
    _note(work, vehicle, "owner_file_opened", model=vehicle.model, plate=vehicle.plate)
    return vehicle


def _file_of(told: VehicleDelivered, rules: StoreRules, adviser_id: UUID | None) -> OwnedVehicle:
    car, delivered_on = told.vehicle, rules.day_of(told.delivered_at)
    known = car.model_dump(include={"car_id", "vin", "plate", "brand", "series", "model_year", "colour", "new"})
    same = told.model_dump(
        include={
            *("delivery_id", "order_id", "order_no", "lead_id", "customer_id", "store_id", "ordered_on", "invoiced_on"),
            *("delivered_at", "compulsory_insurance_until", "commercial_insurance_until", "insurer"),
        }
    )
    return OwnedVehicle(
        id=new_id(),
        **known,
        **same,
        model=f"{car.series} {car.model}",
        energy=str(car.energy),
        assignee_id=adviser_id,
        sales_adviser_id=told.owner_id,
        delivered_on=delivered_on,
        registered_on=delivered_on if car.new else None,
        odometer_km=car.odometer_km,
        odometer_on=delivered_on,
        acceptance_due_at=told.delivered_at + timedelta(hours=rules.settings.acceptance_hours),
        warranty_until=warranty_until(told.invoiced_on, car.warranty_months),
        warranty_km=car.warranty_km or None,
    )


async def _next_adviser(work: Work, store_id: UUID) -> UUID | None:
    """The service adviser with the fewest cars; None where the store has none."""
    advisers = [person.id for person in await active_staff(work.session, store_id, Role.SERVICE_ADVISOR)]
    cars = await repository.cars_per_adviser(work.session, store_id)
    return min(advisers, key=lambda each: cars.get(each, 0), default=None)


async def accept(work: Work, vehicle_id: UUID, note: str) -> OwnedVehicle:
    """After-sales takes the customer over from sales. Raises `AlreadyAccepted`."""
    vehicle = await repository.find(work.session, vehicle_id, work.actor, lock=True)
    if vehicle.accepted_at is not None:
        names = await staff_names(work.session, {vehicle.accepted_by} if vehicle.accepted_by else set())
        raise AlreadyAccepted(name=next(iter(names.values()), "—"))
    vehicle.accepted_at, vehicle.accepted_by = work.now, work.actor.staff_id
    vehicle.acceptance_note = note
    if vehicle.assignee_id is None:
        await _name_adviser(work, vehicle, work.actor.staff_id)
    _note(work, vehicle, "handover_accepted", model=vehicle.model)
    return vehicle


async def change(work: Work, vehicle_id: UUID, body: OwnedVehicleChange, expected_version: int) -> OwnedVehicle:
    """Raises `PreconditionFailed`, `AdviserUnknown`."""
    vehicle = await repository.find(work.session, vehicle_id, work.actor, lock=True)
    check_version(vehicle.version, expected_version)
    chosen = body.model_dump(exclude_unset=True)
    if "service_adviser_id" in chosen:
        adviser_id = chosen.pop("service_adviser_id")
        await _check_adviser(work, vehicle.store_id, adviser_id)
        await _name_adviser(work, vehicle, adviser_id)
    if chosen.get("plate"):
        chosen["plate"] = normalise_plate(chosen["plate"])
    for name, value in chosen.items():
        setattr(vehicle, name, value)
    await work.session.flush()
    return vehicle


async def _check_adviser(work: Work, store_id: UUID, adviser_id: UUID | None) -> None:
    people = await active_staff(work.session, store_id, Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER)
    if adviser_id is not None and adviser_id not in {person.id for person in people}:
        raise AdviserUnknown(pointer="/service_adviser_id")


async def _name_adviser(work: Work, vehicle: OwnedVehicle, adviser_id: UUID | None) -> None:
    vehicle.assignee_id = adviser_id
    plan = await plans.plan_of(work.session, vehicle.id)
    if plan is not None:
        plan.assignee_id = adviser_id
    _note(work, vehicle, "service_adviser_named", staff_id=str(adviser_id) if adviser_id else None)


async def add_person(work: Work, vehicle_id: UUID, body: VehiclePersonCreate) -> VehiclePerson:
    """Somebody around the car who is not a customer of their own. Raises `MobileUnreadable`."""
    vehicle = await repository.find(work.session, vehicle_id, work.actor)
    person = VehiclePerson(
        id=new_id(),
        owned_vehicle_id=vehicle.id,
        role=body.role,
        name=body.name,
        note=body.note,
        added_at=work.now,
    )
    if body.mobile:
        number = parse_phone(body.mobile, regions=("CN",))
        if number is None or number.kind == "unknown":
            raise MobileUnreadable(pointer="/mobile")
        text = number.e164 or number.national
        person.mobile_sealed = work.vault.seal(text, table="vehicle_person", column="mobile_sealed", row_id=person.id)
        person.mobile_masked = mask_phone(text)
    work.session.add(person)
    return person


async def remove_person(work: Work, vehicle_id: UUID, person_id: UUID) -> None:
    """Raises `PersonNotFound`; the owner stays."""
    vehicle = await repository.find(work.session, vehicle_id, work.actor)
    person = await repository.person(work.session, vehicle.id, person_id)
    if person is None or person.role == PersonRole.OWNER:
        raise PersonNotFound
    await work.session.delete(person)


def _note(work: Work, vehicle: OwnedVehicle, kind: str, **params: str | None) -> None:
    timeline.note(
        work,
        kind,
        customer_id=vehicle.customer_id,
        store_id=vehicle.store_id,
        ref_kind="owned_vehicle",
        ref_id=vehicle.id,
        **params,
    )
