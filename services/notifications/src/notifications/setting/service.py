"""Settings in force."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.database import ReadSession
from service_defaults.errors import Forbidden
from service_defaults.organisation import StoreRef, find_store
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading

from notifications.message.policy import ContactHours
from notifications.setting.schemas import NotificationSettings

_DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class StoreRules:
    """A store's choices together with its name and place; `store` is null until the gateway told of it."""

    store: StoreRef | None
    settings: NotificationSettings

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.store.timezone if self.store else _DEFAULT_ZONE)

    @property
    def hours(self) -> ContactHours:
        return ContactHours(self.settings.contact_from, self.settings.contact_until, self.zone)


async def rules_of(session: ReadSession, store_id: UUID) -> StoreRules:
    return StoreRules(
        store=await find_store(session, store_id),
        settings=await settings_of(session, store_id, NotificationSettings),
    )


def home_store(reading: Reading) -> UUID:
    """The asker's store. Raises `Forbidden` for somebody who has none."""
    store_id = reading.actor.store_id
    if store_id is None:
        raise Forbidden
    return store_id
