"""Telling a partner what became of its lead 回传: its own id, our milestone, its code; nothing about the person."""

from contracts.partners import LeadStatusReported
from service_defaults.work import Work

from leads.lead.models import Lead
from leads.partner_map import repository
from leads.partner_map.models import PartnerLead, PartnerMap
from leads.partner_map.policy import MILESTONES
from leads.partner_map.schemas import Milestone, PartnerMapBody


async def stage_reached(work: Work, lead: Lead, stage: str) -> None:
    """A stage that platforms count is told."""
    milestone = MILESTONES.get(stage)  # type: ignore[call-overload]  # stored by its value
    if milestone is not None:
        await reached(work, lead, milestone)


async def reached(work: Work, lead: Lead, milestone: Milestone) -> None:
    """Every partner that sent this lead hears of the milestone once, if its map has a code for it."""
    if lead.partner_id is None and not lead.touch_count:
        return
    found = await repository.told_of(work.session, lead.id)
    coded = [(sent, code) for sent, chart in found if (code := _code(chart, milestone))]
    if not coded:
        return
    rows = [_row(work, lead, milestone, sent, code) for sent, code in coded]
    news = await repository.claim_reports(work.session, rows)
    for sent, code in coded:
        if (sent.partner_id, sent.external_id) in news:
            work.emit(
                LeadStatusReported(
                    partner_id=sent.partner_id,
                    external_id=sent.external_id,
                    lead_id=lead.id,
                    customer_id=lead.customer_id,
                    store_id=lead.store_id,
                    milestone=milestone,
                    code=code,
                    reached_at=work.now,
                )
            )


def _code(row: PartnerMap, milestone: Milestone) -> str | None:
    chart = PartnerMapBody.model_validate(row.body)
    return next((rule.code for rule in chart.feedback if rule.milestone is milestone), None)


def _row(work: Work, lead: Lead, milestone: Milestone, sent: PartnerLead, code: str) -> dict[str, object]:
    return {
        "partner_id": sent.partner_id,
        "external_id": sent.external_id,
        "milestone": milestone,
        "lead_id": lead.id,
        "code": code,
        "at": work.now,
    }
