"""What every transport keeps; both inherit the same suite, Kafka against a real broker."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from uuid import uuid4

import pytest
from messaging import Envelope, InProcessTransport, Transport, TransportStopped
from messaging.kafka import KafkaTransport
from service_defaults.testkit.noting import NOTED, note
from service_defaults.testkit.waiting import until


class Memory:
    """A store that keeps each id once, and can be out of order for a while."""

    def __init__(self) -> None:
        self.kept: dict[object, Envelope] = {}
        self.broken = False
        self.refusals = 0

    async def __call__(self, envelopes: Sequence[Envelope]) -> None:
        if self.broken:
            self.refusals += 1
            raise ConnectionError("no database")
        for envelope in envelopes:
            self.kept.setdefault(envelope.id, envelope)

    def of(self, key: str) -> list[Envelope]:
        return [envelope for envelope in self.kept.values() if envelope.key == key]


async def publish(transport: Transport, envelopes: Sequence[Envelope]) -> None:
    """As the relay does: again until every one is safe."""
    waiting = list(envelopes)
    async with asyncio.timeout(30):
        while waiting:
            errors = await transport.publish(waiting)
            assert len(errors) == len(waiting)
            waiting = [envelope for envelope, error in zip(waiting, errors, strict=True) if error is not None]
            await asyncio.sleep(0.01 if waiting else 0)


class TransportConformance:
    """Inherit and give a fixture `transport`: fresh, not started."""

    @pytest.fixture
    async def started(self, transport: Transport) -> AsyncIterator[Transport]:
        yield transport
        await transport.stop()

    async def test_each_subscriber_gets_the_types_it_asked_for(self, started: Transport) -> None:
        both, one, none = Memory(), Memory(), Memory()
        started.subscribe("loyalty", {NOTED, "tests.closed.v1"}, both)
        started.subscribe("leads", {NOTED}, one)
        started.subscribe("aftersales", {"tests.closed.v1"}, none)
        await started.start()
        envelope = note("a")
        await publish(started, [envelope])
        await until(lambda: both.kept and one.kept)
        assert [both.of("a"), one.of("a"), none.kept] == [[envelope], [envelope], {}]

    async def test_every_attribute_arrives(self, started: Transport) -> None:
        memory = Memory()
        started.subscribe("leads", {NOTED}, memory)
        await started.start()
        envelope = note("客户", store_id="s1")
        await publish(started, [envelope])
        await until(lambda: memory.kept)
        assert memory.kept == {envelope.id: envelope}

    async def test_order_per_key(self, started: Transport) -> None:
        memory = Memory()
        started.subscribe("leads", {NOTED}, memory)
        await started.start()
        for n in range(20):
            await publish(started, [note(key, n) for key in "abcdefgh"])
        await until(lambda: len(memory.kept) == 160)
        for key in "abcdefgh":
            assert [envelope.data for envelope in memory.of(key)] == [note(key, n).data for n in range(20)]

    async def test_a_big_batch(self, started: Transport) -> None:
        memory = Memory()
        started.subscribe("leads", {NOTED}, memory)
        await started.start()
        envelopes = [note(f"k{n}", n) for n in range(2000)]
        await publish(started, envelopes)
        await until(lambda: len(memory.kept) == 2000)
        assert set(memory.kept) == {envelope.id for envelope in envelopes}

    async def test_a_store_that_fails_gets_everything_later(self, started: Transport) -> None:
        memory, healthy = Memory(), Memory()
        started.subscribe("leads", {NOTED}, memory)
        started.subscribe("loyalty", {NOTED}, healthy)
        await started.start()
        memory.broken = True
        envelopes = [note("a", n) for n in range(3)]
        publishing = asyncio.ensure_future(publish(started, envelopes))
        await until(lambda: memory.refusals and len(healthy.kept) == 3)
        memory.broken = False
        await publishing
        await until(lambda: len(memory.kept) == 3)
        assert memory.of("a") == healthy.of("a") == envelopes

    async def test_a_transport_that_does_not_run_publishes_nothing(self, transport: Transport) -> None:
        memory = Memory()
        transport.subscribe("leads", {NOTED}, memory)
        assert [type(error) for error in await transport.publish([note("a"), note("b")])] == [TransportStopped] * 2
        await transport.start()
        await transport.stop()
        assert [type(error) for error in await transport.publish([note("a")])] == [TransportStopped]
        assert memory.kept == {}

    async def test_it_can_be_started_again(self, started: Transport) -> None:
        memory = Memory()
        started.subscribe("leads", {NOTED}, memory)
        await started.start()
        await publish(started, [note("a", 1)])
        await until(lambda: len(memory.kept) == 1)
        await started.stop()
        await started.start()
        await publish(started, [note("a", 2)])
        await until(lambda: len(memory.kept) == 2)

    async def test_a_tap_sees_what_passes_from_now_on(self, started: Transport) -> None:
        seen: list[Envelope] = []
        await started.start()
        await publish(started, [note("before")])
        started.tap({NOTED}, seen.append)
        await self.settled(started)
        envelopes = [note(key) for key in "abc"]
        await publish(started, envelopes)
        await until(lambda: len(seen) >= 3)
        assert Counter(each.id for each in seen) == Counter(each.id for each in envelopes)

    async def test_taps_choose_their_types(self, started: Transport) -> None:
        everything: list[Envelope] = []
        others: list[Envelope] = []
        started.tap(None, everything.append)
        started.tap({"tests.closed.v1"}, others.append)
        await started.start()
        await publish(started, [note("a")])
        await until(lambda: everything)
        assert others == []

    async def test_a_tap_that_fails_harms_nobody(self, started: Transport) -> None:
        memory = Memory()
        seen: list[Envelope] = []

        def explode(_: Envelope) -> None:
            raise RuntimeError("spectator")

        started.subscribe("leads", {NOTED}, memory)
        started.tap(None, explode)
        started.tap(None, seen.append)
        await started.start()
        await publish(started, [note("a"), note("b")])
        await until(lambda: len(seen) == 2 and len(memory.kept) == 2)

    async def settled(self, transport: Transport) -> None:
        """Subscriptions made after the start are in force."""


class TestInProcess(TransportConformance):
    @pytest.fixture
    def transport(self) -> Transport:
        return InProcessTransport()


@pytest.mark.kafka
class TestKafka(TransportConformance):
    @pytest.fixture
    def new_transport(self, kafka: str) -> Callable[[], KafkaTransport]:
        prefix = f"t{uuid4().hex[:8]}"
        return lambda: KafkaTransport(kafka, prefix=prefix)

    @pytest.fixture
    def transport(self, new_transport: Callable[[], KafkaTransport]) -> Transport:
        return new_transport()

    async def settled(self, transport: KafkaTransport) -> None:
        await asyncio.gather(*(feed.ready.wait() for feed in transport._feeds))
