"""In order per key, each effect exactly once, whatever fails."""

import asyncio

import pytest
from messaging import Backoff, Envelope, PermanentFailure, UnknownType, is_infrastructure
from pydantic import BaseModel, ValidationError
from service_defaults.testkit.noting import NotingService, note
from service_defaults.testkit.waiting import Running, until
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

MOBILE = "19900001234"
NOW = Backoff(first=0.0, limit=0.0)


async def test_each_event_has_its_effect_once(service: NotingService) -> None:
    await service.inbox.store([note("a", n) for n in range(10)])
    assert await service.deliverer().drain() == 10
    assert await service.deliverer().drain() == 0
    assert await service.effects("a") == list(range(10))
    assert await service.states("a") == ["done"] * 10


async def test_order_per_key_with_many_workers_in_many_processes(service: NotingService, running: Running) -> None:
    for n in range(40):
        await service.inbox.store([note(key, n) for key in "abcde"])
    for _ in range(2):
        running(service.deliverer(workers=4).run())
    await until(service.all_done)
    for key in "abcde":
        assert await service.effects(key) == list(range(40))


async def test_different_keys_are_handled_side_by_side(service: NotingService, running: Running) -> None:
    both = asyncio.Barrier(2)

    async def meet(session: AsyncSession, envelope: Envelope) -> None:
        await both.wait()
        await service.handle(session, envelope)

    deliverer = service.deliverer(workers=2)
    deliverer._handle = meet
    await service.inbox.store([note("a"), note("b")])
    running(deliverer.run())
    await until(service.all_done)


async def test_a_wake_delivers_at_once(service: NotingService, running: Running) -> None:
    deliverer = service.deliverer(poll=3600)
    running(deliverer.run())
    await asyncio.sleep(0)
    await service.inbox.store([note("a", 1)])
    deliverer.wake()
    await until(service.all_done)


async def test_the_poll_finds_what_another_process_stored(service: NotingService, running: Running) -> None:
    running(service.deliverer(poll=0.05).run())
    await service.inbox.store([note("a", 1), note("b", 1)])
    await until(service.all_done)


async def test_a_failure_rolls_back_and_is_tried_again(service: NotingService) -> None:
    service.failing = {("a", 1): RuntimeError("full moon")}
    await service.inbox.store([note("a", 1), note("a", 2), note("b", 1)])
    await service.deliverer().drain()
    assert [await service.effects("a"), await service.effects("b")] == [[], [1]]
    assert await service.fetch(
        "SELECT attempts, state, last_error, due_at > now() FROM inbox WHERE key = 'a' ORDER BY seq"
    ) == [
        (1, "pending", "RuntimeError: full moon", True),
        (0, "pending", None, False),
    ]
    service.failing.clear()
    await service.fetch("UPDATE inbox SET due_at = now()")
    await service.deliverer().drain()
    assert await service.effects("a") == [1, 2]


async def test_the_pauses_between_attempts_grow(service: NotingService) -> None:
    service.failing = {("a", 1): RuntimeError("again")}
    await service.inbox.store([note("a", 1)])
    pauses = []
    for _ in range(4):
        await service.fetch("UPDATE inbox SET due_at = now()")
        await service.deliverer(backoff=Backoff(first=10, limit=60, jitter=0)).drain()
        pauses += await service.fetch("SELECT round(extract(epoch FROM due_at - now())) FROM inbox")
    assert [int(pause) for (pause,) in pauses] == [10, 20, 40, 60]


async def test_poison_is_parked_and_only_its_key_waits(service: NotingService) -> None:
    service.failing = {("a", 2): RuntimeError("poison")}
    await service.inbox.store([note("a", 1), note("a", 2), note("a", 3), note("b", 1)])
    assert await service.deliverer(attempts=3, backoff=NOW).drain() == 5
    assert [await service.effects("a"), await service.effects("b")] == [[1], [1]]
    assert await service.states("a") == ["done", "dead", "pending"]
    assert await service.fetch("SELECT attempts FROM inbox WHERE state = 'dead'") == [(3,)]


async def test_a_parked_event_is_replayed_before_those_that_waited(service: NotingService) -> None:
    service.failing = {("a", 1): PermanentFailure("bug")}
    first = note("a", 1)
    await service.inbox.store([first, note("a", 2)])
    await service.deliverer().drain()
    service.failing.clear()
    assert await service.inbox.replay(first.id)
    await service.deliverer().drain()
    assert await service.effects("a") == [1, 2]


async def test_a_skipped_event_has_no_effect_and_lets_the_others_go(service: NotingService) -> None:
    service.failing = {("a", 1): PermanentFailure("bug")}
    first = note("a", 1)
    await service.inbox.store([first, note("a", 2)])
    await service.deliverer().drain()
    assert await service.inbox.skip(first.id)
    await service.deliverer().drain()
    assert await service.effects("a") == [2]
    assert await service.states("a") == ["skipped", "done"]


class _Shape(BaseModel):
    mobile: int


def _validation_error() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        _Shape.model_validate({"mobile": MOBILE + "x"})
    return caught.value


