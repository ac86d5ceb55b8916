"""The beacon's doors, stitching, profiles and signals, through HTTP on a real database."""

import gzip
import json
import subprocess
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from contracts.interest import SignalRaised
from contracts.leads import ConsentChanged
from leads.behaviour.endpoints import SCRIPT
from leads.behaviour.limits import VISITORS
from service_defaults.identity import Principal
from service_defaults.testkit.service import ServiceHarness

ORIGIN = {"Origin": "https://www.example.com"}
VISITOR = "0123456789abcdef0123456789abcdef"
MOBILE = "19900000001"


@pytest.fixture
async def site(leads: ServiceHarness, cast: SimpleNamespace) -> dict[str, Any]:
    async with leads.client(cast.marketing) as client:
        body = {"name": "官网", "origins": ["https://www.example.com/"]}
        answer = await client.post("/behaviour-sites", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert found["origins"] == ["https://www.example.com"]
    return found


def batch(*events: dict[str, Any], visitor: str = VISITOR, name: str = "batch-0001") -> dict[str, Any]:
    return {"visitor": visitor, "consent": "v1", "batch": name, "events": list(events)}


def view(model: str | None = "远航 X5", kind: str = "model_view", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "model": model, "page": "/models/x5?from=19900000001", **more}


async def send(leads: ServiceHarness, site: dict[str, Any], body: Any, **headers: str) -> httpx.Response:
    """As a browser does: text, without leave asked."""
    sent = {"Content-Type": "text/plain;charset=UTF-8", **ORIGIN, **headers}
    async with leads.client(None, **sent) as client:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await client.post(f"/beacon/sites/{site['site_key']}/events", content=content)


async def lead(leads: ServiceHarness, who: Principal, mobile: str = MOBILE, **more: Any) -> dict[str, Any]:
    async with leads.client(who) as client:
        answer = await client.post("/intake/json", json={"leads": [{"mobile": mobile, "name": "王小明", **more}]})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["results"][0]
    return found


async def get(leads: ServiceHarness, who: Principal, path: str, status: int = 200) -> Any:
    async with leads.client(who) as client:
        answer = await client.get(path)
    assert answer.status_code == status, answer.text
    return answer.json()


async def count(leads: ServiceHarness, table: str) -> int:
    async with leads.service.platform.database.read() as session:
        connection = await session.connection()
        return int((await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - a test's own names


async def test_a_browser_reports_and_the_same_batch_counts_once(leads: ServiceHarness, site: dict[str, Any]) -> None:
    body = batch(view(), view(kind="price_inquiry", ago_ms=4000))
    with leads.sql_count() as sql:
        answer = await send(leads, site, body)
    assert (answer.status_code, answer.json()) == (202, {"accepted": 2}), answer.text
    assert answer.headers["access-control-allow-origin"] == "https://www.example.com"
    assert answer.headers["vary"] == "Origin"
    assert "set-cookie" not in answer.headers
    assert sql["total"] <= 4, "a view costs no statement of its own"
    assert (await send(leads, site, body)).json() == {"accepted": 0}
    other = {**body, "batch": "batch-0002"}
    with leads.sql_count() as sql:
        assert (await send(leads, site, {**other, "events": [view()] * 40})).json() == {"accepted": 40}
    assert sql["total"] <= 3
    async with leads.service.platform.database.read() as session:
        connection = await session.connection()
        pages = (await connection.exec_driver_sql("SELECT DISTINCT page FROM behaviour_event")).scalars().all()
        keys = (await connection.exec_driver_sql("SELECT visitor_key FROM behaviour_visitor")).scalars().all()
    assert pages == ["/models/x5"], "what stands behind the question mark is not kept"
    assert [VISITOR.encode() in key for key in keys] == [False], "the browser's own id is not kept"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"origin": "https://evil.example.com"}, 403, "origin_not_allowed"),
        ({"origin": "null"}, 403, "origin_not_allowed"),
        ({"key": "cb_forged_forged_forged"}, 404, "beacon_unknown"),
        ({"body": b"x" * 20_000}, 413, "too_large"),
        ({"body": b"no json"}, 400, "malformed"),
        ({"body": b"[" * 9000}, 400, "malformed"),
        ({"events": []}, 422, "invalid"),
        ({"events": [view()] * 41}, 422, "invalid"),
        ({"events": [view(extra=1)]}, 422, "invalid"),
        ({"events": [view(ago_ms=10**9)]}, 422, "invalid"),
        ({"events": [view(kind="social_follow")]}, 422, "behaviour_kind_not_here"),
        ({"events": [view(model="x" * 61)]}, 422, "invalid"),
        ({"consent": None}, 422, "invalid"),
        ({"visitor": "王小明 19900000001"}, 422, "invalid"),
    ],
)
async def test_what_does_not_fit_is_refused(
    leads: ServiceHarness, site: dict[str, Any], change: dict[str, Any], status: int, code: str
) -> None:
    headers = {"Origin": change["origin"]} if "origin" in change else {}
    door = {**site, "site_key": change.get("key", site["site_key"])}
    body = change.get("body") or {**batch(view()), **{k: v for k, v in change.items() if k not in ("origin", "key")}}
    answer = await send(leads, door, body, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert await count(leads, "behaviour_event") == 0


async def test_without_an_origin_or_switched_off_nothing_is_taken(
    leads: ServiceHarness, cast: SimpleNamespace, site: dict[str, Any]
) -> None:
    async with leads.client(None) as client:
        path = f"/beacon/sites/{site['site_key']}/events"
        assert (await client.post(path, json=batch(view()))).status_code == 403
        asked = await client.options(path, headers=ORIGIN)
        assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "POST")
        assert (await client.options(path, headers={"Origin": "https://evil.example.com"})).status_code == 403
        assert (await client.post(path, json=batch(view()), headers=ORIGIN)).status_code == 202
    async with leads.client(cast.marketing) as client:
        path = f"/behaviour-sites/{site['id']}"
        off = await client.patch(path, json={"active": False}, headers={"If-Match": '"1"'})
        assert off.status_code == 200, off.text
    assert (await send(leads, site, batch(view(), name="batch-0002"))).json()["code"] == "beacon_unknown"


