"""The response timer: a first reply that is missing climbs the store's ladder."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from service_defaults import timeline
from service_defaults.database import ReadSession
from service_defaults.jobs import BATCH, Timer
from service_defaults.store_settings import settings_of
from service_defaults.work import Work

from leads.lead import events, policy, repository
from leads.lead.models import Lead
from leads.setting.schemas import LeadSettings, ResponseSettings


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_escalation(session)


async def fire(work: Work) -> None:
    """Tell those whom the ladder names, and look again when the next rung is due."""
    leads = await repository.lock_escalating(work.session, work.now, BATCH)
    rules = {
        store_id: (await settings_of(work.session, store_id, LeadSettings)).response
        for store_id in {lead.store_id for lead in leads}
    }
    rungs = [(lead, _rung(lead, rules[lead.store_id])) for lead in leads]
    roles = {role for _, rung in rungs if rung for role in rung.roles}
    holders = await repository.holders(work.session, {lead.store_id for lead in leads}, roles) if roles else []
    posts: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    for row in holders:
        for role in row.roles:
            posts[row.store_id, role].append(row.id)
    for lead, rung in rungs:
        if rung is None:
            lead.escalate_at = None
            continue
        told = [staff_id for role in rung.roles for staff_id in posts[lead.store_id, role]]
        _climb(work, lead, rung, tuple(dict.fromkeys(told)))


def _rung(lead: Lead, rules: ResponseSettings) -> policy.Escalation | None:
    if lead.response_due_at is None or lead.first_response_at is not None:
        return None
    return policy.escalate(lead.escalation_step, lead.response_due_at, rules)


def _climb(work: Work, lead: Lead, rung: policy.Escalation, notify_ids: tuple[UUID, ...]) -> None:
    lead.escalation_step = rung.step
    lead.escalate_at = rung.next_at
    events.response_missed(work, lead, step=rung.step, notify_ids=notify_ids)
    timeline.note(
        work,
        "lead_response_missed",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        step=rung.step,
    )


RESPONSE_TIMER = Timer("lead_response", next_due=next_due, fire=fire)
