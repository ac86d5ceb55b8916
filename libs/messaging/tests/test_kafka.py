"""Kafka's own troubles: brokers that vanish or freeze, clients that get stuck, members that come and go."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from messaging import Backoff, Envelope
from messaging.kafka import KafkaTransport
from messaging.kafka_feed import GroupFeed, Offsets
from service_defaults.testkit import KafkaServer
from service_defaults.testkit.noting import AT, NOTED, NotingService, note
from service_defaults.testkit.waiting import Running, until

pytestmark = pytest.mark.kafka

QUICK = Backoff(first=0.05, limit=0.5)
NewTransport = Callable[..., KafkaTransport]


class Memory:
    def __init__(self) -> None:
        self.arrived: list[Envelope] = []

    async def __call__(self, envelopes: Sequence[Envelope]) -> None:
        self.arrived += envelopes

    def first_of(self, key: str) -> list[Envelope]:
        return list(dict.fromkeys(envelope for envelope in self.arrived if envelope.key == key))


@pytest.fixture
async def new_transport() -> AsyncIterator[NewTransport]:
    transports: list[KafkaTransport] = []
    prefix = f"t{uuid4().hex[:8]}"

    def create(bootstrap_servers: str, **options: float) -> KafkaTransport:
        transports.append(KafkaTransport(bootstrap_servers, **{"prefix": prefix, **options}))
        return transports[-1]

    yield create
    await asyncio.gather(*(transport.stop() for transport in transports))


async def publish(transport: KafkaTransport, *envelopes: Envelope, within: float = 60) -> None:
    async with asyncio.timeout(within):
        for envelope in envelopes:
            while await transport.publish([envelope]) != [None]:
                pass


async def flowing(service: NotingService, transport: KafkaTransport, running: Running) -> list[Envelope]:
    """Relay, transport, inbox and deliverer in one chain; answers what a tap sees."""
    seen: list[Envelope] = []
    relay, deliverer = service.relay(transport, backoff=QUICK), service.deliverer()

    async def store(envelopes: Sequence[Envelope]) -> None:
        await service.inbox.store(envelopes)
        deliverer.wake()

    transport.subscribe("tests", {NOTED}, store)
    transport.tap(None, seen.append)
    await transport.start()
    running(relay.run())
    running(deliverer.run())
    return seen


@pytest.mark.parametrize("trouble", ["kill", "stop", "freeze"])
async def test_a_broker_that_comes_back_finds_everybody_again(
    service: NotingService, kafka_server: KafkaServer, new_transport: NewTransport, running: Running, trouble: str
):
    transport = new_transport(kafka_server.bootstrap_servers, stalled_after=2.0)
    seen = await flowing(service, transport, running)
    await service.put("a", *range(5))
    await until(lambda: len(seen) >= 5)

    getattr(kafka_server, trouble)()
    await service.put("a", *range(5, 10))
    failures = service.relay(transport)
    with pytest.raises((OSError, TimeoutError)):
        async with asyncio.timeout(6):
            await failures.drain()
    kafka_server.thaw() if trouble == "freeze" else kafka_server.start()

    async def recovered() -> bool:
        return await service.effects("a") == list(range(10))

    await until(recovered, within=45)
    await service.put("a", 10)
    await until(lambda: len({envelope.id for envelope in seen}) == 11)


async def test_a_producer_that_is_stuck_is_replaced(kafka: str, new_transport: NewTransport):
    transport = new_transport(kafka, stalled_after=1.0)
    await transport.start()
    await publish(transport, note("a", 1))
    stuck = transport._publisher._producer
    stuck._sender.sender_task.cancel()
    assert [type(error) for error in await transport.publish([note("a", 2)])] == [TimeoutError]
    assert await transport.publish([note("a", 2)]) == [None]
    assert transport._publisher._producer is not stuck


class Counted(GroupFeed):
    """Knows the consumers it opened and how often it watched; may be told to open the first one blind."""

    def __init__(self, transport: KafkaTransport, memory: Memory, *, blind: bool) -> None:
        super().__init__(transport._cluster, "tests", frozenset({NOTED}), memory)
        self.opened: list[AIOKafkaConsumer] = []
        self.watched = 0
        self._blind = blind
        transport._add(self)

    async def _open(self) -> AIOKafkaConsumer:
        self.opened.append(await super()._open())
        if self._blind and len(self.opened) == 1:
            self.opened[0].pause(*self.opened[0].assignment())
        return self.opened[-1]

    async def _watch(self, consumer: AIOKafkaConsumer, *, before: Offsets) -> Offsets:
        self.watched += 1
        return await super()._watch(consumer, before=before)


async def test_a_consumer_that_is_stuck_is_replaced(kafka: str, new_transport: NewTransport):
    transport, memory = new_transport(kafka, stalled_after=1.0), Memory()
    feed = Counted(transport, memory, blind=True)
    await transport.start()
    await publish(transport, note("a", 1))
    await until(lambda: memory.arrived)
    assert len(feed.opened) == 2


async def test_a_quiet_consumer_is_left_in_peace(kafka: str, new_transport: NewTransport):
    transport, memory = new_transport(kafka, stalled_after=1.0), Memory()
    feed = Counted(transport, memory, blind=False)
    await transport.start()
    await publish(transport, note("a", 1))
    await until(lambda: memory.arrived and feed.watched >= 3)
    assert len(feed.opened) == 1


async def test_a_service_starts_without_its_broker(
    service: NotingService, kafka_server: KafkaServer, new_transport: NewTransport, running: Running
):
    kafka_server.stop()
    transport = new_transport(kafka_server.bootstrap_servers, stalled_after=1.0)
    await flowing(service, transport, running)
    await service.put("a", 1)
    kafka_server.start()

    async def delivered() -> bool:
        return await service.effects("a") == [1]

    await until(delivered)


async def test_members_share_the_work_and_hand_it_over(kafka: str, new_transport: NewTransport):
    first, second = new_transport(kafka), new_transport(kafka)
    one, two = Memory(), Memory()
    first.subscribe("tests", {NOTED}, one)
    await first.start()
    envelopes = {key: [note(key, n) for n in range(30)] for key in "abcdefgh"}
    await publish(first, *(envelopes[key][n] for n in range(10) for key in envelopes))
    second.subscribe("tests", {NOTED}, two)
    await second.start()
    await publish(first, *(envelopes[key][n] for n in range(10, 20) for key in envelopes))
    await until(lambda: one.arrived and two.arrived)
    await second.stop()
    await publish(first, *(envelopes[key][n] for n in range(20, 30) for key in envelopes))
    # Well below the session of a silent member: the second one left, it did not just vanish.
    await until(lambda: len({each.id for each in one.arrived + two.arrived}) == 240, within=4)
    for key, expected in envelopes.items():
        for memory in (one, two):
            numbers = [expected.index(envelope) for envelope in memory.first_of(key)]
            assert numbers == sorted(numbers)


async def test_what_was_confirmed_is_not_read_again(kafka: str, new_transport: NewTransport):
    transport, memory = new_transport(kafka), Memory()
    transport.subscribe("tests", {NOTED}, memory)
    await transport.start()
    await publish(transport, *(note("a", n) for n in range(20)))
    await until(lambda: len(memory.arrived) == 20)
    await transport.stop()
    await transport.start()
    last = note("a", 20)
    await publish(transport, last)
    await until(lambda: memory.arrived[-1] == last)
    assert len(memory.arrived) == 21


async def test_a_service_that_comes_later_reads_from_the_beginning(kafka: str, new_transport: NewTransport):
    early, late, memory = new_transport(kafka), new_transport(kafka), Memory()
    await early.start()
    await publish(early, note("a", 1))
    late.subscribe("loyalty", {NOTED}, memory)
    await late.start()
    await until(lambda: memory.arrived)


async def test_records_of_others_are_read_or_parked(
    service: NotingService, kafka: str, new_transport: NewTransport, running: Running
):
    transport = new_transport(kafka)
    await flowing(service, transport, running)
    event = {"specversion": "1.0", "id": "x", "source": "/partner", "type": NOTED, "time": AT.isoformat()}
    structured = json.dumps({**event, "data": {"subject_id": "a", "n": 1}}).encode()
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()
    topic = transport._cluster.topic("tests")
    await producer.send_and_wait(topic, b"no event at all", key=b"a")
    await producer.send_and_wait(
        topic, structured, key=b"a", headers=[("content-type", b"application/cloudevents+json")]
    )
    await producer.stop()

    async def both() -> bool:
        return await service.effects("a") == [1] and (await service.inbox.backlog()).dead == 1

    await until(both)
    (letter,) = await service.inbox.dead()
    assert letter.type == "unreadable"
    assert letter.key.startswith(f"{topic}/")


async def test_topics_keep_records_for_a_week(kafka: str, new_transport: NewTransport):
    transport = new_transport(kafka, partitions=3)
    await transport.start()
    await publish(transport, note("a"))
    topic = transport._cluster.topic("tests")
    assert len(await transport._cluster.partitions_of({topic})) == 3
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    await admin.close()
    assert ("retention.ms", "604800000") in [entry[:2] for entry in answer.resources[0][4]]


async def test_an_event_that_is_too_big_is_refused_and_the_others_go(kafka: str, new_transport: NewTransport):
    transport = new_transport(kafka)
    await transport.start()
    errors = await transport.publish([note("a"), note("b", store_id="x" * 2_000_000), note("c")])
    assert [error is None for error in errors] == [True, False, True]
    producer = transport._publisher._producer
    assert await transport.publish([note("d")]) == [None]
    assert transport._publisher._producer is producer
