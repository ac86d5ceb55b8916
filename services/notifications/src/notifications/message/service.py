"""Use cases of messages: queue, cancel, look. Sending is the tick's (sending.py)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from service_defaults.errors import NotFound
from service_defaults.ids import new_id
from service_defaults.paging import CursorValue
from service_defaults.service import Handler
from service_defaults.work import Reading, Work

from notifications.message import repository
from notifications.message.models import Message
from notifications.message.policy import Gate, GateResult, MessageState, extended
from notifications.message.repository import Row
from notifications.message.rules import Rule, Telling
from notifications.message.schemas import MessageOut
from notifications.setting.schemas import NotificationSettings
from notifications.setting.service import rules_of
from notifications.template.catalogue import CATALOGUE


def telling(rule: Rule) -> Handler:
    """The handler that queues what a rule says of an event."""

    async def handler(work: Work, event: object) -> None:
        store_id: UUID = event.store_id  # type: ignore[attr-defined]  # every event with a rule has a store
        chosen = (await rules_of(work.session, store_id)).settings
        tellings = list(rule(event, work.now, chosen))
        await _replace(work, tellings)
        for each in tellings:
            await queue(work, each, chosen)

    return handler


async def queue(work: Work, each: Telling, chosen: NotificationSettings) -> Message | None:
    """Queue a message. None when its cause has it already."""
    kind = CATALOGUE[each.template]
    message = Message(
        id=new_id(),
        store_id=each.store_id,
        customer_id=each.customer_id,
        template=each.template,
        channel=chosen.channel,
        locale=chosen.locale,
        purpose=kind.purpose,
        transactional=kind.transactional,
        cause=each.cause,
        ref_kind=each.ref_kind,
        ref_id=each.ref_id,
        params=dict(each.params),
        state=MessageState.QUEUED,
        due_at=each.due_at or work.now,
        expires_at=each.expires_at,
        attempts=0,
        gates=[],
        created_at=work.now,
    )
    if each.template in chosen.disabled_templates:
        _close(work, message, MessageState.SUPPRESSED, "template_disabled")
    return message if await repository.claim(work.session, message) else None


async def cancel_about(work: Work, customer_id: UUID, ref_id: UUID, *, code: str) -> None:
    """What waits about a thing is not sent any more."""
    for message in await repository.waiting_for(work.session, customer_id, ref_id):
        _close(work, message, MessageState.CANCELLED, code)


async def cancel_purpose(work: Work, customer_id: UUID, purpose: str, channel: str | None) -> None:
    """The customer withdrew a consent: what waits for that purpose is cancelled."""
    for message in await repository.waiting_with_purpose(work.session, customer_id, purpose, channel):
        _close(work, message, MessageState.CANCELLED, "withdrawn", Gate.CONSENT)


async def list_messages(
    reading: Reading,
    *,
    customer_id: UUID | None = None,
    channel: str | None = None,
    state: str | None = None,
    template: str | None = None,
    after: Sequence[CursorValue] | None = None,
    limit: int,
) -> list[Row]:
    """Messages in scope, newest first, with customers' names."""
    return await repository.page(
        reading.session,
        reading.actor,
        customer_id=customer_id,
        channel=channel,
        state=state,
        template=template,
        after=after,
        limit=limit,
    )


async def get_message(reading: Reading, message_id: UUID) -> MessageOut:
    """Raises `NotFound` outside the asker's scope."""
    found = await repository.visible(reading.session, reading.actor, message_id)
    if found is None:
        raise NotFound
    message, customer_name, sandbox = found
    return MessageOut.traced(message, customer_name, sandbox=sandbox)


async def _replace(work: Work, tellings: Iterable[Telling]) -> None:
    """A newer word about a test drive stands for the earlier ones that were not sent yet."""
    causes = {(each.customer_id, each.ref_id): each.cause for each in tellings if each.ref_kind == "test_drive"}
    for (customer_id, ref_id), cause in causes.items():
        for message in await repository.waiting_for(work.session, customer_id, ref_id):
            if message.cause != cause:
                _close(work, message, MessageState.CANCELLED, "replaced")


def _close(work: Work, message: Message, state: MessageState, code: str, gate: Gate = Gate.STORE) -> None:
    message.state = state
    message.gates = extended(message.gates, [GateResult(gate, passed=False, code=code)], work.now)
