"""What the organisation's operations take and answer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints
from service_defaults.bodies import Body
from service_defaults.fields import LocalTime, Text
from service_defaults.identity import Role
from service_defaults.organisation import OpeningSpan

from gateway.organisation.policy import DEFAULT_OPENING

Username = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{1,39}$")]
NewPassword = Annotated[str, StringConstraints(min_length=10, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Roles = Annotated[list[Role], Field(min_length=1, max_length=8)]
Brands = Annotated[list[Text], Field(max_length=20)]


class Request(Body, BaseModel):
    """What is sent."""


class OpeningHours(OpeningSpan):
    """Local hours of one ISO weekday (1 Monday to 7 Sunday)."""

    weekday: Annotated[int, Field(ge=1, le=7)]


def _default_opening() -> list[OpeningHours]:
    return [OpeningHours.model_validate(span.model_dump()) for span in DEFAULT_OPENING]


class StoreCreate(Request):
    name: Text
    brand: Text
    timezone: Annotated[str, Field(max_length=64)] = "Asia/Shanghai"
    currency: Currency = "CNY"
    region: Region = "CN"
    city: Text
    address: Text
    phone: Text
    opening: Annotated[list[OpeningHours], Field(max_length=28)] = _default_opening()


class StoreChange(Request):
    name: Text | None = None
    brand: Text | None = None
    timezone: Annotated[str, Field(max_length=64)] | None = None
    currency: Currency | None = None
    region: Region | None = None
    city: Text | None = None
    address: Text | None = None
    phone: Text | None = None
    opening: Annotated[list[OpeningHours], Field(max_length=28)] | None = None


class OpeningOut(BaseModel):
    weekday: int
    opens: LocalTime
    closes: LocalTime


class StoreOut(BaseModel):
    id: UUID
    group_id: UUID
    name: str
    brand: str
    timezone: str
    currency: str
    region: str
    city: str
    address: str
    phone: str
    opening: list[OpeningOut]
    revision: int


class TeamCreate(Request):
    store_id: UUID
    name: Text


class TeamChange(Request):
    name: Text


class TeamOut(BaseModel):
    id: UUID
    store_id: UUID
    name: str
    revision: int


class StaffCreate(Request):
    """Without a password nobody can sign in as this person yet."""

    store_id: UUID
    team_id: UUID | None = None
    name: Text
    username: Username
    roles: Roles
    brands: Brands = []
    password: NewPassword | None = None


class StaffChange(Request):
    store_id: UUID | None = None
    team_id: UUID | None = None
    name: Text | None = None
    roles: Roles | None = None
    brands: Brands | None = None
    active: bool | None = None
    on_leave: bool | None = None


class StaffLeave(Request):
    on_leave: bool


class PasswordSet(Request):
    password: NewPassword


class StaffStatus(StrEnum):
    ACTIVE = "active"
    INACTIVE = "inactive"
    ALL = "all"


class StaffRow(BaseModel):
    id: UUID
    name: str
    username: str
    roles: list[Role]
    store_id: UUID
    team_id: UUID | None
    active: bool
    on_leave: bool


class StaffOut(StaffRow):
    brands: list[str]
    revision: int
    created_at: datetime


class ShiftPut(Request):
    staff_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class DayPut(Request):
    day: date
    shifts: Annotated[list[ShiftPut], Field(max_length=300)]


class RosterPut(Request):
    """Days that are not listed stay as they are."""

    days: Annotated[list[DayPut], Field(max_length=7)]


class ShiftOut(BaseModel):
    staff_id: UUID
    staff_name: str
    starts_at: datetime
    ends_at: datetime


class DayOut(BaseModel):
    day: date
    shifts: list[ShiftOut]


class RosterOut(BaseModel):
    """`revision` 0 means that no roster was ever kept for that week."""

    store_id: UUID
    monday: date
    days: list[DayOut]
    revision: int


class Republished(BaseModel):
    events: int
