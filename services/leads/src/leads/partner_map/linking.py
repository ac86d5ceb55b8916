"""A partner's own ids of the leads that its documents became."""

from collections.abc import Sequence

from service_defaults.work import Work

from leads.intake.schemas import IntakeResult
from leads.intake.sender import Sender
from leads.partner_map import repository


async def remember(
    work: Work, sender: Sender, external_ids: Sequence[str | None], results: Sequence[IntakeResult]
) -> None:
    rows = {
        external_id: {
            "partner_id": sender.partner_id,
            "external_id": external_id,
            "lead_id": result.lead_id,
            "seen_at": work.now,
        }
        for external_id, result in zip(external_ids, results, strict=True)
        if external_id and result.lead_id and sender.partner_id
    }
    if rows:
        await repository.remember(work.session, list(rows.values()))
