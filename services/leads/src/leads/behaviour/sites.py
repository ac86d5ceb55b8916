"""The places that may report behaviour: web sites and showroom devices."""

import secrets
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.behaviour import policy, repository
from leads.behaviour.collecting import digest_of
from leads.behaviour.errors import NoDeviceKey, OriginMalformed, OriginRequired, SiteNotFound
from leads.behaviour.models import BehaviourSite
from leads.behaviour.policy import Door
from leads.behaviour.schemas import SiteChange, SiteCreate, SiteOut
from leads.customer.service import home_store


async def list_sites(reading: Reading) -> list[SiteOut]:
    return [_out(site) for site in await repository.sites(reading.session, reading.actor)]


async def open_site(work: Work, command: SiteCreate) -> SiteOut:
    """Raises `OriginRequired`, `OriginMalformed`."""
    store = await home_store(work)
    is_device = command.door is Door.DEVICE
    origins = [] if is_device else _origins(command.origins)
    device_key = f"cd_{secrets.token_urlsafe(32)}" if is_device else None
    site = BehaviourSite(
        id=new_id(),
        store_id=store.id,
        door=command.door,
        name=command.name,
        site_key=None if is_device else f"cb_{secrets.token_urlsafe(16)}",
        digest=digest_of(device_key) if device_key else None,
        origins=origins,
        wording_version=command.wording_version,
        active=True,
        created_at=work.now,
        last_seen_at=None,
    )
    work.session.add(site)
    await work.session.flush()
    return _out(site, device_key)


async def change_site(work: Work, site_id: UUID, command: SiteChange, expected: int) -> SiteOut:
    """Raises `SiteNotFound`, `PreconditionFailed`, `OriginRequired`, `OriginMalformed`."""
    site = await _locked(work, site_id)
    check_version(site.version, expected)
    if command.origins is not None and site.door == Door.SITE:
        site.origins = _origins(command.origins)
    for name in ("name", "wording_version", "active"):
        value = getattr(command, name)
        if value is not None:
            setattr(site, name, value)
    await work.session.flush()
    return _out(site)


async def replace_device_key(work: Work, site_id: UUID) -> SiteOut:
    """The old key opens nothing from now on. Raises `SiteNotFound`, `NoDeviceKey`."""
    site = await _locked(work, site_id)
    if site.door != Door.DEVICE:
        raise NoDeviceKey
    device_key = f"cd_{secrets.token_urlsafe(32)}"
    site.digest = digest_of(device_key)
    await work.session.flush()
    return _out(site, device_key)


async def _locked(work: Work, site_id: UUID) -> BehaviourSite:
    site = await repository.lock_site(work.session, work.actor, site_id)
    if site is None:
        raise SiteNotFound
    return site


def _origins(texts: list[str]) -> list[str]:
    if not texts:
        raise OriginRequired(pointer="/origins")
    for place, text in enumerate(texts):
        if not policy.is_origin(text.rstrip("/")):
            raise OriginMalformed(pointer=f"/origins/{place}")
    return list(dict.fromkeys(text.rstrip("/").casefold() for text in texts))


def _out(site: BehaviourSite, device_key: str | None = None) -> SiteOut:
    plain = {name: getattr(site, name) for name in SiteOut.model_fields if name != "device_key"}
    return SiteOut.model_validate({**plain, "device_key": device_key})
