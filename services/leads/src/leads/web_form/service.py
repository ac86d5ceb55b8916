"""A visitor opens a form and sends it: the public side."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from service_defaults.identity import Kind, Principal
from service_defaults.organisation import StoreRef
from service_defaults.work import Work

from leads.customer.policy import read_phone
from leads.intake import service as intake
from leads.intake.errors import NothingReadable
from leads.intake.json_mapping import prospects_of
from leads.intake.schemas import IntakeResult, JsonLead, JsonLeads, Outcome
from leads.intake.sender import Document, fingerprint, sender_of
from leads.setting.schemas import LeadSettings
from leads.web_form import policy, reading, repository
from leads.web_form.errors import (
    AskedAgain,
    FormBusy,
    FormExpired,
    FormOriginNotAllowed,
    FormProofNeeded,
    FormTokenUsed,
    FormTooFast,
    FormUnknown,
    NumberUnreadable,
)
from leads.web_form.models import WebForm
from leads.web_form.policy import Age, Suspicion, Token, Traffic
from leads.web_form.schemas import StoreCard, SubmissionCreate, WebFormPage

_BUSY_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the door of a form: which, whose, by which rules, from where."""

    form: WebForm
    store: StoreRef
    settings: LeadSettings
    address_key: bytes
    key: bytes

    @property
    def rules(self) -> policy.FormRules:
        return self.settings.web_form


async def visit(work: Work, form_key: str, *, origin: str | None, host: str, address: str, writes: bool) -> Visit:
    """Raises `FormUnknown`, `FormOriginNotAllowed`."""
    row = await repository.open_form(work.session, form_key)
    if row is None:
        raise FormUnknown
    form: WebForm = row.WebForm
    if not policy.may_be_asked_from(origin, host, form.origins, writes=writes):
        raise FormOriginNotAllowed
    address_key = work.vault.blind_index("web form address", address, scope=str(form.store_id))
    settings = LeadSettings.model_validate(row.chosen or {})
    return Visit(form, row.StoreRef, settings, address_key, work.vault.subkey("web form token"))


async def show(work: Work, at: Visit) -> WebFormPage:
    """What the page shows, with a token that asks for proof when much is going on."""
    traffic = await repository.traffic(work.session, at.form.id, work.wall, at.address_key, None, None)
    token = Token(work.wall, policy.bits_needed(traffic, at.rules), _nonce())
    await _count(work, at, "views")
    form = at.form
    return WebFormPage.model_validate(
        {
            **{name: getattr(form, name) for name in reading.SHOWN},
            "store": StoreCard(name=at.store.name, phone=at.store.phone, address=at.store.address),
            "reply_minutes": at.settings.response.online_minutes,
            "token": token.signed(at.key, form.form_key),
            "proof_bits": token.bits,
            "wait_seconds": at.rules.min_seconds,
        }
    )


async def submit(work: Work, at: Visit, command: SubmissionCreate) -> None:
    """Takes it, or keeps it for a person to look at; which of them is told to nobody.

    Raises what can be mended at once (`FieldMissing`, `NumberUnreadable`, …), `AskedAgain`, `FormBusy`.
    """
    if await repository.sent(work.session, at.form.id, command.id):
        return
    await reading.check(work, at.form, command)
    number = read_phone(command.mobile, at.store.region)
    if number is None or number.kind not in ("mobile", "landline", "foreign"):
        raise NumberUnreadable(pointer="/mobile")
    number_key = work.vault.blind_index("web form number", number.e164 or number.national, scope=str(at.form.store_id))
    words = policy.text_print(command.comments)
    text_key = work.vault.blind_index("web form text", words, scope=str(at.form.id)) if words else None
    traffic = await repository.traffic(work.session, at.form.id, work.wall, at.address_key, number_key, text_key)
    token = await _admit(work, at, command, traffic)
    claimed = {
        "form_id": at.form.id,
        "id": command.id,
        "store_id": at.form.store_id,
        "at": work.now,
        "sent_at": work.wall,
        "nonce": token.nonce,
        "address_key": at.address_key,
        "number_key": number_key,
        "text_key": text_key,
        "trace_until": work.now + timedelta(days=at.settings.web_form.trace_days),
        "outcome": policy.Outcome.QUARANTINED,
    }
    if not await repository.claim(work.session, claimed):
        if await repository.sent(work.session, at.form.id, command.id):
            return
        await _ask_again(work, at, FormTokenUsed, traffic, Token(work.wall, 0, ""))
    await _take(work, at, command, traffic)


