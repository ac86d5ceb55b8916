"""Which event says what to the customer. Pure: an event, its instant and the store's choices in, tellings out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.aftersales import ComplaintClosed, ComplaintOpened, MaintenanceDue
from contracts.leads import LoanStatusChanged, OrderPlaced, TestDriveBooked, VehicleDelivered
from contracts.loyalty import PointsEarned, ReferralRewarded
from contracts.vocabulary import LoanStatus
from messaging import Event

from notifications.setting.schemas import NotificationSettings


@dataclass(frozen=True, slots=True)
class Telling:
    """One message to be. `cause` names what it is sent for: the same cause never sends the template again.

    `due_at` none means at once; after `expires_at` it is not sent any more. Values of `params` are texts; names
    ending in `_at` are instants, in `_on` dates, `staff_id` is worded as `staff_name`.
    """

    template: str
    customer_id: UUID
    store_id: UUID
    cause: str
    ref_kind: str
    ref_id: UUID
    params: Mapping[str, str] = field(default_factory=dict)
    due_at: datetime | None = None
    expires_at: datetime | None = None


Rule = Callable[[Any, datetime, NotificationSettings], Iterator[Telling]]

_LOAN_TEMPLATES = {
    LoanStatus.APPROVED: "loan_approved",
    LoanStatus.CONDITIONALLY_APPROVED: "loan_documents_required",
    LoanStatus.DOCUMENTS_REQUIRED: "loan_documents_required",
    LoanStatus.REJECTED: "loan_rejected",
    LoanStatus.DISBURSED: "loan_disbursed",
}


def _telling(event: Any, template: str, cause: object, ref: tuple[str, UUID], **more: Any) -> Telling:
    kind = event.event_type.rpartition(".")[0]
    return Telling(
        template=template,
        customer_id=event.customer_id,
        store_id=event.store_id,
        cause=f"{kind}:{cause}",
        ref_kind=ref[0],
        ref_id=ref[1],
        **more,
    )


def thank_the_buyer(event: VehicleDelivered, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    car = event.vehicle
    params = {
        "model": f"{car.brand} {car.series} {car.model}",
        "staff_id": str(event.service_adviser_id or event.owner_id or ""),
    }
    yield _telling(event, "delivery_thank_you", event.delivery_id, ("delivery", event.delivery_id), params=params)


def confirm_test_drive(event: TestDriveBooked, now: datetime, chosen: NotificationSettings) -> Iterator[Telling]:
    """A confirmation at once and a reminder before, unless the booking itself is as late as that."""
    params = {"model": event.model, "starts_at": event.starts_at.isoformat()}
    # A drive moved to and fro is confirmed each time: the instant of the booking is part of the cause.
    cause, ref = f"{event.test_drive_id}:{now.isoformat()}", ("test_drive", event.test_drive_id)
    shared = {"params": params, "expires_at": event.starts_at}
    yield _telling(event, "test_drive_confirmation", cause, ref, **shared)
    remind_at = event.starts_at - timedelta(hours=chosen.reminder_hours)
    if remind_at > now:
        yield _telling(event, "test_drive_reminder", cause, ref, due_at=remind_at, **shared)


def tell_order(event: OrderPlaced, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    params = {"model": event.model, "order_no": event.order_no}
    yield _telling(event, "order_placed", event.order_id, ("order", event.order_id), params=params)


def tell_loan(event: LoanStatusChanged, now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    template = _LOAN_TEMPLATES.get(event.status)
    if template is not None:
        cause = f"{event.loan_id}:{event.status}:{now.isoformat()}"
        yield _telling(event, template, cause, ("loan", event.loan_id))


def tell_complaint_opened(event: ComplaintOpened, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    params = {"complaint_no": event.complaint_no, "staff_id": str(event.assignee_id or "")}
    yield _telling(event, "complaint_opened", event.complaint_id, ("complaint", event.complaint_id), params=params)


def tell_complaint_closed(event: ComplaintClosed, now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    """A complaint can be opened again, and closed again."""
    cause = f"{event.complaint_id}:{now.isoformat()}"
    yield _telling(event, "complaint_closed", cause, ("complaint", event.complaint_id))


def tell_maintenance(event: MaintenanceDue, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    params = {"model": event.model, "due_on": event.due_on.isoformat()}
    cause = f"{event.owned_vehicle_id}:{event.due_on}"
    yield _telling(event, "maintenance_due", cause, ("owned_vehicle", event.owned_vehicle_id), params=params)


def tell_points(event: PointsEarned, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    """Points of a referral are told by the reward's own message."""
    if event.reason == "referral":
        return
    params = {"points": str(event.points), "available_on": event.available_at.isoformat()}
    yield _telling(event, "points_earned", event.entry_id, ("member", event.member_id), params=params)


def tell_reward(event: ReferralRewarded, _now: datetime, _chosen: NotificationSettings) -> Iterator[Telling]:
    params = {"points": str(event.points)}
    yield _telling(event, "referral_rewarded", event.referral_id, ("referral", event.referral_id), params=params)


RULES: Mapping[type[Event], Rule] = {
    TestDriveBooked: confirm_test_drive,
    OrderPlaced: tell_order,
    LoanStatusChanged: tell_loan,
    VehicleDelivered: thank_the_buyer,
    ComplaintOpened: tell_complaint_opened,
    ComplaintClosed: tell_complaint_closed,
    MaintenanceDue: tell_maintenance,
    PointsEarned: tell_points,
    ReferralRewarded: tell_reward,
}
