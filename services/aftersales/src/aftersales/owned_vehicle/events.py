"""What the owner's file tells the other services."""

from datetime import date

from contracts.aftersales import OwnerRegistered

from aftersales.owned_vehicle.models import OwnedVehicle


def owner_registered(vehicle: OwnedVehicle, first_service_due_on: date) -> OwnerRegistered:
    return OwnerRegistered(
        owned_vehicle_id=vehicle.id,
        customer_id=vehicle.customer_id,
        store_id=vehicle.store_id,
        owner_id=vehicle.sales_adviser_id,
        service_adviser_id=vehicle.assignee_id,
        vin=vehicle.vin,
        first_service_due_on=first_service_due_on,
    )
