"""What goes over the wire about defeat."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.fields import Code, LongText, OptionalText

from leads.loss.policy import CaseStatus, Close, Node, Outcome, VerificationResult
from leads.setting.loss import LossType

Note = Annotated[LongText, Field(max_length=1000)]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LossApplication(Request):
    """The type follows from the reason unless it is given; some reasons ask for the competitor."""

    outcome: Outcome = Outcome.LOST
    reason: Code
    type: LossType | None = None
    competitor_brand: OptionalText = None
    competitor_series: OptionalText = None
    description: Note = ""


class LossApproval(Request):
    """`type` and `reason` correct what was applied for; `verify` says whether the customer is asked."""

    note: Note = ""
    type: LossType | None = None
    reason: Code | None = None
    verify: bool | None = None


class LossRefusal(Request):
    """`note` tells the adviser what to do; the lead comes back as a contact that is due."""

    note: Annotated[Note, Field(min_length=1)]


class LossCaseRow(BaseModel):
    """One defeat. `found_reason` is what the verification call heard where it differs."""

    id: UUID
    lead_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    wanted: str
    status: CaseStatus
    outcome: Outcome
    type: LossType
    reason: str
    competitor_brand: str | None
    competitor_series: str | None
    description: str
    node: Node
    stage: str
    level: str
    source: str
    owner_id: UUID | None
    owner_name: str | None
    applied_by_name: str | None
    applied_at: datetime
    reviewed_by_name: str | None
    reviewed_at: datetime | None
    review_note: str
    verified: VerificationResult | None
    found_type: LossType | None
    found_reason: str | None
    second_chance_at: datetime | None
    close_kind: Close | None
    contacts: int
    last_contact_at: datetime | None
    created_at: datetime


class VerificationRow(BaseModel):
    """A call to make, or made."""

    id: UUID
    case_id: UUID
    lead_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    wanted: str
    outcome: Outcome
    reason: str
    type: LossType
    competitor_brand: str | None
    competitor_series: str | None
    description: str
    lost_by_name: str | None
    assignee_id: UUID | None
    assignee_name: str | None
    due_at: datetime
    overdue: bool
    attempts: int
    done_at: datetime | None
    result: VerificationResult | None
    found_reason: str | None
    note: str


class VerificationReport(Request):
    """What the customer said. `differs` needs the reason, `reactivated` opens the lead again."""

    result: VerificationResult
    found_reason: Code | None = None
    owner_id: UUID | None = Field(None, description="reactivated: who works the lead from now on")
    note: Note = ""


class VerificationOut(BaseModel):
    id: UUID
    result: VerificationResult | None
    attempts: int
    due_at: datetime
    done_at: datetime | None
    lead_reopened: bool


class VerificationAssignment(Request):
    assignee_id: UUID


class Grouping(StrEnum):
    NODE = "node"
    REASON = "reason"
    TYPE = "type"
    COMPETITOR = "competitor"
    ADVISER = "adviser"
    SOURCE = "source"
    LEVEL = "level"


class Basis(StrEnum):
    """`verified` takes the reason that the verification call heard, where it differs."""

    STATED = "stated"
    VERIFIED = "verified"


class LossGroup(BaseModel):
    """`key` is the code to filter the cases with; `share_percent` is null where there is nothing to divide by."""

    key: str | None
    label: str | None
    count: int
    share_percent: float | None
    benchmark_percent: int | None
    verified: int
    differs: int


class LossAnalysis(BaseModel):
    """Approved defeats decided within the span. 战败率 = lost ÷ (lost + delivered)."""

    since: datetime
    until: datetime
    by: Grouping
    basis: Basis
    total: int
    lost: int
    invalid: int
    reactivated: int
    delivered: int
    loss_rate_percent: float | None
    verified: int
    differs: int
    groups: list[LossGroup]
