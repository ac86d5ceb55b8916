"""Use cases while a visitor is in the house: steps of the reception, who looks after them, the departure."""

from datetime import datetime
from uuid import UUID

from service_defaults.organisation import StoreRef, find_store
from service_defaults.work import Work

from leads.lead import service as lead_service
from leads.lead.errors import AdviserUnknown
from leads.posts import SELLERS
from leads.setting.hours import calendar_for
from leads.visit.errors import DepartureReasonMissing, VisitEnded
from leads.visit.models import Visit
from leads.visit.policy import Step, VisitKind
from leads.visit.schemas import VisitStep
from leads.visit.service import locked


def closing_of(store: StoreRef, now: datetime) -> datetime | None:
    """When the store closes on the day of `now`; None on a day off."""
    calendar = calendar_for(store.timezone, store.opening)
    spans = calendar.spans(calendar.local_date(now))
    return spans[-1][1] if spans else None


async def take_step(work: Work, visit_id: UUID, command: VisitStep) -> Visit:
    """The first tick counts. Raises `VisitNotFound`, `VisitEnded`."""
    visit = await _here(work, visit_id)
    steps = dict(visit.steps)
    if command.done:
        steps.setdefault(command.step, work.now.isoformat())
    else:
        steps.pop(command.step, None)
    visit.steps = steps
    if command.step is Step.GREET and command.done and visit.greeted_at is None:
        visit.greeted_at = work.now
    await work.session.flush()
    return visit


async def pass_on(work: Work, visit_id: UUID, staff_id: UUID) -> Visit:
    """Raises `VisitNotFound`, `VisitEnded`, `AdviserUnknown`."""
    visit = await _here(work, visit_id)
    person = (await lead_service.desk_of(work, visit.store_id)).person(staff_id)
    if person is None or not person.roles & set(SELLERS):
        raise AdviserUnknown(pointer="/staff_id")
    visit.assignee_id = staff_id
    await work.session.flush()
    return visit


async def end_visit(work: Work, visit_id: UUID, reason: str | None) -> Visit:
    """A second time changes nothing. Raises `VisitNotFound`, `DepartureReasonMissing` after closing time."""
    visit = await locked(work, visit_id)
    if visit.left_at is not None:
        return visit
    if visit.kind == VisitKind.SHOWROOM and reason is None and await _outlasted(work, visit):
        raise DepartureReasonMissing(pointer="/reason")
    visit.left_at, visit.left_reason = work.now, reason
    await work.session.flush()
    return visit


async def _outlasted(work: Work, visit: Visit) -> bool:
    """Whether the store closed while the visit was open, on the day that it began."""
    store = await find_store(work.session, visit.store_id)
    closes_at = closing_of(store, visit.arrived_at) if store else None
    return closes_at is not None and visit.arrived_at < closes_at <= work.now


async def _here(work: Work, visit_id: UUID) -> Visit:
    visit = await locked(work, visit_id)
    if visit.left_at is not None:
        raise VisitEnded
    return visit
