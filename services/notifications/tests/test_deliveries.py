"""Outbound webhooks over a real loopback server: gates, signatures, retries, isolation."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web
from contracts.leads import LoanSubmitted, VehicleDelivered
from contracts.vocabulary import Purpose
from hypothesis import given
from hypothesis import strategies as st
from notifications.delivery.courier import Courier
from notifications.delivery.policy import GIVE_UP_AFTER, SCHEDULE, Answer, judge, read_retry_after, wait_before
from notifications.testkit import CUSTOMER, PARTNER, Bench
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import OTHER_STORE, START, STORE, staff_principal
from sqlalchemy import text
from standardwebhooks.webhooks import Webhook

from contracts.examples import example

KEEPER = staff_principal(Role.CHANNEL_PARTNER_MANAGER)
FINANCE = staff_principal(Role.FINANCE_SPECIALIST)
APPLICANT = {"name": "王小明", "mobile": "+8619900000001", "id_no": "11010119900307001X"}
DELIVERY = example(VehicleDelivered)


def application(bench: Bench, **change: Any) -> LoanSubmitted:
    sealed = bench.service.service.platform.vault.seal_for_transport(APPLICANT)
    values = {"loan_id": new_id(), "partner_id": PARTNER, "applicant_sealed": sealed, "customer_id": CUSTOMER}
    return example(LoanSubmitted).model_copy(update=values | change)


async def ready(bench: Bench) -> tuple[UUID, str]:
    """A partner with an endpoint and the customer's consent."""
    await bench.partner()
    endpoint = await bench.endpoint()
    await bench.consent()
    return endpoint


