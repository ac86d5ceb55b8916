"""A partner's own JSON through the door: proven, read, kept, told back."""

import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.gateway import PartnerChanged
from contracts.partners import LeadStatusReported, PartnerSecretChanged
from leads.partner_map.presets import BY_CODE
from service_defaults.identity import Principal
from service_defaults.testkit.service import GROUP, OTHER_STORE, STORE, ServiceHarness, partner_principal
from service_defaults.webhook_signature import new_secret, sign

PARTNER = UUID("01920000-0000-7000-8000-000000000001")
FEIYU = BY_CODE["feiyu"].map.model_dump(mode="json", exclude_defaults=True)
SAMPLE = json.loads(BY_CODE["feiyu"].sample)


async def save(leads: ServiceHarness, who: Principal, body: dict[str, Any], version: int = 0) -> httpx.Response:
    async with leads.client(who) as client:
        return await client.put(f"/partner-maps/{PARTNER}", json=body, headers={"If-Match": f'"{version}"'})


async def send(leads: ServiceHarness, who: Principal, document: object, **headers: str) -> httpx.Response:
    body = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    async with leads.client(who) as client:
        return await client.post(
            "/intake/partner", content=body, headers={"content-type": "application/json", **headers}
        )


def outcomes(answer: httpx.Response) -> list[str]:
    return [one["outcome"] for one in answer.json()["results"]]


def clue(number: int, **more: object) -> dict[str, Any]:
    base = {"clue_id": f"68314343618757263{number:02d}", "clue_source": 1, "create_time": "1590567259"}
    return {
        "status": "success",
        "data": [{**base, "name": f"客户{number}", "telphone": f"199000000{number:02d}", **more}],
    }


@pytest.fixture
async def feiyu(leads: ServiceHarness, cast: SimpleNamespace) -> ServiceHarness:
    answer = await save(leads, cast.marketing, FEIYU)
    assert answer.status_code == 200, answer.text
    return leads


async def test_clues_become_leads_and_a_preview_is_kept_with_its_reason(
    feiyu: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    answer = await send(feiyu, platform, SAMPLE)
    assert answer.status_code == 200, answer.text
    first, preview = answer.json()["results"]
    assert first["outcome"] == "accepted_with_warnings"
    assert first["owner"] is not None
    assert (preview["outcome"], preview["lead_id"]) == ("skipped", None)
    assert preview["reason"] == {"code": "skipped_by_map", "detail": "飞鱼 clue_source=4 广告预览"}
    async with feiyu.client(cast.manager) as client:
        lead = (await client.get(f"/leads/{first['lead_id']}")).json()
        assert (lead["source"], lead["comments"]) == ("douyin_live", "意向车型：X5\n购车时间：一个月内")
    async with feiyu.client(cast.marketing) as client:
        [row] = (await client.get("/quarantined-intakes")).json()["items"]
        assert (row["state"], row["settled_as"], row["position"]) == ("closed", "skipped", 1)
        shown = (await client.get(f"/quarantined-intakes/{row['id']}")).json()
        assert shown["draft"]["id"] == "6829116138639589384"
        # Somebody may think better of it.
        mended = await client.post(f"/quarantined-intakes/{row['id']}/mending", json=shown["draft"])
        assert mended.json()["results"][0]["lead_id"]


async def test_a_repeat_is_harmless_and_a_second_document_meets_the_same_id(
    feiyu: ServiceHarness, platform: Principal
) -> None:
    first = (await send(feiyu, platform, SAMPLE)).json()["results"][0]["lead_id"]
    again = await send(feiyu, platform, SAMPLE)
    assert (outcomes(again), again.json()["results"][0]["lead_id"]) == (["duplicate", "skipped"], first)
    overlapping = {"data": [SAMPLE["data"][0], clue(7)["data"][0]]}
    answer = await send(feiyu, platform, overlapping)
    assert (outcomes(answer)[0], answer.json()["results"][0]["lead_id"]) == ("duplicate", first)
    assert answer.json()["results"][1]["lead_id"] not in (None, first)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"data": [', "not_json"),
        (b'{"data": [{"clue_id": 1, "clue_id": 2}]}', "duplicate_key"),
        (b'{"data": [{"gender": NaN}]}', "not_a_number"),
        (b"[" * 5000, "too_deep"),
        (b'{"rows": []}', "records_missing"),
        (b'{"data": []}', "no_records"),
        (b'{"data": ["x"]}', "records_missing"),
        (json.dumps({"data": [{}] * 101}).encode(), "too_many_records"),
        (b'{"data": [{"clue_id": "1", "telphone": "none"}]}', "no_customer"),
    ],
)
async def test_what_cannot_be_read_is_kept_and_told(
    feiyu: ServiceHarness, cast: SimpleNamespace, platform: Principal, body: bytes, code: str
) -> None:
    answer = await send(feiyu, platform, body)
    assert answer.status_code == 422
    assert answer.json()["results"][0]["reason"]["code"] == code
    async with feiyu.client(cast.marketing) as client:
        [row] = (await client.get("/quarantined-intakes")).json()["items"]
        assert (row["reason"], row["state"]) == (code, "open")


