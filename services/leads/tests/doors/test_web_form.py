"""A public form from opening to lead, and everything that knocks at it: HTTP on a real database."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from contracts.leads import ConsentChanged, LeadCreated
from leads.testkit import ask
from leads.web_form import policy
from service_defaults.testkit.service import ServiceHarness

from .conftest import CONSENTS, FORM, SITE, Door


def ticked(*purposes: str) -> list[dict[str, str]]:
    versions = {one["purpose"]: one["version"] for one in CONSENTS}
    return [{"purpose": one, "version": versions[one]} for one in purposes]


async def quarantine(leads: ServiceHarness, who: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await ask(leads, who, "GET", "/quarantined-intakes?state=open"))["items"]
    return rows


async def entries(leads: ServiceHarness, who: Any, door: Door) -> Any:
    return await ask(leads, who, "GET", f"/web-forms/{door.form['id']}/entries")


async def count(leads: ServiceHarness, table: str) -> int:
    async with leads.service.platform.database.read() as session:
        connection = await session.connection()
        return int((await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - a test's own names


async def test_a_form_becomes_a_lead_with_its_consents(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door
) -> None:
    page = await door.page()
    assert page["store"] == {"name": "星河路店", "phone": "02155550100", "address": "星河路 1 号"}
    assert (page["proof_bits"], page["wait_seconds"], page["reply_minutes"]) == (0, 3, 5)
    door.pass_seconds(15)
    answer = await door.send(
        page["token"], model="远航 X5", comments="周六到店", consents=ticked("service", "marketing")
    )
    assert (answer.status_code, answer.json()) == (202, {"received": True}), answer.text
    assert answer.headers["access-control-allow-origin"] == SITE
    [created] = await leads.events(LeadCreated)
    assert (created.kind, created.source) == ("test_drive", "official_site")
    lead = await ask(leads, cast.manager, "GET", f"/leads/{created.lead_id}")
    assert lead["comments"] == "周六到店"
    given = {(one.purpose, one.wording_version) for one in await leads.events(ConsentChanged)}
    assert given == {("service", "2026-01"), ("marketing", "2026-01")}
    [entry] = await entries(leads, cast.marketing, door)
    assert (entry["outcome"], entry["lead_id"]) == ("taken", str(created.lead_id))
    [form] = list(await ask(leads, cast.marketing, "GET", "/web-forms"))
    assert form["numbers"] == {"views": 1, "taken": 1, "quarantined": 0, "asked_again": 0, "refused": 0}


async def test_nobody_learns_who_is_known(leads: ServiceHarness, cast: SimpleNamespace, door: Door) -> None:
    stranger = await door.fill()
    known = await door.fill("203.0.113.2")
    suspicious = await door.fill("203.0.113.3", website="https://spam.example.com")
    assert stranger.text == known.text == suspicious.text
    assert stranger.status_code == known.status_code == suspicious.status_code == 202
    assert len(await leads.events(LeadCreated)) == 1, "the second touched the first one's lead"
    [row] = await quarantine(leads, cast.manager)
    assert row["reason"] == "form_honeypot"


async def test_the_same_id_counts_once_even_at_once(leads: ServiceHarness, door: Door) -> None:
    token = (await door.page())["token"]
    door.pass_seconds(10)
    one = str(uuid4())
    answers = await asyncio.gather(*(door.send(token, id=one) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {202}
    assert (await door.send("x" * 40, id=one)).status_code == 202, "a late repetition needs no token any more"
    assert len(await leads.events(LeadCreated)) == 1
    assert await count(leads, "web_form_submission") == 1


async def test_what_is_asked_again_is_never_lost(leads: ServiceHarness, door: Door) -> None:
    page = await door.page()
    fast = await door.send(page["token"])
    assert (fast.status_code, fast.json()["code"]) == (422, "web_form_too_fast")
    assert fast.headers["access-control-allow-origin"] == SITE
    door.pass_seconds(fast.json()["wait_seconds"])
    assert (await door.send(fast.json()["token"])).status_code == 202

    used = await door.send(fast.json()["token"])
    assert used.json()["code"] == "web_form_token_used"
    door.pass_seconds(used.json()["wait_seconds"])
    assert (await door.send(used.json()["token"])).status_code == 202

    page = await door.page()
    door.pass_seconds(3 * 3600)
    old = await door.send(page["token"])
    assert old.json()["code"] == "web_form_expired"
    door.pass_seconds(old.json()["wait_seconds"])
    assert (await door.send(old.json()["token"])).status_code == 202

    forged = await door.send("1.0.AAAAAAAAAAAAAAAA." + "A" * 22)
    assert forged.json()["code"] == "web_form_expired"


async def test_under_pressure_the_browser_works(leads: ServiceHarness, door: Door) -> None:
    for number in range(6):
        assert (await door.fill(mobile=f"1990000{number:04d}")).status_code == 202
    page = await door.page()
    assert page["proof_bits"] == 14
    assert (await door.page("203.0.113.99"))["proof_bits"] == 0, "others do not notice"
    door.pass_seconds(5)
    refused = await door.send(page["token"], mobile="19900000077")
    assert refused.json()["code"] == "web_form_proof_needed"
    token = refused.json()["token"]
    proof = next(str(number) for number in range(10**7) if policy.is_proof(token, str(number), 14))
    assert (await door.send(token, mobile="19900000077", proof="0")).json()["code"] == "web_form_proof_needed"
    assert (await door.send(token, mobile="19900000077", proof=proof)).status_code == 202


async def test_an_address_that_goes_on_is_asked_to_wait(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door
) -> None:
    async with leads.client(cast.manager) as client:
        now = (await client.get("/settings")).json()
        version, _ = now.pop("version"), now.pop("store_id")
        now["web_form"] |= {"address_proof_per_hour": 2, "address_limit_per_hour": 2, "proof_bits": 0}
        await client.put("/settings", json=now, headers={"If-Match": f'"{version}"'})
    assert [(await door.fill(mobile=f"1990000{n:04d}")).status_code for n in range(3)] == [202, 202, 429]
    busy = await door.fill(mobile="19900000009")
    assert busy.headers["retry-after"] == "300"
    assert (await door.fill("203.0.113.2", mobile="19900000010")).status_code == 202
    door.pass_seconds(3600)
    assert (await door.fill(mobile="19900000009")).status_code == 202
    [form] = await ask(leads, cast.marketing, "GET", "/web-forms")
    assert form["numbers"]["refused"] == 2


async def test_a_number_sent_often_and_the_same_words_wait_for_a_person(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door
) -> None:
    for number in range(4):
        assert (await door.fill(f"203.0.113.{number + 1}")).status_code == 202
    for number in range(4):
        answer = await door.fill(
            f"198.51.100.{number + 1}", mobile=f"1990001{number:04d}", comments="低价车源,联系我们拿优惠"
        )
        assert answer.status_code == 202
    assert {row["reason"] for row in await quarantine(leads, cast.manager)} == {"form_number_often", "form_same_text"}


async def test_what_waits_becomes_a_lead_with_its_consents_when_somebody_says_so(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door
) -> None:
    await door.fill(comments="看 http://a.example.com 和 http://b.example.com", consents=ticked("service", "marketing"))
    [row] = await quarantine(leads, cast.manager)
    assert (row["reason"], row["sender_name"]) == ("form_links", "官网预约试驾")
    shown = await ask(leads, cast.manager, "GET", f"/quarantined-intakes/{row['id']}")
    assert shown["draft"]["mobile"] == "19900000001"
    assert await leads.events(LeadCreated) == []
    await ask(leads, cast.manager, "POST", f"/quarantined-intakes/{row['id']}/replay")
    [created] = await leads.events(LeadCreated)
    assert created.source == "official_site"
    assert len(await leads.events(ConsentChanged)) == 2


async def test_a_visitor_of_the_site_is_recognised_only_when_they_agree(leads: ServiceHarness, door: Door) -> None:
    visitor = "0123456789abcdef0123456789abcdef"
    await door.fill(visitor_id=visitor)
    assert await count(leads, "behaviour_visitor") == 0
    await door.fill("203.0.113.2", visitor_id=visitor, consents=ticked("service", "profiling"))
    assert await count(leads, "behaviour_visitor") == 1


async def test_a_withdrawal_is_not_overturned_by_whoever_types_the_number(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door
) -> None:
    await door.fill(consents=ticked("service", "marketing"))
    [created] = await leads.events(LeadCreated)
    path = f"/customers/{created.customer_id}/consents"
    await ask(leads, cast.manager, "POST", f"{path}/withdrawal", 201, purpose="marketing")
    await door.fill("203.0.113.2", consents=ticked("service", "marketing"))
    ledger = await ask(leads, cast.manager, "GET", path)
    assert {line["purpose"]: line["granted"] for line in ledger if line["current"]} == {  # type: ignore[attr-defined]
        "service": True,
        "marketing": False,
    }


@pytest.mark.parametrize(
    ("told", "status", "code", "pointer"),
    [
        ({"mobile": "12345"}, 422, "web_form_number_unreadable", "/mobile"),
        ({"mobile": "没有"}, 422, "web_form_number_unreadable", "/mobile"),
        ({"name": None}, 422, "web_form_field_missing", "/name"),
        ({"email": "nobody"}, 422, "web_form_email_unreadable", "/email"),
        ({"consents": []}, 422, "web_form_contact_not_agreed", "/consents"),
        ({"consents": ticked("marketing")}, 422, "web_form_contact_not_agreed", "/consents"),
        ({"consents": [{"purpose": "service", "version": "9"}]}, 422, "web_form_wording_unknown", "/consents"),
        ({"surprise": 1}, 422, "invalid", "/surprise"),
        ({"comments": "x" * 1001}, 422, "invalid", "/comments"),
        ({"name": "a\u0000b"}, 422, "invalid", "/name"),
        ({"comments": "长" * 8000}, 413, "too_large", None),
    ],
)
async def test_what_can_be_mended_is_said_at_its_field(  # noqa: PLR0917 - a row of the table
    leads: ServiceHarness, door: Door, told: dict[str, Any], status: int, code: str, pointer: str | None
) -> None:
    answer = await door.fill(**told)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert [fault["pointer"] for fault in problem["errors"]] == ([pointer] if pointer else [])
    assert await count(leads, "web_form_submission") == 0


async def test_only_registered_sites_and_the_own_page(leads: ServiceHarness, door: Door, cast: SimpleNamespace) -> None:
    await door.page(origin="https://evil.example.com", status=403)
    assert (await door.page(origin=None))["form_key"] == door.form["form_key"]
    path = f"/web-forms/{door.form['form_key']}"
    async with leads.client(None, Origin="https://evil.example.com") as client:
        answer = await client.post(f"{path}/submissions", json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "web_form_origin_not_allowed")
        assert "access-control-allow-origin" not in answer.headers
    async with leads.client(None) as client:
        assert (await client.post(f"{path}/submissions", json={})).status_code == 403
    async with leads.client(None, Origin=SITE) as client:
        allowed = await client.options(f"{path}/submissions")
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (204, SITE)
        assert (await client.get("/web-forms/wf_unknown_unknown_unknown/page")).status_code == 404
    await ask(leads, cast.marketing, "GET", f"/web-forms/{door.form['id']}")
    async with leads.client(cast.marketing) as client:
        body = {**FORM, "active": False}
        await client.patch(f"/web-forms/{door.form['id']}", json=body, headers={"If-Match": '"1"'})
    await door.page(status=404)


async def test_a_wording_once_shown_keeps_its_text(leads: ServiceHarness, cast: SimpleNamespace, door: Door) -> None:
    path = f"/web-forms/{door.form['id']}"
    token = (await door.page())["token"]
    changed = [{**CONSENTS[0], "zh": "改写后的文字"}]
    async with leads.client(cast.marketing) as client:
        refused = await client.patch(path, json={**FORM, "consents": changed}, headers={"If-Match": '"1"'})
        assert refused.json()["code"] == "web_form_wording_version_taken"
        newer = [{**changed[0], "version": "2026-03"}]
        accepted = await client.patch(path, json={**FORM, "consents": newer}, headers={"If-Match": '"1"'})
        assert (accepted.status_code, accepted.headers["etag"]) == (200, '"2"'), accepted.text
        stale = await client.patch(path, json=FORM, headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        without = await client.patch(path, json={**FORM, "consents": CONSENTS[1:]}, headers={"If-Match": '"2"'})
        assert without.json()["code"] == "web_form_contact_wording_required"
    door.pass_seconds(30)
    assert (await door.send(token)).status_code == 202, "who had the page open agreed to what they read"


async def test_forms_belong_to_their_store_and_to_those_who_run_them(
    leads: ServiceHarness, cast: SimpleNamespace, door: Door, make_form: Callable[..., Any]
) -> None:
    await ask(leads, cast.foreign_manager, "GET", f"/web-forms/{door.form['id']}", 404)
    await ask(leads, cast.foreign_manager, "GET", f"/web-forms/{door.form['id']}/entries", 404)
    assert await ask(leads, cast.foreign_manager, "GET", "/web-forms") == []
    await ask(leads, cast.adviser, "GET", "/web-forms", 403)
    await ask(leads, cast.marketing, "POST", "/web-forms", 422, **{**FORM, "source": "nowhere"})
    await ask(leads, cast.marketing, "POST", "/web-forms", 422, **{**FORM, "origins": ["www.example.com/path"]})
    twice = {**FORM, "fields": [{"name": "name"}, {"name": "name"}]}
    await ask(leads, cast.marketing, "POST", "/web-forms", 422, **twice)


async def test_traces_are_forgotten(leads: ServiceHarness, door: Door) -> None:
    await door.fill()
    await leads.advance(days=8)
    async with leads.service.platform.database.read() as session:
        connection = await session.connection()
        kept = await connection.exec_driver_sql("SELECT address_key, number_key, text_key FROM web_form_submission")
    assert [tuple(row) for row in kept] == [(None, None, None)]


async def test_a_submission_costs_few_statements(leads: ServiceHarness, door: Door) -> None:
    token = (await door.page())["token"]
    door.pass_seconds(10)
    with leads.sql_count() as sql:
        assert (await door.send(token, name="李雷")).status_code == 202
    assert sql["total"] <= 24, dict(sql)
