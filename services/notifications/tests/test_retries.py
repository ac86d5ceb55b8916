"""Outbound webhooks that fail: attempts, throttling, giving up, isolation, crashes."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from contracts.leads import VehicleDelivered
from hypothesis import given
from hypothesis import strategies as st
from notifications.app import DEFINITION
from notifications.delivery.courier import Courier
from notifications.delivery.policy import GIVE_UP_AFTER, SCHEDULE, Answer, judge, read_retry_after, wait_before
from notifications.testkit import (
    KEEPER,
    Bench,
    answering,
    application,
    endpoint_of,
    log,
    one,
    post,
    ready,
)
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit import Running, until
from service_defaults.testkit.service import START, staff_principal
from sqlalchemy import text

from contracts.examples import example

FINANCE = staff_principal(Role.FINANCE_SPECIALIST)
DELIVERY = example(VehicleDelivered)


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


async def test_the_loop_posts_by_itself_and_outlives_an_outage(bench: Bench, running: Running) -> None:
    await ready(bench)
    running(bench.courier.run())
    async with bench.service.work() as work:
        await work.session.execute(text("ALTER TABLE webhook_attempt RENAME TO away"))
    await bench.service.deliver(application(bench))
    await until(lambda: bench.sink.received)
    async with bench.service.work() as work:
        await work.session.execute(text("ALTER TABLE away RENAME TO webhook_attempt"))

    async def delivered() -> bool:
        return [row["state"] for row in await log(bench)] == ["delivered"]

    await until(delivered)
    assert len(bench.sink.received) == 1


async def test_every_endpoint_of_a_partner_is_told_under_one_id(bench: Bench) -> None:
    await ready(bench)
    await bench.endpoint(url=f"{bench.sink.url}/second")
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 2
    assert len({headers["webhook-id"] for _, headers, _ in bench.sink.received}) == 1
    assert {path for path, _, _ in bench.sink.received} == {"/hooks", "/hooks/second"}


async def test_draining_the_service_waits_for_the_answers_of_partners(bench: Bench, running: Running) -> None:
    assert DEFINITION.background == (Courier,)
    bench.service.service.background = [bench.courier]
    gate = asyncio.Event()

    async def respond(_: web.Request) -> web.Response:
        await gate.wait()
        return web.Response(status=204)

    bench.sink.respond = respond
    await ready(bench)
    draining = asyncio.create_task(bench.service.deliver(application(bench)))
    await until(lambda: bench.sink.received)
    running(bench.courier.run())
    assert not draining.done()
    gate.set()
    await draining
    assert [row["state"] for row in await log(bench)] == ["delivered"]
    assert len(bench.sink.received) == 1
