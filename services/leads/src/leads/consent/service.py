"""Use cases of the consent ledger, and the gate that others ask before data leave."""

from collections.abc import Sequence
from uuid import UUID

from contracts.leads import ConsentChanged
from contracts.vocabulary import Purpose
from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.organisation import staff_names
from service_defaults.work import Reading, Work

from leads.consent import repository
from leads.consent.errors import ConsentMissing, NothingToWithdraw, RecipientRequired, RecipientUnexpected
from leads.consent.models import Consent
from leads.consent.schemas import ConsentGive, ConsentMention, ConsentOut, ConsentWithdraw, EvidenceKind
from leads.customer import service as customers

_PURPOSES = {
    Purpose.SERVICE: "服务 service",
    Purpose.MARKETING: "营销 marketing",
    Purpose.SHARE: "共享 share",
    Purpose.PROFILING: "浏览行为 profiling",
}


async def require_consent(
    work: Reading, customer_id: UUID, purpose: Purpose, recipient_id: UUID | None = None, channel: str | None = None
) -> UUID:
    """The line of the ledger that allows it, to be recorded beside what is done. Raises `ConsentMissing` (409)."""
    lines = await repository.newest(work.session, customer_id, purpose, recipient_id, channel)
    if not lines or not lines[0].granted:
        raise ConsentMissing(
            purpose=_PURPOSES[purpose],
            extra={"purpose": purpose, "recipient_id": str(recipient_id) if recipient_id else None},
        )
    return lines[0].id


async def give_consent(work: Work, customer_id: UUID, command: ConsentGive) -> Consent:
    """Add a line: given. Raises `CustomerNotFound`, `RecipientRequired`."""
    customer = await customers.get_customer(work, customer_id)
    if command.purpose is Purpose.SHARE and command.recipient_id is None:
        raise RecipientRequired(pointer="/recipient_id")
    if command.purpose is not Purpose.SHARE and command.recipient_id is not None:
        raise RecipientUnexpected(pointer="/recipient_id")
    line = Consent(
        id=new_id(),
        store_id=customer.store_id,
        customer_id=customer.id,
        granted=True,
        at=work.now,
        actor_id=work.actor.staff_id,
        **command.model_dump(),
    )
    _write(work, line)
    return line


async def take_mentions(work: Work, customer_id: UUID, mentions: Sequence[ConsentMention], evidence: str) -> None:
    """Consents that came with a lead. Anybody can type a number: a withdrawal stands until the customer gives the
    consent anew to a person.
    """
    for mention in mentions:
        lines = await repository.newest(work.session, customer_id, mention.purpose, None, None)
        if lines and (not lines[0].granted or lines[0].wording_version == mention.wording_version):
            continue
        given = ConsentGive(
            purpose=Purpose(mention.purpose),
            wording_version=mention.wording_version,
            evidence_kind=EvidenceKind.ONLINE,
            evidence=evidence[:1000],
        )
        await give_consent(work.as_system(), customer_id, given)


async def withdraw_consent(work: Work, customer_id: UUID, command: ConsentWithdraw) -> Consent:
    """Add a line: withdrawn; what was done before stays lawful. Raises `NothingToWithdraw`."""
    customer = await customers.get_customer(work, customer_id)
    lines = await repository.newest(work.session, customer.id, command.purpose, command.recipient_id, command.channel)
    if not lines or not lines[0].granted:
        raise NothingToWithdraw
    line = Consent(
        id=new_id(),
        store_id=customer.store_id,
        customer_id=customer.id,
        recipient_name=lines[0].recipient_name,
        wording_version=lines[0].wording_version,
        granted=False,
        at=work.now,
        actor_id=work.actor.staff_id,
        **command.model_dump(),
    )
    _write(work, line)
    return line


def _write(work: Work, line: Consent) -> None:
    work.session.add(line)
    work.emit(
        ConsentChanged(
            consent_id=line.id,
            customer_id=line.customer_id,
            store_id=line.store_id,
            purpose=Purpose(line.purpose),
            recipient_id=line.recipient_id,
            channel=line.channel,
            granted=line.granted,
            wording_version=line.wording_version,
        )
    )
    timeline.note(
        work,
        "consent_given" if line.granted else "consent_withdrawn",
        customer_id=line.customer_id,
        store_id=line.store_id,
        ref_kind="consent",
        ref_id=line.id,
        purpose=line.purpose,
        recipient_name=line.recipient_name,
    )


async def list_consents(reading: Reading, customer_id: UUID, limit: int) -> list[ConsentOut]:
    """The customer's ledger, newest first. Raises `CustomerNotFound`."""
    customer = await customers.get_customer(reading, customer_id)
    return await worded(reading, await repository.ledger(reading.session, reading.actor, customer.id, limit))


async def worded(reading: Reading, lines: list[Consent]) -> list[ConsentOut]:
    """Lines of one customer, newest first, as they are answered."""
    names = await staff_names(reading.session, {line.actor_id for line in lines if line.actor_id})
    seen: set[tuple[str, UUID | None, str | None]] = set()
    answers: list[ConsentOut] = []
    for line in lines:
        kind = (line.purpose, line.recipient_id, line.channel)
        plain = {name: getattr(line, name) for name in ConsentOut.model_fields if name not in _COMPUTED}
        actor = names.get(line.actor_id) if line.actor_id else None
        answers.append(ConsentOut.model_validate({**plain, "current": kind not in seen, "actor_name": actor}))
        seen.add(kind)
    return answers


_COMPUTED = {"current", "actor_name"}