async def test_a_visitor_who_hammers_is_slowed_down(leads: ServiceHarness, site: dict[str, Any]) -> None:
    answers = [await send(leads, site, batch(view(), name=f"batch-{n:04d}")) for n in range(40)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    other = await send(leads, site, batch(view(), visitor="another-visitor-01"))
    assert other.status_code == 202, "one visitor's rate is nobody else's"
    assert VISITORS is not None


async def test_a_device_shows_its_key(leads: ServiceHarness, cast: SimpleNamespace, site: dict[str, Any]) -> None:
    async with leads.client(cast.manager) as client:
        device = (await client.post("/behaviour-sites", json={"door": "device", "name": "展厅大屏"})).json()
        listed = (await client.get("/behaviour-sites")).json()
    assert [one["device_key"] for one in listed] == [None, None], "a key is shown once"
    body = batch(view(kind="showroom_device_view"))
    async with leads.client(None) as client:
        assert (await client.post("/beacon/devices/events", json=body)).status_code == 404
        wrong = await client.post("/beacon/devices/events", json=body, headers={"X-Device-Key": "cd_wrong"})
        assert wrong.json()["code"] == "beacon_unknown"
        key = {"X-Device-Key": device["device_key"]}
        assert (await client.post("/beacon/devices/events", json=body, headers=key)).json() == {"accepted": 1}
        web = await client.post("/beacon/devices/events", json=batch(view(), name="batch-0009"), headers=key)
        assert web.json()["code"] == "behaviour_kind_not_here"
    async with leads.client(cast.manager) as client:
        new = (await client.post(f"/behaviour-sites/{device['id']}/key-replacement")).json()
        assert new["device_key"] != device["device_key"]
        assert (await client.post(f"/behaviour-sites/{site['id']}/key-replacement")).json()["code"] == "no_device_key"
    async with leads.client(None, **key) as client:
        assert (await client.post("/beacon/devices/events", json=body)).status_code == 404


async def test_sites_are_the_stores_own(leads: ServiceHarness, cast: SimpleNamespace, site: dict[str, Any]) -> None:
    assert await get(leads, cast.foreign_manager, "/behaviour-sites") == []
    async with leads.client(cast.foreign_manager) as client:
        answer = await client.patch(f"/behaviour-sites/{site['id']}", json={"name": "x"}, headers={"If-Match": '"1"'})
        assert answer.status_code == 404
    async with leads.client(cast.adviser) as client:
        assert (await client.get("/behaviour-sites")).status_code == 403
    async with leads.client(cast.marketing) as client:
        none = await client.post("/behaviour-sites", json={"name": "无来源"})
        assert none.json()["code"] == "origin_required"
        odd = await client.post("/behaviour-sites", json={"name": "x", "origins": ["www.example.com"]})
        assert (odd.json()["code"], odd.json()["errors"][0]["pointer"]) == ("origin_malformed", "/origins/0")


async def test_a_form_joins_what_was_seen_before_with_consent(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any]
) -> None:
    for day in range(3):
        assert (await send(leads, site, batch(view(), name=f"batch-day{day}"))).status_code == 202
        if day < 2:
            await leads.advance(days=1)
    told = await lead(leads, platform, visitor_id=VISITOR, profiling_wording="v1", id="a1")
    assert told["warnings"] == [] or "visitor_not_linked" not in {one["code"] for one in told["warnings"]}
    await leads.drain()
    seen = await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest")
    assert (seen["agreed"], seen["visitors"], seen["active_days"]) == (True, 2, 3)
    assert seen["models"][0]["model"] == "远航 X5"
    assert seen["streak"] == {"model": "远航 X5", "days": 3}
    assert seen["recent"][0]["page"] == "/models/x5"
    given = [event for event in await leads.events(ConsentChanged) if event.purpose == "profiling"]
    assert [event.granted for event in given] == [True]
    raised = await leads.events(SignalRaised)
    assert [(event.kind, event.count) for event in raised] == [("same_model_days", 3)]
    row = await get(leads, cast.manager, f"/leads/{told['lead_id']}")
    assert (row["signal"]["kind"], row["temperature"]) == ("same_model_days", "hot")
    assert {reason["code"] for reason in row["score_reasons"]} <= set(row["score_reasons"][0]) | {
        reason["code"] for reason in row["score_reasons"]
    }
    # The view of the next minute is the customer's at once, and the same signal is not raised again.
    assert (await send(leads, site, batch(view(), name="batch-later"))).json() == {"accepted": 1}
    await leads.drain()
    assert len(await leads.events(SignalRaised)) == 1
    again = await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest")
    assert again["models"][0]["views"] == 4


