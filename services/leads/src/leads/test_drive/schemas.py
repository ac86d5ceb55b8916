"""What goes over the wire about test drives."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Kilometres, LongText, OptionalText, Text
from service_defaults.signature import MAX_PATH_LENGTH

from leads.days import Day, Instant
from leads.signing import SignatureOut
from leads.test_drive.policy import FeedbackItem, Missing, Place, TestDriveStatus

Minutes = Annotated[int, Field(ge=15, le=480)]
Strokes = Annotated[str, Field(min_length=1, max_length=MAX_PATH_LENGTH)]
Points = Annotated[int, Field(ge=1, le=10)]


class Request(Body):
    """What is sent."""


class BookTestDrive(Request):
    """`assignee_id` is who rides along: by default oneself, else the customer's owner."""

    customer_id: UUID
    car_id: UUID
    starts_at: Instant
    minutes: Minutes | None = None
    assignee_id: UUID | None = None
    place: Place = Place.STORE
    customer_drives: bool = True
    route: OptionalText = None
    note: LongText = ""
    lead_id: UUID | None = None


class TestDriveChange(Request):
    """Absent fields stay as they are."""

    __test__ = False
    starts_at: Instant | None = None
    minutes: Minutes | None = None
    car_id: UUID | None = None
    assignee_id: UUID | None = None
    place: Place | None = None
    customer_drives: bool | None = None
    route: OptionalText = None
    note: LongText | None = None


class CheckLicence(Request):
    licence_no: Annotated[Text, Field(min_length=5, max_length=30)]
    valid_until: Day
    licence_class: OptionalText = None


class SignAgreement(Request):
    """`strokes`: data of an SVG path, coordinates 0-10000."""

    version: Text
    language: Literal["zh", "en"] = "zh"
    signer: Text
    strokes: Strokes


class StartTestDrive(Request):
    odometer_out_km: Kilometres
    route: OptionalText = None


class FinishTestDrive(Request):
    odometer_in_km: Kilometres
    scores: dict[FeedbackItem, Points] = Field(default_factory=dict)
    remarks: LongText = ""
    next_step: OptionalText = None


class CancelTestDrive(Request):
    reason: Text


class AgreementOut(BaseModel):
    version: str
    zh: str
    en: str


class TestDriveRow(BaseModel):
    __test__ = False
    id: UUID
    customer_id: UUID
    customer_name: str | None
    mobile_masked: str | None
    lead_id: UUID | None
    car_id: UUID
    car: str
    plate: str | None
    assignee_id: UUID
    assignee_name: str | None
    status: TestDriveStatus
    starts_at: datetime
    ends_at: datetime
    place: Place
    customer_drives: bool
    licence_checked: bool
    agreement_signed: bool
    average_score: float | None
    version: int


class TestDriveOut(TestDriveRow):
    """`agreement` is the text to sign, with the facts filled in; `missing` what the keys still wait for."""

    route: str | None
    note: str
    licence_no_masked: str | None
    licence_class: str | None
    licence_until: date | None
    licence_checked_by_name: str | None
    agreement: AgreementOut
    agreement_signature: SignatureOut | None
    odometer_out_km: int | None
    odometer_in_km: int | None
    car_odometer_km: int
    started_at: datetime | None
    finished_at: datetime | None
    scores: dict[FeedbackItem, int]
    remarks: str
    next_step: str | None
    closed_reason: str | None
    missing: list[Missing]


class BusySpan(BaseModel):
    """`customer_name` is null for a colleague's customer."""

    test_drive_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: TestDriveStatus
    adviser_id: UUID
    adviser_name: str | None
    customer_name: str | None
    mine: bool


class CalendarCar(BaseModel):
    id: UUID
    model: str
    plate: str | None
    colour: str
    insurance_until: date | None
    odometer_km: int
    busy: list[BusySpan]


class CalendarAdviser(BaseModel):
    id: UUID
    name: str
    busy: list[BusySpan]


class CalendarOut(BaseModel):
    """One day of the store: every demo car and everybody who may ride along, with the spans they are taken."""

    day: date
    timezone: str
    opens_at: datetime | None
    closes_at: datetime | None
    slot_minutes: int
    cars: list[CalendarCar]
    advisers: list[CalendarAdviser]
