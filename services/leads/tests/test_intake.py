"""Leads from outside, through HTTP on a real database."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

from contracts.leads import CustomerAssigned, CustomerContactChanged, LeadCreated, LeadTouched
from leads.intake.policy import CAP_BYTES
from service_defaults.identity import Principal
from service_defaults.testkit.service import OTHER_STORE, STORE, ServiceHarness, partner_principal

ADF = {"content-type": "application/x-adf+xml"}


def document(*prospects: str) -> str:
    return f'<?xml version="1.0"?><?adf version="1.0"?><adf>{"".join(prospects)}</adf>'


def prospect(
    number: str = "19900000001",
    *,
    name: str = "李明",
    lead_id: str = "",
    status: str = "new",
    model: str = "E5",
    vendor: str = "星河路店",
    more: str = "",
    interest: str = "buy",
) -> str:
    ids = f'<id source="车源网">{lead_id}</id>' if lead_id else ""
    phone = f"<phone>{number}</phone>" if number else ""
    return (
        f'<prospect status="{status}">{ids}<requestdate>2026-03-10T09:58:00+08:00</requestdate>'
        f'<vehicle interest="{interest}" status="new"><year>2026</year><make>远航</make>'
        f"<model>{model}</model></vehicle>"
        f"{more}"
        f'<customer><contact><name part="full">{name}</name>{phone}</contact></customer>'
        f"<vendor><vendorname>{vendor}</vendorname></vendor>"
        f"<provider><name>车源网</name></provider></prospect>"
    )


async def post(leads: ServiceHarness, who: Principal | None, body: str | bytes, **headers: str):
    async with leads.client(who) as client:
        content = body.encode() if isinstance(body, str) else body
        return await client.post("/intake/adf", content=content, headers=ADF | headers)


async def test_a_strangers_lead_is_matched_assigned_and_told(
    leads: ServiceHarness, platform: Principal, cast: SimpleNamespace
) -> None:
    with leads.sql_count() as counted:
        answer = await post(leads, platform, document(prospect(lead_id="A1")))
    assert answer.status_code == 200, answer.text
    [result] = answer.json()["results"]
    assert result["outcome"] == "accepted", result
    assert result["kind"] == "buy"
    assert result["vehicle"] == {"make": "远航", "model": "E5", "year": 2026}
    assert result["customer_name"] == "李明"
    assert result["owner"]["name"] in {"陈晓", "周宁", "吴桐"}
    assert result["trade_in"] is None
    assert result["reason"] is None
    # The first lead of a store also opens its rotation; the next one is the rule.
    with leads.sql_count() as counted:
        await post(leads, platform, document(prospect("19900000002", lead_id="A2")))
    assert counted["total"] - counted["SAVEPOINT"] - counted["RELEASE"] <= 8, counted
    [created, _] = await leads.events(LeadCreated)
    assert created.response_due_at == leads.now + timedelta(minutes=5)
    assert str(created.owner_id) == result["owner"]["staff_id"]
    [contact, _] = await leads.events(CustomerContactChanged)
    assert "19900000001" not in contact.model_dump_json()
    opened = leads.service.platform.vault.open_from_transport(contact.sealed)
    assert opened == {"name": "李明", "mobile": "+8619900000001", "email": None}
    assert len(await leads.events(CustomerAssigned)) == 2


async def test_advisers_are_served_in_turn_also_at_the_same_moment(leads: ServiceHarness, platform: Principal) -> None:
    await post(leads, platform, document(prospect("19900000100")))
    bodies = [document(prospect(f"1990000{n:04d}")) for n in range(101, 109)]
    answers = await asyncio.gather(*(post(leads, platform, body) for body in bodies))
    owners = [answer.json()["results"][0]["owner"]["staff_id"] for answer in answers]
    first = (await leads.events(LeadCreated))[0]
    counts = [[*owners, str(first.owner_id)].count(owner) for owner in {*owners, str(first.owner_id)}]
    assert counts == [3, 3, 3]


async def test_the_same_number_is_a_touchpoint_of_the_same_adviser(leads: ServiceHarness, platform: Principal) -> None:
    first = (await post(leads, platform, document(prospect("+86 199-0000-0001", lead_id="A1")))).json()["results"][0]
    again = await post(leads, platform, document(prospect("0086 19900000001", lead_id="B7", model="E7")))
    second = again.json()["results"][0]
    assert (second["outcome"], second["lead_id"], second["owner"]) == ("duplicate", first["lead_id"], first["owner"])
    [touched] = await leads.events(LeadTouched)
    assert str(touched.lead_id) == first["lead_id"]
    assert len(await leads.events(LeadCreated)) == 1


async def test_two_posts_at_once_open_one_lead(leads: ServiceHarness, platform: Principal) -> None:
    await post(leads, platform, document(prospect("19900000009")))
    answers = await asyncio.gather(
        *(post(leads, platform, document(prospect("19900000001", lead_id=f"A{n}"))) for n in range(4))
    )
    results = [answer.json()["results"][0] for answer in answers]
    assert sorted(result["outcome"] for result in results) == ["accepted", "duplicate", "duplicate", "duplicate"]
    assert len({result["lead_id"] for result in results}) == 1


async def test_a_repeated_document_changes_nothing(leads: ServiceHarness, platform: Principal) -> None:
    body = document(prospect("", name="王女士", lead_id="R1"))
    first = (await post(leads, platform, body)).json()["results"][0]
    second = (await post(leads, platform, body)).json()["results"][0]
    assert (first["outcome"], second["outcome"]) == ("accepted_with_warnings", "duplicate")
    assert second["lead_id"] == first["lead_id"]
    assert len(await leads.events(LeadCreated)) == 1
    assert await leads.events(LeadTouched) == []


async def test_resend_updates_the_same_lead(leads: ServiceHarness, platform: Principal, cast: SimpleNamespace) -> None:
    first = (await post(leads, platform, document(prospect(lead_id="A1")))).json()["results"][0]
    resent = document(prospect("19900000002", lead_id="A1", status="resend", model="E7"))
    second = (await post(leads, platform, resent)).json()["results"][0]
    assert (second["outcome"], second["lead_id"]) == ("duplicate", first["lead_id"])
    assert "lead_updated" in [warning["code"] for warning in second["warnings"]]
    async with leads.client(cast.manager) as client:
        lead = (await client.get(f"/leads/{first['lead_id']}")).json()
        assert lead["wanted_model"] == "E7"
        customer = (await client.get(f"/customers/{first['customer_id']}")).json()
        assert [point["masked"] for point in customer["contact_points"]] == ["199****0001", "199****0002"]


async def test_another_persons_number_under_a_used_id_is_another_lead(
    leads: ServiceHarness, platform: Principal
) -> None:
    first = (await post(leads, platform, document(prospect(lead_id="A1")))).json()["results"][0]
    second = (await post(leads, platform, document(prospect("19900000002", lead_id="A1")))).json()["results"][0]
    assert second["outcome"] == "accepted_with_warnings"
    assert second["lead_id"] != first["lead_id"]
    assert [warning["code"] for warning in second["warnings"]] == ["external_id_reused"]


async def test_trade_in_only_and_stores(leads: ServiceHarness, platform: Principal) -> None:
    only = prospect(interest="trade-in", vendor="滨江店")
    result = (await post(leads, platform, document(only))).json()["results"][0]
    assert result["kind"] == "trade_in"
    assert result["vehicle"] == {"make": None, "model": None, "year": None}
    assert result["trade_in"]["model"] == "E5"
    assert result["owner"]["name"] == "邻店"
    away = (await post(leads, platform, document(prospect("19900000003", vendor="某地 4S")))).json()["results"][0]
    assert "vendor_unmapped" in [warning["code"] for warning in away["warnings"]]
    created = await leads.events(LeadCreated)
    assert [event.store_id for event in created] == [OTHER_STORE, STORE]


async def test_vendor_map(leads: ServiceHarness, platform: Principal, cast: SimpleNamespace) -> None:
    async with leads.client(cast.gm) as client:
        path = f"/partners/{platform.id}/vendors"
        mapped = await client.put(path, json={"vendor": "D-17", "store_id": str(STORE)})
        assert mapped.json()[0]["store_name"] == "星河路店"
        away = await client.put(path, json={"vendor": "D-18", "store_id": str(OTHER_STORE)})
        assert (away.status_code, away.json()["code"]) == (422, "store_unknown")
    result = (await post(leads, platform, document(prospect(vendor="d17")))).json()["results"][0]
    assert result["outcome"] == "accepted"


async def test_one_bad_prospect_does_not_lose_the_good_one(
    leads: ServiceHarness, platform: Principal, cast: SimpleNamespace
) -> None:
    nameless = "<prospect><vehicle><make>远航</make></vehicle><customer><contact/></customer></prospect>"
    answer = await post(leads, platform, document(nameless, prospect()))
    assert answer.status_code == 200
    outcomes = [(result["outcome"], (result["reason"] or {}).get("code")) for result in answer.json()["results"]]
    assert outcomes == [("rejected", "no_customer"), ("accepted", None)]
    async with leads.client(cast.marketing) as client:
        [row] = (await client.get("/quarantined-intakes")).json()["items"]
        assert (row["reason"], row["position"], row["sender_name"]) == ("no_customer", 0, "车源网")
        detail = (await client.get(f"/quarantined-intakes/{row['id']}")).json()
        assert "李明" in detail["text"]
        closed = await client.post(f"/quarantined-intakes/{row['id']}/closing")
        assert closed.json()["state"] == "closed"
        assert (await client.get("/quarantined-intakes?state=open")).json()["items"] == []
        again = await client.post(f"/quarantined-intakes/{row['id']}/closing")
        assert again.status_code == 409


async def test_refused_documents_are_kept_with_their_reason(
    leads: ServiceHarness, platform: Principal, cast: SimpleNamespace
) -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><adf><prospect/></adf>'
    cases = [(hostile, 422, "dtd_or_entity_refused"), (b"hello", 422, "not_xml"), (b"", 422, "empty")]
    for body, status, reason in cases:
        answer = await post(leads, platform, body)
        assert answer.status_code == status, answer.text
        problem = answer.json()
        assert problem["code"] == "intake_refused"
        assert [result["reason"]["code"] for result in problem["results"]] == [reason]
        assert answer.headers["content-type"] == "application/problem+json"
    large = await post(leads, platform, b"<adf>" + b"x" * CAP_BYTES)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    async with leads.client(platform) as client:
        json = await client.post("/intake/adf", content=b"{}", headers={"content-type": "application/json"})
        assert (json.status_code, json.json()["code"]) == (415, "unsupported_media_type")
    async with leads.client(cast.marketing) as client:
        rows = (await client.get("/quarantined-intakes")).json()["items"]
        assert [row["reason"] for row in rows] == ["too_large", "empty", "not_xml", "dtd_or_entity_refused"]
        assert rows[0]["size"] == CAP_BYTES + 5
        assert (await client.get(f"/quarantined-intakes/{rows[0]['id']}")).json()["text"] is None
    async with leads.client(cast.foreign_manager) as client:
        assert (await client.get("/quarantined-intakes")).json()["items"] == []


async def test_relay_numbers_and_mail_only(leads: ServiceHarness, platform: Principal) -> None:
    relay = [(await post(leads, platform, document(prospect("9501234567890", name=n)))).json() for n in "甲乙"]
    assert {one["results"][0]["outcome"] for one in relay} == {"accepted_with_warnings"}
    assert relay[0]["results"][0]["customer_id"] != relay[1]["results"][0]["customer_id"]
    mail = "<email>Li@Example.com</email>"
    body = [prospect("", name=name).replace("</contact>", mail + "</contact>") for name in ("李先生", "李先生 ")]
    first, second = [
        (
            await post(
                leads,
                platform,
                document(
                    one,
                ),
            )
        ).json()["results"][0]
        for one in body
    ]
    assert second["lead_id"] == first["lead_id"]


async def test_who_may_send(leads: ServiceHarness, platform: Principal, cast: SimpleNamespace) -> None:
    assert (await post(leads, cast.marketing, document(prospect(vendor="")))).status_code == 200
    assert (await post(leads, cast.adviser, document(prospect()))).status_code == 403
    assert (await post(leads, None, document(prospect()))).status_code == 401
    nowhere = partner_principal(UUID(platform.id), store_ids=())
    assert (await post(leads, nowhere, document(prospect()))).status_code == 403
    async with leads.client(platform) as client:
        assert (await client.get("/leads")).status_code == 403


async def test_json_leads(leads: ServiceHarness, platform: Principal) -> None:
    body = {
        "leads": [
            {"id": "9", "mobile": "19900000001", "name": "李明", "make": "远航", "model": "E5", "source": "抖音"},
            {"id": " ", "name": "没有号码"},
        ]
    }
    async with leads.client(platform) as client:
        first, second = (await client.post("/intake/json", json=body)).json()["results"]
        assert first["outcome"] == "accepted_with_warnings"
        assert (second["outcome"], second["reason"]["code"]) == ("rejected", "no_customer")
        again = (await client.post("/intake/json", json=body)).json()["results"]
        assert [one["outcome"] for one in again] == ["duplicate", "rejected"]
        bad = await client.post("/intake/json", json={"leads": [{"mobile": "1\u0000", "spy": 1}]})
        assert {fault["pointer"] for fault in bad.json()["errors"]} == {"/leads/0/mobile", "/leads/0/spy"}
    [created] = await leads.events(LeadCreated)
    assert created.source == "douyin_live"


async def test_documents_are_forgotten_after_their_retention(
    leads: ServiceHarness, platform: Principal, cast: SimpleNamespace
) -> None:
    await post(leads, platform, b"hello")
    await leads.advance(days=91)
    async with leads.client(cast.marketing) as client:
        [row] = (await client.get("/quarantined-intakes")).json()["items"]
        assert (await client.get(f"/quarantined-intakes/{row['id']}")).json()["text"] is None
