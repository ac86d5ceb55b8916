"""Use cases of a lead that other features call: finding it, moving it along its road, grading it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import LeadKind
from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Reading, Work

from leads.assignment import repository as desks
from leads.assignment.desk import Desk
from leads.customer import service as customers
from leads.customer.errors import StoreUnknown
from leads.customer.policy import Lifecycle
from leads.lead import opening, policy, repository
from leads.lead.errors import LeadClosed, LeadNotFound, LeadOpenAlready, LevelUnknown, NoOpenLead
from leads.lead.models import Lead, LevelChange, StageChange
from leads.lead.opening import Opened
from leads.lead.policy import Channel, Family, Stage
from leads.lead.wish import Wish
from leads.ownership import service as ownership
from leads.partner_map import reporting
from leads.partner_map.schemas import Milestone

_IN_PERSON = frozenset({Stage.VISITED, Stage.TEST_DRIVEN, Stage.ORDERED, Stage.DELIVERED})
_LIVES = {Stage.ORDERED: Lifecycle.BUYER, Stage.DELIVERED: Lifecycle.OWNER}


@dataclass(frozen=True, slots=True)
class Grade:
    """A level to be set, with its reason."""

    level: str
    reason: str = ""


async def get_lead(reading: Reading, lead_id: UUID) -> Lead:
    """Raises `LeadNotFound`, also for leads out of scope."""
    lead = await repository.find(reading.session, reading.actor, lead_id)
    if lead is None:
        raise LeadNotFound
    return lead


async def lock_lead(work: Work, lead_id: UUID) -> Lead:
    """The lead, held until the transaction ends. Raises `LeadNotFound`."""
    lead = await repository.lock(work.session, work.actor, lead_id)
    if lead is None:
        raise LeadNotFound
    return lead


async def open_lead_of(work: Work, customer_id: UUID, family: Family = Family.BUYING) -> Lead:
    """The customer's open lead, held until the transaction ends. Raises `NoOpenLead` (409)."""
    lead = await repository.lock_open_of(work.session, work.actor, customer_id, family)
    if lead is None:
        raise NoOpenLead
    return lead


async def ensure_open_lead(
    work: Work, customer_id: UUID, *, kind: LeadKind = LeadKind.BUY, source: str = "other"
) -> Lead:
    """The customer's open lead of that kind's family; one is opened where there is none, as in person."""
    wish = Wish(kind=kind, channel=Channel.SHOWROOM, source=source, responded=True)
    lead = await repository.lock_open_of(work.session, work.actor, customer_id, wish.family)
    if lead is not None:
        return lead
    try:
        opened = await open_for_customer(work, customer_id, wish)
    except LeadOpenAlready:
        # Somebody opened it while we waited for the desk.
        return await open_lead_of(work, customer_id, wish.family)
    return await lock_lead(work.as_system(), opened.lead_id)


async def open_for_customer(work: Work, customer_id: UUID, wish: Wish) -> Opened:
    """A new lead of a customer in scope. Raises `CustomerNotFound`, `LeadOpenAlready`."""
    customer = await customers.get_customer(work, customer_id)
    desk = await held_desk(work, customer.store_id)
    known = await repository.known_customer(work.session, customer.id)
    assert known is not None  # noqa: S101 - it was just read
    if known.open_lead(wish.family) is not None:
        raise LeadOpenAlready
    registrar = work.actor.staff_id if work.actor.roles & customers.OWNING_POSTS else None
    return await opening.open_for_known(work, desk, wish, known, registrar=registrar)


async def held_desk(work: Work, store_id: UUID) -> Desk:
    """Raises `StoreUnknown`."""
    desk = await desks.hold_desk(work.session, store_id, work.now)
    if desk is None:
        raise StoreUnknown(pointer="/store_id")
    return desk


async def desk_of(reading: Reading, store_id: UUID) -> Desk:
    """The store's desk without holding its rotation. Raises `StoreUnknown`."""
    desk = await desks.look_at_desk(reading.session, store_id, reading.now)
    if desk is None:
        raise StoreUnknown(pointer="/store_id")
    return desk