async def log(bench: Bench, query: str = "") -> list[dict]:
    async with bench.service.client(KEEPER) as client:
        answer = await client.get(f"/webhook-deliveries{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def one(bench: Bench, delivery_id: str) -> dict:
    async with bench.service.client(KEEPER) as client:
        return (await client.get(f"/webhook-deliveries/{delivery_id}")).json()


async def post(bench: Bench, path: str, body: dict | None = None) -> Any:
    async with bench.service.client(KEEPER) as client:
        return await client.post(path, json=body) if body is not None else await client.post(path)


async def endpoint_of(bench: Bench, endpoint_id: UUID) -> dict:
    async with bench.service.client(KEEPER) as client:
        return (await client.get(f"/webhook-endpoints/{endpoint_id}")).json()


def answering(*statuses: int, **headers: str) -> Any:
    left = list(statuses)

    def respond(_: web.Request) -> web.Response:
        return web.Response(status=left.pop(0) if len(left) > 1 else left[0], headers=headers)

    return respond


async def test_an_application_leaves_signed_and_the_foreign_library_believes_it(bench_today: Bench) -> None:
    bench = bench_today
    _, secret = await ready(bench)
    loan = application(bench)
    for _ in range(2):
        await bench.service.deliver(loan)
    assert await bench.post_due() == 1
    [(path, headers, body)] = bench.sink.received
    told = Webhook(secret).verify(body, headers)
    assert path == "/hooks"
    assert told["type"] == "leads.loan_submitted"
    assert told["data"]["applicant"] == APPLICANT
    assert (told["data"]["loan_id"], told["data"]["dealer_application_no"]) == (str(loan.loan_id), loan.loan_no)
    assert len(body) <= 20_000
    [row] = await log(bench)
    assert (row["state"], row["attempts"], row["last_status"], row["partner_name"]) == (
        "delivered",
        1,
        204,
        "安融示例金融",
    )
    shown = await one(bench, row["id"])
    assert [(gate["gate"], gate["code"]) for gate in shown["gates"]] == [("consent", "granted"), ("endpoint", "found")]
    assert [(one_try["number"], one_try["status"]) for one_try in shown["tries"]] == [(1, 204)]
    async with bench.service.reading() as reading:
        rows = (await reading.session.execute(text("SELECT * FROM webhook_delivery, webhook_attempt"))).all()
    assert "王小明" not in str(rows)
    assert "11010119900307001X" not in str(rows)
    assert "王小明" not in str(shown)


@pytest.mark.parametrize("known", [None, "withdrawn", "another partner", "another purpose"])
async def test_without_the_consent_that_names_the_partner_nothing_leaves(bench: Bench, known: str | None) -> None:
    await bench.service.organise(KEEPER, FINANCE)
    await bench.partner()
    await bench.endpoint()
    if known == "withdrawn":
        await bench.consent()
        await bench.consent(granted=False)
    elif known == "another partner":
        await bench.consent(recipient_id=new_id())
    elif known == "another purpose":
        await bench.consent(purpose=Purpose.MARKETING)
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    assert bench.sink.received == []
    [row] = await log(bench)
    code = "withdrawn" if known == "withdrawn" else "unknown"
    assert (row["state"], row["blocked_by"]["gate"], row["blocked_by"]["code"]) == ("suppressed", "consent", code)
    replayed = await post(bench, f"/webhook-deliveries/{row['id']}/replay")
    assert (replayed.status_code, replayed.json()["code"]) == (409, "delivery_body_gone")
    async with bench.service.client(FINANCE) as client:
        notices = (await client.get("/staff-notices")).json()["items"]
    assert [(notice["kind"], notice["params"]["code"]) for notice in notices] == [("webhook_suppressed", code)]


async def test_a_consent_withdrawn_between_attempts_stops_the_next_one(bench: Bench) -> None:
    await ready(bench)
    bench.sink.respond = answering(500)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    await bench.consent(granted=False)
    assert await bench.post_due(days=1) == 0
    [row] = await log(bench)
    assert (row["state"], row["attempts"], row["blocked_by"]["code"]) == ("suppressed", 1, "withdrawn")
    assert (await one(bench, row["id"]))["replayable"] is False


async def test_consent_is_asked_for_again_at_every_attempt(bench: Bench) -> None:
    """Even where the withdrawal itself did not reach the waiting row."""
    await ready(bench)
    bench.sink.respond = answering(500)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE consent_state SET granted = false"))
    assert await bench.post_due(seconds=10) == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"], len(bench.sink.received)) == ("suppressed", "withdrawn", 1)


async def test_personal_data_do_not_travel_in_clear(bench: Bench) -> None:
    await ready(bench)
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE webhook_endpoint SET url = 'http://93.184.215.14/hooks'"))
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("suppressed", "plain_http")


async def test_a_partner_without_endpoint_is_seen_and_can_be_told_later(bench: Bench) -> None:
    await bench.partner()
    await bench.consent()
    for _ in range(2):
        await bench.service.deliver(application(bench, loan_id=DELIVERY.delivery_id))
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"], row["endpoint_id"]) == ("suppressed", "no_endpoint", None)
    assert (await post(bench, f"/webhook-deliveries/{row['id']}/replay")).json()["code"] == "endpoint_missing"
    await bench.endpoint()
    assert (await post(bench, f"/webhook-deliveries/{row['id']}/replay")).status_code == 200
    assert await bench.post_due() == 1
    assert [row["state"] for row in await log(bench)] == ["delivered"]


async def test_an_inactive_partner_is_told_nothing(bench: Bench) -> None:
    await ready(bench)
    await bench.service.deliver(application(bench))
    await bench.partner(active=False, revision=2)
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    assert {row["state"] for row in await log(bench)} == {"pending", "suppressed"}


async def test_the_handover_is_told_whole_to_whom_the_customer_allowed_and_thin_to_others(bench: Bench) -> None:
    allowed, other, elsewhere = new_id(), new_id(), new_id()
    for partner_id, stores in ((allowed, (STORE,)), (other, (STORE,)), (elsewhere, (OTHER_STORE,))):
        await bench.partner(partner_id, kind="lead_platform", store_ids=stores)
        await bench.endpoint(partner_id, bench.sink.url + f"/{partner_id}")
    await bench.consent(recipient_id=allowed)
    await bench.service.deliver(DELIVERY.model_copy(update={"informed_partner_ids": (allowed, elsewhere)}))
    await bench.post_due()
    told = {path.rpartition("/")[2]: json.loads(body)["data"] for path, _, body in bench.sink.received}
    assert set(told) == {str(allowed), str(other)}
    assert told[str(allowed)]["detail"] == "full"
    assert told[str(allowed)]["vehicle"]["vin"] == DELIVERY.vehicle.vin
    assert "person_key" not in told[str(allowed)]
    thin = told[str(other)]
    assert set(thin) == {"detail", "delivery_id", "store_id", "delivered_at", "vehicle"}
    assert set(thin["vehicle"]) == {"brand", "series", "model_year", "new"}


async def test_a_store_may_tell_others_nothing(bench: Bench) -> None:
    await bench.partner()
    await bench.endpoint()
    async with bench.service.client(staff_principal(Role.CRM_MANAGER)) as client:
        await client.put("/settings", json={"tell_unconsented_partners": False}, headers={"If-Match": '"0"'})
    await bench.service.deliver(DELIVERY)
    assert await bench.post_due() == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("suppressed", "unknown")


async def test_ten_attempts_over_three_days_with_one_id_and_fresh_timestamps(bench: Bench) -> None:
    await ready(bench)
    bench.sink.respond = answering(500)
    await bench.service.deliver(application(bench))
    for number, seconds in enumerate(SCHEDULE, 1):
        if seconds:
            assert await bench.post_due(seconds=seconds - 1) == 0
            assert await bench.post_due(seconds=1) == 1
        else:
            assert await bench.post_due() == 1
        assert len(bench.sink.received) == number
    assert await bench.post_due(days=30) == 0
    [row] = await log(bench)
    assert (row["state"], row["attempts"], row["last_status"]) == ("failed", 10, 500)
    assert len({headers["webhook-id"] for _, headers, _ in bench.sink.received}) == 1
    assert len({headers["webhook-timestamp"] for _, headers, _ in bench.sink.received}) == 10
    assert len({body for _, _, body in bench.sink.received}) == 1
    bench.sink.respond = answering(200)
    assert (await post(bench, f"/webhook-deliveries/{row['id']}/replay")).json()["state"] == "pending"
    again = await post(bench, f"/webhook-deliveries/{row['id']}/replay")
    assert (again.status_code, again.json()["code"]) == (409, "delivery_under_way")
    await bench.post_due()
    shown = await one(bench, row["id"])
    assert (shown["state"], [each["number"] for each in shown["tries"]]) == ("delivered", list(range(1, 12)))
    assert bench.sink.received[-1][1]["webhook-id"] == row["webhook_id"]


@pytest.mark.parametrize("status", [100, 301, 302, 307, 308, 400, 401, 404, 418, 500])
async def test_only_2xx_is_success_and_redirects_are_not_followed(bench: Bench, status: int) -> None:
    await ready(bench)
    bench.sink.respond = answering(status if status > 199 else 599, Location="/elsewhere")
    await bench.service.deliver(application(bench))
    await bench.post_due()
    [row] = await log(bench)
    assert (row["state"], row["attempts"]) == ("pending", 1)
    assert [path for path, _, _ in bench.sink.received] == ["/hooks"]


async def test_gone_disables_the_endpoint_and_the_keeper_hears_of_it(bench: Bench) -> None:
    await bench.service.organise(KEEPER)
    endpoint_id, _ = await ready(bench)
    bench.sink.respond = answering(410)
    first = application(bench)
    await bench.service.deliver(first)
    await bench.post_due()
    await bench.service.deliver(application(bench))
    shown = await endpoint_of(bench, endpoint_id)
    assert (shown["state"], shown["disabled_reason"]) == ("disabled", "gone")
    later, earlier = await log(bench)
    assert (earlier["state"], later["state"], later["blocked_by"]["code"]) == (
        "failed",
        "suppressed",
        "endpoint_disabled",
    )
    refused = await post(bench, f"/webhook-deliveries/{later['id']}/replay")
    assert (refused.status_code, refused.json()["code"]) == (409, "endpoint_disabled")
    async with bench.service.client(KEEPER) as client:
        kinds = {notice["kind"] for notice in (await client.get("/staff-notices")).json()["items"]}
    assert {"endpoint_disabled", "webhook_failed"} <= kinds
    bench.sink.respond = answering(204)
    enabled = await post(bench, f"/webhook-endpoints/{endpoint_id}/enabling", {"recover": True})
    assert (enabled.status_code, enabled.json()["state"]) == (200, "active")
    assert await bench.post_due() == 2
    assert {row["state"] for row in await log(bench)} == {"delivered"}


@pytest.mark.parametrize(("status", "retry_after", "pause"), [(429, "120", 120), (503, "7200", 7200), (502, None, 30)])
async def test_throttling_holds_back_the_whole_endpoint(
    bench: Bench, status: int, retry_after: str | None, pause: int
) -> None:
    await ready(bench)
    bench.sink.respond = answering(status, **({"Retry-After": retry_after} if retry_after else {}))
    await bench.service.deliver(application(bench))
    await bench.post_due()
    bench.sink.respond = answering(204)
    await bench.service.deliver(application(bench))
    assert await bench.post_due(seconds=pause - 1) == 0
    assert await bench.post_due(seconds=1) >= 1
    await bench.post_due(days=1)
    assert {row["state"] for row in await log(bench)} == {"delivered"}


async def test_five_days_of_failing_disable_an_endpoint(bench: Bench) -> None:
    endpoint_id, _ = await ready(bench)
    bench.sink.respond = answering(500)
    for day in range(6):
        await bench.service.deliver(application(bench))
        assert (await endpoint_of(bench, endpoint_id))["state"] == "active"
        await bench.post_due(**({"days": 1} if day else {}))
    shown = await endpoint_of(bench, endpoint_id)
    assert (shown["state"], shown["disabled_reason"]) == ("disabled", "failing")
    assert {row["state"] for row in await log(bench)} == {"suppressed"}
    assert shown["version"] == 2  # nothing technical counts as a change


async def test_a_hanging_endpoint_does_not_hold_up_the_others(bench: Bench) -> None:
    hanging = asyncio.Event()

    async def respond(request: web.Request) -> web.Response:
        if request.path.endswith("/hanging"):
            await hanging.wait()
        return web.Response(status=204)

    bench.sink.respond = respond
    slow, fast = new_id(), new_id()
    for partner_id, name in ((slow, "hanging"), (fast, "healthy")):
        await bench.partner(partner_id)
        await bench.endpoint(partner_id, f"{bench.sink.url}/{name}")
        await bench.consent(recipient_id=partner_id)
    for _ in range(12):
        await bench.service.deliver(application(bench, partner_id=slow), application(bench, partner_id=fast))
    began = asyncio.get_running_loop().time()
    draining = asyncio.create_task(bench.courier.drain())
    while sum(row["state"] == "delivered" for row in await log(bench, f"?partner_id={fast}")) < 12:
        assert not draining.done()
        await asyncio.sleep(0.01)
    assert asyncio.get_running_loop().time() - began < bench.settings.webhook_timeout_seconds
    assert {row["state"] for row in await log(bench, f"?partner_id={slow}")} == {"pending"}
    hanging.set()
    await draining


async def test_silence_is_a_failure_and_an_endless_answer_is_not_read(bench: Bench) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=200)
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    await ready(bench)
    bench.sink.respond = endless
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 1
    assert [row["state"] for row in await log(bench)] == ["delivered"]
    silent = asyncio.Event()
    bench.sink.respond = lambda _: silent.wait()
    await bench.service.deliver(application(bench))
    await bench.post_due()
    row = (await log(bench))[0]
    assert (row["state"], row["last_status"], row["last_error"]) == ("pending", None, "timeout")
    silent.set()


