"""Settings in force."""

from uuid import UUID

from service_defaults.errors import Forbidden
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading

from loyalty.setting.schemas import LoyaltySettings


def home_store(reading: Reading) -> UUID:
    """The asker's store. Raises `Forbidden` for somebody who has none."""
    store_id = reading.actor.store_id
    if store_id is None:
        raise Forbidden
    return store_id


async def settings_for(reading: Reading, store_id: UUID) -> LoyaltySettings:
    return await settings_of(reading.session, store_id, LoyaltySettings)
