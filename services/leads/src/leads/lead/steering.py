"""What people do to leads by hand: change, grade, move, hand over, close, reopen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from service_defaults import timeline
from service_defaults.web import check_version
from service_defaults.work import Work

from leads.assignment.policy import Person, Reason
from leads.customer import service as customers
from leads.lead import policy, reopening, repository, service
from leads.lead.errors import (
    AdviserUnknown,
    LeadOpenAlready,
    LevelUnknown,
    NextContactPast,
    OrderInProgress,
    StageBackwards,
    StageNotByHand,
)
from leads.lead.models import Lead
from leads.lead.policy import Stage
from leads.lead.schemas import (
    LeadChange,
    LeadClosure,
    LeadReopening,
    LevelGrade,
    Reassignment,
)
from leads.lead.service import Grade
from leads.partner_map import reporting
from leads.posts import SELLERS

_BY_HAND = frozenset({Stage.CONTACTED, Stage.VISITED})
_YEAR = timedelta(days=366)


def check_next_contact(now: datetime, at: datetime | None) -> None:
    """Raises `NextContactPast`."""
    if at is not None and not now < at < now + _YEAR:
        raise NextContactPast(pointer="/next_contact_at")


async def change_lead(work: Work, lead_id: UUID, command: LeadChange, expected: int) -> Lead:
    """Raises `LeadNotFound`, `PreconditionFailed`, `LeadClosed`."""
    lead = await service.lock_lead(work, lead_id)
    check_version(lead.version, expected)
    service.refuse_closed(lead)
    chosen = command.model_dump(exclude_unset=True)
    check_next_contact(work.now, command.next_contact_at)
    if command.kind is not None and policy.family_of(command.kind) != lead.family:
        await _enter_family(work, lead, policy.family_of(command.kind))
    for name, value in chosen.items():
        if value is not None or name.startswith("wanted_"):
            setattr(lead, name, value)
    await work.session.flush()
    return lead


async def _enter_family(work: Work, lead: Lead, family: policy.Family) -> None:
    others = await repository.open_of_customer(work.session, lead.customer_id)
    if any(other.id != lead.id and other.family == family for other in others):
        raise LeadOpenAlready(pointer="/kind")
    lead.family = family


async def grade_lead(work: Work, lead_id: UUID, command: LevelGrade) -> Lead:
    """Set the level by hand. Raises `LevelUnknown` for one that the store does not grade with."""
    lead = await service.lock_lead(work, lead_id)
    service.refuse_closed(lead)
    check_next_contact(work.now, command.next_contact_at)
    desk = await service.desk_of(work, lead.store_id)
    rule = desk.settings.level(command.level)
    if rule is None or not rule.gradable:
        raise LevelUnknown(level=command.level, pointer="/level")
    grade = Grade(command.level, command.reason)
    await service.grade(work, lead, grade, desk=desk, next_contact_at=command.next_contact_at)
    await work.session.flush()
    return lead


async def move_lead(work: Work, lead_id: UUID, stage: Stage) -> Lead:
    """A stage that no other record brings. Raises `StageNotByHand`, `StageBackwards`, `LeadClosed`."""
    lead = await service.lock_lead(work, lead_id)
    service.refuse_closed(lead)
    if stage not in _BY_HAND:
        raise StageNotByHand(stage=stage)
    if lead.stage != stage and not await service.advance_stage(work, lead, stage, "by_hand"):
        raise StageBackwards(stage=lead.stage)
    await work.session.flush()
    return lead


async def close_lead(work: Work, lead_id: UUID, command: LeadClosure) -> Lead:
    """Lost, invalid or frozen, with its reason. Raises `LeadClosed`, `OrderInProgress`."""
    lead = await service.lock_lead(work, lead_id)
    service.refuse_closed(lead)
    if lead.stage == Stage.ORDERED:
        raise OrderInProgress
    stage = Stage(command.outcome.value)
    service.note_response(work, lead)
    service.move(work, lead, stage, command.reason)
    service.close(work, lead, command.reason)
    await reporting.stage_reached(work, lead, stage)
    desk = await service.desk_of(work, lead.store_id)
    level = policy.level_for(stage, lead.level, desk.settings)
    await service.grade(work, lead, Grade(level, command.reason), desk=desk)
    timeline.note(
        work,
        "lead_closed",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        outcome=command.outcome,
        reason=command.reason,
        competitor=command.competitor,
        note=command.note,
    )
    await work.session.flush()
    return lead


async def reopen_lead(work: Work, lead_id: UUID, command: LeadReopening) -> Lead:
    """A lost, invalid or frozen lead is worked again. Raises `LeadOpenAlready`, `LeadClosed` for a delivered one."""
    return await reopening.reopen(work, lead_id, command.reason)


async def reassign_lead(work: Work, lead_id: UUID, command: Reassignment) -> Lead:
    """The customer with all open leads goes to another adviser of the store. Raises `AdviserUnknown`."""
    lead = await service.lock_lead(work, lead_id)
    desk = await service.desk_of(work, lead.store_id)
    person = desk.person(command.owner_id)
    if person is None or not person.roles & set(SELLERS):
        raise AdviserUnknown(pointer="/owner_id")
    await _hand_over(work, lead, person, command.reason)
    await work.session.flush()
    return lead


async def _hand_over(work: Work, lead: Lead, person: Person, reason: str) -> None:
    leads = await repository.open_of_customer(work.session, lead.customer_id)
    for one in _with(leads, lead):
        one.assignee_id = person.id
        one.assignment = {
            "reason": Reason.MANUAL,
            "staff_id": str(person.id),
            "by": str(work.actor.staff_id) if work.actor.staff_id else None,
            "note": reason,
            "at": work.now.isoformat(),
        }
    customer = await customers.get_customer(work.as_system(), lead.customer_id)
    if customer.owner_id != person.id:
        await customers.assign_customer(work, customer, person.id, Reason.MANUAL)


def _with(leads: Sequence[Lead], lead: Lead) -> list[Lead]:
    return [lead, *(other for other in leads if other.id != lead.id)]