async def test_an_address_that_went_private_is_not_called(bench: Bench) -> None:
    await ready(bench)
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE webhook_endpoint SET url = 'https://10.0.0.1/hooks'"))
    await bench.service.deliver(application(bench))
    await bench.post_due()
    [row] = await log(bench)
    assert (row["state"], row["last_error"]) == ("pending", "address_not_public")


async def test_both_secrets_sign_until_the_overlap_is_over(bench_today: Bench) -> None:
    bench = bench_today
    endpoint_id, old = await ready(bench)
    rotated = await post(bench, f"/webhook-endpoints/{endpoint_id}/secret-rotation", {"overlap_hours": 1})
    new = rotated.json()["secret"]
    await bench.service.deliver(application(bench))
    await bench.post_due()
    _, headers, body = bench.sink.received[-1]
    for secret in (old, new):
        Webhook(secret).verify(body, headers)
    assert len((await endpoint_of(bench, endpoint_id))["secrets"]) == 2
    bench.wall.tick(timedelta(hours=1))
    await bench.service.deliver(application(bench))
    await bench.post_due()
    _, headers, body = bench.sink.received[-1]
    assert len(headers["webhook-signature"].split(" ")) == 1
    assert len((await endpoint_of(bench, endpoint_id))["secrets"]) == 1


