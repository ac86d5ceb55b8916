"""What goes over the wire about file quality."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText, Text, as_written

from leads.file_quality.policy import FileState, TakeResult
from leads.setting.file_quality import LevelCode

Ids = Annotated[list[UUID], Field(min_length=1, max_length=200)]


class Request(Body, BaseModel):
    """What is sent."""


class FileRow(BaseModel):
    """A file on its way to confirmation; `missing` names the blank fields, the weightiest first."""

    customer_id: UUID
    name: str
    mobile_masked: str | None
    source: str
    level: str | None
    wanted: str
    owner_name: str | None
    state: FileState
    score: int
    missing: list[str]
    created_at: datetime
    filed_at: datetime | None
    filed_by_name: str | None
    return_reason: str | None


class FileConfirmation(Request):
    customer_ids: Ids


class FileReturn(Request):
    """Back to the adviser; `reason` says what is to be done."""

    customer_ids: Ids
    reason: Text


class FileResult(BaseModel):
    """One file of several; `ok` false with the problem's code and text."""

    customer_id: UUID
    ok: bool
    code: str | None = None
    detail: str | None = None


class AdviserFiles(BaseModel):
    """Files with an open lead. `average` is null where there is none that was scored."""

    owner_id: UUID | None
    owner_name: str | None
    files: int
    good: int
    average: int | None
    open: int
    pending: int
    confirmed: int
    returned: int


class MissingField(BaseModel):
    field: str
    files: int


class FileQualityReport(BaseModel):
    """Per adviser, and which fields are blank most often; `good_from_score` is what the store calls a good file."""

    good_from_score: int
    advisers: list[AdviserFiles]
    missing: list[MissingField]


class Rescoring(BaseModel):
    """How many files are being scored anew."""

    files: int


class StockTakeWanted(Request):
    """Which customers are gone through: by level of an open lead, by silence; empty levels mean all of the base."""

    levels: Annotated[list[LevelCode], Field(max_length=20)] = []
    silent_days: int = Field(0, ge=0, le=3660, description="not contacted for at least that many days")
    lifecycles: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=8)] = []


class StockTakeStart(Request):
    name: Text
    wanted: StockTakeWanted = StockTakeWanted()
    due_on: Annotated[date, BeforeValidator(as_written)] | None = None


class AdviserProgress(BaseModel):
    assignee_id: UUID | None
    assignee_name: str | None
    total: int
    done: int
    results: dict[str, int]


class StockTakeRow(BaseModel):
    id: UUID
    store_id: UUID
    name: str
    started_at: datetime
    started_by_name: str | None
    due_on: date
    total: int
    done: int
    finished_at: datetime | None


class StockTakeOut(StockTakeRow):
    """With the results so far, and how far each adviser is."""

    wanted: StockTakeWanted
    results: dict[str, int]
    advisers: list[AdviserProgress]


class StockTakeItemOut(BaseModel):
    id: UUID
    stock_take_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    number_dead: bool
    assignee_id: UUID | None
    assignee_name: str | None
    lead_id: UUID | None
    level: str | None
    wanted: str
    last_contact_at: datetime | None
    result: TakeResult | None
    note: str
    done_at: datetime | None


class StockTakeAnswer(Request):
    """What is so with this customer. A dead number is marked as such in the file."""

    result: TakeResult
    note: Annotated[LongText, Field(max_length=500)] = ""


class StockTakePlanOut(BaseModel):
    """`every_months` 0: nothing starts by itself."""

    store_id: UUID
    every_months: int
    wanted: StockTakeWanted
    next_at: datetime | None
    version: int


class StockTakePlanChoice(Request):
    every_months: int = Field(ge=0, le=24)
    wanted: StockTakeWanted = StockTakeWanted()
