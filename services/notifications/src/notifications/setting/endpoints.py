"""GET and PUT of a store's settings for messages."""

from fastapi import APIRouter, Response
from service_defaults.identity import Role
from service_defaults.store_settings import choose_settings, settings_with_version
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from notifications.setting.schemas import NotificationSettings, SettingsOut
from notifications.setting.service import home_store

router = APIRouter(tags=["settings"])


@router.get("/settings", dependencies=staff())
async def get_settings(reading: Reads, response: Response) -> SettingsOut:
    """Contact hours, channel and language of the caller's store."""
    settings, version = await settings_with_version(reading.session, home_store(reading), NotificationSettings)
    set_etag(response, version)
    return SettingsOut(settings=settings, version=version)


@router.put("/settings", dependencies=staff(Role.CRM_MANAGER))
async def put_settings(
    body: NotificationSettings, work: Writes, expected: ExpectedVersion, response: Response
) -> SettingsOut:
    """Replace the store's choices; what equals the default stays a default."""
    version = await choose_settings(work, home_store(work), body, expected)
    set_etag(response, version)
    return SettingsOut(settings=body, version=version)
