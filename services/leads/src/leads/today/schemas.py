"""What goes over the wire about a day's work."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel

from leads.lead.schemas import ScoreReason, SignalBrief
from leads.setting.interest import Layer


class Reason(StrEnum):
    """Why something is in the queue, in the queue's order."""

    RESPONSE_OVERDUE = "response_overdue"
    RESPONSE_RUNNING = "response_running"
    APPOINTMENT = "appointment"
    CONTACT_OVERDUE = "contact_overdue"
    SIGNAL = "signal"
    CONTACT_DUE = "contact_due"
    HOT = "hot"


class AppointmentOut(BaseModel):
    kind: str
    ref_id: UUID
    title: str
    starts_at: datetime


class TodayItem(BaseModel):
    """One thing to do. `due_at` is the clock, the appointment or the planned contact."""

    reason: Reason
    due_at: datetime | None
    lead_id: UUID | None
    customer_id: UUID | None
    customer_name: str | None
    mobile_masked: str | None
    level: str | None
    stage: str | None
    wanted: str
    source: str | None
    owner_id: UUID | None
    owner_name: str | None
    since: datetime | None
    touched: bool
    response_deferred: bool
    temperature: Layer | None
    score: int | None
    score_reasons: list[ScoreReason]
    signal: SignalBrief | None
    appointment: AppointmentOut | None


class Today(BaseModel):
    """The ordered queue, at most 200 things; `now` is business time."""

    now: datetime
    items: list[TodayItem]
    counts: dict[Reason, int]


class TodaySummary(BaseModel):
    """Counters over all open leads, not only those shown."""

    now: datetime
    response_overdue: int
    response_running: int
    appointments: int
    contact_overdue: int
    signal: int
    contact_due: int
    hot: int
    open_leads: int
    new_today: int
    contacted_today: int
    unassigned: int