async def advance_stage(work: Work, lead: Lead, stage: Stage, reason: str = "") -> bool:
    """Move a lead forward; False when it has been there already. Never backwards, never off the road."""
    current = Stage(lead.stage)
    if not policy.is_forward(current, stage):
        return False
    note_response(work, lead)
    move(work, lead, stage, reason)
    if stage in _IN_PERSON:
        await ownership.contacted(work, lead.customer_id, effective=True, engaged=True)
    if stage in policy.CLOSED:
        close(work, lead, reason)
    if stage in policy.GRADING_STAGES:
        desk = await desk_of(work, lead.store_id)
        level = policy.level_for(stage, lead.level, desk.settings)
        await grade(work, lead, Grade(level, f"stage:{stage}"), desk=desk)
    if stage in _LIVES:
        await customers.advance_lifecycle(work, lead.customer_id, _LIVES[stage])
    await reporting.stage_reached(work, lead, stage)
    return True


def move(work: Work, lead: Lead, stage: Stage, reason: str) -> None:
    """Write the stage and its history, whatever the direction; the caller knows that it may."""
    work.session.add(
        StageChange(
            id=new_id(),
            store_id=lead.store_id,
            customer_id=lead.customer_id,
            lead_id=lead.id,
            at=work.now,
            old=lead.stage,
            new=stage,
            reason=reason,
            actor_id=work.actor.staff_id,
        )
    )
    timeline.note(
        work,
        "lead_stage_changed",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        old=lead.stage,
        new=stage,
        reason=reason,
    )
    lead.stage, lead.stage_at = stage, work.now
    lead.assess_at = work.now


def close(work: Work, lead: Lead, reason: str) -> None:
    """Nothing is awaited of a closed lead any more."""
    lead.is_open = False
    lead.closed_at = work.now
    lead.close_reason = reason or None
    lead.escalate_at = None
    lead.next_contact_at = None


def note_response(work: Work, lead: Lead) -> bool:
    """Stop the response clock; True when this was the first reply."""
    if lead.first_response_at is not None:
        return False
    lead.first_response_at = work.now
    lead.escalate_at = None
    return True


async def grade(work: Work, lead: Lead, to: Grade, *, desk: Desk, next_contact_at: datetime | None = None) -> None:
    """Set a level with its history; the next contact follows from its cadence unless one is given."""
    if desk.settings.level(to.level) is None:
        raise LevelUnknown(level=to.level, pointer="/level")
    lead.assess_at = work.now
    if lead.level != to.level:
        work.session.add(
            LevelChange(
                id=new_id(),
                store_id=lead.store_id,
                customer_id=lead.customer_id,
                lead_id=lead.id,
                at=work.now,
                old=lead.level,
                new=to.level,
                reason=to.reason,
                actor_id=work.actor.staff_id,
            )
        )
        timeline.note(
            work,
            "lead_level_changed",
            customer_id=lead.customer_id,
            store_id=lead.store_id,
            ref_kind="lead",
            ref_id=lead.id,
            old=lead.level,
            new=to.level,
            reason=to.reason,
        )
        lead.level, lead.level_at = to.level, work.now
        await ownership.look_soon(work, lead.customer_id, desk.calendar)
        if policy.makes_card(to.level, desk.settings):
            await reporting.reached(work, lead, Milestone.VALID)
    if lead.carded_at is None and await _is_card(work, lead, to.level, desk):
        lead.carded_at = work.now
    if lead.is_open:
        computed = policy.next_contact(to.level, work.now, desk.settings, desk.calendar)
        lead.next_contact_at = next_contact_at or computed


async def _is_card(work: Work, lead: Lead, level: str, desk: Desk) -> bool:
    """建卡: graded, and the file confirmed where the store asks for that; else the confirmation makes it a card."""
    if not policy.makes_card(level, desk.settings):
        return False
    if not policy.awaits_confirmation(level, desk.settings):
        return True
    return await repository.is_file_confirmed(work.session, lead.customer_id)


def refuse_closed(lead: Lead) -> None:
    """Raises `LeadClosed`."""
    if not lead.is_open:
        raise LeadClosed(stage=lead.stage)
