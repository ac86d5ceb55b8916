"""What goes over the wire about the forms: typed rows, the headings of their columns, who signed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.fields import LongText, OptionalText

from leads.card.schemas import CardFields
from leads.days import Day
from leads.form.policy import FormKind, MonthEnd, SignPost
from leads.setting.numbers import RegisterLayout
from leads.visit.policy import Purpose, Transport, VisitKind

ROW_LIMIT = 500
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FormColumn(BaseModel):
    """A printed column; `key` is the field of the row. `width` in characters."""

    key: str
    zh: str
    en: str
    group_zh: str | None
    group_en: str | None
    width: int


class SignOffOut(BaseModel):
    """`current` is false when the rows have changed since."""

    id: UUID
    post: SignPost
    signed_by: UUID | None
    signed_by_name: str | None
    signed_at: datetime
    content_hash: str
    current: bool
    remark: str


class AdviserBrief(BaseModel):
    id: UUID
    name: str


class FormHead(BaseModel):
    """`content_hash` is what a signature would cover. `truncated`: more rows than a form holds (500)."""

    form: FormKind
    store_id: UUID
    store_name: str
    subject_on: date | None
    content_hash: str
    truncated: bool = False
    signers: list[SignPost]
    my_post: SignPost | None
    sign_offs: list[SignOffOut]


class AdviserFormHead(FormHead):
    """One adviser's form; `advisers` are those whose forms the reader may open."""

    adviser_id: UUID
    adviser_name: str
    advisers: list[AdviserBrief]


class ReceptionStep(StrEnum):
    """接待经过."""

    SURVEY = "survey"
    QUOTE = "quote"
    TEST_DRIVE = "test_drive"


class VisitRegisterRow(BaseModel):
    """One visit or call. `level` and `reception` are those of that day."""

    id: UUID
    kind: VisitKind
    arrived_at: datetime
    left_at: datetime | None
    stay_minutes: int | None
    companions: int
    transport: Transport | None
    adviser_id: UUID | None
    adviser_name: str | None
    customer_id: UUID | None
    customer_name: str | None
    mobile_masked: str | None
    landline_masked: str | None
    gender: str | None
    area: str | None
    purpose: Purpose
    first_time: bool
    captured: bool
    brand: str | None
    series: str
    trim: str | None
    colour: str | None
    source: str | None
    level: str | None
    rivals: str
    reception: list[ReceptionStep]
    specialist_name: str | None
    present_car: str | None
    note: str


class RegisterTotals(BaseModel):
    visits: int
    calls: int
    people: int
    first: int
    again: int
    captured: int
    uncaptured: int
    other: int
    test_drives: int
    quotes: int


class VisitRegisterForm(FormHead):
    """来店(电)登记表 of one day, in the store's layout or the one asked for."""

    layout: RegisterLayout
    columns: list[FormColumn]
    rows: list[VisitRegisterRow]
    totals: RegisterTotals


class VisitPurpose(StrEnum):
    """目的: 开拓, 促进, 售后回访."""

    DEVELOP = "develop"
    PROMOTE = "promote"
    AFTERCARE = "aftercare"


class ContactNote(BaseModel):
    at: datetime
    method: str
    outcome: str
    note: str


class DailyReportRow(BaseModel):
    """One customer of an adviser's day: planned, contacted or both."""

    lead_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    series: str
    area: str | None
    source: str
    purpose: VisitPurpose
    planned: bool
    level_before: str
    level_now: str
    ordered: bool
    carried: bool
    phoned: bool
    met: bool
    contacts: list[ContactNote]


class DailyReportFooter(BaseModel):
    """本日止 and 本月累计 of the adviser; customers 自销 were sold a car by them, 他销 came to them otherwise."""

    prospects: dict[str, int]
    prospects_total: int
    owners_own: int
    owners_other: int
    contacted_today: int
    contacted_month: int


class DailyReport(AdviserFormHead):
    """营业日报表 of one adviser and day."""

    columns: list[FormColumn]
    rows: list[DailyReportRow]
    footer: DailyReportFooter


