"""A closed lead is worked again: by hand, out of the pool, after a pause, after a verification call."""

from uuid import UUID

from service_defaults.work import Work

from leads.lead import events, repository, service
from leads.lead.errors import LeadClosed, LeadOpenAlready
from leads.lead.models import Lead
from leads.lead.policy import Stage
from leads.lead.service import Grade
from leads.loss import case_repository
from leads.setting.levels import LevelPurpose


async def reopen(work: Work, lead_id: UUID, reason: str, *, owner_id: UUID | None = None) -> Lead:
    """A lost, invalid or frozen lead. Raises `LeadOpenAlready`, `LeadClosed` for a delivered one."""
    lead = await service.lock_lead(work, lead_id)
    if lead.is_open:
        raise LeadOpenAlready
    if lead.stage == Stage.DELIVERED:
        raise LeadClosed(stage=lead.stage)
    others = await repository.open_of_customer(work.session, lead.customer_id)
    if any(other.family == lead.family for other in others):
        raise LeadOpenAlready
    lead.is_open, lead.closed_at, lead.close_reason = True, None, None
    if owner_id is not None:
        lead.assignee_id = owner_id
    service.move(work, lead, Stage.CONTACTED, reason)
    desk = await service.desk_of(work, lead.store_id)
    await service.grade(work, lead, Grade(desk.settings.level_for(LevelPurpose.NEW), reason), desk=desk)
    await case_repository.reactivated(work.session, lead.id)
    events.reopened(work, lead, reason)
    await work.session.flush()
    return lead
