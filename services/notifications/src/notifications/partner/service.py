"""Use cases of partners: follow the gateway's word, show and change the secret they sign with."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from contracts.gateway import PartnerChanged
from service_defaults.paging import CursorValue
from service_defaults.work import Reading, Work

from notifications.partner import repository, secret
from notifications.partner.errors import PartnerNotFound, SecretAlreadyShown
from notifications.partner.models import PartnerRef, SecretAccess, WebhookSecret

INBOUND_PATH = "/api/v1/notifications/webhooks/inbound"


async def on_partner_changed(work: Work, event: PartnerChanged) -> None:
    """Keep the partner; one that is new gets the secret that it will sign with. Told again, the secret is too."""
    values = event.model_dump(include={"group_id", "name", "kind", "active", "revision"})
    news = await repository.keep(work.session, {"id": event.partner_id, "store_ids": list(event.store_ids), **values})
    if news and not await repository.secrets_of(work.session, event.partner_id, None, work.wall):
        await secret.make(work, event.partner_id, None)
    elif not news:
        await secret.tell(work, event.partner_id)


async def visible_partner(reading: Reading, partner_id: UUID) -> PartnerRef:
    """Raises `PartnerNotFound`."""
    partner = await repository.visible(reading.session, reading.actor, partner_id)
    if partner is None:
        raise PartnerNotFound
    return partner


async def list_partners(
    reading: Reading, *, after: Sequence[CursorValue] | None, limit: int
) -> list[tuple[PartnerRef, WebhookSecret | None]]:
    return await repository.page(reading.session, reading.actor, after=after, limit=limit)


async def reveal_secret(work: Work, partner_id: UUID) -> str:
    """The partner's inbound secret, once; written down. Raises `PartnerNotFound`, `SecretAlreadyShown`."""
    await visible_partner(work, partner_id)
    await repository.lock(work.session, partner_id)
    current = (await repository.secrets_of(work.session, partner_id, None, work.wall))[0]
    if current.revealed_at is not None:
        raise SecretAlreadyShown
    current.revealed_at = work.wall
    secret.record(work, partner_id, None, "revealed")
    return secret.open_secret(work, current)


async def rotate_secret(work: Work, partner_id: UUID, overlap: timedelta) -> str:
    """A new inbound secret; requests signed with the former one are believed until the overlap is over."""
    await visible_partner(work, partner_id)
    secret.record(work, partner_id, None, "rotated")
    return await secret.replace(work, partner_id, None, overlap=overlap, shown=True)


async def set_secret(work: Work, partner_id: UUID, whsec: str) -> None:
    """One agreed secret for both directions: inbound and all the partner's endpoints, at once, without overlap.

    For set-up. Raises `PartnerNotFound`, `SecretUnusable`.
    """
    await visible_partner(work, partner_id)
    for endpoint_id in [None, *await repository.endpoints_with_secrets(work.session, partner_id)]:
        await secret.replace(work, partner_id, endpoint_id, overlap=timedelta(), secret=whsec)


async def list_accesses(
    reading: Reading, partner_id: UUID, *, after: Sequence[CursorValue] | None, limit: int
) -> Sequence[SecretAccess]:
    """Raises `PartnerNotFound`."""
    await visible_partner(reading, partner_id)
    return await repository.accesses(reading.session, partner_id, after=after, limit=limit)