@pytest.mark.parametrize("error", [_validation_error(), UnknownType("tests.noted.v1"), PermanentFailure("no")])
async def test_what_no_retry_can_help_is_parked_at_once(service: NotingService, error: Exception) -> None:
    service.failing = {("a", 1): error}
    await service.inbox.store([note("a", 1)])
    assert await service.deliverer().drain() == 1
    assert await service.states("a") == ["dead"]


async def test_data_that_does_not_fit_is_parked_at_once(service: NotingService) -> None:
    await service.inbox.store([note("a", 1)])
    await service.fetch('UPDATE inbox SET data = \'{"n": "19900001234"\'')
    await service.deliverer().drain()
    assert await service.states("a") == ["dead"]


async def test_what_is_written_down_quotes_no_personal_data(
    service: NotingService, caplog: pytest.LogCaptureFixture
) -> None:
    service.failing = {("a", 1): _validation_error(), ("b", 1): ValueError(f"first line\nDETAIL: mobile {MOBILE}")}
    await service.inbox.store([note("a", 1), note("b", 1)])
    await service.deliverer().drain()
    written = str(await service.fetch("SELECT last_error FROM inbox ORDER BY seq")) + caplog.text
    assert "ValidationError: mobile: int_parsing" in written
    assert "ValueError: first line" in written
    assert MOBILE not in written


async def test_an_error_at_commit_counts_like_one_in_the_handler(service: NotingService) -> None:
    await service.fetch("ALTER TABLE effect ADD CONSTRAINT once UNIQUE (key, n) DEFERRABLE INITIALLY DEFERRED")
    await service.inbox.store([note("a", 1), note("a", 1), note("b", 1)])
    await service.deliverer(attempts=2, backoff=NOW).drain()
    assert [await service.effects("a"), await service.effects("b")] == [[1], [1]]
    assert await service.states("a") == ["done", "dead"]


async def test_an_outage_uses_up_no_attempts(service: NotingService, running: Running) -> None:
    service.failing = {("a", 1): ConnectionResetError("gone")}
    await service.inbox.store([note("a", 1), note("b", 1)])
    with pytest.raises(ConnectionResetError):
        await service.deliverer().drain()
    assert await service.fetch("SELECT attempts, state FROM inbox WHERE key = 'a'") == [(0, "pending")]
    running(service.deliverer(attempts=1, outage=Backoff(0.001, 0.01)).run())
    service.failing.clear()
    await until(service.all_done)
    assert await service.effects("a") == [1]


async def test_a_connection_that_dies_under_the_handler_uses_up_no_attempts(
    service: NotingService, running: Running
) -> None:
    died = 0

    async def die_twice(session: AsyncSession, envelope: Envelope) -> None:
        nonlocal died
        await service.handle(session, envelope)
        if died < 2:
            died += 1
            pid = await session.scalar(text("SELECT pg_backend_pid()"))
            await service.fetch("SELECT pg_terminate_backend(:pid)", pid=pid)
            await session.execute(text("SELECT 1"))

    deliverer = service.deliverer(workers=1, attempts=1, outage=Backoff(0.001, 0.01))
    deliverer._handle = die_twice
    await service.inbox.store([note("a", 1)])
    running(deliverer.run())
    await until(service.all_done)
    assert await service.effects("a") == [1]
    assert died == 2


async def test_a_serialization_failure_is_not_the_events_fault(service: NotingService) -> None:
    async def clash(session: AsyncSession, envelope: Envelope) -> None:
        await session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'clash' USING ERRCODE = '40001'; END $$"))

    deliverer = service.deliverer()
    deliverer._handle = clash
    await service.inbox.store([note("a", 1)])
    with pytest.raises(DBAPIError) as caught:
        await deliverer.drain()
    assert is_infrastructure(caught.value)
    assert await service.fetch("SELECT attempts FROM inbox") == [(0,)]


async def test_a_constraint_is_the_events_fault(service: NotingService) -> None:
    with pytest.raises(IntegrityError) as caught:
        await service.fetch("INSERT INTO outbox DEFAULT VALUES")
    assert not is_infrastructure(caught.value)
    assert is_infrastructure(_wrapped(ConnectionRefusedError()))
    assert not is_infrastructure(_wrapped(FileNotFoundError()))


def _wrapped(cause: Exception) -> Exception:
    error = RuntimeError("wrapped")
    error.__cause__ = cause
    return error


async def test_a_cancelled_deliverer_leaves_the_event_in_the_inbox(service: NotingService) -> None:
    inside = asyncio.Event()

    async def hang(session: AsyncSession, envelope: Envelope) -> None:
        await service.handle(session, envelope)
        inside.set()
        await asyncio.Event().wait()

    deliverer = service.deliverer()
    deliverer._handle = hang
    await service.inbox.store([note("a", 1)])
    task = asyncio.ensure_future(deliverer.run())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await service.states("a") == ["pending"]
    await service.deliverer().drain()
    assert await service.effects("a") == [1]


async def test_a_long_blocked_backlog_does_not_slow_the_others(service: NotingService) -> None:
    service.failing = {("poison", 0): PermanentFailure("no")}
    await service.inbox.store([note("poison", n) for n in range(5_000)])
    await service.inbox.store([note(f"k{n}", 1) for n in range(50)])
    async with asyncio.timeout(20):
        assert await service.deliverer().drain() == 51
