"""What intake keeps of other services' events."""

from contracts.gateway import PartnerChanged
from service_defaults.work import Work

from leads.intake import repository


async def keep_partner(work: Work, event: PartnerChanged) -> None:
    values = event.model_dump(exclude={"partner_id"}) | {"id": event.partner_id, "store_ids": list(event.store_ids)}
    await repository.keep_partner(work.session, values)
