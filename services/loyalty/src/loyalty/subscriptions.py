"""Event → handler."""

from contracts.leads import CustomerAssigned, CustomerContactChanged, VehicleDelivered
from messaging import Event
from service_defaults.service import Handler

from loyalty.customer.handlers import on_assigned, on_contact_changed
from loyalty.referral.handlers import on_vehicle_delivered

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    CustomerContactChanged: on_contact_changed,
    CustomerAssigned: on_assigned,
    VehicleDelivered: on_vehicle_delivered,
}