async def test_two_couriers_and_a_crash_between_post_and_record(bench: Bench) -> None:
    await ready(bench)
    for _ in range(10):
        await bench.service.deliver(application(bench))
    platform = bench.service.service.platform
    twin = Courier(platform)
    await asyncio.gather(bench.courier.drain(), twin.drain())
    assert len(bench.sink.received) == 10
    await bench.service.deliver(application(bench))
    await twin._start_due()
    while twin._under_way:
        await asyncio.wait(twin._under_way)
    await twin.close()  # posted, and gone before it was written down
    assert await bench.post_due() == 0
    assert await bench.post_due(seconds=90) == 1
    ids = [headers["webhook-id"] for _, headers, _ in bench.sink.received]
    assert (len(ids), len(set(ids))) == (12, 11)
    assert {row["state"] for row in await log(bench)} == {"delivered"}


async def test_what_is_too_large_fails_at_once(bench: Bench) -> None:
    await ready(bench)
    sealed = bench.service.service.platform.vault.seal_for_transport({"note": "长" * 7_000})
    await bench.service.deliver(application(bench, applicant_sealed=sealed))
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("failed", "too_large")


async def test_bodies_are_dropped_after_thirty_days(bench: Bench) -> None:
    await ready(bench)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    await bench.service.advance(days=29)
    [row] = await log(bench)
    assert (await one(bench, row["id"]))["replayable"] is True
    await bench.service.advance(days=1)
    assert (await one(bench, row["id"]))["replayable"] is False


