"""The tick that sends: what is due comes to every gate again, is rendered, and handed to its channel once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service_defaults.aliases import Person, people_of
from service_defaults.contacts import CustomerRef, contacts_of
from service_defaults.database import ReadSession
from service_defaults.jobs import BATCH
from service_defaults.organisation import staff_names
from service_defaults.scope import owners_of
from service_defaults.timeline import note
from service_defaults.work import Work

from notifications.consent.policy import ConsentLine
from notifications.consent.repository import lines_of_people
from notifications.message import repository
from notifications.message.channels import (
    CHANNELS,
    ChannelAdapter,
    ChannelRefused,
    Parcel,
    recipient_of,
)
from notifications.message.events import message_sent
from notifications.message.models import Message
from notifications.message.policy import (
    Gate,
    GateResult,
    MessageState,
    consent_gate,
    extended,
    quiet_gate,
    validity_gate,
    wait_after,
)
from notifications.message.values import values_of
from notifications.setting.service import StoreRules, rules_of
from notifications.template.policy import Channel, Locale, RenderFailed, render
from notifications.template.service import Wording, wording

logger = logging.getLogger(__name__)


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.earliest_due(session)


async def send_due(work: Work, channels: Mapping[Channel, ChannelAdapter] = CHANNELS) -> None:
    """Send what is due, each message at most once."""
    batch = await repository.take_due(work.session, work.now, BATCH)
    facts = await _facts_for(work, batch)
    for message in batch:
        await _Passage(work, message, facts, channels).go()


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that the gates ask about, for a whole batch in a handful of statements."""

    customers: Mapping[UUID, CustomerRef]
    consents: Mapping[UUID, Sequence[ConsentLine]]
    stores: Mapping[UUID, StoreRules]
    wordings: Mapping[tuple[UUID, str, str, str], Wording | None]
    staff: Mapping[str, str]
    owners: Mapping[UUID, UUID | None]


async def _facts_for(work: Work, batch: Sequence[Message]) -> _Facts:
    people = await people_of(work.session, {message.customer_id for message in batch})
    texts = {_text_key(message) for message in batch}
    staff_ids = {UUID(named) for message in batch if (named := message.params.get("staff_id"))}
    names = await staff_names(work.session, staff_ids)
    return _Facts(
        customers=await _contacts_of(work, people),
        consents=await lines_of_people(work.session, people),
        stores={store_id: await rules_of(work.session, store_id) for store_id in {key[0] for key in texts}},
        wordings={key: await wording(work.session, *key) for key in texts},
        staff={str(staff_id): name for staff_id, name in names.items()},
        owners=await owners_of(work.session, {message.customer_id for message in batch}),
    )


async def _contacts_of(work: Work, people: Mapping[UUID, Person]) -> dict[UUID, CustomerRef]:
    """Whoever was merged is reached as the file says that answers for them."""
    known = await contacts_of(work.session, {person.root for person in people.values()})
    return {one: known[person.root] for one, person in people.items() if person.root in known}


def _text_key(message: Message) -> tuple[UUID, str, str, str]:
    return message.store_id, message.template, message.channel, message.locale


