"""What the leads service tells: from the first contact to the keys."""

from datetime import date, datetime
from uuid import UUID

from messaging import Event
from pydantic import BaseModel

from contracts.customers import (
    ConsentChanged,
    CustomerAssigned,
    CustomerContactChanged,
    CustomerMerged,
    CustomerUnmerged,
)
from contracts.vocabulary import EnergyKind, LeadKind, LoanStatus

__all__ = ["ConsentChanged", "CustomerAssigned", "CustomerContactChanged", "CustomerMerged", "CustomerUnmerged"]


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


class AppraisalProgressed(Event, type="leads.appraisal_progressed.v1", key="customer_id"):
    """An appraisal took a step that ends in no offer: rescheduled, inspected, valued, approved, cancelled."""

    appraisal_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    appraiser_id: UUID | None
    status: str


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


class SuppliedDocument(BaseModel):
    """A paper that the partner asked for: `code` as it asked, `note` what staff say of it (no personal data)."""

    code: str
    note: str | None = None


class LoanSubmitted(Event, type="leads.loan_submitted.v1", key="customer_id"):
    """An application leaves for a partner. `applicant_sealed` opens with the transport key; `consent_id` is the
    customer's separate consent naming this partner (PIPL Art. 23); without it nothing leaves.

    `submission` counts from 1; later ones answer the partner's wish for `documents`, or apply for less.
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
    submission: int = 1
    documents: tuple[SuppliedDocument, ...] = ()


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


class ReclaimWarned(Event, type="leads.reclaim_warned.v1", key="customer_id"):
    """Silent for too long: unless there is an effective contact, the pool takes this customer at `reclaim_at`."""

    customer_id: UUID
    store_id: UUID
    owner_id: UUID
    kind: str
    reclaim_at: datetime


class LeadReclaimed(Event, type="leads.lead_reclaimed.v1", key="customer_id"):
    """The pool took a customer; `customer_assigned` with no owner tells the same to those who keep access."""

    customer_id: UUID
    store_id: UUID
    previous_owner_id: UUID | None
    lead_ids: tuple[UUID, ...]
    kind: str


class LeadClaimed(Event, type="leads.lead_claimed.v1", key="customer_id"):
    """An adviser took a customer out of the pool."""

    customer_id: UUID
    store_id: UUID
    owner_id: UUID
    lead_ids: tuple[UUID, ...]
    kind: str
    waited_seconds: int


class OwnershipDisputed(Event, type="leads.ownership_disputed.v1", key="customer_id"):
    dispute_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    claimant_id: UUID
    grounds: str


class OwnershipRuled(Event, type="leads.ownership_ruled.v1", key="customer_id"):
    """`ruling` is keep, transfer or split; `shares` say how the deal counts: staff id → percent."""

    dispute_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    claimant_id: UUID
    ruling: str
    shares: dict[str, int]


class LossApplied(Event, type="leads.loss_applied.v1", key="customer_id"):
    """An adviser asks for a defeat to be approved."""

    loss_case_id: UUID
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    outcome: str
    reason: str


class LossDecided(Event, type="leads.loss_decided.v1", key="customer_id"):
    """Approved: the lead is closed. Refused: it goes back to the adviser with a task."""

    loss_case_id: UUID
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    approved: bool
    outcome: str
    type: str
    reason: str
    node: str


class LossVerificationAssigned(Event, type="leads.loss_verification_assigned.v1", key="customer_id"):
    """Somebody other than the loser is to ask the customer why."""

    loss_verification_id: UUID
    loss_case_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    due_at: datetime


class LeadReopened(Event, type="leads.lead_reopened.v1", key="customer_id"):
    """A lost, invalid or frozen lead is worked again."""

    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    reason: str


class FileStateChanged(Event, type="leads.file_state_changed.v1", key="customer_id"):
    """A customer's file was handed in (`pending`), confirmed or returned by the supervisor."""

    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    state: str