async def _admit(work: Work, at: Visit, command: SubmissionCreate, traffic: Traffic) -> Token:
    """The token of a submission that may pass."""
    if policy.must_wait(traffic, at.rules):
        await _count(work, at, "refused")
        raise FormBusy(seconds=_BUSY_SECONDS)
    token = policy.read_token(at.key, at.form.form_key, command.token)
    age = policy.age_of(token, work.wall, at.rules) if token else Age.OLD
    if token is None or age is Age.OLD:
        await _ask_again(work, at, FormExpired, traffic, Token(work.wall, 0, ""))
    if age is Age.YOUNG:
        await _ask_again(work, at, FormTooFast, traffic, token)
    needed = max(policy.bits_needed(traffic, at.rules), token.bits)
    if token.bits < needed or not policy.is_proof(command.token, command.proof or "", token.bits):
        await _ask_again(work, at, FormProofNeeded, traffic, replace(token, bits=needed))
    return token


async def _ask_again(work: Work, at: Visit, kind: type[AskedAgain], traffic: Traffic, token: Token) -> NoReturn:
    """With a fresh token that keeps the birth of a good one: nobody waits twice."""
    bits = max(policy.bits_needed(traffic, at.rules), token.bits)
    fresh = Token(token.born, bits, _nonce())
    await _count(work, at, "asked_again")
    told = {
        "token": fresh.signed(at.key, at.form.form_key),
        "proof_bits": bits,
        "wait_seconds": policy.seconds_left(fresh, work.wall, at.rules),
    }
    raise kind(extra=told)


async def _take(work: Work, at: Visit, command: SubmissionCreate, traffic: Traffic) -> None:
    """Through the same intake as every other door; what looks wrong waits in its quarantine."""
    form = at.form
    lead = reading.lead_of(form, command)
    doubt = policy.suspicion(
        honeypot=command.website,
        name=command.name or "",
        words=command.comments,
        traffic=traffic,
        rules=at.rules,
    )
    result = await _received(work, at, lead, doubt)
    taken = result.outcome is not Outcome.REJECTED
    reason = result.reason.code if result.reason else None
    outcome = policy.Outcome.TAKEN if taken else policy.Outcome.QUARANTINED
    values = {"outcome": outcome, "reason": reason, "lead_id": result.lead_id}
    await repository.settle(work.session, form.id, command.id, values)
    await _count(work, at, "taken" if taken else "quarantined")


async def _received(work: Work, at: Visit, lead: JsonLead, doubt: Suspicion | None) -> IntakeResult:
    form = at.form
    door = Principal(
        kind=Kind.SYSTEM,
        id=f"web_form:{form.id}",
        name=form.name,
        group_id=at.store.group_id,
        store_ids=(form.store_id,),
    )
    # Whoever reads the reasons works in the store: its language, not the visitor's.
    inner = replace(work, actor=door, language="zh")
    document = Document.of(
        fingerprint(JsonLeads(leads=[lead]).model_dump(mode="json", exclude_defaults=True)), "application/json"
    )
    sender = replace(await sender_of(inner, document), source=form.source)
    prospects = prospects_of(
        [lead], sender=sender.name, default_source=form.source, region=sender.region, language=inner.language
    )
    if doubt is not None:
        prospects = [replace(one, rejection=(doubt, policy.SUSPICIONS[doubt][0])) for one in prospects]
    try:
        return (await intake.receive_made(inner, sender, document, prospects)).results[0]
    except NothingReadable as refusal:
        return IntakeResult.model_validate(refusal.extra["results"][0])


async def _count(work: Work, at: Visit, name: str) -> None:
    await repository.count(work.session, at.form, work.today(ZoneInfo(at.store.timezone)), name)


def _nonce() -> str:
    return secrets.token_urlsafe(12)
