"""Event → handler: one event may tell the customer, the staff and partners."""

from contracts.gateway import PartnerChanged
from contracts.imports import CustomersImported, CustomersWithdrawn
from contracts.leads import (
    ConsentChanged,
    CustomerAssigned,
    CustomerContactChanged,
    CustomerMerged,
    CustomerUnmerged,
    LoanSubmitted,
    OrderCancelled,
    TestDriveCancelled,
    TestDriveCompleted,
    VehicleDelivered,
)
from contracts.partners import LeadStatusReported
from messaging import Event
from service_defaults.service import Handler
from service_defaults.work import Work

from notifications.consent.handlers import on_consent_changed
from notifications.customer.handlers import (
    on_assigned,
    on_contact_changed,
    on_customer_merged,
    on_customer_unmerged,
    on_customers_imported,
    on_customers_withdrawn,
)
from notifications.delivery.handlers import on_lead_status_reported, on_loan_submitted, on_vehicle_delivered
from notifications.message import rules as message_rules
from notifications.message.handlers import on_order_cancelled, on_test_drive_cancelled, on_test_drive_completed
from notifications.message.service import telling as telling_customers
from notifications.partner.service import on_partner_changed
from notifications.staff_notice import rules as notice_rules
from notifications.staff_notice.service import telling as telling_staff

_HANDLERS: tuple[tuple[type[Event], Handler], ...] = (
    (CustomerContactChanged, on_contact_changed),
    (CustomerAssigned, on_assigned),
    (CustomerMerged, on_customer_merged),
    (CustomerUnmerged, on_customer_unmerged),
    (CustomersImported, on_customers_imported),
    (CustomersWithdrawn, on_customers_withdrawn),
    (ConsentChanged, on_consent_changed),
    (PartnerChanged, on_partner_changed),
    (LoanSubmitted, on_loan_submitted),
    (VehicleDelivered, on_vehicle_delivered),
    (LeadStatusReported, on_lead_status_reported),
    (TestDriveCompleted, on_test_drive_completed),
    (TestDriveCancelled, on_test_drive_cancelled),
    (OrderCancelled, on_order_cancelled),
    *((kind, telling_customers(rule)) for kind, rule in message_rules.RULES.items()),
    *((kind, telling_staff(rule)) for kind, rule in notice_rules.RULES.items()),
)


def _each(handlers: list[Handler]) -> Handler:
    async def handler(work: Work, event: Event) -> None:
        for handle in handlers:
            await handle(work, event)

    return handler


SUBSCRIPTIONS: dict[type[Event], Handler] = {
    kind: _each([handler for told, handler in _HANDLERS if told is kind]) for kind, _ in _HANDLERS
}
