"""A customer's after-sales life at one glance."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from aftersales.complaint.wording import TitleCode, TitleParams


class SummaryVehicle(BaseModel):
    id: UUID
    vin: str
    plate: str | None
    brand: str
    model: str
    colour: str
    delivered_on: date
    odometer_km: int
    next_service_on: date | None
    next_service_by: str | None
    service_overdue: bool
    warranty_until: date | None
    warranty_active: bool
    own_warranty_until: date | None
    compulsory_insurance_until: date | None
    commercial_insurance_until: date | None
    inspection_due_on: date | None
    service_adviser_id: UUID | None
    service_adviser_name: str | None
    accepted_at: datetime | None


class SummaryCareTask(BaseModel):
    id: UUID
    kind: str
    status: str
    due_at: datetime
    act_at: datetime
    overdue: bool
    assignee_id: UUID | None
    assignee_name: str | None


class SummaryComplaint(BaseModel):
    id: UUID
    no: str
    title: str
    title_code: TitleCode | None
    title_params: TitleParams
    category: str
    grade: str
    status: str
    next_clock: str | None
    next_clock_at: datetime | None
    overdue: bool
    assignee_id: UUID | None
    assignee_name: str | None


class LastSatisfaction(BaseModel):
    score: int | None
    recommend_score: int | None
    lowest_score: int | None
    questionnaire: str
    answered_at: datetime


class CustomerSummary(BaseModel):
    """Empty for a customer of whom after-sales knows nothing, or who is out of scope."""

    customer_id: UUID
    vehicles: list[SummaryVehicle]
    care_tasks: list[SummaryCareTask]
    complaints: list[SummaryComplaint]
    last_satisfaction: LastSatisfaction | None