async def test_without_consent_nothing_is_joined(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any]
) -> None:
    await send(leads, site, batch(view()))
    told = await lead(leads, platform, visitor_id=VISITOR)
    assert "visitor_not_linked" in {one["code"] for one in told["warnings"]}
    await leads.drain()
    seen = await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest")
    assert (seen["agreed"], seen["visitors"], seen["models"], seen["recent"]) == (None, 0, [], [])
    async with leads.client(cast.reception) as client:
        path = f"/customers/{told['customer_id']}/visitor-links"
        refused = await client.post(path, json={"visitor_id": VISITOR})
        assert (refused.status_code, refused.json()["code"]) == (409, "profiling_not_agreed")
        joined = await client.post(path, json={"visitor_id": VISITOR, "wording_version": "v1"})
        assert joined.status_code == 204, joined.text
    await leads.drain()
    assert (await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest"))["active_days"] == 1


@pytest.mark.parametrize("by", ["browser", "desk"])
async def test_a_withdrawal_forgets(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any], by: str
) -> None:
    await send(leads, site, batch(view()))
    told = await lead(leads, platform, visitor_id=VISITOR, profiling_wording="v1")
    await leads.drain()
    if by == "browser":
        async with leads.client(None, **ORIGIN) as client:
            path = f"/beacon/sites/{site['site_key']}/withdrawals"
            assert (await client.post(path, json={"visitor": VISITOR})).status_code == 204
    else:
        async with leads.client(cast.manager) as client:
            path = f"/customers/{told['customer_id']}/consents/withdrawal"
            gone = await client.post(path, json={"purpose": "profiling"})
            assert gone.status_code in (200, 201), gone.text
    await leads.drain()
    seen = await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest")
    assert (seen["agreed"], seen["visitors"], seen["recent"]) == (False, 0, [])
    assert [await count(leads, table) for table in ("behaviour_event", "behaviour_visitor", "interest_profile")] == [
        0
    ] * 3


