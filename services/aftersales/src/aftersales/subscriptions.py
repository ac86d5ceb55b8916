"""Event → handler."""

from contracts.leads import CustomerAssigned, CustomerContactChanged, VehicleDelivered
from messaging import Event
from service_defaults.service import Handler

from aftersales.customer.handlers import on_customer_assigned, on_customer_contact_changed
from aftersales.owned_vehicle.handlers import on_vehicle_delivered

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    CustomerContactChanged: on_customer_contact_changed,
    CustomerAssigned: on_customer_assigned,
    VehicleDelivered: on_vehicle_delivered,
}
