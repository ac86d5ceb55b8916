"""At least once, in order per key, one active relay per service."""

import asyncio
from collections.abc import Sequence

import pytest
from messaging import Backoff, Envelope, InProcessTransport, Relay, outbox
from service_defaults.testkit.noting import NotingService
from service_defaults.testkit.waiting import Running, until
from sqlalchemy import text

QUICK = Backoff(first=0.01, limit=0.05)


class Carrier:
    """A transport that refuses what it is told to, and remembers every call."""

    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.calls: list[list[str]] = []
        self.safe: list[tuple[str, int]] = []
        self.gate: asyncio.Event | None = None

    async def publish(self, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        self.calls.append([envelope.key for envelope in envelopes])
        if self.gate is not None:
            await self.gate.wait()
        errors: list[Exception | None] = []
        for envelope in envelopes:
            if "*" in self.refused or envelope.key in self.refused:
                errors.append(ConnectionError(envelope.key))
            else:
                self.safe.append((envelope.key, int(envelope.data.split(b'"n":')[1].split(b",")[0])))
                errors.append(None)
        return errors

    def of(self, key: str) -> list[int]:
        return [n for each, n in self.safe if each == key]

    def first_of(self, key: str) -> list[int]:
        """Without the second copies that a relay leaves which ended between publishing and marking."""
        return list(dict.fromkeys(self.of(key)))


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


def relay_of(service: NotingService, carrier: object, **options: object) -> Relay:
    return service.relay(carrier, **{"backoff": QUICK, "poll": 0.05, **options})


async def test_everything_is_published_in_order_and_marked(service: NotingService, carrier: Carrier) -> None:
    for key in "abc":
        await service.put(key, *range(30))
    assert await relay_of(service, carrier, batch=20).drain() == 90
    assert [carrier.of(key) for key in "abc"] == [list(range(30))] * 3
    assert (await outbox.backlog(service.engine)).depth == 0


async def test_a_key_never_stands_twice_in_one_call(service: NotingService, carrier: Carrier) -> None:
    await service.put("a", 1, 2, 3)
    await service.put("b", 1)
    await relay_of(service, carrier).drain()
    assert carrier.calls == [["a", "b"], ["a"], ["a"]]


async def test_a_refused_key_waits_and_the_others_flow(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    carrier.refused = {"a"}
    for n in range(5):
        await service.put("a", n)
        await service.put("b", n)
    relay = relay_of(service, carrier)
    running(relay.run())
    await until(lambda: len(carrier.of("b")) == 5)
    await until(lambda: sum(call.count("a") for call in carrier.calls) > 3)
    assert carrier.of("a") == []
    carrier.refused.clear()
    await until(lambda: carrier.of("a") == [0, 1, 2, 3, 4])


async def test_a_refused_key_that_fills_whole_batches_does_not_hide_the_others(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    carrier.refused = {"a"}
    await service.put("a", *range(50))
    await service.put("b", 1)
    running(relay_of(service, carrier, batch=10).run())
    await until(lambda: carrier.of("b") == [1])


async def test_an_outage_is_waited_for_without_a_flood(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    carrier.refused = {"*"}
    await service.put("a", *range(3))
    relay = relay_of(service, carrier, backoff=Backoff(first=0.1, limit=0.2))
    running(relay.run())
    await until(lambda: len(carrier.calls) >= 3)
    for _ in range(100):
        relay.wake()
        await asyncio.sleep(0)
    assert len(carrier.calls) <= 4
    carrier.refused.clear()
    await until(lambda: carrier.of("a") == [0, 1, 2])


async def test_a_wake_publishes_at_once(service: NotingService, carrier: Carrier, running: Running) -> None:
    relay = relay_of(service, carrier, poll=3600)
    running(relay.run())
    await service.put("a", 1)
    relay.wake()
    await until(lambda: carrier.of("a") == [1])


async def test_the_poll_finds_what_another_process_wrote(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    running(relay_of(service, carrier).run())
    await service.put("a", 1)
    await until(lambda: carrier.of("a") == [1])


async def test_only_one_relay_is_active(service: NotingService, carrier: Carrier, running: Running) -> None:
    carrier.gate = asyncio.Event()
    await service.put("a", 1)
    running(relay_of(service, carrier).run())
    await until(lambda: carrier.calls == [["a"]])
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(relay_of(service, carrier).drain())
        for _ in range(3):
            running(relay_of(service, carrier, poll=0.001).run())
        await service.put("b", 1)
        await asyncio.sleep(0)
        assert carrier.calls == [["a"]]
        carrier.gate.set()
    assert sorted(carrier.safe) == [("a", 1), ("b", 1)]


async def test_the_other_relay_takes_over(service: NotingService, carrier: Carrier, running: Running) -> None:
    active = running(relay_of(service, carrier).run())
    await service.put("a", 1)
    await until(lambda: carrier.of("a") == [1])
    running(relay_of(service, carrier).run())
    active.cancel()
    await service.put("a", 2)
    await until(lambda: carrier.first_of("a") == [1, 2])


async def test_a_relay_that_loses_its_connection_begins_again(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    running(relay_of(service, carrier).run())
    await service.put("a", 1)
    await until(lambda: carrier.of("a") == [1])
    await service.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    await service.put("a", 2)
    await until(lambda: carrier.first_of("a") == [1, 2])


async def test_the_lock_is_given_back_to_nobodys_pool(service: NotingService, carrier: Carrier) -> None:
    await service.put("a", 1)
    await relay_of(service, carrier).drain()
    locks = "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND {}"
    assert await service.fetch(locks.format("datname = current_database()")) == [(0,)]


async def test_a_row_with_a_lower_id_that_commits_later_is_not_lost(service: NotingService, carrier: Carrier) -> None:
    relay = relay_of(service, carrier)
    async with service.engine.connect() as slow:
        await slow.execute(
            text(
                "INSERT INTO outbox (event_id, type, source, key, time, data)"
                " VALUES (gen_random_uuid(), 'tests.noted.v1', '/chemai/tests', 'slow', now(), :data)"
            ),
            {"data": b'{"n":7,"x":1}'},
        )
        await service.put("quick", 1)
        assert await relay.drain() == 1
        await slow.commit()
    assert await relay.drain() == 1
    assert carrier.of("slow") == [7]


async def test_drain_raises_what_the_transport_answered(service: NotingService, carrier: Carrier) -> None:
    carrier.refused = {"a"}
    await service.put("a", 1)
    await service.put("b", 1)
    with pytest.raises(ConnectionError):
        await relay_of(service, carrier).drain()
    assert carrier.of("b") == [1]
    carrier.refused.clear()
    assert await relay_of(service, carrier).drain() == 1


async def test_drain_waits_for_the_relay_that_is_active(
    service: NotingService, carrier: Carrier, running: Running
) -> None:
    carrier.gate = asyncio.Event()
    relay = relay_of(service, carrier)
    running(relay.run())
    await service.put("a", 1)
    await until(lambda: carrier.calls)
    async with asyncio.TaskGroup() as group:
        group.create_task(relay.drain())
        carrier.gate.set()
    assert carrier.of("a") == [1]


async def test_it_publishes_through_a_real_transport(service: NotingService) -> None:
    transport = InProcessTransport()
    transport.subscribe("tests", {"tests.noted.v1"}, service.inbox.store)
    await transport.start()
    envelopes = await service.put("a", 1, 2)
    await relay_of(service, transport).drain()
    assert await service.fetch("SELECT event_id FROM inbox ORDER BY seq") == [(envelope.id,) for envelope in envelopes]
