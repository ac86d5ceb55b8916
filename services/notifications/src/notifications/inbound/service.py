"""Use cases of inbound webhooks: believe or refuse, keep, and later say what was meant."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from contracts.leads import LoanSubmitted
from service_defaults.database import ReadSession
from service_defaults.errors import NotFound
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.paging import CursorValue
from service_defaults.webhook_signature import SignatureRejected, verify
from service_defaults.work import Reading, Work

from notifications.inbound import repository
from notifications.inbound.errors import InboundNotRetryable, WebhookNotVerified, WebhookTooLarge
from notifications.inbound.events import loan_decided
from notifications.inbound.models import InboundRejection, InboundWebhook
from notifications.inbound.policy import BadPayload, Unrecognised, read_loan_word, type_of
from notifications.inbound.repository import Row
from notifications.inbound.schemas import InboundAccepted
from notifications.partner import repository as partners
from notifications.partner import secret as secrets
from notifications.partner.models import PartnerRef
from notifications.staff_notice import service as notices
from notifications.staff_notice.rules import Memo

BODY_LIMIT = 256 * 1024
_BYTEWISE = "latin-1"
"""Any bytes may be signed: one sign per byte keeps those that are no text."""
_NOBODY = UUID(int=0)
_KEEP_BODY = timedelta(days=30)
_KEEP_REJECTIONS = timedelta(days=30)
_SHOW_REJECTIONS = timedelta(days=7)
_PLACE = {"table": InboundWebhook.__tablename__, "column": "body_sealed"}


async def receive(work: Work, partner_id: UUID, headers: Mapping[str, str], body: bytes) -> InboundAccepted:
    """Verify on the raw bytes and keep. Nothing is done with it here: it is acknowledged once it is durable.

    Raises `WebhookNotVerified`, which leaves a line in the rejection log and nothing else.
    """
    partner = await partners.find(work.session, partner_id)
    if partner is None or not partner.active:
        await _reject(work, partner, "unknown_partner" if partner is None else "partner_inactive", body)
        raise WebhookNotVerified
    known = await partners.secrets_of(work.session, partner.id, None, work.wall)
    texts = [secrets.open_secret(work, row) for row in known]
    try:
        webhook_id = verify(texts, headers, body, now=work.wall)
    except SignatureRejected as rejected:
        await _reject(work, partner, str(rejected.fault), body)
        raise WebhookNotVerified from None
    news = await repository.store(work.session, _kept(work, partner, webhook_id, body))
    return InboundAccepted(webhook_id=webhook_id, duplicate=not news)


async def refuse_oversized(work: Work, partner_id: UUID, size: int) -> WebhookTooLarge:
    """Count it; answers the error to raise."""
    partner = await partners.find(work.session, partner_id)
    await _reject(work, partner, "too_large" if partner else "unknown_partner", b"", size=size)
    return WebhookTooLarge(limit_kib=BODY_LIMIT // 1024)


async def keep_loan(work: Work, event: LoanSubmitted) -> None:
    """Remember whom a partner's answers will be about."""
    values = event.model_dump(include={"loan_id", "loan_no", "partner_id", "customer_id", "store_id"})
    await repository.keep_loan(work.session, {**values, "submitted_at": work.now})


async def next_waiting(session: ReadSession) -> datetime | None:
    return await repository.earliest_waiting(session)


async def process_waiting(work: Work) -> None:
    """Say what was meant. What cannot be read stays visible with its reason."""
    for row in await repository.take_waiting(work.session, work.now, BATCH):
        row.processed_at = work.now
        try:
            await _process(work, row)
        except Unrecognised:
            row.state, row.reason = "unrecognised", None
        except BadPayload as bad:
            row.state, row.reason = "failed", bad.reason
            await _tell_staff(work, row)


async def list_inbound(
    reading: Reading,
    *,
    partner_id: UUID | None,
    state: str | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Row]:
    return await repository.page(
        reading.session, reading.actor, partner_id=partner_id, state=state, after=after, limit=limit
    )


async def retry(work: Work, inbound_id: UUID) -> Row:
    """Read it again at the next tick. Raises `NotFound`, `InboundNotRetryable`."""
    found = await repository.visible(work.session, work.actor, inbound_id)
    if found is None:
        raise NotFound
    row, partner_name = found
    if row.state not in ("failed", "unrecognised") or row.body_sealed is None:
        raise InboundNotRetryable
    row.state, row.reason, row.processed_at = "received", None, None
    return row, partner_name


async def list_rejections(reading: Reading) -> Sequence[tuple[InboundRejection, str | None]]:
    wall = reading.platform.clock.now() - reading.platform.clock.offset
    return await repository.rejections(reading.session, reading.actor, wall - _SHOW_REJECTIONS)


async def next_purge(session: ReadSession) -> datetime | None:
    return await repository.earliest_purge(session)


async def purge_bodies(work: Work) -> None:
    await repository.purge(work.session, work.now, work.wall, BATCH, _KEEP_REJECTIONS)


async def _process(work: Work, row: InboundWebhook) -> None:
    if row.body_sealed is None:
        raise BadPayload("body_dropped")
    body = work.vault.open(row.body_sealed, row_id=row.id, **_PLACE).encode(_BYTEWISE)
    word = read_loan_word(body, received_at=row.received_at)
    loans = await repository.loans_named(work.session, row.partner_id, word.loan_id, word.loan_no)
    if len(loans) != 1:
        raise BadPayload("loan_ambiguous" if loans else "loan_unknown")
    loan = loans[0]
    row.state, row.reason, row.status = "processed", None, word.status
    row.loan_id, row.store_id = loan.loan_id, loan.store_id
    work.emit(loan_decided(loan, word))


def _kept(work: Work, partner: PartnerRef, webhook_id: str, body: bytes) -> InboundWebhook:
    row_id = new_id()
    text = body.decode(_BYTEWISE)
    return InboundWebhook(
        id=row_id,
        store_id=partner.store_ids[0] if partner.store_ids else _NOBODY,
        partner_id=partner.id,
        webhook_id=webhook_id,
        body_sealed=_sealed(work, row_id, text),
        body_bytes=len(body),
        event_type=type_of(body),
        state="received",
        received_at=work.now,
        purge_at=work.now + _KEEP_BODY,
    )


def _sealed(work: Work, row_id: UUID, text: str) -> bytes:
    return work.vault.seal(text, row_id=row_id, **_PLACE)


async def _reject(work: Work, partner: PartnerRef | None, reason: str, body: bytes, *, size: int | None = None) -> None:
    await repository.count_rejection(
        work.session,
        partner_id=partner.id if partner else _NOBODY,
        reason=reason,
        at=work.wall,
        size=len(body) if size is None else size,
        digest=hashlib.sha256(body).hexdigest(),
    )


async def _tell_staff(work: Work, row: InboundWebhook) -> None:
    partner = await partners.find(work.session, row.partner_id)
    await notices.tell(
        work,
        Memo(
            kind="inbound_webhook_failed",
            store_id=row.store_id,
            cause=f"{row.id}:{work.now.isoformat()}",
            posts=(Role.FINANCE_SPECIALIST,),
            params={"partner_name": partner.name if partner else "", "reason": row.reason},
            ref_kind="inbound_webhook",
            ref_id=row.id,
        ),
    )