class MatrixDay(BaseModel):
    """`planned` is the `*`; `level` the one after the contact, null where none was made."""

    day: int
    planned: bool
    level: str | None


class ContactMatrixRow(BaseModel):
    lead_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    series: str
    source: str
    source_letter: str
    carded_on: date | None
    level_start: str | None
    carried: bool
    days: list[MatrixDay]
    result: MonthEnd
    level_end: str | None


class MatrixSummary(BaseModel):
    """What the checker looks at: carried over against new, kept at the end per level, sources."""

    carried: int
    carried_sold: int
    carried_lost: int
    fresh: int
    fresh_sold: int
    fresh_lost: int
    kept: int
    levels: dict[str, int]
    sources: dict[str, int]
    planned: int
    planned_made: int


class ContactMatrix(AdviserFormHead):
    """意向客户接触状况表 of one adviser and month."""

    month: str
    days_in_month: int
    today: int | None
    snapshot_missing: bool
    columns: list[FormColumn]
    rows: list[ContactMatrixRow]
    summary: MatrixSummary


class StatisticsRow(BaseModel):
    """`key`: the hour, the day or the source."""

    key: str
    visits: int
    calls: int
    first: int
    again: int
    captured: int
    uncaptured: int
    other: int


class VisitStatistics(FormHead):
    """展厅来店(电)统计表 of a month or of one day of it."""

    month: str
    day: date | None
    columns: list[FormColumn]
    by_hour: list[StatisticsRow]
    by_day: list[StatisticsRow]
    by_source: list[StatisticsRow]
    total: StatisticsRow


class CardContact(BaseModel):
    """One line of the back."""

    id: UUID
    at: datetime
    method: str
    outcome: str | None
    note: str
    objections: list[str]
    countermeasure: str
    level: str
    next_contact_at: datetime | None
    advice: str
    actor_name: str | None


class CardClosing(StrEnum):
    """结案: 成交, 购其他品牌, 暂缓购车, 其他."""

    SOLD = "sold"
    RIVAL = "rival"
    POSTPONED = "postponed"
    OTHER = "other"


class CardDeal(BaseModel):
    """成交后."""

    order_id: UUID
    order_no: str
    model: str
    colour: str | None
    vin: str | None
    plate: str | None
    plated_on: date | None
    insurer: str | None
    accessories: list[str]
    delivered_at: datetime | None


class CustomerCardOut(FormHead):
    """客户信息卡 (A-C 卡), front and back; the front is filled in at the customer's page."""

    customer_id: UUID
    code: str
    carded_on: date | None
    level: str | None
    lead_id: UUID | None
    owner_name: str | None
    name: str
    gender: str | None
    mobile_masked: str | None
    wechat_masked: str | None
    email_masked: str | None
    area: str | None
    wanted: str
    id_no_masked: str | None
    this_year: int
    fields: CardFields
    contacts: list[CardContact]
    front_columns: list[FormColumn]
    contact_columns: list[FormColumn]
    closing: CardClosing | None
    closed_on: date | None
    close_reason: str | None
    deal: CardDeal | None


class SignOffCreate(BaseModel):
    """Sign a form as it stands: `content_hash` is that of the rows that were looked at.

    `subject_on` is the day, or the first of the month. `remark` is 主管指示事项.
    """

    model_config = ConfigDict(extra="forbid")

    form: FormKind
    subject_on: Day | None = None
    adviser_id: UUID | None = None
    customer_id: UUID | None = None
    content_hash: Hash
    remark: Annotated[LongText, Field(max_length=1000)] = ""


class ContactsShown(StrEnum):
    MASKED = "masked"
    CLEAR = "clear"


class FormExport(BaseModel):
    """A form as a spreadsheet. Clear numbers need a supervisor's post and a reason, and each is written down."""

    model_config = ConfigDict(extra="forbid")

    form: FormKind
    subject_on: Day | None = None
    adviser_id: UUID | None = None
    customer_id: UUID | None = None
    layout: RegisterLayout | None = None
    contacts: ContactsShown = ContactsShown.MASKED
    reason: OptionalText = None
