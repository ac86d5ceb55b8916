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

from loyalty.customer.handlers import (
    on_assigned,
    on_contact_changed,
    on_customer_merged,
    on_customer_unmerged,
    on_customers_imported,
    on_customers_withdrawn,
)
from loyalty.referral.handlers import on_vehicle_delivered

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    CustomerContactChanged: on_contact_changed,
    CustomerAssigned: on_assigned,
    CustomerMerged: on_customer_merged,
    CustomerUnmerged: on_customer_unmerged,
    CustomersImported: on_customers_imported,
    CustomersWithdrawn: on_customers_withdrawn,
    VehicleDelivered: on_vehicle_delivered,
}
