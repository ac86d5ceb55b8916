"""The customer file and the consent ledger, through HTTP on a real database."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from contracts.leads import ConsentChanged, CustomerAssigned, CustomerContactChanged
from contracts.vocabulary import Purpose
from leads.consent.errors import ConsentMissing
from leads.consent.service import require_consent
from leads.customer.service import add_search_tail
from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness


async def create(leads: ServiceHarness, who: Principal, mobile: str = "19900000001", **more: object):
    async with leads.client(who) as client:
        return await client.post("/customers", json={"mobile": mobile, "name": "王小明", **more})


async def test_an_adviser_owns_whom_they_register(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    answer = await create(leads, cast.adviser, "+86 199 0000 0001", email="Wang@Example.com", wechat="wang_x1")
    assert answer.status_code == 201, answer.text
    customer = answer.json()
    assert customer["owner_name"] == "陈晓"
    assert (customer["mobile_masked"], customer["email_masked"]) == ("199****0001", "w***@example.com")
    assert [point["kind"] for point in customer["contact_points"]] == ["wechat", "phone", "email"]
    assert "19900000001" not in answer.text
    [assigned] = await leads.events(CustomerAssigned)
    assert str(assigned.owner_id) == cast.adviser.id
    [contact] = await leads.events(CustomerContactChanged)
    assert contact.person_key is not None
    nobody = (await create(leads, cast.reception, "19900000002")).json()
    assert nobody["owner_id"] is None


async def test_scope_and_posts(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = (await create(leads, cast.adviser)).json()["id"]
    expected = {
        cast.adviser: 200,
        cast.adviser2: 404,
        cast.reception: 200,
        cast.manager: 200,
        cast.gm: 200,
        cast.foreign_manager: 404,
        cast.foreign_adviser: 404,
        cast.parts: 403,
    }
    for who, status in expected.items():
        async with leads.client(who) as client:
            assert (await client.get(f"/customers/{customer_id}")).status_code == status, who.name
            listed = await client.get("/customers")
            assert listed.status_code == (403 if status == 403 else 200)
            if status != 403:
                assert len(listed.json()["items"]) == (status == 200)


async def test_a_known_number_tells_its_owner_and_nothing_else(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = (await create(leads, cast.adviser)).json()["id"]
    again = await create(leads, cast.adviser2, "0086-19900000001")
    assert (again.status_code, again.json()["code"]) == (409, "customer_known")
    assert "陈晓" in again.json()["detail"]
    question = {"mobile": "199 0000 0001"}
    async with leads.client(cast.adviser2) as client:
        stranger = (await client.post("/customers/duplicate-check", json=question)).json()
    async with leads.client(cast.adviser) as client:
        own = (await client.post("/customers/duplicate-check", json=question)).json()
        free = (await client.post("/customers/duplicate-check", json={"mobile": "19900000077"})).json()
    assert stranger == {
        "known": True, "valid": True, "owner_name": "陈晓", "advice": "ask_supervisor", "customer_id": None,
    }  # fmt: skip
    assert (own["advice"], own["customer_id"]) == ("open_existing", customer_id)
    assert (free["known"], free["valid"]) == (False, True)
    elsewhere = await create(leads, cast.foreign_adviser)
    assert elsewhere.status_code == 201


async def test_every_look_at_a_number_is_written_down(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = (await create(leads, cast.adviser)).json()["id"]
    path = f"/customers/{customer_id}/reveal"
    async with leads.client(cast.adviser) as client:
        shown = await client.post(path, json={})
        assert shown.json()["value"] == "19900000001"
        absent = await client.post(path, json={"field": "email", "reason": "document"})
        assert (absent.status_code, absent.json()["code"]) == (404, "contact_absent")
    async with leads.client(cast.adviser2) as client:
        refused = await client.post(path, json={"reason": "curious"})
        assert (refused.status_code, refused.json()["code"]) == (404, "customer_not_found")
    async with leads.client(cast.manager) as client:
        rows = (await client.get(f"/customers/{customer_id}/reveals")).json()
    told = [(row["actor_name"], row["reason"], row["granted"]) for row in rows]
    assert told == [("周宁", "curious", False), ("陈晓", "call", True)]


async def test_change_needs_the_version_and_tells_contact_changes(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = (await create(leads, cast.adviser)).json()["id"]
    await create(leads, cast.adviser2, "19900000002", name="张三")
    path = f"/customers/{customer_id}"
    async with leads.client(cast.adviser) as client:
        version = (await client.get(path)).headers["etag"]
        assert (await client.patch(path, json={"city": "上海"})).status_code == 428
        changed = await client.patch(
            path, json={"city": "上海", "tags": ["试驾", "试驾"]}, headers={"if-match": version}
        )
        assert (changed.json()["city"], changed.json()["tags"]) == ("上海", ["试驾"])
        stale = await client.patch(path, json={"city": "苏州"}, headers={"if-match": version})
        assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
        fresh = {"if-match": changed.headers["etag"]}
        taken = await client.patch(path, json={"mobile": "19900000002"}, headers=fresh)
        assert (taken.status_code, taken.json()["code"]) == (409, "customer_known")
        moved = await client.patch(path, json={"mobile": "19900000003", "name": "王晓明"}, headers=fresh)
        assert moved.json()["mobile_masked"] == "199****0003"
        assert (await client.get("/customers?query=0001")).json()["items"] == []
        assert len((await client.get("/customers?query=wxm")).json()["items"]) == 1
    contacts = [event for event in await leads.events(CustomerContactChanged) if str(event.customer_id) == customer_id]
    assert [event.revision for event in contacts] == [1, 2]
    opened = leads.service.platform.vault.open_from_transport(contacts[1].sealed)
    assert opened["mobile"] == "+8619900000003"
    # The number that was given up is free again.
    assert (await create(leads, cast.adviser3)).status_code == 201


@pytest.mark.parametrize("query", ["王小", "wxm", "wangxiaom", "0001", "19900000001", "A12345", "王 0001"])
async def test_search(leads: ServiceHarness, cast: SimpleNamespace, query: str) -> None:
    customer_id = (await create(leads, cast.adviser)).json()["id"]
    await create(leads, cast.adviser, "19900000999", name="赵六")
    async with leads.work() as work:
        await add_search_tail(work, UUID(customer_id), "沪A·12345")
    async with leads.client(cast.adviser) as client:
        found = (await client.get("/customers", params={"query": query})).json()["items"]
    assert [row["id"] for row in found] == [customer_id]
    async with leads.client(cast.foreign_manager) as client:
        assert (await client.get("/customers", params={"query": query})).json()["items"] == []


async def test_bad_input_points_at_its_place(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    cases = [
        ({"name": "王"}, "contact_required", "/mobile"),
        ({"mobile": "abc"}, "phone_unreadable", "/mobile"),
        ({"email": "nobody"}, "email_unreadable", "/email"),
        ({"mobile": "19900000001", "name": "a\u0000"}, "invalid", "/name"),
        ({"mobile": "19900000001", "vip": True}, "invalid", "/vip"),
        ({"mobile": "19900000001", "referrer_customer_id": str(new_id())}, "referrer_unknown", "/referrer_customer_id"),
    ]
    async with leads.client(cast.adviser) as client:
        for body, code, pointer in cases:
            answer = await client.post("/customers", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
            assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
        surrogate = await client.post("/customers", content=b'{"mobile":"19900000001","name":"\\ud800"}')
        assert surrogate.status_code == 422


async def test_the_same_key_creates_once(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser, **{"idempotency-key": "k1"}) as client:
        first = await client.post("/customers", json={"mobile": "19900000001"})
        second = await client.post("/customers", json={"mobile": "19900000001"})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


async def test_pages_follow_one_another(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(5):
        await create(leads, cast.adviser, f"1990000000{number}")
    async with leads.client(cast.manager) as client, leads.client(cast.manager) as other:
        seen, cursor = [], None
        while True:
            page = (await client.get("/customers", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
            seen += [row["id"] for row in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 5
        assert (await other.get("/customers?cursor=nonsense")).status_code == 400


async def test_consent_gate(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = UUID((await create(leads, cast.adviser)).json()["id"])
    bank, path = new_id(), f"/customers/{customer_id}/consents"
    async with leads.reading() as reading:
        with pytest.raises(ConsentMissing):
            await require_consent(reading, customer_id, Purpose.SHARE, bank)
    given = {
        "purpose": "share",
        "recipient_id": str(bank),
        "recipient_name": "甲银行",
        "wording_version": "2026-01",
        "evidence_kind": "signature",
    }
    async with leads.client(cast.finance) as client:
        nameless = await client.post(path, json={**given, "recipient_id": None})
        assert (nameless.status_code, nameless.json()["code"]) == (422, "consent_recipient_required")
        line = await client.post(path, json=given)
        assert (line.status_code, line.json()["current"]) == (201, True)
    async with leads.reading() as reading:
        assert str(await require_consent(reading, customer_id, Purpose.SHARE, bank)) == line.json()["id"]
        with pytest.raises(ConsentMissing):
            await require_consent(reading, customer_id, Purpose.SHARE, new_id())
    await leads.advance(hours=1)
    async with leads.client(cast.adviser) as client:
        back = {"purpose": "share", "recipient_id": str(bank)}
        assert (await client.post(f"{path}/withdrawal", json=back)).status_code == 201
        assert (await client.post(f"{path}/withdrawal", json=back)).status_code == 404
        ledger = (await client.get(path)).json()
    assert [(line["granted"], line["current"]) for line in ledger] == [(False, True), (True, False)]
    async with leads.reading() as reading:
        with pytest.raises(ConsentMissing):
            await require_consent(reading, customer_id, Purpose.SHARE, bank)
    assert [event.granted for event in await leads.events(ConsentChanged)] == [True, False]
    async with leads.client(cast.adviser2) as client:
        assert (await client.get(path)).status_code == 404
