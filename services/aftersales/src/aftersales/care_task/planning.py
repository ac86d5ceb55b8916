"""Whom to call, when, and who calls: nobody types this."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.organisation import StaffRef, active_staff
from service_defaults.work import Work

from aftersales.care_task import events, repository
from aftersales.care_task.models import CareTask
from aftersales.care_task.policy import CareStatus, Trigger, due_after, plan_call_backs
from aftersales.owned_vehicle.models import OwnedVehicle, ServiceVisit
from aftersales.setting.schemas import CallBy
from aftersales.setting.service import StoreRules

SERVICE_CALL = "service_3d"


async def schedule_call_backs(work: Work, vehicle: OwnedVehicle, rules: StoreRules) -> list[CareTask]:
    """All call-backs after a delivery. One CRC agent makes all of a customer's, so that the voice is known."""
    agent_id = await next_agent(work, vehicle.store_id)
    tasks = []
    for call in plan_call_backs(vehicle.delivered_at, rules.settings.call_backs, rules.hours):
        by_adviser = call.rule.by is CallBy.ADVISER and vehicle.sales_adviser_id is not None
        task = new_task(
            vehicle,
            trigger=Trigger.DELIVERY,
            origin_id=vehicle.delivery_id,
            kind=call.rule.kind,
            by=CallBy.ADVISER if by_adviser else CallBy.CRC,
            questionnaire=call.rule.questionnaire,
            due_on=call.due_on,
            due_at=call.due_at,
            assignee_id=vehicle.sales_adviser_id if by_adviser else agent_id,
        )
        work.session.add(task)
        tasks.append(task)
    return tasks


async def schedule_service_call(work: Work, vehicle: OwnedVehicle, visit: ServiceVisit, rules: StoreRules) -> CareTask:
    """维修回访 some days after a service visit."""
    due_on, due_at = due_after(visit.serviced_at, rules.settings.service_call_back_day, rules.hours)
    task = new_task(
        vehicle,
        trigger=Trigger.SERVICE,
        origin_id=visit.id,
        kind=SERVICE_CALL,
        by=CallBy.CRC,
        questionnaire=SERVICE_CALL,
        due_on=due_on,
        due_at=due_at,
        assignee_id=await next_agent(work, vehicle.store_id),
    )
    work.session.add(task)
    return task


def new_task(
    vehicle: OwnedVehicle,
    *,
    trigger: Trigger,
    origin_id: UUID,
    kind: str,
    by: CallBy,
    questionnaire: str,
    due_on: date,
    due_at: datetime,
    assignee_id: UUID | None,
) -> CareTask:
    """A call-back about a car, waiting for its time."""
    return CareTask(
        id=new_id(),
        store_id=vehicle.store_id,
        customer_id=vehicle.customer_id,
        owned_vehicle_id=vehicle.id,
        assignee_id=assignee_id,
        trigger=trigger,
        origin_id=origin_id,
        kind=kind,
        by=by,
        questionnaire=questionnaire,
        due_on=due_on,
        due_at=due_at,
        act_at=due_at,
        status=CareStatus.SCHEDULED,
        attempts=0,
        lead_wanted=False,
        note="",
    )


async def next_agent(work: Work, store_id: UUID) -> UUID | None:
    """The CRC agent whose turn it is; their manager where the store has none, else nobody."""
    agents = await active_staff(work.session, store_id, Role.CRC_AGENT)
    agents = agents or await active_staff(work.session, store_id, Role.CRM_MANAGER)
    if not agents:
        return None
    turn = await repository.lock_rotation(work.session, store_id)
    chosen = after_in_turn(agents, turn.last_staff_id)
    turn.last_staff_id = chosen
    return chosen


def after_in_turn(agents: Sequence[StaffRef], last: UUID) -> UUID:
    """The first id after the last one, from the beginning when there is none."""
    ids = sorted(agent.id for agent in agents)
    return next((each for each in ids if each > last), ids[0])


async def make_tasks_due(work: Work) -> None:
    """Timer: call-backs whose time has come; what an absent colleague was to do goes to the next one in turn."""
    tasks = await repository.take_due(work.session, work.now, BATCH)
    present = await repository.present_staff(work.session, {task.assignee_id for task in tasks if task.assignee_id})
    for task in tasks:
        if task.assignee_id is None or task.assignee_id not in present:
            task.assignee_id = await next_agent(work, task.store_id)
        task.status = CareStatus.DUE
        work.emit(events.care_task_due(task))
