"""What the aftersales service tells: from the keys to trust."""

from datetime import date, datetime
from uuid import UUID

from messaging import Event

from contracts.vocabulary import ComplaintGrade


class OwnerRegistered(Event, type="aftersales.owner_registered.v1", key="customer_id"):
    """The owner's file was opened for a vehicle, with the first maintenance predicted.

    `minted`: the customer is new and known to aftersales only; leads adopts the id or answers with `customer_merged`.
    `sealed` then opens with the group's transport key to `{"name", "mobile", "email"}`.
    """

    owned_vehicle_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    service_adviser_id: UUID | None
    vin: str
    first_service_due_on: date
    minted: bool = False
    group_id: UUID | None = None
    plate: str | None = None
    sealed: str | None = None


class CareTaskDue(Event, type="aftersales.care_task_due.v1", key="customer_id"):
    """A call-back 回访 has come due."""

    care_task_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    kind: str
    due_at: datetime


class CareTaskCompleted(Event, type="aftersales.care_task_completed.v1", key="customer_id"):
    care_task_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    kind: str
    result: str
    lowest_score: int | None
    recommend_score: int | None
    latent_need: str | None = None
    lead_wanted: bool = False
    complaint_id: UUID | None = None


class MaintenanceDue(Event, type="aftersales.maintenance_due.v1", key="customer_id"):
    """The predicted maintenance date is near (7 days before by default)."""

    owned_vehicle_id: UUID
    customer_id: UUID
    store_id: UUID
    due_on: date
    model: str


class ComplaintOpened(Event, type="aftersales.complaint_opened.v1", key="customer_id"):
    complaint_id: UUID
    complaint_no: str
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    grade: ComplaintGrade
    category: str
    source: str
    respond_by: datetime
    close_by: datetime


class ComplaintProgressed(Event, type="aftersales.complaint_progressed.v1", key="customer_id"):
    complaint_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    status: str


class ComplaintOverdue(Event, type="aftersales.complaint_overdue.v1", key="customer_id"):
    """A clock of the complaint ran out: `clock` is respond, plan or close."""

    complaint_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    clock: str
    notify_ids: tuple[UUID, ...]


class ComplaintClosed(Event, type="aftersales.complaint_closed.v1", key="customer_id"):
    complaint_id: UUID
    customer_id: UUID
    store_id: UUID
    assignee_id: UUID | None
    satisfied: bool
