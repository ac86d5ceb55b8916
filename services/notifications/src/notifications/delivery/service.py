"""Use cases of outbound webhooks: queue, hold back, replay, look. Posting is the courier's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.paging import CursorValue
from service_defaults.work import Reading, Work

from notifications.delivery import repository
from notifications.delivery.errors import BodyGone, DeliveryUnderWay, EndpointDisabled, EndpointMissing
from notifications.delivery.models import WebhookDelivery
from notifications.delivery.payloads import body_of, webhook_id_of
from notifications.delivery.policy import BODY_LIMIT, DeliveryState, Gate, gate
from notifications.delivery.repository import Row
from notifications.delivery.schemas import DeliveryOut
from notifications.endpoint import repository as endpoints
from notifications.endpoint.models import WebhookEndpoint

_KEEP_BODY = timedelta(days=30)
_PLACE = {"table": WebhookDelivery.__tablename__, "column": "body_sealed"}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one partner is to be told. `data` none: the consent gate is closed, nothing leaves.

    `cause` names what happened: told twice, it is sent once. `consent` is that gate's line of the trace.
    """

    event_type: str
    cause: UUID | str
    partner_id: UUID
    store_id: UUID
    customer_id: UUID
    ref_kind: str
    ref_id: UUID
    data: Mapping[str, Any] | None
    personal: bool
    consent: dict[str, Any]
    consent_id: UUID | None = None


async def queue(work: Work, outgoing: Outgoing, to: Sequence[WebhookEndpoint]) -> list[WebhookDelivery]:
    """One delivery per endpoint, or a suppressed one that says that there is none; answers those that are new."""
    rows = [_row(work, outgoing, endpoint) for endpoint in to] or [_row(work, outgoing, None)]
    return [row for row in rows if await repository.claim(work.session, row)]


async def stop_sharing(work: Work, customer_id: UUID, partner_id: UUID) -> None:
    """The customer withdrew the consent that names this partner: what has not left does not leave."""
    line = gate(Gate.CONSENT, passed=False, code="withdrawn", at=work.now)
    await repository.stop_personal(work.session, customer_id, partner_id, line)


async def hold_back(work: Work, endpoint_id: UUID, code: str) -> None:
    """What waits for an endpoint is kept until somebody recovers it."""
    line = gate(Gate.ENDPOINT, passed=False, code=code, at=work.now)
    await repository.hold_back(work.session, endpoint_id, line)


async def recover(work: Work, endpoint: WebhookEndpoint) -> int:
    """Queue again what the endpoint missed; consent is asked for anew at every attempt."""
    return await repository.requeue_missed(work.session, endpoint, work.wall, BATCH)


async def replay(work: Work, delivery_id: UUID) -> DeliveryOut:
    """Send again, under the same `webhook-id`. Raises `NotFound` and the conflicts of errors.py."""
    delivery, _, endpoint = await _visible(work, delivery_id)
    delivery = await repository.lock(work.session, delivery.id)
    if delivery.state == DeliveryState.PENDING:
        raise DeliveryUnderWay
    if delivery.body_sealed is None:
        raise BodyGone
    endpoint = endpoint or await _another(work, delivery)
    if endpoint.state != "active":
        raise EndpointDisabled
    delivery.endpoint_id = endpoint.id
    delivery.state = DeliveryState.PENDING
    delivery.attempts_before += delivery.attempts
    delivery.attempts, delivery.next_attempt_at, delivery.leased_until = 0, work.wall, None
    await work.session.flush()
    return await get_delivery(work, delivery_id)


async def list_deliveries(
    reading: Reading, *, wanted: dict[str, Any], after: Sequence[CursorValue] | None, limit: int
) -> list[Row]:
    return await repository.page(reading.session, reading.actor, wanted=wanted, after=after, limit=limit)


async def get_delivery(reading: Reading, delivery_id: UUID) -> DeliveryOut:
    """Raises `NotFound`."""
    delivery, partner_name, endpoint = await _visible(reading, delivery_id)
    tries = await repository.attempts_of(reading.session, delivery.id)
    return DeliveryOut.whole(delivery, partner_name, endpoint, tries)


async def next_purge(session: ReadSession) -> datetime | None:
    return await repository.earliest_purge(session)


async def purge_bodies(work: Work) -> None:
    """Bodies are kept for replay for thirty days, then the log alone stays."""
    await repository.purge(work.session, work.now, BATCH)


def open_body(reading: Reading, delivery: WebhookDelivery) -> bytes:
    """The body to post. ValueError when it was dropped."""
    if delivery.body_sealed is None:
        raise ValueError("the body was dropped")
    return reading.vault.open(delivery.body_sealed, row_id=delivery.id, **_PLACE).encode()


def _row(work: Work, outgoing: Outgoing, endpoint: WebhookEndpoint | None) -> WebhookDelivery:
    row_id = new_id()
    body = None if outgoing.data is None else body_of(outgoing.event_type, work.now, outgoing.data)
    state, lines = _judged(work, outgoing, endpoint, body)
    kept = body if body is not None and len(body.encode()) <= BODY_LIMIT else None
    return WebhookDelivery(
        id=row_id,
        store_id=outgoing.store_id,
        partner_id=outgoing.partner_id,
        endpoint_id=endpoint.id if endpoint else None,
        webhook_id=webhook_id_of(outgoing.event_type, outgoing.cause),
        event_type=outgoing.event_type,
        customer_id=outgoing.customer_id,
        ref_kind=outgoing.ref_kind,
        ref_id=outgoing.ref_id,
        personal=outgoing.personal,
        consent_id=outgoing.consent_id,
        body_sealed=work.vault.seal(kept, row_id=row_id, **_PLACE) if kept is not None else None,
        gates=lines,
        state=state,
        attempts=0,
        attempts_before=0,
        next_attempt_at=work.wall,
        occurred_at=work.now,
        created_at=work.now,
        purge_at=work.now + _KEEP_BODY,
    )


def _judged(
    work: Work, outgoing: Outgoing, endpoint: WebhookEndpoint | None, body: str | None
) -> tuple[DeliveryState, list[dict[str, Any]]]:
    lines = [outgoing.consent]
    if body is None:
        return DeliveryState.SUPPRESSED, lines
    if len(body.encode()) > BODY_LIMIT:
        return DeliveryState.FAILED, [*lines, gate(Gate.SIZE, passed=False, code="too_large", at=work.now)]
    if endpoint is None or endpoint.state != "active":
        code = "no_endpoint" if endpoint is None else "endpoint_disabled"
        return DeliveryState.SUPPRESSED, [*lines, gate(Gate.ENDPOINT, passed=False, code=code, at=work.now)]
    return DeliveryState.PENDING, [*lines, gate(Gate.ENDPOINT, passed=True, code="found", at=work.now)]


async def _another(work: Work, delivery: WebhookDelivery) -> WebhookEndpoint:
    found = await endpoints.subscribed(work.session, delivery.event_type, delivery.partner_id)
    active = [endpoint for endpoint in found if endpoint.state == "active"]
    if not active:
        raise EndpointMissing
    return active[0]


async def _visible(reading: Reading, delivery_id: UUID) -> tuple[WebhookDelivery, str | None, WebhookEndpoint | None]:
    found = await repository.visible(reading.session, reading.actor, delivery_id)
    if found is None:
        raise NotFound
    return found
