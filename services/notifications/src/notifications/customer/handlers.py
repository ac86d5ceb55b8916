"""Follow the customer registry."""

from contracts.leads import CustomerAssigned, CustomerContactChanged
from service_defaults.contacts import keep_contact
from service_defaults.scope import keep_access
from service_defaults.work import Work


async def on_contact_changed(work: Work, event: CustomerContactChanged) -> None:
    await keep_contact(work, **event.model_dump())


async def on_assigned(work: Work, event: CustomerAssigned) -> None:
    await keep_access(
        work.session,
        customer_id=event.customer_id,
        store_id=event.store_id,
        owner_id=event.owner_id,
        at=work.now,
    )
