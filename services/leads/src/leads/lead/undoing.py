"""A stage set by hand is taken back at once: a slip of the finger leaves no wrong stage and no false reply behind."""

from datetime import timedelta
from uuid import UUID

from service_defaults import timeline
from service_defaults.work import Work

from leads.lead import policy, repository, service
from leads.lead.errors import StageUndoLate
from leads.lead.models import Lead
from leads.lead.policy import Stage

_WITHIN = timedelta(minutes=2)


async def take_stage_back(work: Work, lead_id: UUID) -> Lead:
    """By who set it, soon, while nothing else has moved the lead. Raises `StageUndoLate`, `LeadClosed`."""
    lead = await service.lock_lead(work, lead_id)
    service.refuse_closed(lead)
    changes = await repository.stages_of(work.session, lead.id)
    last = changes[-1] if changes else None
    if (
        last is None
        or (last.reason, last.actor_id, last.new) != ("by_hand", work.actor.staff_id, lead.stage)
        or work.now - last.at > _WITHIN
    ):
        raise StageUndoLate
    if lead.first_response_at == last.at and lead.response_due_at is not None:
        desk = await service.desk_of(work, lead.store_id)
        lead.first_response_at = None
        lead.escalate_at = policy.first_rung_at(lead.escalation_step, lead.response_due_at, desk.settings.response)
    was = Stage(last.old)
    # The funnel counts reached stages from these rows; this one was never reached.
    await work.session.delete(last)
    timeline.note(
        work,
        "lead_stage_changed",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        old=lead.stage,
        new=was,
        reason="taken_back",
    )
    lead.stage = was
    lead.stage_at = changes[-2].at if len(changes) > 1 else lead.created_at
    lead.assess_at = work.now
    await work.session.flush()
    return lead
