"""What goes over the wire about imports."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import LeadKind
from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, Text

from leads.bulk_import.headings import MappedBy
from leads.bulk_import.policy import ColumnTarget, ImportBasis, ImportState, KeptReason, RowAssignment, RowOutcome
from leads.lead.policy import Channel

ColumnIndex = Annotated[int, Field(ge=0, le=59)]


class Request(Body):
    """What is sent."""


class ColumnChoice(Request):
    """What a column means; null leaves it out."""

    index: ColumnIndex
    target: ColumnTarget | None


class ImportOptions(Request):
    """How rows are taken where they do not say it themselves. `basis` and `provenance`: on what ground the store
    holds these data, and where they come from; an import never gives consent to marketing."""

    kind: LeadKind = LeadKind.BUY
    source: Code = "other"
    channel: Channel = Channel.DCC
    assignment: RowAssignment = RowAssignment.ROTATION
    adviser_id: UUID | None = None
    starts_clock: bool = Field(default=False, description="fresh leads: the clock of the first reply starts now")
    basis: ImportBasis
    provenance: Text


class ImportMapping(Request):
    """What each column means; one that is left out is not imported."""

    columns: list[ColumnChoice] = Field(min_length=1, max_length=60)
    options: ImportOptions


class SheetChoice(Request):
    """Another sheet of the workbook, or another row with the headings; null: the table has none."""

    sheet: Text | None = None
    heading_row: int | None = Field(None, ge=1, le=20)


class ImportColumn(BaseModel):
    index: int
    heading: str
    target: ColumnTarget | None
    why: MappedBy
    samples: list[str]


class LayoutOut(BaseModel):
    """How the file was understood: `sheets` of a workbook, `encoding` of a CSV file."""

    sheets: list[str]
    sheet: str | None
    encoding: str | None
    heading_row: int | None
    columns: list[ImportColumn]


class PreviewRow(BaseModel):
    """A row as it would be read."""

    number: int
    name: str
    mobile_masked: str | None
    email_masked: str | None
    kind: LeadKind
    wanted: str
    source: str
    adviser: str | None
    outcome: RowOutcome
    notes: list[str]


class RowProblem(BaseModel):
    number: int
    code: str
    message: str


class CheckOut(BaseModel):
    """What would become of the rows, as of the moment of the check."""

    total: int
    outcomes: dict[RowOutcome, int]
    reasons: dict[str, int]
    warnings: dict[str, int]
    preview: list[PreviewRow]
    problems: list[RowProblem]


class ImportRow(BaseModel):
    """`done` of `total` rows are accounted for; `outcomes` counts them."""

    id: UUID
    name: str
    state: ImportState
    total: int
    done: int
    outcomes: dict[RowOutcome, int]
    problem: str | None
    created_at: datetime
    created_by_name: str | None
    started_at: datetime | None
    finished_at: datetime | None


class ImportOut(ImportRow):
    """`problem_text` words the problem; `has_error_file` tells whether rows can be mended and sent again."""

    size: int
    media_type: str
    layout: LayoutOut | None
    options: ImportOptions | None
    check: CheckOut | None
    reasons: dict[str, int]
    warnings: dict[str, int]
    problem_text: str | None
    has_error_file: bool
    seconds: float | None
    undone_at: datetime | None
    undone_by_name: str | None
    undo: dict[str, int]
    kept: dict[KeptReason, int]
    version: int


class ImportedRow(BaseModel):
    """What became of one row. `kept`: an undo left it where it is, and why."""

    number: int
    outcome: RowOutcome
    reason: str | None
    message: str | None
    warnings: list[str]
    customer_id: UUID | None
    customer_name: str | None
    lead_id: UUID | None
    kept: KeptReason | None
