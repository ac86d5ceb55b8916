"""Event → handler."""

from contracts.gateway import PartnerChanged
from contracts.leads import ConsentChanged
from contracts.notifications import LoanDecided
from messaging import Event
from service_defaults.service import Handler

from leads.behaviour.stitching import consent_changed
from leads.intake.handlers import keep_partner
from leads.loan.handlers import loan_decided

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    PartnerChanged: keep_partner,
    LoanDecided: loan_decided,
    ConsentChanged: consent_changed,
}
