"""A whole list of new customers in one event, and its return."""

from types import SimpleNamespace
from uuid import UUID

from contracts.imports import CustomersImported, CustomersWithdrawn, ImportedCustomer
from contracts.leads import CustomerAssigned, CustomerContactChanged
from service_defaults.contacts import contacts_of
from service_defaults.ids import new_id
from service_defaults.scope import CustomerAccess
from service_defaults.testkit.service import GROUP, STORE, ServiceHarness
from service_defaults.timeline import note


async def test_a_list_is_known_at_once_but_never_overwrites_what_is_newer(
    aftersales: ServiceHarness, cast: SimpleNamespace
) -> None:
    vault = aftersales.service.platform.vault
    plain, newer, busy = new_id(), new_id(), new_id()
    told_before = vault.seal_for_transport({"name": "新名", "mobile": "19900000002", "email": None})
    at = aftersales.now
    await aftersales.deliver(
        CustomerContactChanged(
            customer_id=newer, store_id=STORE, group_id=GROUP, person_key=None, sealed=told_before, revision=2
        ),
        CustomerAssigned(
            customer_id=newer,
            store_id=STORE,
            owner_id=UUID(cast.other_adviser.id),
            previous_owner_id=None,
            reason="manual",
        ),
        at=at,
    )
    customers = tuple(
        ImportedCustomer(
            customer_id=customer_id,
            owner_id=UUID(cast.adviser.id),
            person_key=None,
            sealed=vault.seal_for_transport({"name": "名单", "mobile": f"1990000100{number}", "email": None}),
        )
        for number, customer_id in enumerate((plain, newer, busy))
    )
    imported = CustomersImported(import_id=new_id(), store_id=STORE, group_id=GROUP, customers=customers)
    await aftersales.deliver(imported, imported, at=at)
    ids = {plain, newer, busy}
    async with aftersales.reading() as reading:
        known = await contacts_of(reading.session, ids)
        assert {one: known[one].name for one in ids} == {plain: "名单", newer: "新名", busy: "名单"}
        assert known[plain].mobile_masked == "199****1000"
        access = await reading.session.get(CustomerAccess, newer)
        assert access is not None
        assert str(access.owner_id) == cast.other_adviser.id
    async with aftersales.work() as work:
        note(work, "appointment_made", customer_id=busy, store_id=STORE)
    await aftersales.deliver(
        CustomersWithdrawn(import_id=imported.import_id, store_id=STORE, customer_ids=(plain, busy))
    )
    async with aftersales.reading() as reading:
        assert set(await contacts_of(reading.session, ids)) == {newer, busy}, "who has a life here stays known"
