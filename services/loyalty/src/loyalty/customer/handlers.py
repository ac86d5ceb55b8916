"""Follow the customer registry."""

from contracts.imports import CustomersImported, CustomersWithdrawn
from contracts.leads import CustomerAssigned, CustomerContactChanged, CustomerMerged, CustomerUnmerged
from service_defaults.contacts import ToldCustomer, forget_customers, keep_contact, keep_customers
from service_defaults.scope import keep_access
from service_defaults.work import Work

from loyalty.member.joining import follow_merge


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


async def on_customer_merged(work: Work, event: CustomerMerged) -> None:
    await follow_merge(work, event.customer_id, event.into_id, store_id=event.store_id, revision=event.revision)


async def on_customer_unmerged(work: Work, event: CustomerUnmerged) -> None:
    await follow_merge(work, event.customer_id, None, store_id=event.store_id, revision=event.revision)


async def on_customers_imported(work: Work, event: CustomersImported) -> None:
    told = [ToldCustomer(**one.model_dump()) for one in event.customers]
    await keep_customers(work, told, store_id=event.store_id, group_id=event.group_id)


async def on_customers_withdrawn(work: Work, event: CustomersWithdrawn) -> None:
    await forget_customers(work, event.customer_ids)
