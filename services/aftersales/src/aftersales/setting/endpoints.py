"""A store's after-sales settings over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response
from service_defaults.identity import Role
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from aftersales.setting import service
from aftersales.setting.schemas import SettingsChange, SettingsOut

router = APIRouter(prefix="/settings", tags=["settings"])


@router.get("", dependencies=staff())
async def get_settings(reading: Reads, response: Response, store_id: UUID | None = None) -> SettingsOut:
    """Cadence, contact hours, clocks and limits of a store (one's own by default)."""
    settings = await service.get(reading, store_id)
    set_etag(response, settings.version)
    return settings


@router.put("", dependencies=staff(Role.CRM_MANAGER, Role.SERVICE_MANAGER))
async def change_settings(
    body: SettingsChange, work: Writes, response: Response, expected: ExpectedVersion, store_id: UUID | None = None
) -> SettingsOut:
    """Replace the whole set; what equals the default keeps following the default."""
    settings = await service.change(work, store_id, body, expected)
    set_etag(response, settings.version)
    return settings
