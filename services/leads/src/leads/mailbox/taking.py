"""One mail becomes a lead, a note of a call, or waits for a person, in one transaction with how far was read."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.vocabulary import LeadKind
from service_defaults import timeline
from service_defaults.identity import Kind, Principal
from service_defaults.ids import new_id
from service_defaults.organisation import StoreRef
from service_defaults.work import Work

from leads.customer.policy import phone_point, read_phone
from leads.intake import service as intake
from leads.intake.errors import NothingReadable
from leads.intake.mail import CallNotice, Mail, MailUnreadable, read_mail, read_message
from leads.intake.mail.reading import MEDIA_TYPE
from leads.intake.prospect import Prospect
from leads.intake.schemas import IntakeResult, Outcome
from leads.intake.sender import Document, Sender, sender_of
from leads.lead import receiving
from leads.lead.policy import Channel
from leads.lead.service import held_desk
from leads.lead.wish import Wish
from leads.mailbox import policy, repository
from leads.mailbox.models import Mailbox
from leads.mailbox.policy import MailOutcome
from leads.setting.schemas import LeadSettings

_REASONS: dict[str, tuple[str, str]] = {
    "sender_not_listed": ("发件人不在该邮箱的允许名单内", "The sender is not on the mailbox's list"),
    "sender_not_authentic": ("发件人身份未通过邮件服务器验证", "The mail server did not find the sender genuine"),
    "mail_too_large": ("邮件超过大小上限，未取回", "The mail is too large and was not fetched"),
    "mail_unreadable": ("邮件格式无法解析", "The mail cannot be read"),
    "call_from_unknown": ("来电通知：号码不在本店客户中", "A call from a number that the store does not know"),
    "internal_error": ("系统未能处理，已转人工", "We could not process it; somebody will look at it"),
}
_SENDER_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Held:
    """A mailbox in hand."""

    mailbox: Mailbox
    store: StoreRef
    settings: LeadSettings
    lease: UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in its place; `body` is None for one that was too large to fetch, `head` is then what was."""

    uid_validity: int
    uid: int
    size: int
    body: bytes | None
    head: bytes = b""

    @property
    def document(self) -> Document:
        if self.body is not None:
            return Document.of(self.body, MEDIA_TYPE)
        digest = hashlib.sha256(f"{self.uid_validity} {self.uid} {self.size}".encode() + self.head).hexdigest()
        return Document(MEDIA_TYPE, None, None, self.size, digest)


async def take(work: Work, held: Held, letter: Letter, *, broken: bool = False) -> MailOutcome | None:
    """None when this very mail was read before. `broken`: it could not be processed; somebody looks at it."""
    mail_id = new_id()
    mail = _read(letter)
    claimed = {
        "id": mail_id,
        "mailbox_id": held.mailbox.id,
        "store_id": held.mailbox.store_id,
        "uid_validity": letter.uid_validity,
        "uid": letter.uid,
        "digest": None,
        "at": work.now,
        "sender": "",
        "size": letter.size,
        "outcome": MailOutcome.QUARANTINED,
        "purge_at": work.now + timedelta(days=held.settings.mailbox.kept_days),
    }
    if not await repository.claim_mail(work.session, claimed):
        return None
    settled = await _settled(work, held, letter, mail, broken=broken)
    await repository.settle_mail(work.session, mail_id, settled)
    return MailOutcome(settled["outcome"])


def _read(letter: Letter) -> Mail | None:
    try:
        return read_mail(letter.head if letter.body is None else letter.body)
    except MailUnreadable:
        return None


async def _settled(work: Work, held: Held, letter: Letter, mail: Mail | None, *, broken: bool) -> dict[str, Any]:
    entry = policy.sender_entry(held.mailbox.senders, mail.sender) if mail else None
    # Of strangers only where they write from.
    shown = (mail.sender if entry else mail.domain) if mail else ""
    values: dict[str, Any] = {"sender": shown[:_SENDER_SHOWN]}
    if mail is not None and letter.body is not None:
        digest = policy.digest_of(mail.message_id, mail.text, letter.body)
        before = await repository.known_print(work.session, held.mailbox.id, digest)
        if before is not None:
            return {**values, "outcome": MailOutcome.REPEATED, "lead_id": before.lead_id}
        values["digest"] = digest
    inner, sender = await _sender(work, held, letter.document, entry, mail)
    refusal = _refusal(held, letter, mail, entry, broken=broken)
    if refusal is not None or mail is None:
        return values | await _received(inner, held, sender, letter, [_refused(refusal or "mail_unreadable")])
    read = read_message(
        mail,
        sender=sender.name,
        default_source=sender.source,
        region=sender.region,
        timezone=ZoneInfo(held.store.timezone),
        at=work.now,
        language=inner.language,
    )
    if read.call is not None:
        return values | await _called(inner, held, sender, letter, read.call)
    return values | await _received(inner, held, sender, letter, read.prospects)


