"""Event → handler."""

from contracts.gateway import PartnerChanged
from messaging import Event
from service_defaults.service import Handler

from leads.intake.handlers import keep_partner

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    PartnerChanged: keep_partner,
}
