"""A store's numbers of ownership: protection 保护期, pool 公海, duty quotas."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Text

from leads.setting.levels import LevelCode

Days = Annotated[int, Field(ge=1, le=366)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProtectionSettings(Section):
    """A customer is protected for `days` from an effective contact, each renews it; without arrival or order it ends
    `hard_limit_days` after the first."""

    days: Days = 7
    hard_limit_days: int = Field(90, ge=1, le=3660)

    @model_validator(mode="after")
    def _limit_is_not_shorter(self) -> "ProtectionSettings":
        if self.hard_limit_days < self.days:
            raise ValueError("the hard limit is not shorter than the protection itself")
        return self


class PoolLevel(Section):
    """A level with its own patience: how many cadences a contact may be overdue."""

    level: LevelCode
    times: int = Field(ge=1, le=60)


class PersonCapacity(Section):
    """How many customers this person may have in work; 0 means none."""

    staff_id: UUID
    customers: int = Field(ge=0, le=100_000)


class PoolSettings(Section):
    """What the pool takes and gives. A customer is reclaimed when the contact is overdue by more than
    `overdue_times` × the level's cadence; 0 switches a limit off. `capacities` are those of single people."""

    enabled: bool = True
    overdue_times: int = Field(3, ge=1, le=60)
    levels: tuple[PoolLevel, ...] = Field((PoolLevel(level="C", times=2),), max_length=20)
    contact_expire_days: Days = Field(30, description="without an open lead: days without an effective contact")
    notify_days: int = Field(2, ge=0, le=30, description="warning before a reclaim")
    untouched_days: Days = Field(7, description="a claimed customer without any contact goes back")
    daily_claim_limit: int = Field(10, ge=0, le=1000)
    repeat_claim_cooldown_days: int = Field(30, ge=0, le=366)
    new_data_cooldown_hours: int = Field(1, ge=0, le=720, description="the manager's time before anybody may claim")
    capacity: int = Field(300, ge=0, le=100_000, description="库容: customers in work per adviser")
    capacities: tuple[PersonCapacity, ...] = Field((), max_length=200)
    high_value_multiplier: int = Field(2, ge=1, le=10)
    high_value_tags: tuple[Text, ...] = Field(("VIP", "大客户"), max_length=20)

    @model_validator(mode="after")
    def _levels_are_distinct(self) -> "PoolSettings":
        codes = [one.level for one in self.levels]
        if len(set(codes)) != len(codes):
            raise ValueError("a level has one patience")
        people = [one.staff_id for one in self.capacities]
        if len(set(people)) != len(people):
            raise ValueError("a person has one capacity")
        return self

    def capacity_of(self, staff_id: UUID) -> int | None:
        """Customers in work that this person may have; None is any number."""
        own = next((one.customers for one in self.capacities if one.staff_id == staff_id), None)
        return own if own is not None else self.capacity or None

    def times_of(self, level: str) -> int:
        return next((one.times for one in self.levels if one.level == level), self.overdue_times)


class PersonQuota(Section):
    """How many leads this person may get in a day; 0 means none."""

    staff_id: UUID
    daily: int = Field(ge=0, le=1000)


class TransferSettings(Section):
    """For how long a hand-over can be undone."""

    undo_minutes: int = Field(10, ge=1, le=24 * 60)
