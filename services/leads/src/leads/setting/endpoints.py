"""HTTP of a store's choices."""

from uuid import UUID

from fastapi import APIRouter, Response
from service_defaults.identity import Role
from service_defaults.store_settings import choose_settings, settings_with_version
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.customer.service import home_store
from leads.file_quality.confirming import score_all_anew
from leads.level.service import refuse_used_levels
from leads.setting.schemas import LeadSettingDefaults, LeadSettings, LeadSettingsOut

router = APIRouter(tags=["settings"])


def _out(store_id: UUID, chosen: LeadSettings, version: int) -> LeadSettingsOut:
    return LeadSettingsOut.model_validate({**chosen.model_dump(), "store_id": store_id, "version": version})


@router.get("/settings", dependencies=staff())
async def get_lead_settings(reading: Reads, response: Response, store_id: UUID | None = None) -> LeadSettingsOut:
    """What the store chose, with the defaults filled in: levels, sources, clocks, rotation."""
    store = await home_store(reading, store_id)
    chosen, version = await settings_with_version(reading.session, store.id, LeadSettings)
    set_etag(response, version)
    return _out(store.id, chosen, version)


@router.put("/settings", dependencies=staff(Role.SALES_MANAGER))
async def choose_lead_settings(
    body: LeadSettings, work: Writes, expected: ExpectedVersion, response: Response, store_id: UUID | None = None
) -> LeadSettingsOut:
    """Replace the store's choices; needs `If-Match`. What equals its default is not kept as a choice.

    New weights score all files anew in the background; a reason of defeat that is left out is retired, not forgotten.
    """
    store = await home_store(work, store_id)
    await refuse_used_levels(work, store.id, body)
    before, _ = await settings_with_version(work.session, store.id, LeadSettings)
    chosen = body.model_copy(update={"loss": body.loss.keeping(before.loss)})
    version = await choose_settings(work, store.id, chosen, expected)
    if chosen.file_quality.weights != before.file_quality.weights:
        await score_all_anew(work, store.id)
    set_etag(response, version)
    return _out(store.id, chosen, version)


@router.get("/settings/defaults", dependencies=staff())
async def get_lead_setting_defaults() -> LeadSettingDefaults:
    """What a store has that chose nothing."""
    return LeadSettingDefaults()
