"""A prospect meets what the store knows: a stranger's lead, a touchpoint, or news of a lead the sender told before."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.assignment.policy import Person
from leads.behaviour import stitching
from leads.consent import service as consents
from leads.customer import enriching
from leads.customer.policy import identifying
from leads.intake import policy, repository
from leads.intake.policy import Match, Meeting
from leads.intake.prospect import Prospect
from leads.intake.sender import Sender
from leads.lead import opening, receiving
from leads.lead.models import Lead
from leads.lead.policy import Family, Stage
from leads.lead.service import held_desk
from leads.lead.wish import KnownLead, Wish


@dataclass(frozen=True, slots=True)
class Met:
    lead_id: UUID
    customer_id: UUID
    owner: Person | None
    duplicate: bool
    warning: str | None = None


async def meet(work: Work, sender: Sender, store_id: UUID, one: Prospect) -> Met:
    """Holds the store's desk: two documents about one person are told apart by their order.

    What the person looked at before becomes theirs when the lead carries the visitor and the consent.
    """
    met = await _meet(work, sender, store_id, one)
    evidence = " ".join([sender.name, *(number for _, number in one.refs[:1])])
    await consents.take_mentions(work, met.customer_id, one.consents, evidence)
    if one.visitor is None:
        return met
    linked = await stitching.link_from_form(work, met.customer_id, store_id, one.visitor, partner_id=sender.partner_id)
    return met if linked else replace(met, warning=met.warning or "visitor_not_linked")


async def _meet(work: Work, sender: Sender, store_id: UUID, one: Prospect) -> Met:
    desk = await held_desk(work, store_id)
    wish = one.wish(sender.partner_id)
    known = await receiving.recognise(work, desk, one.points, one.refs)
    found = policy.match(known, has_key=bool(identifying(one.points)), resend=one.resend)
    if found.known is None:
        opened = await opening.open_for_stranger(work, desk, wish, one.draft())
        return Met(opened.lead_id, opened.customer_id, opened.owner, duplicate=False, warning=found.warning)
    if found.meeting is Meeting.SAME_LEAD:
        same = await _same_lead(work, desk, wish, one, found)
        if same is not None:
            return same
    received = await receiving.receive_known(work, desk, wish, found.known)
    await enriching.enrich(work, received.customer_id, one.name, one.points)
    return Met(received.lead_id, received.customer_id, received.owner, duplicate=received.duplicate)


async def _same_lead(work: Work, desk: Desk, wish: Wish, one: Prospect, found: Match) -> Met | None:
    """The sender speaks of a lead they told before: bring it up to date. None when that lead is gone."""
    assert found.known is not None  # noqa: S101 - a match of that kind has one
    lead = await repository.lead(work.session, found.known.ref_lead_ids[0])
    if lead is None:
        return None
    changed = lead.is_open and _update(lead, wish)
    if lead.is_open:
        changed |= await enriching.enrich(work, lead.customer_id, one.name, one.points)
    if changed:
        await receiving.touch(work, desk, wish, known=found.known, lead=_known_lead(lead), kind="lead_updated")
    code = "lead_updated" if changed else "lead_repeated"
    return Met(lead.id, lead.customer_id, desk.person(lead.assignee_id), duplicate=True, warning=code)


def _update(lead: Lead, wish: Wish) -> bool:
    """Overwrite what the sender says now; what they leave out stays."""
    told: dict[str, Any] = {
        "wanted_make": wish.make,
        "wanted_model": wish.model,
        "wanted_year": wish.year,
        "trade_in": wish.trade_in,
        "comments": wish.comments,
    }
    changed = False
    for name, value in told.items():
        if value and getattr(lead, name) != value:
            setattr(lead, name, value)
            changed = True
    merged = {**lead.wanted, **wish.wanted}
    # A new request date alone is no news.
    changed |= {**merged, "requested_at": None} != {**lead.wanted, "requested_at": None}
    if changed:
        lead.wanted = merged
    return changed


def _known_lead(lead: Lead) -> KnownLead:
    return KnownLead(lead.id, Family(lead.family), lead.assignee_id, Stage(lead.stage), lead.kind)  # type: ignore[arg-type]  # stored by its value
