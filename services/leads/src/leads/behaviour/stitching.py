"""A visitor turns out to be a customer: joined only with consent, forgotten when it is withdrawn."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from contracts.leads import ConsentChanged
from contracts.vocabulary import Purpose
from service_defaults import timeline
from service_defaults.store_settings import settings_of
from service_defaults.work import Work

from leads.behaviour import collecting, policy, repository
from leads.behaviour.errors import ProfilingNotAgreed
from leads.behaviour.schemas import VisitorLink, VisitorMention
from leads.consent import service as consents
from leads.consent.errors import ConsentMissing
from leads.consent.schemas import ConsentGive, ConsentWithdraw, EvidenceKind
from leads.customer import service as customers
from leads.setting.schemas import LeadSettings


async def link_from_form(
    work: Work, customer_id: UUID, store_id: UUID, mention: VisitorMention, *, partner_id: UUID | None = None
) -> bool:
    """A lead came with a visitor's id. False, and nothing is joined, when nobody agreed to it."""
    if mention.wording_version:
        await _agree(work, customer_id, mention.wording_version, EvidenceKind.ONLINE)
    elif not await agreed(work, customer_id):
        return False
    keys = [collecting.web_key(work, store_id, mention.visitor_id)]
    if partner_id is not None:
        keys.append(collecting.social_key(work, store_id, partner_id, mention.visitor_id))
    await _join(work, customer_id, store_id, keys)
    return True


async def link_by_hand(work: Work, customer_id: UUID, command: VisitorLink) -> None:
    """Somebody in the showroom says whose views these are. Raises `CustomerNotFound`, `ProfilingNotAgreed`."""
    customer = await customers.get_customer(work, customer_id)
    if command.wording_version:
        await _agree(work, customer.id, command.wording_version, EvidenceKind.VERBAL)
    elif not await agreed(work, customer.id):
        raise ProfilingNotAgreed
    await _join(work, customer.id, customer.store_id, [collecting.web_key(work, customer.store_id, command.visitor_id)])


async def agreed(work: Work, customer_id: UUID) -> bool:
    try:
        await consents.require_consent(work, customer_id, Purpose.PROFILING)
    except ConsentMissing:
        return False
    return True


async def _agree(work: Work, customer_id: UUID, wording: str, evidence: EvidenceKind) -> None:
    if await agreed(work, customer_id):
        return
    given = ConsentGive(
        purpose=Purpose.PROFILING, wording_version=wording[:40], evidence_kind=evidence, evidence="visitor_id"
    )
    await consents.give_consent(work.as_system(), customer_id, given)


async def _join(work: Work, customer_id: UUID, store_id: UUID, keys: Sequence[bytes]) -> None:
    rules = (await settings_of(work.session, store_id, LeadSettings)).behaviour
    purge_at = policy.end_of_day(work.now + timedelta(days=rules.linked_days))
    rows = [
        {
            "store_id": store_id,
            "visitor_key": key,
            "customer_id": customer_id,
            "wording_version": "",
            "events": 0,
            "first_at": work.now,
            "last_at": work.now,
            "linked_at": work.now,
            "purge_at": purge_at,
        }
        for key in sorted(keys)
    ]
    await repository.link_visitors(work.session, rows)
    views = await repository.claim_events(work.session, store_id, keys, customer_id, purge_at)
    await repository.mark_dirty(work.session, [(customer_id, store_id)], work.now)
    timeline.note(work, "behaviour_linked", customer_id=customer_id, store_id=store_id, views=views)


async def withdraw_visitor(work: Work, store_id: UUID, visitor_id: str) -> None:
    """The visitor takes the consent back in the browser; a linked customer's ledger says so too."""
    customer_id = await repository.forget_visitor(
        work.session, store_id, collecting.web_key(work, store_id, visitor_id)
    )
    if customer_id is not None and await agreed(work, customer_id):
        withdrawn = ConsentWithdraw(purpose=Purpose.PROFILING, evidence_kind=EvidenceKind.ONLINE, evidence="visitor_id")
        await consents.withdraw_consent(work.as_system(), customer_id, withdrawn)


async def consent_changed(work: Work, event: ConsentChanged) -> None:
    """A customer who no longer agrees has no profile any more."""
    if event.purpose == Purpose.PROFILING and not event.granted:
        await repository.forget_customer(work.session, event.customer_id)