async def test_endpoints_over_http(bench: Bench) -> None:
    await bench.partner()
    body = {"partner_id": str(PARTNER), "url": bench.sink.url, "event_types": ["leads.loan_submitted"]}
    async with bench.service.client(KEEPER) as client:
        made = await client.post("/webhook-endpoints", json=body)
        assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
        path = f"/webhook-endpoints/{made.json()['endpoint']['id']}"
        assert "secret" not in (await client.get(path)).json()
        bad = await client.post("/webhook-endpoints", json=body | {"url": "https://169.254.169.254/"})
        assert (bad.status_code, bad.json()["fault"]) == (422, "address_not_public")
        assert bad.json()["errors"][0]["pointer"] == "/url"
        unknown = await client.post("/webhook-endpoints", json=body | {"event_types": ["leads.everything"]})
        assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/event_types/0")
        nobody = await client.post("/webhook-endpoints", json=body | {"partner_id": str(new_id())})
        assert (nobody.status_code, nobody.json()["code"]) == (404, "partner_not_found")
        change = {"url": "https://[::ffff:10.0.0.1]/"}
        assert (await client.patch(path, json=change, headers={"If-Match": '"1"'})).status_code == 422
        assert (await client.patch(path, json={"description": "x"})).status_code == 428
        assert (await client.patch(path, json={"description": "x"}, headers={"If-Match": '"9"'})).status_code == 412
        changed = await client.patch(path, json={"description": "生产"}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.headers["ETag"], changed.json()["description"]) == (200, '"2"', "生产")
        assert (await client.post(f"{path}/disabling")).json()["disabled_reason"] == "by_hand"
        assert (await client.post(f"{path}/enabling", json={})).json()["state"] == "active"
        assert len((await client.get("/webhook-event-types")).json()["items"]) == 2
        partners = (await client.get("/webhook-partners")).json()["items"]
        assert partners[0]["inbound_url"].endswith(f"/api/v1/notifications/webhooks/inbound/{PARTNER}")
        first = await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")
        assert first.json()["secret"].startswith("whsec_")
        assert (await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")).status_code == 409
        acts = (await client.get(f"/webhook-partners/{PARTNER}/secret-accesses")).json()["items"]
        assert [line["act"] for line in acts][:1] == ["revealed"]
    for outsider, status in (
        (staff_principal(Role.CHANNEL_PARTNER_MANAGER, store_id=OTHER_STORE), 404),
        (FINANCE, 403),
    ):
        async with bench.service.client(outsider) as client:
            assert (await client.get(path)).status_code == status
            assert (await client.delete(path)).status_code == status
            assert (await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")).status_code == status
    async with bench.service.client(KEEPER) as client:
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).status_code == 404


async def test_the_log_keeps_to_the_scope_and_costs_one_statement(bench: Bench) -> None:
    await ready(bench)
    for _ in range(3):
        await bench.service.deliver(application(bench))
    with bench.service.sql_count() as counts:
        rows = await log(bench, "?limit=2")
    assert (len(rows), counts["total"]) == (2, 1)
    async with bench.service.client(FINANCE) as client:
        assert len((await client.get("/webhook-deliveries")).json()["items"]) == 3
        assert (await client.post(f"/webhook-deliveries/{rows[0]['id']}/replay")).status_code == 403
    for outsider in (staff_principal(Role.CHANNEL_PARTNER_MANAGER, store_id=OTHER_STORE),):
        async with bench.service.client(outsider) as client:
            assert (await client.get("/webhook-deliveries")).json()["items"] == []
            assert (await client.get(f"/webhook-deliveries/{rows[0]['id']}")).status_code == 404
    async with bench.service.client(staff_principal(Role.SALES_ADVISOR)) as client:
        assert (await client.get("/webhook-deliveries")).status_code == 403


# The rules by themselves.


def test_the_schedule_is_the_promised_one() -> None:
    assert len(SCHEDULE) == 10
    assert timedelta(seconds=sum(SCHEDULE)) == timedelta(hours=75, minutes=35, seconds=5)
    assert wait_before(11, 0.5) is None


@given(attempt=st.integers(1, 10), luck=st.floats(0, 1))
def test_jitter_stays_within_a_tenth(attempt: int, luck: float) -> None:
    wait = wait_before(attempt, luck)
    assert wait is not None
    promised = timedelta(seconds=SCHEDULE[attempt - 1])
    assert promised <= wait <= promised * 1.1 + timedelta(milliseconds=1)


@given(status=st.integers(100, 599), attempts=st.integers(1, 10), days=st.integers(0, 9))
def test_every_answer_has_one_meaning(status: int, attempts: int, days: int) -> None:
    answer = Answer(status, None, None, 1)
    since = START - timedelta(days=days)
    verdict = judge(answer, attempts=attempts, failing_since=since, now=START, luck=0)
    if 200 <= status < 300:
        assert (verdict.state, verdict.disable) == ("delivered", None)
    elif status == 410:
        assert (verdict.state, verdict.disable) == ("failed", "gone")
    else:
        assert (verdict.state == "failed") == (attempts == 10)
        assert (verdict.disable is not None) == (timedelta(days=days) >= GIVE_UP_AFTER)
        assert (verdict.pause_until is not None) == (status in (429, 502, 503, 504))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        ("90", 90),
        ("999999999999", 86_400),
        ("-5", None),
        ("soon", None),
        ("１２", None),
        (format_datetime(datetime(2026, 3, 10, 2, 6, tzinfo=UTC), usegmt=True), 60),
        (format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True), None),
        (format_datetime(datetime(2030, 1, 1, tzinfo=UTC), usegmt=True), 86_400),
    ],
)
def test_retry_after(said: str | None, seconds: int | None) -> None:
    found = read_retry_after(said, START)
    assert found == (None if seconds is None else timedelta(seconds=seconds))
