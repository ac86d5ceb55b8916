"""What maintenance tells the other services."""

from contracts.aftersales import MaintenanceDue

from aftersales.maintenance.models import MaintenancePlan


def maintenance_due(plan: MaintenancePlan) -> MaintenanceDue:
    return MaintenanceDue(
        owned_vehicle_id=plan.owned_vehicle_id,
        customer_id=plan.customer_id,
        store_id=plan.store_id,
        due_on=plan.due_on,
        model=plan.model,
    )