async def test_too_much_and_other_kinds_are_refused(feiyu: ServiceHarness, platform: Principal) -> None:
    assert (await send(feiyu, platform, b" " * 300_000)).status_code == 413
    assert (await send(feiyu, platform, b"{}", **{"content-type": "text/plain"})).status_code == 415


async def test_hostile_text_is_cleaned_with_a_warning(feiyu: ServiceHarness, platform: Principal) -> None:
    body = rb'{"data": [{"clue_id": "9", "telphone": "19900000044", "name": "a\u0000b\ud800"}]}'
    answer = await send(feiyu, platform, body)
    [one] = answer.json()["results"]
    assert one["customer_name"] == "ab"
    assert "characters_removed" in {warning["code"] for warning in one["warnings"]}


async def test_before_a_map_is_saved_documents_wait_and_are_read_when_it_is(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    answer = await send(leads, platform, clue(5))
    assert (answer.status_code, answer.json()["results"][0]["reason"]["code"]) == (422, "map_missing")
    await save(leads, cast.marketing, FEIYU)
    async with leads.client(cast.marketing) as client:
        [row] = (await client.get("/quarantined-intakes", params={"state": "open"})).json()["items"]
        replayed = await client.post(f"/quarantined-intakes/{row['id']}/replay")
        assert replayed.status_code == 200, replayed.text
    answer = await send(leads, platform, clue(5))
    assert outcomes(answer) == ["duplicate"]


# Who may do what


async def test_a_map_is_kept_by_the_posts_of_the_partners_stores(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    assert (await save(leads, cast.adviser, FEIYU)).status_code == 403
    async with leads.client(cast.marketing) as client:
        proposed = await client.get(f"/partner-maps/{PARTNER}")
        assert (proposed.json()["version"], proposed.json()["map"]["preset"]) == (0, "autohome_status")
        assert (await client.put(f"/partner-maps/{PARTNER}", json=FEIYU)).status_code == 428
    assert (await save(leads, cast.marketing, FEIYU, 1)).status_code == 412
    saved = await save(leads, cast.marketing, FEIYU)
    assert (saved.json()["version"], saved.headers["ETag"], saved.json()["changed_by_name"]) == (1, '"1"', "罗佳")
    assert (await save(leads, cast.manager, {**FEIYU, "skips": []}, 0)).status_code == 412
    assert (await save(leads, cast.manager, {**FEIYU, "skips": []}, 1)).json()["version"] == 2
    async with leads.client(cast.manager) as client:
        versions = (await client.get(f"/partner-maps/{PARTNER}/versions")).json()["items"]
        assert [(one["version"], len(one["map"]["skips"])) for one in versions] == [(2, 0), (1, 2)]
        [row] = (await client.get("/partner-maps")).json()["items"]
        assert (row["partner_name"], row["version"], row["feedback"]) == ("车源网", 2, 5)
        assert len((await client.get("/partner-maps/presets")).json()["items"]) == 3


async def test_another_stores_partner_does_not_exist(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    only_ours = {"group_id": GROUP, "name": "车源网", "kind": "lead_platform", "source": None, "active": True}
    await leads.deliver(PartnerChanged(partner_id=PARTNER, store_ids=(STORE,), revision=2, **only_ours))
    async with leads.client(cast.foreign_manager) as client:
        path = f"/partner-maps/{PARTNER}"
        assert (await client.get(path)).status_code == 404
        assert (await client.get(f"{path}/versions")).status_code == 404
        assert (await client.put(path, json=FEIYU, headers={"If-Match": '"0"'})).status_code == 404
        trial = {"map": FEIYU, "sample": "{}"}
        assert (await client.post(f"{path}/trial", json=trial)).status_code == 404
        assert (await client.get("/partner-maps")).json()["items"] == []
    answer = await send(leads, cast.marketing, SAMPLE)
    assert answer.status_code == 403


async def test_a_map_goes_back_as_it_was_read(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.marketing) as client:
        for version, preset in enumerate((await client.get("/partner-maps/presets")).json()["items"]):
            assert (await save(leads, cast.marketing, preset["map"], version)).json()["map"] == preset["map"]
            trial = {"map": preset["map"], "sample": preset["sample"]}
            assert (await client.post(f"/partner-maps/{PARTNER}/trial", json=trial)).json()["problem"] is None


async def test_rows_that_make_no_sense_are_pointed_at(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    wrong = {**FEIYU, "enumerations": [{"target": "gender", "value": "1", "becomes": "x"}]}
    answer = await save(leads, cast.marketing, wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/enumerations/0/becomes"
    broken = {**FEIYU, "fields": [*FEIYU["fields"], {"target": "make", "paths": ["a["]}]}
    answer = await save(leads, cast.marketing, broken)
    [fault] = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == (f"/fields/{len(FEIYU['fields'])}/paths/0", "path_unreadable")
    assert "路径" in fault["message"]


# Tried out


async def test_a_trial_shows_everything_and_writes_nothing(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    async with leads.client(cast.marketing) as client:
        body = {"map": FEIYU, "sample": json.dumps(SAMPLE)}
        with leads.sql_count() as counted:
            answer = await client.post(f"/partner-maps/{PARTNER}/trial", json=body)
        assert answer.status_code == 200, answer.text
        assert not {"INSERT", "UPDATE", "DELETE"} & set(counted)
        lead, preview = answer.json()["records"]
        assert (lead["outcome"], preview["outcome"]) == ("lead", "skipped")
        found = {field["target"]: (field["value"], field["path"]) for field in lead["fields"]}
        assert found["city"] == ("镇江", "city_name")
        assert found["mobile"] == ("19900000001", "telphone")
        answer = await client.post(f"/partner-maps/{PARTNER}/trial", json={**body, "sample": "{"})
        assert answer.json()["problem"]["code"] == "not_json"
        assert (await client.get("/quarantined-intakes")).json()["items"] == []


# Proven


def headers_of(
    leads: ServiceHarness, secret: str, body: bytes, *, nonce: str = "msg_1", age: int = 0
) -> dict[str, str]:
    at = int(leads.now.timestamp()) - age
    signature = sign([secret], webhook_id=nonce, timestamp=at, body=body)
    return {"webhook-id": nonce, "webhook-timestamp": str(at), "webhook-signature": signature}


async def tell_secrets(leads: ServiceHarness, secrets: Sequence[tuple[str, str | None]]) -> None:
    told = {"secrets": [{"secret": secret, "retires_at": retires_at} for secret, retires_at in secrets]}
    sealed = leads.service.platform.vault.seal_for_transport(told)
    await leads.deliver(PartnerSecretChanged(partner_id=PARTNER, sealed=sealed))


async def test_where_a_signature_is_asked_for_only_the_partner_gets_in(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    await save(leads, cast.marketing, {**FEIYU, "signed": True})
    body = json.dumps(clue(11)).encode()
    secret, former, gone = new_secret(), new_secret(), new_secret()
    unknown = await send(leads, platform, body, **headers_of(leads, secret, body))
    assert (unknown.status_code, unknown.json()["code"]) == (401, "partner_signature_refused")
    await tell_secrets(
        leads, [(secret, None), (former, "2026-03-10T03:00:00+00:00"), (gone, "2026-03-10T02:00:00+00:00")]
    )
    for wrong in (
        {},
        headers_of(leads, new_secret(), body),
        headers_of(leads, gone, body),
        headers_of(leads, secret, body, age=301),
        headers_of(leads, secret, body, age=-301),
        headers_of(leads, secret, body + b" "),
    ):
        assert (await send(leads, platform, body, **wrong)).status_code == 401
    first = await send(leads, platform, body, **headers_of(leads, secret, body))
    assert (first.status_code, outcomes(first)) == (200, ["accepted_with_warnings"])
    rotated = json.dumps(clue(12)).encode()
    assert (
        await send(leads, platform, rotated, **headers_of(leads, former, rotated, nonce="msg_2"))
    ).status_code == 200
    async with leads.client(cast.marketing) as client:
        shown = (await client.get(f"/partner-maps/{PARTNER}")).json()
        assert shown["secret_known"]
        assert {fault["reason"]: fault["count"] for fault in shown["faults"]} == {
            "secret_unknown": 1, "header_missing": 1, "signature_mismatch": 3, "timestamp_outside": 2,
        }  # fmt: skip
        assert len((await client.get("/leads")).json()["items"]) == 2


async def test_a_replay_does_nothing_and_an_id_covers_one_document(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    await save(leads, cast.marketing, {**FEIYU, "signed": True})
    secret = new_secret()
    await tell_secrets(leads, [(secret, None)])
    body, other = json.dumps(clue(21)).encode(), json.dumps(clue(22)).encode()
    signed = headers_of(leads, secret, body)
    first = await send(leads, platform, body, **signed)
    replayed = await send(leads, platform, body, **signed)
    assert (outcomes(replayed), replayed.json()["results"][0]["lead_id"]) == (
        ["duplicate"], first.json()["results"][0]["lead_id"],
    )  # fmt: skip
    reused = await send(leads, platform, other, **headers_of(leads, secret, other))
    assert (reused.status_code, reused.json()["code"]) == (409, "partner_nonce_reused")
    async with leads.client(cast.manager) as client:
        [lead] = (await client.get("/leads")).json()["items"]
        assert lead["customer_name"] == "客户21"


# Told back


async def test_each_milestone_is_told_once_in_the_partners_own_words(
    feiyu: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    lead_id = (await send(feiyu, platform, clue(31))).json()["results"][0]["lead_id"]
    async with feiyu.client(cast.manager) as client:
        for _ in range(2):
            answer = await client.post(f"/leads/{lead_id}/follow-ups", json={"outcome": "connected", "level": "A"})
            assert answer.status_code == 201, answer.text
    async with feiyu.client(cast.reception) as client:
        visit = {"kind": "showroom", "purpose": "new_car", "mobile": "19900000031"}
        answer = await client.post("/visits", json=visit)
        assert answer.status_code == 201, answer.text
    told = await feiyu.events(LeadStatusReported)
    assert [(event.milestone, event.code) for event in told] == [
        ("valid", "196"),
        ("contacted", "194"),
        ("arrived", "527"),
    ]
    assert {(event.partner_id, event.external_id) for event in told} == {(PARTNER, "6831434361875726331")}
    async with feiyu.client(cast.manager) as client:
        body = {"outcome": "invalid", "reason": "out_of_area"}
        answer = await client.post(f"/leads/{lead_id}/loss-cases", json=body)
        assert answer.status_code == 201, answer.text
    async with feiyu.client(cast.gm) as client:
        answer = await client.post(f"/loss-cases/{answer.json()['id']}/approval", json={})
        assert answer.status_code == 200, answer.text
    last = (await feiyu.events(LeadStatusReported))[-1]
    assert (last.milestone, last.code) == ("invalid", "10000")


async def test_who_sent_nothing_hears_nothing(
    feiyu: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    """A lead of the house, then asked for on the platform as well: from then on the platform hears of it."""
    async with feiyu.client(cast.adviser) as client:
        body = {"mobile": "19900000041", "name": "老客", "channel": "phone", "source": "friend"}
        lead_id = (await client.post("/leads", json=body)).json()["lead_id"]
        await client.post(f"/leads/{lead_id}/follow-ups", json={"outcome": "connected"})
    assert await feiyu.events(LeadStatusReported) == []
    answer = await send(feiyu, platform, clue(41))
    assert outcomes(answer) == ["duplicate"]
    async with feiyu.client(cast.reception) as client:
        await client.post("/visits", json={"kind": "showroom", "purpose": "new_car", "mobile": "19900000041"})
    assert [event.milestone for event in await feiyu.events(LeadStatusReported)] == ["arrived"]


# Status of a platform


async def test_a_status_finds_the_lead_that_the_platform_sent_before(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    status = BY_CODE["autohome_status"]
    sent = {"leads": [{"id": "AH-900001", "source": "autohome", "name": "状态", "mobile": "19900000051"}]}
    async with leads.client(platform) as client:
        lead_id = (await client.post("/intake/json", json=sent)).json()["results"][0]["lead_id"]
    await save(leads, cast.marketing, status.map.model_dump(mode="json", exclude_defaults=True))
    answer = await send(leads, platform, status.sample.encode())
    assert answer.status_code == 200, answer.text
    [result] = answer.json()["results"]
    assert (result["outcome"], result["lead_id"]) == ("duplicate", lead_id)
    async with leads.client(cast.manager) as client:
        assert (await client.get(f"/leads/{lead_id}")).json()["wanted_details"]["partner_status"] == "interested"
    unknown = status.sample.replace("AH-900001", "AH-1")
    answer = await send(leads, platform, unknown.encode())
    assert (answer.status_code, answer.json()["results"][0]["reason"]["code"]) == (422, "lead_unknown")


async def test_the_door_knows_partners_only(feiyu: ServiceHarness) -> None:
    stranger = partner_principal(UUID(int=9), store_ids=(OTHER_STORE,))
    answer = await send(feiyu, stranger, SAMPLE)
    assert (answer.status_code, answer.json()["results"][0]["reason"]["code"]) == (422, "map_missing")
