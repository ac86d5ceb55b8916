"""What a store's choices and its place on earth mean for a rule: hours, days, zones."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.calendar import DEFAULT_HOURS, BusinessCalendar, OpeningHours
from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.identity import Scope
from service_defaults.organisation import StoreRef, find_store
from service_defaults.store_settings import choose_settings, settings_of, settings_with_version
from service_defaults.work import Reading, Work

from aftersales.contact_hours import ContactHours
from aftersales.setting.errors import StoreRequired
from aftersales.setting.schemas import AftersalesSettings, ClockBasis, SettingsChange, SettingsOut

_DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class StoreRules:
    """The settings of a store together with its time zone and opening hours."""

    store_id: UUID
    zone: ZoneInfo
    settings: AftersalesSettings
    opening: OpeningHours

    @property
    def hours(self) -> ContactHours:
        return ContactHours(tuple((span.opens, span.closes) for span in self.settings.contact_hours), self.zone)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def complaint_time(self, start: datetime, duration: timedelta) -> datetime:
        """When that much of a complaint's time has passed, on the basis that the store chose."""
        if self.settings.complaint.basis is ClockBasis.WALL:
            return start + duration
        return BusinessCalendar(self.zone, self.opening).add_open_time(start, duration) or start + duration


async def rules_of(session: ReadSession, store_id: UUID) -> StoreRules:
    store = await find_store(session, store_id)
    settings = await settings_of(session, store_id, AftersalesSettings)
    zone = ZoneInfo(store.timezone if store else _DEFAULT_ZONE)
    return StoreRules(store_id, zone, settings, _opening(store.opening if store else []))


async def own_rules(reading: Reading) -> StoreRules:
    """The rules of the asker's home store; the defaults for somebody of the group who has none."""
    return await rules_of(reading.session, reading.actor.store_id or UUID(int=0))


def _opening(spans: list[dict[str, Any]]) -> OpeningHours:
    week: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for span in spans:
        week[int(span["weekday"])].append((time.fromisoformat(span["opens"]), time.fromisoformat(span["closes"])))
    return OpeningHours(tuple(tuple(sorted(week[day])) for day in range(1, 8))) if week else DEFAULT_HOURS


async def visible_store(reading: Reading, store_id: UUID | None) -> UUID:
    """The store somebody asks about: their own by default. Raises `NotFound` outside one's scope."""
    actor = reading.actor
    chosen = store_id or actor.store_id
    if chosen is None:
        raise StoreRequired(pointer="/query/store_id")
    if chosen in actor.store_ids:
        return chosen
    store: StoreRef | None = await find_store(reading.session, chosen)
    if actor.scope is not Scope.GROUP or store is None or store.group_id != actor.group_id:
        raise NotFound
    return chosen


async def get(reading: Reading, store_id: UUID | None) -> SettingsOut:
    settings, version = await settings_with_version(
        reading.session, await visible_store(reading, store_id), AftersalesSettings
    )
    return SettingsOut(**dict(settings), version=version)


async def change(work: Work, store_id: UUID | None, chosen: SettingsChange, expected_version: int) -> SettingsOut:
    """Raises `PreconditionFailed` when somebody else changed them meanwhile."""
    settings = AftersalesSettings(**dict(chosen))
    version = await choose_settings(work, await visible_store(work, store_id), settings, expected_version)
    return SettingsOut(**dict(settings), version=version)