class _Passage:
    """One message on its way through the gates, at one tick."""

    def __init__(self, work: Work, message: Message, facts: _Facts, channels: Mapping[Channel, ChannelAdapter]) -> None:
        self._work = work
        self._message = message
        self._facts = facts
        self._channels = channels
        self._results: list[GateResult] = []

    async def go(self) -> None:
        parcel = self._prepared()
        if parcel is not None:
            await self._hand_over(parcel)
        self._message.gates = extended(self._message.gates, self._results, self._work.now)

    def _prepared(self) -> Parcel | None:
        message, now = self._message, self._work.now
        rules = self._facts.stores[message.store_id]
        reached = self._reached() if self._opens(validity_gate(message.expires_at, now)) else None
        if reached is None:
            return None
        lines = self._facts.consents.get(message.customer_id, ())
        if not self._opens(consent_gate(lines, message.purpose, message.channel)):
            return None
        quiet = quiet_gate(rules.hours, now, transactional=message.transactional)
        if not self._opens(quiet):
            return None
        return self._rendered(rules, *reached)

    def _opens(self, result: GateResult) -> bool:
        """Note the answer. A closed gate ends the message, unless it only postpones it."""
        self._results.append(result)
        if result.until is not None:
            self._message.due_at = result.until
        elif not result.passed:
            self._message.state = MessageState.SUPPRESSED
        return result.passed

    def _reached(self) -> tuple[CustomerRef, str, str] | None:
        customer = self._facts.customers.get(self._message.customer_id)
        if customer is None:
            # The registry's word may still be on its way.
            self._try_later(Gate.CONTACT, "customer_unknown", MessageState.SUPPRESSED)
            return None
        found = recipient_of(self._work, customer, Channel(self._message.channel))
        code = "known" if found else "no_contact"
        if not self._opens(GateResult(Gate.CONTACT, passed=found is not None, code=code)) or found is None:
            return None
        return customer, *found

    def _rendered(self, rules: StoreRules, customer: CustomerRef, recipient: str, masked: str) -> Parcel | None:
        message = self._message
        chosen = self._facts.wordings[_text_key(message)]
        if chosen is None:
            self._end(MessageState.FAILED, Gate.TEMPLATE, "template_missing")
            return None
        try:
            values = values_of(
                message.params,
                locale=Locale(message.locale),
                zone=rules.zone,
                store=rules.store,
                customer_name=customer.name,
                staff_names=self._facts.staff,
            )
            text = render(chosen.text, values)
        except (RenderFailed, ValueError):
            self._end(MessageState.FAILED, Gate.TEMPLATE, "variable_missing")
            return None
        self._results.append(GateResult(Gate.TEMPLATE, passed=True, code="rendered"))
        message.text, message.template_version, message.recipient_masked = text, chosen.version, masked
        return Parcel(message.id, Channel(message.channel), recipient, masked, text)

    async def _hand_over(self, parcel: Parcel) -> None:
        message, work = self._message, self._work
        try:
            await self._channels[parcel.channel].send(work, parcel)
        except ChannelRefused:
            self._end(MessageState.FAILED, Gate.CHANNEL, "refused")
        except Exception as error:  # noqa: BLE001 - whatever ails a provider, the others' messages go on
            logger.warning("channel %s failed: %s", parcel.channel, type(error).__name__)
            self._try_later(Gate.CHANNEL, "unavailable", MessageState.FAILED)
        else:
            self._results.append(GateResult(Gate.CHANNEL, passed=True, code="accepted"))
            message.state, message.sent_at, message.attempts = MessageState.SENT, work.now, message.attempts + 1
            work.emit(message_sent(message, self._facts.owners.get(message.customer_id)))
            self._note()

    def _note(self) -> None:
        message = self._message
        note(
            self._work,
            "message_sent",
            customer_id=message.customer_id,
            store_id=message.store_id,
            ref_kind="message",
            ref_id=message.id,
            template=message.template,
            channel=message.channel,
        )

    def _try_later(self, gate: Gate, code: str, at_last: MessageState) -> None:
        self._message.attempts += 1
        wait = wait_after(self._message.attempts)
        if wait is None:
            self._end(at_last, gate, "given_up" if gate is Gate.CHANNEL else code)
            return
        # From the clock, not from the due instant: time that is skipped must not use up the attempts.
        until = self._work.platform.clock.now() + wait
        self._message.due_at = until
        self._results.append(GateResult(gate, passed=False, code=code, until=until))

    def _end(self, state: MessageState, gate: Gate, code: str) -> None:
        self._message.state = state
        self._results.append(GateResult(gate, passed=False, code=code))
