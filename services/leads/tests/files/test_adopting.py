"""A customer whom after-sales minted is adopted, or answered with `customer_merged`."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from contracts.aftersales import OwnerRegistered
from contracts.leads import CustomerContactChanged, CustomerMerged
from service_defaults.testkit.service import GROUP, STORE, ServiceHarness

from contracts.examples import example

MINTED = UUID("01950000-0000-7000-8000-0000000000aa")


def told(leads: ServiceHarness, **more: Any) -> OwnerRegistered:
    contact = {"name": "唐宁", "mobile": "19900009900", "email": None}
    sealed = leads.service.platform.vault.seal_for_transport(contact)
    minted = {"customer_id": MINTED, "store_id": STORE, "minted": True, "group_id": GROUP, "sealed": sealed}
    return example(OwnerRegistered).model_copy(update={**minted, "plate": "沪A12345", **more})


async def test_a_stranger_is_adopted_under_the_same_id(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await leads.deliver(told(leads), told(leads))
    async with leads.client(cast.manager) as client:
        page = (await client.get(f"/customers/{MINTED}")).json()
        found = (await client.get("/customers?query=12345")).json()["items"]
    assert (page["id"], page["name"], page["lifecycle"]) == (str(MINTED), "唐宁", "owner")
    assert page["mobile_masked"] == "199****9900"
    assert [row["id"] for row in found] == [str(MINTED)]
    assert [event.customer_id for event in await leads.events(CustomerContactChanged)] == [MINTED]
    assert await leads.events(CustomerMerged) == []


async def test_somebody_who_is_known_answers_for_the_minted_one(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        known = (await client.post("/customers", json={"name": "唐宁", "mobile": "19900009900"})).json()["id"]
    await leads.deliver(told(leads), told(leads))
    async with leads.client(cast.manager) as client:
        page = (await client.get(f"/customers/{MINTED}")).json()
        [merge] = (await client.get(f"/customers/{known}/merges")).json()["items"]
    assert (page["id"], page["lifecycle"], page["owner_name"]) == (known, "owner", "陈晓")
    [event] = await leads.events(CustomerMerged)
    assert (event.customer_id, str(event.into_id), str(event.merge_id)) == (MINTED, known, merge["id"])


async def test_a_delivered_owner_changes_nothing(leads: ServiceHarness) -> None:
    await leads.deliver(told(leads, minted=False))
    assert await leads.events(CustomerContactChanged) == []
