"""Call-backs over HTTP."""

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import MAX_CURSOR_LENGTH, Limit, Page
from service_defaults.web import Reads, Writes, set_etag, staff
from service_defaults.work import Work

from aftersales.care_task import completion, report, service, views
from aftersales.care_task.models import CareTask
from aftersales.care_task.report import CareReport, Month
from aftersales.care_task.schemas import (
    AttemptCreate,
    CareAssignment,
    CareCompletion,
    CareCounters,
    CareEnding,
    CareTaskCreate,
    CareTaskOut,
    CareTaskRow,
)
from aftersales.care_task.views import CareFilters

router = APIRouter(prefix="/care-tasks", tags=["call-backs"])
CALLERS = (
    Role.CRC_AGENT,
    Role.CRM_MANAGER,
    Role.SERVICE_ADVISOR,
    Role.SERVICE_MANAGER,
    Role.SALES_ADVISOR,
    Role.SALES_MANAGER,
)


@router.get("", dependencies=staff(*CALLERS))
async def list_care_tasks(
    reading: Reads,
    filters: Annotated[CareFilters, Depends()],
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR_LENGTH)] = None,
) -> Page[CareTaskRow]:
    """The queue: overdue, today's, coming, or what is closed."""
    return await views.listed(reading, filters, limit, cursor)


@router.get("/counters", dependencies=staff(*CALLERS))
async def count_care_tasks(reading: Reads, *, mine: bool = False) -> CareCounters:
    """How much is overdue, due today, coming in two weeks, and done today."""
    return await views.counted(reading, mine=mine)


@router.get("/report", dependencies=staff(Role.CRM_MANAGER, Role.CRC_AGENT, Role.SERVICE_MANAGER, Role.SALES_MANAGER))
async def report_care_tasks(reading: Reads, month: Annotated[Month, Query()]) -> CareReport:
    """回访月报 of a calendar month."""
    return await report.monthly(reading, month)


@router.get("/{task_id}", dependencies=staff(*CALLERS))
async def get_care_task(task_id: UUID, reading: Reads, response: Response) -> CareTaskOut:
    """One call-back: what to ask, what was tried, what was said."""
    shown = await views.shown(reading, task_id)
    set_etag(response, shown.version)
    return shown


@router.post(
    "",
    status_code=201,
    dependencies=staff(Role.CRC_AGENT, Role.CRM_MANAGER, Role.SERVICE_MANAGER, Role.SERVICE_ADVISOR),
)
async def create_care_task(body: CareTaskCreate, work: Writes, once: OnlyOnce) -> CareTaskOut:
    """A call-back somebody thought of."""
    return await once.run(work, CareTaskOut, lambda: _after(work, service.create(work, body)))


@router.post("/{task_id}/attempts", status_code=201, dependencies=staff(*CALLERS))
async def log_care_attempt(task_id: UUID, body: AttemptCreate, work: Writes, once: OnlyOnce) -> CareTaskOut:
    """Nobody answered, or it was no moment to talk; the next attempt is proposed."""
    return await once.run(work, CareTaskOut, lambda: _after(work, service.log_attempt(work, task_id, body)))


@router.post("/{task_id}/completion", dependencies=staff(*CALLERS))
async def complete_care_task(task_id: UUID, body: CareCompletion, work: Writes, once: OnlyOnce) -> CareTaskOut:
    """The conversation in one request: result, answers, note, odometer, need. Low answers open a complaint."""
    return await once.run(work, CareTaskOut, lambda: _after(work, completion.complete(work, task_id, body)))


@router.post("/{task_id}/ending", dependencies=staff(*CALLERS))
async def end_care_task(task_id: UUID, body: CareEnding, work: Writes) -> CareTaskOut:
    """End it without a conversation."""
    return await _after(work, service.end(work, task_id, body))


@router.post("/{task_id}/assignment", dependencies=staff(Role.CRM_MANAGER, Role.SERVICE_MANAGER, Role.SALES_MANAGER))
async def assign_care_task(task_id: UUID, body: CareAssignment, work: Writes) -> CareTaskOut:
    """Another person makes the call."""
    return await _after(work, service.assign(work, task_id, body.assignee_id))


async def _after(work: Work, change: Awaitable[CareTask]) -> CareTaskOut:
    task = await change
    await work.session.flush()
    return await views.shown(work, task.id)
