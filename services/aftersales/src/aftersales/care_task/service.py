"""Working on a call-back: attempts, its end without a conversation, who makes it."""

from datetime import datetime
from uuid import UUID

from service_defaults import timeline
from service_defaults.aliases import kept, kept_id
from service_defaults.contacts import CustomerRef
from service_defaults.errors import NotFound
from service_defaults.ids import new_id
from service_defaults.organisation import StaffRef
from service_defaults.scope import scoped
from service_defaults.work import Work

from aftersales.care_task import repository
from aftersales.care_task.errors import AssigneeUnknown, AttemptInPast, CareTaskClosed, VehicleOfAnother
from aftersales.care_task.models import CareAttempt, CareTask
from aftersales.care_task.planning import next_agent
from aftersales.care_task.policy import (
    OPEN,
    CareStatus,
    Ending,
    Trigger,
    propose_next_attempt,
    status_after,
)
from aftersales.care_task.schemas import AttemptCreate, CareEnding, CareTaskCreate
from aftersales.owned_vehicle import repository as vehicles
from aftersales.questionnaire import service as questionnaires
from aftersales.setting.schemas import CallBy
from aftersales.setting.service import rules_of


async def create(work: Work, body: CareTaskCreate) -> CareTask:
    """A call-back somebody thought of. Raises `NotFound`, `UnknownQuestionnaire`, `AssigneeUnknown`."""
    statement = scoped(CustomerRef, work.actor).where(CustomerRef.customer_id == kept(body.customer_id))
    customer = (await work.session.scalars(statement)).first()
    if customer is None:
        raise NotFound(pointer="/customer_id")
    if body.owned_vehicle_id is not None:
        vehicle = await vehicles.find(work.session, body.owned_vehicle_id, work.actor)
        if await kept_id(work.session, vehicle.customer_id) != customer.customer_id:
            raise VehicleOfAnother(pointer="/owned_vehicle_id")
    await questionnaires.current(work.session, customer.store_id, body.questionnaire)
    if body.assignee_id is not None:
        await _check_assignee(work, customer.store_id, body.assignee_id)
    rules = await rules_of(work.session, customer.store_id)
    task_id = new_id()
    task = CareTask(
        id=task_id,
        store_id=customer.store_id,
        customer_id=customer.customer_id,
        owned_vehicle_id=body.owned_vehicle_id,
        assignee_id=body.assignee_id or await next_agent(work, customer.store_id),
        trigger=Trigger.MANUAL,
        origin_id=task_id,
        kind=body.kind,
        by=CallBy.CRC,
        questionnaire=body.questionnaire,
        due_on=rules.day_of(body.due_at),
        due_at=body.due_at,
        act_at=body.due_at,
        status=CareStatus.SCHEDULED,
        attempts=0,
        lead_wanted=False,
        note=body.note,
    )
    work.session.add(task)
    return task


async def log_attempt(work: Work, task_id: UUID, body: AttemptCreate) -> CareTask:
    """Nobody answered, or it was no moment to talk. Raises `CareTaskClosed`, `AttemptInPast`."""
    task = await open_task(work, task_id)
    rules = await rules_of(work.session, task.store_id)
    task.attempts += 1
    task.last_attempt_at = work.now
    task.status = status_after(body.outcome, task.attempts, rules.settings.call_attempts)
    proposal = propose_next_attempt(work.now, task.attempts, rules.hours)
    next_at = _next_attempt(work, task, body.next_attempt_at, proposal)
    work.session.add(
        CareAttempt(
            id=new_id(),
            care_task_id=task.id,
            at=work.now,
            method=body.method,
            outcome=body.outcome,
            note=body.note,
            next_attempt_at=next_at,
            actor_id=work.actor.staff_id,
        )
    )
    _note(
        work,
        task,
        "care_task_attempted",
        outcome=body.outcome,
        next_attempt_at=next_at.isoformat() if next_at else None,
    )
    if next_at is None:
        _end(work, task, Ending(task.status), body.note)
    else:
        task.act_at = next_at
    return task


def _next_attempt(work: Work, task: CareTask, wanted: datetime | None, proposal: datetime) -> datetime | None:
    if task.status not in OPEN:
        return None
    if wanted is not None and wanted <= work.now:
        raise AttemptInPast(pointer="/next_attempt_at")
    return wanted or proposal


async def end(work: Work, task_id: UUID, body: CareEnding) -> CareTask:
    """End it without a conversation, with the customer's other open ones when asked. Raises `CareTaskClosed`."""
    task = await open_task(work, task_id)
    _end(work, task, body.ending, body.note)
    if body.all_of_customer:
        for other in await repository.open_tasks_of(work.session, task.customer_id, work.actor):
            if other.id != task.id:
                _end(work, other, body.ending, body.note)
    return task


async def assign(work: Work, task_id: UUID, assignee_id: UUID) -> CareTask:
    """Another person makes the call. Raises `AssigneeUnknown`, `CareTaskClosed`."""
    task = await open_task(work, task_id)
    await _check_assignee(work, task.store_id, assignee_id)
    task.assignee_id = assignee_id
    return task


async def open_task(work: Work, task_id: UUID) -> CareTask:
    """The task, locked for this transaction. Raises `NotFound`, `CareTaskClosed`."""
    task = await repository.find(work.session, task_id, work.actor, lock=True)
    if task.status not in OPEN:
        raise CareTaskClosed
    return task


async def _check_assignee(work: Work, store_id: UUID, assignee_id: UUID) -> None:
    person = await work.session.get(StaffRef, assignee_id)
    if person is None or not person.active or person.store_id != store_id:
        raise AssigneeUnknown(pointer="/assignee_id")


def _end(work: Work, task: CareTask, ending: Ending, note: str) -> None:
    task.status = CareStatus(ending)
    task.ended_at, task.ended_by = work.now, work.actor.staff_id
    task.note = note or task.note
    _note(work, task, "care_task_ended", ending=ending)


def _note(work: Work, task: CareTask, kind: str, **params: str | None) -> None:
    timeline.note(
        work,
        kind,
        customer_id=task.customer_id,
        store_id=task.store_id,
        ref_kind="care_task",
        ref_id=task.id,
        task_kind=task.kind,
        **params,
    )
