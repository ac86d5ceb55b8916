"""Logging a contact: one call that answers the clock, grades, plans the next contact and moves the lead on."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.leads import FollowUpLogged
from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work

from leads.assignment.desk import Desk
from leads.customer import service as customers
from leads.customer.policy import Lifecycle
from leads.follow_up import policy, repository
from leads.follow_up.errors import FollowUpNotFound
from leads.follow_up.models import FollowUp
from leads.follow_up.schemas import ContactChoice, FollowUpAdvice, FollowUpLog, FollowUpOut, NextContact
from leads.lead import policy as lead_policy
from leads.lead import service as lead_service
from leads.lead.errors import LevelUnknown
from leads.lead.models import Lead
from leads.lead.policy import Stage
from leads.lead.service import Grade
from leads.lead.steering import check_next_contact
from leads.ownership import service as ownership
from leads.signal import service as signals


async def log_follow_up(work: Work, lead_id: UUID, command: FollowUpLog) -> FollowUp:
    """Raises `LeadNotFound`, `LeadClosed`, `LevelUnknown`, `NextContactPast`."""
    lead = await lead_service.lock_lead(work, lead_id)
    lead_service.refuse_closed(lead)
    check_next_contact(work.now, command.next_contact_at)
    desk = await lead_service.desk_of(work, lead.store_id)
    level = _level(lead, command, desk)
    row = _row(work, lead, command, level)
    row.first_response = lead_service.note_response(work, lead)
    lead.last_contact_at = work.now
    effective = policy.is_effective(command.outcome)
    planned = command.next_contact_at or (None if effective else _retry(work.now, level, desk))
    grade = Grade(level, command.reason or command.outcome)
    await lead_service.grade(work, lead, grade, desk=desk, next_contact_at=planned)
    if effective:
        await lead_service.advance_stage(work, lead, Stage.CONTACTED, "follow_up")
        await customers.advance_lifecycle(work, lead.customer_id, Lifecycle.PROSPECT)
        await signals.take_up(work, lead)
    row.next_contact_at = lead.next_contact_at
    await ownership.contacted(work, lead.customer_id, effective=effective)
    work.session.add(row)
    _announce(work, row, lead)
    await work.session.flush()
    return row


def _level(lead: Lead, command: FollowUpLog, desk: Desk) -> str:
    if command.level is None or command.level == lead.level:
        return lead.level
    rule = desk.settings.level(command.level)
    if rule is None or not rule.gradable:
        raise LevelUnknown(level=command.level, pointer="/level")
    return command.level


def _retry(now: datetime, level: str, desk: Desk) -> datetime:
    """Sooner than the cadence: 3 attempts at different hours before a number counts as dead."""
    again = lead_policy.snapped(now + timedelta(hours=policy.RETRY_HOURS), desk.calendar)
    cadence = lead_policy.next_contact(level, now, desk.settings, desk.calendar)
    return min(again, cadence) if cadence else again


def _row(work: Work, lead: Lead, command: FollowUpLog, level: str) -> FollowUp:
    return FollowUp(
        id=new_id(),
        store_id=lead.store_id,
        customer_id=lead.customer_id,
        lead_id=lead.id,
        actor_id=work.actor.staff_id,
        at=work.now,
        method=command.method,
        outcome=command.outcome,
        note=command.note,
        countermeasure=command.countermeasure,
        objections=list(dict.fromkeys(command.objections)),
        level_before=lead.level,
        level_after=level,
        planned_at=lead.next_contact_at,
    )


async def advise(work: Work, follow_up_id: UUID, command: FollowUpAdvice) -> FollowUp:
    """The supervisor's word on a contact, and the answer given; a later one replaces it. Raises `FollowUpNotFound`."""
    row = await repository.lock(work.session, work.actor, follow_up_id)
    if row is None:
        raise FollowUpNotFound
    if command.countermeasure is not None:
        row.countermeasure = command.countermeasure
    if command.advice is not None and command.advice != row.advice:
        row.advice, row.advice_by, row.advice_at = command.advice, work.actor.staff_id, work.now
        timeline.note(
            work,
            "follow_up_advised",
            customer_id=row.customer_id,
            store_id=row.store_id,
            ref_kind="lead",
            ref_id=row.lead_id,
            advice=row.advice,
        )
    await work.session.flush()
    return row


def _announce(work: Work, row: FollowUp, lead: Lead) -> None:
    work.emit(
        FollowUpLogged(
            follow_up_id=row.id,
            lead_id=lead.id,
            customer_id=lead.customer_id,
            store_id=lead.store_id,
            owner_id=lead.assignee_id,
            method=row.method,
            outcome=row.outcome,
            level=row.level_after,
            next_contact_at=row.next_contact_at,
            first_response=row.first_response,
        )
    )
    timeline.note(
        work,
        "follow_up_logged",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        method=row.method,
        outcome=row.outcome,
        level=row.level_after,
        note=row.note,
        objections=row.objections,
    )


async def preview_next_contact(reading: Reading, lead_id: UUID, level: str | None) -> NextContact:
    """What a level would propose. Raises `LeadNotFound`, `LevelUnknown`."""
    lead = await lead_service.get_lead(reading, lead_id)
    desk = await lead_service.desk_of(reading, lead.store_id)
    wanted = level or lead.level
    if desk.settings.level(wanted) is None:
        raise LevelUnknown(level=wanted, pointer="/level")
    choices = lead_policy.contact_choices(wanted, reading.now, desk.settings, desk.calendar)
    return NextContact(
        level=wanted,
        proposed_at=lead_policy.next_contact(wanted, reading.now, desk.settings, desk.calendar),
        choices=[ContactChoice.model_validate({"code": code, "at": at}) for code, at in choices.items()],
    )


async def list_follow_ups(reading: Reading, lead_id: UUID, limit: int, cursor: str | None) -> Page[FollowUpOut]:
    """Newest first. Raises `LeadNotFound`."""
    lead = await lead_service.get_lead(reading, lead_id)
    marker = filter_hash(list="follow_ups", lead_id=lead.id)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.of_lead(reading.session, reading.actor, lead.id, after=after, limit=limit)
    names = await staff_names(reading.session, {row.actor_id for row in rows if row.actor_id})
    return Page[FollowUpOut].of(
        rows,
        limit,
        item=lambda row: _out(row, names),
        cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker),
    )


async def answered(reading: Reading, row: FollowUp) -> FollowUpOut:
    names = await staff_names(reading.session, {row.actor_id} if row.actor_id else set())
    return _out(row, names)


def _out(row: FollowUp, names: dict[UUID, str]) -> FollowUpOut:
    plain: dict[str, Any] = {name: getattr(row, name) for name in FollowUpOut.model_fields if name != "actor_name"}
    return FollowUpOut.model_validate({**plain, "actor_name": names.get(row.actor_id) if row.actor_id else None})