def _refusal(held: Held, letter: Letter, mail: Mail | None, entry: Any, *, broken: bool) -> str | None:
    """Why a person should look first; None when the mail may be read as a lead."""
    if broken:
        return "internal_error"
    if mail is None:
        return "mail_unreadable"
    if entry is None:
        return "sender_not_listed"
    if held.mailbox.authority and not mail.vouched_for(held.mailbox.authority):
        return "sender_not_authentic"
    return "mail_too_large" if letter.body is None else None


def _refused(code: str) -> Prospect:
    return Prospect(
        position=0, kind=LeadKind.BUY, name="", points=(), source="other", rejection=(code, _REASONS[code][0])
    )


async def _sender(work: Work, held: Held, document: Document, entry: Any, mail: Mail | None) -> tuple[Work, Sender]:
    """Who the intake takes it from: the partner, or the mailbox. The reasons are for the store: its language."""
    partner = entry.get("partner_id") if entry else None
    name = str(entry["label"]) if entry else f"{held.mailbox.name} · {mail.domain if mail else ''}".strip(" ·")
    door = Principal(
        kind=Kind.PARTNER if partner else Kind.SYSTEM,
        id=str(partner) if partner else f"mailbox:{held.mailbox.id}",
        name=name,
        group_id=held.store.group_id,
        store_ids=(held.mailbox.store_id,),
    )
    inner = replace(work, actor=door, language="zh")
    sender = await sender_of(inner, document)
    source = entry.get("source") if entry else None
    return inner, replace(sender, source=source) if source else sender


async def _received(
    work: Work, held: Held, sender: Sender, letter: Letter, prospects: list[Prospect]
) -> dict[str, Any]:
    document = letter.document
    try:
        results = (await intake.receive_made(work, sender, document, prospects)).results
    except NothingReadable as refusal:
        results = [IntakeResult.model_validate(one) for one in refusal.extra["results"]]
    taken = next((one for one in results if one.outcome is not Outcome.REJECTED), None)
    refused = next((one.reason.code for one in results if one.reason is not None), None)
    waiting = None
    if refused is not None:
        await work.session.flush()
        waiting = await repository.quarantined_as(work.session, held.mailbox.store_id, document.digest)
    outcome = MailOutcome.QUARANTINED if taken is None else _OUTCOMES[taken.outcome]
    return {
        "outcome": outcome,
        "reason": refused,
        "lead_id": taken.lead_id if taken else None,
        "quarantined_id": waiting,
    }


_OUTCOMES = {
    Outcome.ACCEPTED: MailOutcome.LEAD,
    Outcome.ACCEPTED_WITH_WARNINGS: MailOutcome.LEAD,
    Outcome.DUPLICATE: MailOutcome.DUPLICATE,
}


async def _called(work: Work, held: Held, sender: Sender, letter: Letter, call: CallNotice) -> dict[str, Any]:
    """A call is no lead: a touchpoint of whom the store knows, else something for a person to look at."""
    number = read_phone(call.number, sender.region)
    desk = await held_desk(work, held.mailbox.store_id)
    known = await receiving.recognise(work, desk, (phone_point(number),), ()) if number else []
    if not known:
        return await _received(work, held, sender, letter, [_refused("call_from_unknown")])
    customer = known[0]
    lead = next(iter(customer.open_leads), None)
    if lead is None:
        timeline.note(work, "call_noticed", customer_id=customer.customer_id, store_id=desk.id, told=call.told)
        return {"outcome": MailOutcome.CALL_NOTED}
    wish = Wish(kind=lead.kind, channel=Channel.PHONE, source=sender.source or "other", comments=call.told)
    await receiving.touch(work, desk, wish, known=customer, lead=lead, kind="call_noticed")
    return {"outcome": MailOutcome.CALL_NOTED, "lead_id": lead.id}
