"""People, and timers that work on the same customers: nobody waits for ever, and a timer lets people go first."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from leads.lead import service as lead_service
from leads.pool.recycling import POOL_TIMER
from leads.testkit import ask, call, lead_of, pool
from service_defaults.jobs import JobRunner
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import text

ROUNDS = 4
_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@pytest.fixture
async def silent(leads: ServiceHarness, cast: SimpleNamespace) -> list[dict[str, Any]]:
    """Customers whom the pool is about to take: due, and no timer has run yet."""
    opened = [await lead_of(leads, cast.adviser, number) for number in range(1, ROUNDS + 1)]
    for one in opened:
        await call(leads, cast.adviser, one["lead_id"], level="H")
    await leads.drain()
    await leads.advance(days=7)
    clock = leads.service.platform.clock
    clock.advance_to(clock.offset + timedelta(days=4))
    return opened


def runner_of(leads: ServiceHarness, fired: asyncio.Event) -> JobRunner:
    return JobRunner(leads.service.platform, [POOL_TIMER], after_tick=fired.set)


@asynccontextmanager
async def held(leads: ServiceHarness, lead_id: str) -> AsyncIterator[None]:
    """Somebody works on a lead meanwhile."""
    async with leads.work() as work:
        await lead_service.lock_lead(work, lead_id)  # type: ignore[arg-type]
        yield


async def waiting(leads: ServiceHarness, count: int, tasks: list[Awaitable[Any]]) -> None:
    """Until so many transactions wait for a lock, or one of the tasks has ended without."""
    async with asyncio.timeout(20), leads.service.platform.database.read() as session:
        while not any(task.done() for task in tasks):  # type: ignore[attr-defined]
            if (await session.scalar(_WAITING) or 0) >= count:
                return


async def visit(leads: ServiceHarness, cast: SimpleNamespace, number: int) -> int:
    async with leads.client(cast.reception) as client:
        return (await client.post("/visits", json={"mobile": f"1990000{number:04d}"})).status_code


async def test_a_timer_gives_way_to_whoever_holds_the_lead_and_comes_back(
    leads: ServiceHarness, cast: SimpleNamespace, silent: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    fired = asyncio.Event()
    runner = runner_of(leads, fired)
    with caplog.at_level(logging.INFO, logger="service_defaults.jobs"):
        async with held(leads, silent[0]["lead_id"]):
            # One try, in which it waited less than PostgreSQL does before it looks for a deadlock; then it rests.
            assert await runner.drain() == 1
            assert not fired.is_set()
            assert await runner.drain() == 0
    assert [record.message for record in caplog.records] == [
        "timer pool_review gave way to somebody who works on the same rows"
    ]
    assert await pool(leads, cast.manager) == []
    task = asyncio.create_task(runner.run(poll_seconds=0.05))
    async with asyncio.timeout(20):
        await fired.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    taken = {one["customer_id"] for one in await pool(leads, cast.manager)}
    assert taken == {one["customer_id"] for one in silent}


@pytest.mark.parametrize("first", ["visit", "timer"])
async def test_a_visit_and_the_pools_timer_never_wait_for_each_other(
    leads: ServiceHarness,
    cast: SimpleNamespace,
    silent: list[dict[str, Any]],
    caplog: pytest.LogCaptureFixture,
    first: str,
) -> None:
    """Both are made to stand at the same lead, in either order; then the lead is let go."""
    fired = asyncio.Event()
    with caplog.at_level(logging.WARNING):
        for number, one in enumerate(silent, 1):
            runner = runner_of(leads, fired)
            hands = [lambda n=number: visit(leads, cast, n), lambda r=runner: r.drain()]
            tasks: list[asyncio.Task[Any]] = []
            async with held(leads, one["lead_id"]):
                for place, hand in enumerate(hands if first == "visit" else reversed(hands), 1):
                    tasks.append(asyncio.create_task(hand()))  # type: ignore[no-untyped-call]
                    await waiting(leads, place, list(tasks))
            async with asyncio.timeout(30):
                results = await asyncio.gather(*tasks)
            assert 201 in results, results
            page = await ask(leads, cast.manager, "GET", f"/customers/{one['customer_id']}")
            assert page["owner_name"] is not None
    assert [record.message for record in caplog.records if "deadlock" in record.getMessage()] == []
    assert not any("failed" in record.getMessage() for record in caplog.records)


async def test_many_visits_and_the_timer_at_once(
    leads: ServiceHarness, cast: SimpleNamespace, silent: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    fired = asyncio.Event()
    with caplog.at_level(logging.WARNING):
        runners = [runner_of(leads, fired) for _ in range(3)]
        async with asyncio.timeout(60):
            results = await asyncio.gather(
                *(visit(leads, cast, number) for number in range(1, ROUNDS + 1)), *(one.drain() for one in runners)
            )
    assert list(results[:ROUNDS]) == [201] * ROUNDS
    assert caplog.records == []
    # Whoever came has an adviser, whichever of the two was faster.
    for one in silent:
        page = await ask(leads, cast.manager, "GET", f"/customers/{one['customer_id']}")
        assert page["owner_name"] is not None
