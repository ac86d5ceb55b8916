"""A store's desk at an instant: settings, hours, people, who is on duty, whose turn it is. Read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.calendar import BusinessCalendar
from service_defaults.organisation import DutyShift

from leads.assignment.policy import Person
from leads.setting.hours import calendar_for
from leads.setting.schemas import LeadSettings


@dataclass(frozen=True, slots=True)
class Desk:
    """`on_duty` is None where the store keeps no roster for the day. While a desk is held, the store's rotation is
    locked, so what it says stays true until the transaction ends."""

    id: UUID
    group_id: UUID
    name: str
    brand: str
    region: str
    timezone: str
    today: date
    settings: LeadSettings
    calendar: BusinessCalendar
    people: tuple[Person, ...]
    on_duty: frozenset[UUID] | None
    counts: dict[str, Any]
    counts_day: date
    turn: int

    def person(self, staff_id: UUID | None) -> Person | None:
        return next((person for person in self.people if person.id == staff_id), None)

    def somebody_on_duty(self) -> bool:
        posts = set(self.settings.assignment.posts)
        return any(person.id in (self.on_duty or ()) for person in self.people if person.roles & posts)


def desk_from(row: Mapping[Any, Any], at: datetime) -> Desk:
    """From the row of `repository.desk_row`."""
    shifts = [DutyShift.model_validate(shift) for shift in row["shifts"] or []]
    settings = LeadSettings.model_validate(row["chosen"] or {})
    quotas = {quota.staff_id: quota.daily for quota in settings.assignment.quotas}
    on_duty = frozenset(s.staff_id for s in shifts if s.starts_at <= at < s.ends_at)
    return Desk(
        id=row["id"],
        group_id=row["group_id"],
        name=row["name"],
        brand=row["brand"],
        region=row["region"],
        timezone=row["timezone"],
        today=row["today"],
        settings=settings,
        calendar=calendar_for(row["timezone"], row["opening"]),
        people=tuple(_person(person, quotas) for person in row["people"] or []),
        on_duty=on_duty if row["shifts"] is not None else None,
        counts=row["counts"] or {},
        counts_day=row["day"] or row["today"],
        turn=row["turn"] or 0,
    )


def _person(row: dict[str, Any], quotas: dict[UUID, int]) -> Person:
    return Person(
        UUID(row["id"]),
        row["name"],
        row["username"],
        frozenset(row["roles"]),
        brands=tuple(row["brands"]),
        on_leave=row["on_leave"],
        quota=quotas.get(UUID(row["id"])),
    )
