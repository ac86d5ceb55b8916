"""战败回访: somebody other than the loser asks the customer why they were lost."""

from datetime import timedelta
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.lead import service as leads
from leads.lead.errors import AdviserUnknown, LeadOpenAlready
from leads.lead.policy import snapped
from leads.lead.reopening import reopen
from leads.loss import case_repository as repository
from leads.loss import events, policy
from leads.loss.errors import (
    FoundReasonRequired,
    VerificationDone,
    VerificationNotFound,
    VerifierIsLoser,
)
from leads.loss.models import LossCase, LossVerification
from leads.loss.policy import CaseStatus, VerificationResult, Verifier
from leads.loss.reasons import known_reason
from leads.loss.schemas import VerificationAssignment, VerificationOut, VerificationReport
from leads.ownership.moving import Cause, Move, move_customers
from leads.ownership.policy import How
from leads.posts import SELLERS


async def assign(work: Work, case: LossCase, desk: Desk) -> None:
    """A call for somebody of the store's posts who neither had the customer nor applied for the defeat."""
    rules = desk.settings.loss
    posts = [str(post) for post in rules.verifier_posts]
    rows = await repository.verifiers(work.session, case.store_id, posts)
    people = [Verifier(row.id, frozenset(row.roles), row.open_calls) for row in rows]
    turn = await repository.verification_count(work.session, case.store_id)
    due = work.now + timedelta(days=rules.verify_within_days)
    row = LossVerification(
        id=new_id(),
        store_id=case.store_id,
        customer_id=case.customer_id,
        case_id=case.id,
        lead_id=case.lead_id,
        assignee_id=policy.choose_verifier(people, posts, losers(case), turn),
        due_at=snapped(due, desk.calendar),
        attempts=0,
        note="",
        created_at=work.now,
    )
    work.session.add(row)
    events.verification_assigned(work, row)


def losers(case: LossCase) -> set[UUID]:
    return {who for who in (case.assignee_id, case.applied_by) if who is not None}


async def report(work: Work, verification_id: UUID, command: VerificationReport) -> VerificationOut:
    """What the customer said. Raises `VerificationNotFound`, `VerificationDone`, `VerifierIsLoser`,
    `FoundReasonRequired`, `LossReasonUnknown`, `LeadOpenAlready`."""
    row = await _open(work, verification_id)
    case = await repository.lock(work.session, work.actor, row.case_id)
    if case is None:
        raise VerificationNotFound
    if work.actor.staff_id in losers(case):
        raise VerifierIsLoser
    desk = await leads.desk_of(work, row.store_id)
    row.attempts += 1
    row.note = command.note
    if command.result is VerificationResult.UNREACHABLE and row.attempts < desk.settings.loss.verification_attempts:
        row.due_at = snapped(work.now + timedelta(days=1), desk.calendar)
        await work.session.flush()
        return _out(row, lead_reopened=False)
    reopened = await _heard(work, case, command, desk)
    row.result, row.done_at, row.done_by = command.result, work.now, work.actor.staff_id
    events.line(
        work, case, "loss_verified", result=command.result, found_reason=command.found_reason, note=command.note
    )
    await work.session.flush()
    return _out(row, lead_reopened=reopened)


async def _heard(work: Work, case: LossCase, command: VerificationReport, desk: Desk) -> bool:
    case.verified = command.result
    if command.result is VerificationResult.DIFFERS and command.found_reason is None:
        raise FoundReasonRequired(pointer="/found_reason")
    if command.found_reason is not None:
        reason = known_reason(desk.settings.loss, command.found_reason, "/found_reason")
        case.found_reason, case.found_type = reason.code, reason.type
        case.second_chance_at = policy.second_chance_at(reason, work.now)
    if command.result is not VerificationResult.REACTIVATED:
        return False
    await _reactivate(work, case, command.owner_id, desk)
    return True


async def _reactivate(work: Work, case: LossCase, owner_id: UUID | None, desk: Desk) -> None:
    person = desk.person(owner_id) if owner_id else None
    if owner_id is not None and (person is None or not person.roles & set(SELLERS)):
        raise AdviserUnknown(pointer="/owner_id")
    if case.status != CaseStatus.APPROVED:
        raise LeadOpenAlready
    await work.session.flush()
    await reopen(work.as_system(), case.lead_id, "verification")
    if person is not None:
        await move_customers(work, [Move(case.customer_id, person.id)], Cause(How.REASSIGNED, note="verification"))
    await work.session.refresh(case)


async def _open(work: Work, verification_id: UUID) -> LossVerification:
    row = await repository.lock_verification(work.session, work.actor, verification_id)
    if row is None:
        raise VerificationNotFound
    if row.done_at is not None:
        raise VerificationDone
    return row


async def hand_on(work: Work, verification_id: UUID, command: VerificationAssignment) -> VerificationOut:
    """Somebody else makes the call. Raises `VerifierIsLoser`, `AdviserUnknown`."""
    row = await _open(work, verification_id)
    case = await repository.find(work.session, work.actor, row.case_id)
    desk = await leads.desk_of(work, row.store_id)
    person = desk.person(command.assignee_id)
    if person is None or case is None:
        raise AdviserUnknown(pointer="/assignee_id")
    if person.id in losers(case):
        raise VerifierIsLoser(pointer="/assignee_id")
    row.assignee_id = person.id
    events.verification_assigned(work, row)
    await work.session.flush()
    return _out(row, lead_reopened=False)


def _out(row: LossVerification, *, lead_reopened: bool) -> VerificationOut:
    return VerificationOut(
        id=row.id,
        result=VerificationResult(row.result) if row.result else None,
        attempts=row.attempts,
        due_at=row.due_at,
        done_at=row.done_at,
        lead_reopened=lead_reopened,
    )
