"""What goes over the wire about appraisals."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import EnergyKind
from pydantic import BaseModel, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import Code, Fen, Kilometres, LongText, OptionalText, Text

from leads.appraisal.inspection import BodyDamage, FrameDefect, Section
from leads.appraisal.policy import Act, AppraisalStatus, OfferStatus, UseKind, ValueMethod
from leads.days import Day, Instant

Year = Annotated[int, Field(ge=1950, le=2100)]
Tag = Annotated[Text, Field(max_length=40)]
Papers = Annotated[dict[Code, bool], Field(max_length=30)]


class Request(Body):
    """What is sent."""


class VehicleFacts(Request):
    """The customer's car. Absent fields stay as they are."""

    plate: Tag | None = None
    vin: Tag | None = None
    model_name: OptionalText = None
    model_year: Year | None = None
    energy: EnergyKind | None = None
    colour: OptionalText = None
    engine_no: OptionalText = None
    odometer_km: Kilometres | None = None
    estimated_km: Kilometres | None = None
    first_registered_on: Day | None = None
    use_kind: UseKind | None = None
    transfers: int | None = Field(None, ge=0, le=99)
    inspection_until: Day | None = None
    compulsory_until: Day | None = None
    papers: Papers | None = None


class RequestAppraisal(VehicleFacts):
    customer_id: UUID
    lead_id: UUID | None = None
    brand: Text
    series: Text
    expected_fen: Fen | None = None
    starts_at: Instant | None = None
    minutes: int | None = Field(None, ge=15, le=480)
    note: LongText = ""


class AppraisalChange(VehicleFacts):
    brand: Text | None = None
    series: Text | None = None
    expected_fen: Fen | None = None
    note: LongText | None = None
    assignee_id: UUID | None = None
    starts_at: Instant | None = None
    minutes: int | None = Field(None, ge=15, le=480)


class FrameFinding(Request):
    """A defect on one of the 13 points; point 1 knows only `asymmetric`."""

    point: int = Field(ge=1, le=13)
    defect: FrameDefect

    @model_validator(mode="after")
    def _fits_point(self) -> "FrameFinding":
        if (self.point == 1) != (self.defect is FrameDefect.ASYMMETRIC):
            raise ValueError("point 1 is asymmetric or nothing, the others take BX NQ GH SH ZZ")
        return self


class BodyFinding(Request):
    part: Code
    damage: BodyDamage
    degree: int = Field(ge=1, le=4)


class InspectAppraisal(VehicleFacts):
    frame: list[FrameFinding] = Field(default=[], max_length=60)
    body: list[BodyFinding] = Field(default=[], max_length=200)
    failed: list[Code] = Field(default=[], max_length=100)
    findings: LongText = ""


class ValueAppraisal(Request):
    """`grounds`: comparables, or the way from the new price to this one."""

    value_fen: Annotated[Fen, Field(gt=0)]
    method: ValueMethod
    grounds: Annotated[LongText, Field(min_length=1)]


class ApproveAppraisal(Request):
    """`value_fen` corrects the value."""

    value_fen: Annotated[Fen, Field(gt=0)] | None = None
    note: LongText = ""


class OfferAppraisal(Request):
    amount_fen: Annotated[Fen, Field(gt=0)]


class Reason(Request):
    reason: Text


class AppraisalRow(BaseModel):
    """`score` in points of 100."""

    id: UUID
    appraisal_no: str
    customer_id: UUID
    customer_name: str | None
    lead_id: UUID | None
    assignee_id: UUID | None
    assignee_name: str | None
    status: AppraisalStatus
    plate: str | None
    vin: str | None
    brand: str
    series: str
    model_name: str | None
    model_year: int | None
    odometer_km: int | None
    grade: int | None
    score: float | None
    accident: bool | None
    value_fen: int | None
    offer_fen: int | None
    offer_until: datetime | None
    needs_approval: bool
    starts_at: datetime | None
    created_at: datetime
    version: int


class OfferOut(BaseModel):
    id: UUID
    amount_fen: int
    status: OfferStatus
    offered_at: datetime
    offered_by_name: str | None
    valid_until: datetime
    answered_at: datetime | None
    reason: str | None


class FrameFindingOut(BaseModel):
    point: int
    defect: FrameDefect


class BodyFindingOut(BaseModel):
    part: str
    damage: BodyDamage
    degree: int


class AppraisalOut(AppraisalRow):
    """`sections` in points; `next_acts` is what the state allows, whoever may do it."""

    requested_by_name: str | None
    ends_at: datetime | None
    energy: EnergyKind | None
    colour: str | None
    engine_no: str | None
    estimated_km: int | None
    first_registered_on: date | None
    use_kind: UseKind | None
    transfers: int | None
    inspection_until: date | None
    compulsory_until: date | None
    papers: dict[str, bool]
    warnings: list[str]
    expected_fen: int | None
    note: str
    frame: list[FrameFindingOut]
    body: list[BodyFindingOut]
    failed: list[str]
    sections: dict[Section, float]
    findings: str
    inspected_at: datetime | None
    inspected_by_name: str | None
    value_method: ValueMethod | None
    value_grounds: str | None
    valued_at: datetime | None
    valued_by_name: str | None
    approved_at: datetime | None
    approved_by_name: str | None
    offers: list[OfferOut]
    next_acts: list[Act]
    closed_reason: str | None


class Label(BaseModel):
    code: str
    zh: str
    en: str


class FramePointOut(BaseModel):
    point: int
    zh: str
    en: str
    defects: list[FrameDefect]


class ItemOut(Label):
    points: float


class SectionOut(Label):
    maximum: float
    items: list[ItemOut]


class BodySheet(BaseModel):
    parts: list[Label]
    damages: list[Label]
    degrees: list[int]


class WorksheetOut(BaseModel):
    """The worksheet 作业表 as data, for the screen to draw."""

    frame: list[FramePointOut]
    body: BodySheet
    sections: list[SectionOut]
    papers: list[Label]
