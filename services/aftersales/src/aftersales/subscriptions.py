"""Event → handler."""

from contracts.imports import CustomersImported, CustomersWithdrawn
from contracts.leads import (
    CustomerAssigned,
    CustomerContactChanged,
    CustomerMerged,
    CustomerUnmerged,
    VehicleDelivered,
)
from messaging import Event
from service_defaults.service import Handler

from aftersales.customer.handlers import (
    on_customer_assigned,
    on_customer_contact_changed,
    on_customer_merged,
    on_customer_unmerged,
    on_customers_imported,
    on_customers_withdrawn,
)
from aftersales.owned_vehicle.handlers import on_vehicle_delivered

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    CustomerContactChanged: on_customer_contact_changed,
    CustomerAssigned: on_customer_assigned,
    CustomerMerged: on_customer_merged,
    CustomerUnmerged: on_customer_unmerged,
    CustomersImported: on_customers_imported,
    CustomersWithdrawn: on_customers_withdrawn,
    VehicleDelivered: on_vehicle_delivered,
}
