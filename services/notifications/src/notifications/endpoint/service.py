"""Use cases of endpoints: register, change, rotate, disable, enable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.paging import CursorValue
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from notifications.delivery import service as deliveries
from notifications.delivery.policy import DisabledReason
from notifications.endpoint import repository
from notifications.endpoint.egress import Egress
from notifications.endpoint.errors import AddressRefused, EndpointNotFound
from notifications.endpoint.event_types import WebhookType
from notifications.endpoint.models import WebhookEndpoint
from notifications.endpoint.policy import UrlRefused
from notifications.endpoint.repository import Row
from notifications.endpoint.schemas import EndpointChange, EndpointOut
from notifications.partner import repository as partners
from notifications.partner import secret as secrets
from notifications.partner.service import visible_partner
from notifications.settings import own_settings
from notifications.staff_notice import service as notices
from notifications.staff_notice.rules import Memo


@dataclass(frozen=True, slots=True)
class Registered:
    """A new endpoint, or a new secret of one, with the secret's text, which is nowhere else in clear."""

    endpoint: WebhookEndpoint
    partner_name: str
    secret: str


async def register_endpoint(
    work: Work,
    partner_id: UUID,
    url: str,
    event_types: Sequence[WebhookType],
    *,
    description: str = "",
    secret: str | None = None,
) -> Registered:
    """Raises `PartnerNotFound`, `AddressRefused`, `SecretUnusable`."""
    partner = await visible_partner(work, partner_id)
    await _check(work, url)
    endpoint = WebhookEndpoint(
        id=new_id(),
        partner_id=partner.id,
        url=url,
        description=description,
        event_types=_plain(event_types),
        state="active",
        created_at=work.now,
    )
    work.session.add(endpoint)
    await work.session.flush()
    text = await secrets.make(work, partner.id, endpoint.id, secret=secret, shown=True)
    return Registered(endpoint, partner.name, text)


async def list_endpoints(
    reading: Reading, *, partner_id: UUID | None, after: Sequence[CursorValue] | None, limit: int
) -> list[Row]:
    return await repository.page(reading.session, reading.actor, partner_id=partner_id, after=after, limit=limit)


async def get_endpoint(reading: Reading, endpoint_id: UUID) -> EndpointOut:
    """Raises `EndpointNotFound`."""
    return await _shown(reading, *await _visible(reading, endpoint_id))


async def change_endpoint(work: Work, endpoint_id: UUID, command: EndpointChange, expected: int) -> EndpointOut:
    """Raises `EndpointNotFound`, `AddressRefused`, `PreconditionFailed`."""
    endpoint, partner_name = await _visible(work, endpoint_id)
    check_version(endpoint.version, expected)
    if command.url is not None and command.url != endpoint.url:
        await _check(work, command.url)
        endpoint.url, endpoint.failing_since, endpoint.paused_until = command.url, None, None
    if command.event_types is not None:
        endpoint.event_types = _plain(command.event_types)
    if command.description is not None:
        endpoint.description = command.description
    await work.session.flush()
    return await _shown(work, endpoint, partner_name)


async def rotate_secret(work: Work, endpoint_id: UUID, overlap: timedelta) -> Registered:
    """A new secret; until the overlap is over both sign. Raises `EndpointNotFound`."""
    endpoint, partner_name = await _visible(work, endpoint_id)
    secrets.record(work, endpoint.partner_id, endpoint.id, "rotated")
    text = await secrets.replace(work, endpoint.partner_id, endpoint.id, overlap=overlap, shown=True)
    return Registered(endpoint, partner_name, text)


async def disable_endpoint(work: Work, endpoint_id: UUID) -> EndpointOut:
    """Nothing more is sent there; what waits is kept for the day it is enabled. Raises `EndpointNotFound`."""
    endpoint, partner_name = await _visible(work, endpoint_id)
    if endpoint.state == "active":
        await give_up(work, endpoint, DisabledReason.BY_HAND)
    await work.session.flush()
    return await _shown(work, endpoint, partner_name)


async def enable_endpoint(work: Work, endpoint_id: UUID, *, recover: bool) -> EndpointOut:
    """Raises `EndpointNotFound`, `AddressRefused` when it may not be called any more."""
    endpoint, partner_name = await _visible(work, endpoint_id)
    await _check(work, endpoint.url)
    endpoint.state, endpoint.disabled_reason, endpoint.disabled_at = "active", None, None
    endpoint.failing_since, endpoint.paused_until = None, None
    await work.session.flush()
    if recover:
        await deliveries.recover(work, endpoint)
    return await _shown(work, endpoint, partner_name)


async def delete_endpoint(work: Work, endpoint_id: UUID) -> None:
    """What waits for it is not sent; the log of deliveries stays. Raises `EndpointNotFound`."""
    endpoint, _ = await _visible(work, endpoint_id)
    await deliveries.hold_back(work, endpoint.id, "endpoint_deleted")
    await repository.remove(work.session, endpoint.id)


async def give_up(work: Work, endpoint: WebhookEndpoint, reason: DisabledReason) -> None:
    """Disable an endpoint and hold back what waits for it; whoever keeps the partner is told, unless it was him."""
    # Deliveries before their endpoint: the order in which the courier locks them.
    await deliveries.hold_back(work, endpoint.id, "endpoint_disabled")
    endpoint.state, endpoint.disabled_reason, endpoint.disabled_at = "disabled", reason, work.now
    partner = await partners.find(work.session, endpoint.partner_id)
    if partner is None or not partner.store_ids or reason is DisabledReason.BY_HAND:
        return
    await notices.tell(
        work,
        Memo(
            kind="endpoint_disabled",
            store_id=partner.store_ids[0],
            cause=f"{endpoint.id}:{work.now.isoformat()}",
            posts=(Role.CHANNEL_PARTNER_MANAGER,),
            params={"partner_name": partner.name, "reason": str(reason)},
            ref_kind="webhook_endpoint",
            ref_id=endpoint.id,
        ),
    )


async def _check(work: Work, url: str) -> None:
    try:
        await Egress(own_settings(work.platform)).check(url)
    except UrlRefused as refused:
        raise AddressRefused(fault=refused.fault, pointer="/url", extra={"fault": refused.fault}) from None


async def _visible(reading: Reading, endpoint_id: UUID) -> Row:
    found = await repository.visible(reading.session, reading.actor, endpoint_id)
    if found is None:
        raise EndpointNotFound
    return found


async def _shown(reading: Reading, endpoint: WebhookEndpoint, partner_name: str) -> EndpointOut:
    wall = reading.platform.clock.now() - reading.platform.clock.offset
    known = await partners.secrets_of(reading.session, endpoint.partner_id, endpoint.id, wall)
    return EndpointOut.whole(endpoint, partner_name, list(known))


def _plain(event_types: Sequence[WebhookType]) -> list[str]:
    return [str(kind) for kind in dict.fromkeys(event_types)]
