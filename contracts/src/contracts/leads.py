"""What the leads service tells: from the first contact to the keys."""

from datetime import date, datetime
from uuid import UUID

from messaging import Event
from pydantic import BaseModel

from contracts.vocabulary import EnergyKind, LeadKind, LoanStatus, Purpose


class CustomerContactChanged(Event, type="leads.customer_contact_changed.v1", key="customer_id"):
    """The only event that carries contact data: `sealed` opens with the group's transport key to
    `{"name", "mobile", "email"}` (absent fields are null). `person_key` is the mobile's HMAC under the group's key.
    """

    customer_id: UUID
    store_id: UUID
    group_id: UUID
    person_key: str | None
    sealed: str
    revision: int


class CustomerAssigned(Event, type="leads.customer_assigned.v1", key="customer_id"):
    """`owner_id` owns the customer from now on; null puts the customer into the pool."""

    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    previous_owner_id: UUID | None
    reason: str


class CustomerMerged(Event, type="leads.customer_merged.v1", key="customer_id"):
    """`customer_id` is from now on an alias of `into_id`; rows are not rewritten."""

    customer_id: UUID
    into_id: UUID
    store_id: UUID


class ConsentChanged(Event, type="leads.consent_changed.v1", key="customer_id"):
    """One line of the consent ledger: given (`granted`) or withdrawn."""

    consent_id: UUID
    customer_id: UUID
    store_id: UUID
    purpose: Purpose
    recipient_id: UUID | None
    channel: str | None
    granted: bool
    wording_version: str


class LeadCreated(Event, type="leads.lead_created.v1", key="customer_id"):
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    kind: LeadKind
    source: str
    channel: str
    wanted: str
    response_due_at: datetime | None


class LeadTouched(Event, type="leads.lead_touched.v1", key="customer_id"):
    """A known customer was heard of again: a duplicate lead became a touchpoint for the present owner."""

    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    source: str


class LeadResponseMissed(Event, type="leads.lead_response_missed.v1", key="customer_id"):
    """The first reply did not happen in time; `notify_ids` are the people the escalation ladder names."""

    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    step: int
    due_at: datetime
    notify_ids: tuple[UUID, ...]


class FollowUpLogged(Event, type="leads.follow_up_logged.v1", key="customer_id"):
    follow_up_id: UUID
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    method: str
    outcome: str
    level: str
    next_contact_at: datetime | None
    first_response: bool


class VisitRegistered(Event, type="leads.visit_registered.v1", key="visit_id"):
    """A visit of a known customer or of a stranger (`customer_id` null)."""

    visit_id: UUID
    store_id: UUID
    customer_id: UUID | None
    owner_id: UUID | None
    purpose: str


class TestDriveBooked(Event, type="leads.test_drive_booked.v1", key="customer_id"):
    test_drive_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    model: str
    starts_at: datetime
    ends_at: datetime


class TestDriveCompleted(Event, type="leads.test_drive_completed.v1", key="customer_id"):
    test_drive_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    model: str
    average_score: float | None


class TestDriveCancelled(Event, type="leads.test_drive_cancelled.v1", key="customer_id"):
    """A booked drive that will not happen; `outcome` is `cancelled` or `no_show`. Told when that is decided."""

    test_drive_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    outcome: str
    starts_at: datetime


class AppraisalRequested(Event, type="leads.appraisal_requested.v1", key="customer_id"):
    appraisal_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    appraiser_id: UUID | None


class AppraisalOffered(Event, type="leads.appraisal_offered.v1", key="customer_id"):
    appraisal_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    amount_fen: int
    valid_until: datetime


class AppraisalSettled(Event, type="leads.appraisal_settled.v1", key="customer_id"):
    """The customer answered the offer."""

    appraisal_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    accepted: bool


class QuoteApprovalRequested(Event, type="leads.quote_approval_requested.v1", key="customer_id"):
    quote_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    discount_fen: int
    limit_fen: int


class QuoteDecided(Event, type="leads.quote_decided.v1", key="customer_id"):
    quote_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    approved: bool


class OrderPlaced(Event, type="leads.order_placed.v1", key="customer_id"):
    order_id: UUID
    order_no: str
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    model: str
    total_fen: int
    deposit_kind: str
    deposit_fen: int


class OrderCancelled(Event, type="leads.order_cancelled.v1", key="customer_id"):
    order_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    reason: str


class LoanSubmitted(Event, type="leads.loan_submitted.v1", key="customer_id"):
    """An application leaves for a partner. `applicant_sealed` opens with the transport key; `consent_id` is the
    customer's separate consent naming this partner (PIPL Art. 23); without it nothing leaves.
    """

    loan_id: UUID
    loan_no: str
    order_id: UUID
    order_no: str
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    partner_id: UUID
    consent_id: UUID
    vehicle_model: str
    vin: str | None
    vehicle_price_fen: int
    down_payment_fen: int
    principal_fen: int
    term_months: int
    annual_rate: str
    applicant_sealed: str


class LoanStatusChanged(Event, type="leads.loan_status_changed.v1", key="customer_id"):
    loan_id: UUID
    order_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    status: LoanStatus
    approved_fen: int | None


class DeliveredVehicle(BaseModel, frozen=True):
    """The car as handed over. Intervals are those of the model's maintenance book."""

    car_id: UUID
    vin: str
    brand: str
    series: str
    model: str
    model_year: int
    colour: str
    energy: EnergyKind
    new: bool
    plate: str | None
    odometer_km: int
    first_service_km: int
    first_service_months: int
    service_interval_km: int
    service_interval_months: int
    warranty_km: int
    warranty_months: int


class VehicleDelivered(Event, type="leads.vehicle_delivered.v1", key="customer_id"):
    """The keys are handed over. Fat on purpose: everything that consumers need stands here."""

    delivery_id: UUID
    order_id: UUID
    order_no: str
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    group_id: UUID
    owner_id: UUID | None
    service_adviser_id: UUID | None
    person_key: str | None
    vehicle: DeliveredVehicle
    ordered_on: date
    invoiced_on: date
    delivered_at: datetime
    total_fen: int
    paid_fen: int
    compulsory_insurance_until: date | None
    commercial_insurance_until: date | None
    insurer: str | None
    loan_id: UUID | None
    loan_partner_id: UUID | None
    appraisal_id: UUID | None
    referrer_customer_id: UUID | None
    referrer_person_key: str | None
    informed_partner_ids: tuple[UUID, ...] = ()