async def test_strangers_are_forgotten_in_time(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any]
) -> None:
    await send(leads, site, batch(view()))
    await send(leads, site, batch(view(), visitor="known-visitor-0001"))
    await lead(leads, platform, visitor_id="known-visitor-0001", profiling_wording="v1")
    await leads.advance(days=29)
    assert await count(leads, "behaviour_event") == 2
    await leads.advance(days=2)
    assert await count(leads, "behaviour_event") == 1, "a known customer who agreed is kept for a year"
    await leads.advance(days=340)
    assert await count(leads, "behaviour_event") == 0


async def test_a_platforms_interactions_join_by_the_platforms_own_id(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    actor = "openid-0000000001"
    body = {
        "interactions": [
            {"id": f"i{n}", "actor": actor, "kind": "content_click", "topic": "用车成本"} for n in range(3)
        ]
    }
    async with leads.client(platform) as client:
        assert (await client.post("/intake/social-interactions", json=body)).json() == {"accepted": 3}
        assert (await client.post("/intake/social-interactions", json=body)).json() == {"accepted": 0}
        wrong = {"interactions": [{"id": "x", "actor": actor, "kind": "price_inquiry"}]}
        assert (await client.post("/intake/social-interactions", json=wrong)).status_code == 422
    async with leads.client(cast.manager) as client:
        assert (await client.post("/intake/social-interactions", json=body)).status_code == 403
    told = await lead(leads, platform, visitor_id=actor, profiling_wording="platform-1")
    await leads.drain()
    seen = await get(leads, cast.manager, f"/customers/{told['customer_id']}/interest")
    assert seen["kinds"] == {"content_click": 3}
    assert seen["topics"][0]["name"] == "用车成本"


async def test_a_signal_stands_in_the_day_until_somebody_speaks_with_them(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any]
) -> None:
    told = await lead(leads, platform, visitor_id=VISITOR, profiling_wording="v1")
    async with leads.client(cast.gm) as client:
        await client.post(
            f"/leads/{told['lead_id']}/reassignment", json={"owner_id": cast.adviser.id, "reason": "轮值"}
        )
    async with leads.client(cast.adviser) as client:
        log = {"outcome": "connected", "level": "B"}
        assert (await client.post(f"/leads/{told['lead_id']}/follow-ups", json=log)).status_code == 201
        views = [view(kind="price_inquiry"), view(kind="price_inquiry", ago_ms=60_000)]
        await send(leads, site, batch(*views))
        await leads.drain()
        today = (await client.get("/today")).json()
        item = next(one for one in today["items"] if one["lead_id"] == told["lead_id"])
        assert (item["reason"], item["signal"]["kind"], item["signal"]["params"]["count"]) == (
            "signal",
            "price_again",
            2,
        )
        assert today["counts"]["signal"] == 1
        assert (await client.get("/today/summary")).json()["signal"] == 1
        listed = (await client.get(f"/signals?customer_id={told['customer_id']}")).json()["items"]
        assert [(one["kind"], one["customer_name"], one["cause_asked"]) for one in listed] == [
            ("price_again", "王小明", False)
        ]
        await client.post(f"/leads/{told['lead_id']}/follow-ups", json={"outcome": "no_answer"})
        assert (await client.get("/today/summary")).json()["signal"] + 1 >= 1
        assert (await client.get(f"/leads/{told['lead_id']}")).json()["signal"] is not None
        await client.post(f"/leads/{told['lead_id']}/follow-ups", json=log)
        assert (await client.get(f"/leads/{told['lead_id']}")).json()["signal"] is None
        states = (await client.get(f"/signals?customer_id={told['customer_id']}&state=taken")).json()["items"]
        assert states[0]["closed_by_name"] == "陈晓"
        again = await client.post(f"/signals/{listed[0]['id']}/closing", json={})
        assert (again.status_code, again.json()["code"]) == (409, "signal_closed")
    for other in (cast.adviser2, cast.foreign_manager):
        assert (await get(leads, other, f"/signals?customer_id={told['customer_id']}"))["items"] == []
        await get(leads, other, f"/customers/{told['customer_id']}/interest", 404)


