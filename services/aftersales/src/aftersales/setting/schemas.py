"""A store's choices in after-sales, each with its default."""

from datetime import time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code, Fen, LocalTime, Score

Days = Annotated[int, Field(ge=1, le=3650)]
Hours = Annotated[int, Field(ge=1, le=24 * 90)]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 30)]


class CallBy(StrEnum):
    """Who makes a call-back: the sales adviser who delivered, or customer relations."""

    ADVISER = "adviser"
    CRC = "crc"


class ContactSpan(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    opens: LocalTime
    closes: LocalTime


class CallBackRule(BaseModel):
    """One call-back after delivery: on which day, by whom, with which questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    day: Days
    kind: Code
    by: CallBy
    questionnaire: Code


class MaintenanceRules(BaseModel):
    """Daily mileage in km/day; `reading_days` is the least distance between two readings that tell a habit."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    default_daily_km: Annotated[int, Field(ge=1, le=1000)] = 40
    least_daily_km: Annotated[int, Field(ge=1, le=1000)] = 5
    most_daily_km: Annotated[int, Field(ge=1, le=2000)] = 200
    reading_days: Days = 30
    remind_days_before: Annotated[int, Field(ge=0, le=90)] = 7

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.least_daily_km <= self.default_daily_km <= self.most_daily_km:
            raise ValueError("daily kilometres: least, default and most must rise")
        return self


class ClockBasis(StrEnum):
    """Whether a complaint's hours run day and night or only while the store is open."""

    WALL = "wall"
    OPENING = "opening"


class ComplaintRules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    basis: ClockBasis = ClockBasis.WALL
    respond_minutes: Minutes = 120
    plan_hours: Hours = 24
    close_days_normal: Days = 3
    close_days_escalated: Days = 5
    close_days_major: Days = 3
    report_hours_major: Hours = 24
    compensation_limit_fen: Fen = 100_000


_CALL_BACKS = (
    CallBackRule(day=1, kind="delivery_1d", by=CallBy.ADVISER, questionnaire="delivery_1d"),
    CallBackRule(day=3, kind="delivery_3d", by=CallBy.CRC, questionnaire="delivery_3d"),
    CallBackRule(day=7, kind="delivery_7d", by=CallBy.ADVISER, questionnaire="delivery_7d"),
    CallBackRule(day=30, kind="delivery_30d", by=CallBy.CRC, questionnaire="ownership"),
    CallBackRule(day=90, kind="delivery_90d", by=CallBy.CRC, questionnaire="ownership"),
    CallBackRule(day=180, kind="delivery_180d", by=CallBy.CRC, questionnaire="ownership"),
    CallBackRule(day=365, kind="delivery_365d", by=CallBy.CRC, questionnaire="ownership"),
)
_CONTACT_HOURS = (
    ContactSpan(opens=time(9), closes=time(12)),
    ContactSpan(opens=time(14), closes=time(20)),
)


class AftersalesSettings(BaseModel):
    """Everything a store may set; what it does not set follows the default."""

    model_config = ConfigDict(frozen=True)
    call_backs: Annotated[tuple[CallBackRule, ...], Field(max_length=30)] = _CALL_BACKS
    service_call_back_day: Days = 3
    contact_hours: Annotated[tuple[ContactSpan, ...], Field(min_length=1, max_length=6)] = _CONTACT_HOURS
    call_attempts: Annotated[int, Field(ge=1, le=20)] = 3
    low_score: Score = 6
    acceptance_hours: Hours = 24
    maintenance: MaintenanceRules = MaintenanceRules()
    complaint: ComplaintRules = ComplaintRules()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        kinds = [rule.kind for rule in self.call_backs]
        if len(set(kinds)) != len(kinds):
            raise ValueError("each call-back needs a kind of its own")
        edges = [edge for span in self.contact_hours for edge in (span.opens, span.closes)]
        if any(edge.tzinfo for edge in edges) or sorted(set(edges)) != edges:
            raise ValueError("contact hours are local times, rising, without overlap")
        return self


class SettingsChange(AftersalesSettings):
    """The whole set as the store wants it from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SettingsOut(AftersalesSettings):
    version: int
