"""What every form begins with: whose it is, what a signature would cover, who has signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from service_defaults.organisation import StoreRef
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading

from leads.customer.service import home_store
from leads.form import policy, repository
from leads.form.columns import Column
from leads.form.errors import FormUnknown
from leads.form.policy import SIGNERS, FormKind
from leads.form.register_repository import Span
from leads.form.schemas import AdviserBrief, FormColumn, SignOffOut
from leads.level.months import Month, month_span, starts_at
from leads.setting.schemas import LeadSettings


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about."""

    form: FormKind
    on: date | None = None
    adviser_id: UUID | None = None
    customer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The store with its rules, and its present day."""

    store: StoreRef
    rules: LeadSettings
    today: date

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.store.timezone)

    def day(self, day: date) -> Span:
        end = starts_at(date.fromordinal(day.toordinal() + 1), self.zone)
        return Span(self.store.id, self.store.timezone, starts_at(day, self.zone), end)

    def month(self, month: Month) -> Span:
        return Span(self.store.id, self.store.timezone, *month_span(month, self.zone))

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)


async def place_of(reading: Reading, store_id: UUID | None) -> Place:
    """Raises `StoreUnknown`."""
    store = await home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    return Place(store, rules, reading.today(ZoneInfo(store.timezone)))


@dataclass(frozen=True, slots=True)
class Adviser:
    """Whose form it is, and whose else the reader may open."""

    chosen: AdviserBrief
    all: list[AdviserBrief]

    def fields(self) -> dict[str, Any]:
        return {"adviser_id": self.chosen.id, "adviser_name": self.chosen.name, "advisers": self.all}


async def adviser_of(reading: Reading, place: Place, adviser_id: UUID | None) -> Adviser:
    """The adviser asked for, else oneself, else the first. Raises `FormUnknown` for others' advisers."""
    rows = await repository.advisers(reading.session, reading.actor, place.store.id)
    everybody = [AdviserBrief(id=row.id, name=row.name) for row in rows]
    chosen = next((one for one in everybody if adviser_id in (None, one.id)), None)
    if chosen is None:
        raise FormUnknown
    return Adviser(chosen, everybody)


async def head_fields(
    reading: Reading, place: Place, subject: Subject, content: Sequence[BaseModel], *, truncated: bool = False
) -> dict[str, Any]:
    """Fields of `FormHead`; the hash covers what is printed, whoever looks."""
    digest = policy.content_hash([one.model_dump(mode="json") for one in content])
    found = await repository.sign_offs(
        reading.session,
        place.store.id,
        subject.form,
        subject_on=subject.on,
        adviser_id=subject.adviser_id,
        customer_id=subject.customer_id,
    )
    signatures = [
        SignOffOut.model_validate({**row._mapping, "current": row.content_hash == digest})  # noqa: SLF001 - the row's public name for its fields
        for row in found
    ]
    return {
        "form": subject.form,
        "store_id": place.store.id,
        "store_name": place.store.name,
        "subject_on": subject.on,
        "content_hash": digest,
        "truncated": truncated,
        "signers": list(SIGNERS[subject.form]),
        "my_post": policy.post_of(reading.actor.roles, subject.form),
        "sign_offs": signatures,
    }


def columns_out(columns: Sequence[Column]) -> list[FormColumn]:
    return [
        FormColumn(
            key=column.key,
            zh=column.zh,
            en=column.en,
            group_zh=column.group[0] if column.group else None,
            group_en=column.group[1] if column.group else None,
            width=column.width,
        )
        for column in columns
    ]


def car_text(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