async def test_a_signal_that_nobody_takes_up_ends(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal, site: dict[str, Any]
) -> None:
    told = await lead(leads, platform, visitor_id=VISITOR, profiling_wording="v1")
    await send(leads, site, batch(*[view(kind="configurator_change")] * 3))
    await leads.drain()
    assert (await get(leads, cast.manager, f"/leads/{told['lead_id']}"))["signal"]["kind"] == "configured"
    await leads.advance(days=8)
    assert (await get(leads, cast.manager, f"/leads/{told['lead_id']}"))["signal"] is None
    listed = await get(leads, cast.manager, f"/signals?customer_id={told['customer_id']}&state=expired")
    assert len(listed["items"]) == 1


async def test_the_script_is_small_and_public(leads: ServiceHarness) -> None:
    assert len(gzip.compress(SCRIPT.encode(), 9)) <= 2048
    assert "cookie" not in SCRIPT
    assert "userAgent" not in SCRIPT
    async with leads.client(None) as client:
        answer = await client.get("/beacon/script.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age" in answer.headers["cache-control"]


_STAGE = """
const kept = {}, sent = [], heard = {};
const tag = {dataset: {site: 'cb_x', wording: 'v2', model: 'X5'}, src: 'https://crm.example.com/api/v1/leads/beacon/script.js'};
const document = {currentScript: tag, visibilityState: 'hidden', addEventListener: (n, f) => { heard[n] = f; }};
const window = {
  localStorage: {getItem: k => kept[k] ?? null,
    setItem: (k, v) => { kept[k] = v; }, removeItem: k => { delete kept[k]; }},
  crypto: globalThis.crypto, location: {pathname: '/x5'}, addEventListener: (n, f) => { heard[n] = f; },
  navigator: {sendBeacon: (url, text) => { sent.push([url, JSON.parse(text)]); return true; }},
  setTimeout: () => 1, clearTimeout: () => {},
};
%s
const steps = [];
const note = () => steps.push([Object.keys(kept).length, sent.length]);
chemai_('price_inquiry', {model: 'X5'}); heard.pagehide(); note();
chemai_.consent(true); chemai_('price_inquiry', {model: 'X5'}); heard.pagehide(); note();
const id = chemai_.visitor();
chemai_.consent(false); note();
console.log(JSON.stringify({steps, sent, id, after: chemai_.visitor()}));
"""


def test_the_script_does_nothing_before_consent() -> None:
    source = _STAGE % (SCRIPT + "\nconst chemai_ = window.chemai;")
    done = subprocess.run(["node", "-e", source], capture_output=True, text=True, check=True, timeout=60)  # noqa: S607 - the node of the tests
    told = json.loads(done.stdout)
    assert told["steps"] == [[0, 0], [1, 1], [0, 2]], "nothing kept or sent before; all gone after"
    url, first = told["sent"][0]
    assert url == "https://crm.example.com/api/v1/leads/beacon/sites/cb_x/events"
    assert (first["consent"], [event["kind"] for event in first["events"]]) == ("v2", ["model_view", "price_inquiry"])
    assert first["visitor"] == told["id"]
    assert told["sent"][1][0].endswith("/withdrawals")
    assert told["after"] is None
