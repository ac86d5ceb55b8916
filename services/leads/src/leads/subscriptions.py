"""Event → handler."""

from contracts.aftersales import ComplaintClosed, ComplaintOpened, ComplaintProgressed, OwnerRegistered
from contracts.gateway import PartnerChanged
from contracts.leads import ConsentChanged
from contracts.notifications import LoanDecided
from contracts.partners import PartnerSecretChanged
from messaging import Event
from service_defaults.service import Handler

from leads.behaviour.stitching import consent_changed
from leads.intake.handlers import keep_partner
from leads.loan.handlers import loan_decided
from leads.merge.handlers import on_owner_registered
from leads.partner_map.signing import on_partner_secret_changed
from leads.pool.handlers import complaint_closed, complaint_opened, complaint_progressed

SUBSCRIPTIONS: dict[type[Event], Handler] = {
    PartnerChanged: keep_partner,
    LoanDecided: loan_decided,
    PartnerSecretChanged: on_partner_secret_changed,
    ComplaintOpened: complaint_opened,
    ComplaintProgressed: complaint_progressed,
    ComplaintClosed: complaint_closed,
    ConsentChanged: consent_changed,
    OwnerRegistered: on_owner_registered,
}
