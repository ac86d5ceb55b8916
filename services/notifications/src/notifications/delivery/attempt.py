"""One attempt in two transactions: leased and prepared before the post, written down after it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from contracts.vocabulary import Purpose
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.webhook_signature import sign
from service_defaults.work import Work

from notifications.consent.policy import ConsentLine, decisive
from notifications.consent.repository import lines_of
from notifications.delivery import courier_repository as repository
from notifications.delivery.models import WebhookAttempt, WebhookDelivery
from notifications.delivery.policy import Answer, DeliveryState, DisabledReason, Gate, gate, judge
from notifications.delivery.service import open_body
from notifications.endpoint import service as endpoint_service
from notifications.endpoint.egress import Egress
from notifications.endpoint.models import WebhookEndpoint
from notifications.endpoint.policy import UrlRefused
from notifications.endpoint.repository import lock as lock_endpoint
from notifications.partner import repository as partners
from notifications.partner import secret as secrets
from notifications.staff_notice import service as notices
from notifications.staff_notice.rules import Memo

LEASE = timedelta(seconds=90)
"""Longer than any attempt may take; after a crash the attempt is made again then."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Ready to post."""

    delivery_id: UUID
    endpoint_id: UUID
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """Posted, at the wall instant `at`. `luck` spreads the next attempt."""

    parcel: Parcel
    answer: Answer
    at: datetime
    luck: float


async def prepare(work: Work, egress: Egress, *, busy: Collection[UUID], share: int, room: int) -> list[Parcel]:
    """Lease what is due; what a gate stops is suppressed here, at every attempt anew."""
    claimed = await repository.claim_due(work.session, work.wall, lease=LEASE, busy=busy, share=share, room=room)
    people = {row.customer_id for row, _, _ in claimed if row.personal and row.customer_id}
    consents = await lines_of(work.session, people)
    in_force = await partners.secrets_of_endpoints(work.session, {each.id for _, each, _ in claimed}, work.wall)
    parcels = []
    for row, endpoint, _ in claimed:
        lines = consents[row.customer_id] if row.customer_id in people else []
        if _passes(work, egress, row, endpoint, lines):
            texts = [secrets.open_secret(work, each) for each in in_force[endpoint.id]]
            parcels.append(_parcel(work, row, endpoint, texts))
    return parcels


async def record(work: Work, done: Sequence[Done]) -> None:
    """Write down what came of attempts, and what follows for their endpoints."""
    rows = await repository.locked(work.session, {each.parcel.delivery_id for each in done})
    for each in sorted(done, key=lambda one: one.parcel.endpoint_id):
        row = rows[each.parcel.delivery_id]
        row.attempts += 1
        work.session.add(_logged(each, row.attempts_before + row.attempts))
        row.last_status, row.last_error, row.leased_until = each.answer.status, each.answer.error, None
        await _follow(work, row, each)


async def _follow(work: Work, row: WebhookDelivery, done: Done) -> None:
    endpoint = await lock_endpoint(work.session, done.parcel.endpoint_id)
    failing_since = endpoint.failing_since if endpoint else None
    verdict = judge(done.answer, attempts=row.attempts, failing_since=failing_since, now=done.at, luck=done.luck)
    if verdict.state is DeliveryState.DELIVERED:
        row.state, row.delivered_at = DeliveryState.DELIVERED, work.now
        await repository.endpoint_succeeded(work.session, done.parcel.endpoint_id, work.now)
        return
    await repository.endpoint_failed(work.session, done.parcel.endpoint_id, done.at, verdict.pause_until)
    # While the post was under way somebody may have withdrawn the consent or disabled the endpoint.
    if row.state == DeliveryState.PENDING:
        row.state = verdict.state
        row.next_attempt_at = verdict.next_attempt_at or row.next_attempt_at
        if verdict.state is DeliveryState.FAILED:
            await _tell_failure(work, row)
    if verdict.disable and endpoint is not None and endpoint.state == "active":
        await _give_up(work, endpoint, verdict.disable)


async def _give_up(work: Work, endpoint: WebhookEndpoint, reason: DisabledReason) -> None:
    await work.session.flush()
    await endpoint_service.give_up(work, endpoint, reason)


def _passes(
    work: Work, egress: Egress, row: WebhookDelivery, endpoint: WebhookEndpoint, lines: Sequence[ConsentLine]
) -> bool:
    if row.body_sealed is None:
        _suppress(work, row, Gate.CONSENT, "body_dropped")
        return False
    if not row.personal:
        return True
    line = decisive(lines, Purpose.SHARE, recipient_id=row.partner_id)
    if line is None or not line.granted:
        _suppress(work, row, Gate.CONSENT, "unknown" if line is None else "withdrawn")
        return False
    try:
        confidential = egress.read(endpoint.url).confidential
    except UrlRefused:
        return True  # the post itself refuses and says why
    if not confidential:
        _suppress(work, row, Gate.TRANSPORT, "plain_http")
    return confidential


def _suppress(work: Work, row: WebhookDelivery, at_gate: Gate, code: str) -> None:
    row.state, row.leased_until = DeliveryState.SUPPRESSED, None
    row.gates = [*row.gates, gate(at_gate, passed=False, code=code, at=work.now)]
    if at_gate is Gate.CONSENT:
        row.body_sealed = None


def _parcel(work: Work, row: WebhookDelivery, endpoint: WebhookEndpoint, texts: list[str]) -> Parcel:
    body, timestamp = open_body(work, row), int(work.wall.timestamp())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": row.webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(texts, webhook_id=row.webhook_id, timestamp=timestamp, body=body),
    }
    return Parcel(row.id, endpoint.id, endpoint.url, body, headers)


def _logged(done: Done, number: int) -> WebhookAttempt:
    return WebhookAttempt(
        id=new_id(),
        delivery_id=done.parcel.delivery_id,
        number=number,
        at=done.at,
        status=done.answer.status,
        error=done.answer.error,
        duration_ms=done.answer.duration_ms,
    )


async def _tell_failure(work: Work, row: WebhookDelivery) -> None:
    partner = await partners.find(work.session, row.partner_id)
    await notices.tell(
        work,
        Memo(
            kind="webhook_failed",
            store_id=row.store_id,
            cause=f"{row.id}:{row.attempts_before + row.attempts}",
            posts=(Role.CHANNEL_PARTNER_MANAGER,),
            params={"partner_name": partner.name if partner else "", "event_type": row.event_type},
            ref_kind="webhook_delivery",
            ref_id=row.id,
        ),
    )
