"""What goes over the wire about partners' maps."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError
from service_defaults.bodies import Body
from service_defaults.fields import Text

from leads.intake.schemas import Remark
from leads.partner_map.document import is_storable
from leads.partner_map.paths import PathUnreadable, read_path

_FORMAT = re.compile(r"(?:%[YymdHMSfzjbB%]|[-/:.,T Z年月日时分秒])*")
_ZONES = frozenset(available_timezones())


class Target(StrEnum):
    """The fields of a lead that a partner's values may fill."""

    ID = "id"
    NAME = "name"
    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    GENDER = "gender"
    CITY = "city"
    KIND = "kind"
    SOURCE = "source"
    MAKE = "make"
    MODEL = "model"
    YEAR = "year"
    TRADE_IN_MAKE = "trade_in_make"
    TRADE_IN_MODEL = "trade_in_model"
    TRADE_IN_YEAR = "trade_in_year"
    TRADE_IN_PLATE = "trade_in_plate"
    TRADE_IN_ODOMETER = "trade_in_odometer_km"
    VENDOR = "vendor"
    CAMPAIGN = "campaign"
    COMMENTS = "comments"
    REQUESTED_AT = "requested_at"
    STATUS = "status"


class PartnerStatus(StrEnum):
    """What a platform says of a lead that it has passed on."""

    NEW = "new"
    CONTACTED = "contacted"
    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    BOUGHT = "bought"
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    INVALID = "invalid"


class Transform(StrEnum):
    """How a value is read. `join` takes all that its paths find, every other one the first.

    `json_text` writes a form's questions and answers one a line, whether they are an object or JSON within a text.
    """

    TEXT = "text"
    MOBILE = "mobile"
    EPOCH_SECONDS = "epoch_seconds"
    EPOCH_MILLIS = "epoch_millis"
    DATE_TIME = "date_time"
    SPLIT = "split"
    JOIN = "join"
    CONSTANT = "constant"
    JSON_TEXT = "json_text"


class Milestone(StrEnum):
    """What a platform may hear of its lead 回传; each of them once."""

    CONTACTED = "contacted"
    VALID = "valid"
    ARRIVED = "arrived"
    TEST_DRIVEN = "test_driven"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    LOST = "lost"
    INVALID = "invalid"


def _path(text: str) -> str:
    try:
        read_path(text)
    except PathUnreadable:
        raise PydanticCustomError("path_unreadable", "is no path") from None
    return text


def _storable(text: str) -> str:
    if not all(map(is_storable, text)):
        raise PydanticCustomError("control_character", "contains a character that cannot be stored")
    return text


def _format(text: str) -> str:
    try:
        fine = _FORMAT.fullmatch(text) is not None and datetime.now(UTC).strftime(text) is not None
    except ValueError:
        fine = False
    if not fine:
        raise PydanticCustomError("format_unreadable", "is no format of date and time")
    return text


def _zone(name: str) -> str:
    if name not in _ZONES:
        raise PydanticCustomError("zone_unknown", "is no time zone")
    return ZoneInfo(name).key


RecordsPath = Annotated[str, Field(max_length=200), AfterValidator(_path)]
"""Empty: the document itself is the lead, or the list of leads."""
Path = Annotated[Text, AfterValidator(_path)]
_Short = Annotated[Text, Field(max_length=100)]
Separator = Annotated[str, Field(min_length=1, max_length=10), AfterValidator(_storable)]
DateFormat = Annotated[str, Field(max_length=40), AfterValidator(_format)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_zone)]


class FieldRule(Body):
    """One field: where its value stands, and how it is read.

    `format` empty: ISO 8601. `part` counts from 0, -1 is the last.
    """

    target: Target
    paths: list[Path] = Field(default=[], max_length=5)
    transform: Transform = Transform.TEXT
    separator: Separator | None = None
    part: int | None = Field(None, ge=-1, le=20)
    format: DateFormat | None = None
    zone: Zone = "Asia/Shanghai"
    value: Text | None = None
    default: Text | None = None


class EnumRule(Body):
    """The partner's `value` means our code `becomes`; empty: it says nothing."""

    target: Target
    value: _Short
    becomes: _Short | None = None


class SkipRule(Body):
    """Records whose value at `path` is one of `values` become no lead; they are kept with `reason`."""

    path: Path
    values: list[_Short] = Field(min_length=1, max_length=20)
    reason: _Short


class FeedbackRule(Body):
    milestone: Milestone
    code: Annotated[Text, Field(max_length=64)]


class PartnerMapBody(Body):
    """How a partner's JSON is read, and what the partner hears back. `signed`: unsigned documents are refused."""

    preset: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9_]*$")] = ""
    records_path: RecordsPath = ""
    fields: list[FieldRule] = Field(min_length=1, max_length=40)
    enumerations: list[EnumRule] = Field(default=[], max_length=200)
    skips: list[SkipRule] = Field(default=[], max_length=20)
    empty_values: list[_Short] = Field(default=[], max_length=20)
    signed: bool = False
    feedback: list[FeedbackRule] = Field(default=[], max_length=20)


class PartnerFault(BaseModel):
    """Documents of one hour that were not believed."""

    reason: str
    hour: datetime
    count: int
    last_at: datetime


class PartnerMapRow(BaseModel):
    """A partner and its map; `version` 0: nothing is saved yet."""

    partner_id: UUID
    partner_name: str
    kind: str
    source: str | None
    active: bool
    version: int
    preset: str
    signed: bool
    feedback: int
    changed_at: datetime | None
    changed_by_name: str | None


class PartnerMapOut(PartnerMapRow):
    """`map` is what holds, or what is proposed while nothing is saved. `secret_known`: a signature can be checked."""

    map: PartnerMapBody
    secret_known: bool
    faults: list[PartnerFault]


class PartnerMapVersionRow(BaseModel):
    version: int
    changed_at: datetime
    changed_by_name: str | None
    map: PartnerMapBody


class PartnerMapPreset(BaseModel):
    """A map to begin with, and a sample that it reads."""

    code: str
    zh: str
    en: str
    map: PartnerMapBody
    sample: str


class PartnerMapTrial(Body):
    """A map as it stands on the screen, and a document as the partner sends it."""

    map: PartnerMapBody
    sample: str = Field(max_length=262_144)


class TrialOutcome(StrEnum):
    """`known`: only a lead that was sent before would be brought up to date."""

    LEAD = "lead"
    STATUS = "status"
    SKIPPED = "skipped"
    REFUSED = "refused"


class TrialField(BaseModel):
    """What a rule found: `rule` counts the fields of the map from 0."""

    rule: int
    target: Target
    path: str | None
    value: str | None
    fault: Remark | None


class TrialRecord(BaseModel):
    position: int
    external_id: str | None
    outcome: TrialOutcome
    reason: Remark | None
    fields: list[TrialField]


class TrialResult(BaseModel):
    """`problem`: the document as a whole cannot be read. At most 20 records are shown."""

    problem: Remark | None
    count: int
    records: list[TrialRecord]
