"""The transport of the distributed system: one topic per producing service, one group per consuming one."""

import asyncio
import logging
from collections.abc import Collection, Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from messaging.envelope import Envelope
from messaging.failures import describe
from messaging.faultpoints import faultpoint
from messaging.kafka_cluster import OUTAGES, Cluster
from messaging.kafka_feed import Feed, GroupFeed, TapFeed, end_all
from messaging.transport import Store, Tap, TransportStopped

logger = logging.getLogger(__name__)


class KafkaTransport:
    """Every client is rebuilt when it made no progress for `stalled_after` seconds although there is work.

    aiokafka's idempotent producer can stay stuck after an outage and its consumer can fail to rejoin; neither then
    heals without a new client. `client_options` go to every client as they are (TLS, SASL).
    """

    def __init__(
        self,
        bootstrap_servers: str,
        *,
        prefix: str = "chemai",
        partitions: int = 6,
        replication: int = 1,
        retention: timedelta = timedelta(days=7),
        stalled_after: float = 10.0,
        client_options: Mapping[str, Any] | None = None,
    ) -> None:
        self._cluster = Cluster(
            bootstrap_servers, prefix, partitions, replication, retention, stalled_after, client_options or {}
        )
        self._publisher = _Publisher(self._cluster)
        self._feeds: list[Feed] = []
        self._running = False

    def subscribe(self, service: str, types: Collection[str], store: Store) -> None:
        if types:
            self._add(GroupFeed(self._cluster, service, frozenset(types), store))

    def tap(self, types: Collection[str] | None, callback: Tap) -> None:
        self._add(TapFeed(self._cluster, None if types is None else frozenset(types), callback))

    def _add(self, feed: Feed) -> None:
        self._feeds.append(feed)
        if self._running:
            feed.start()

    async def start(self) -> None:
        """Returns when every feed reads, or after `stalled_after` seconds: a service starts without its broker."""
        self._running = True
        for feed in self._feeds:
            feed.start()
        ready = [asyncio.ensure_future(feed.ready.wait()) for feed in self._feeds]
        if ready:
            _, late = await asyncio.wait(ready, timeout=self._cluster.stalled_after)
            for waiter in late:
                waiter.cancel()

    async def stop(self) -> None:
        """Stop polling, finish and commit what was polled, leave the groups; then flush what is being sent."""
        self._running = False
        await asyncio.gather(*(feed.stop() for feed in self._feeds))
        await self._publisher.stop()

    async def publish(self, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        if not self._running:
            return [TransportStopped("the transport is not running") for _ in envelopes]
        return await self._publisher.publish(envelopes)


class _Publisher:
    """One idempotent producer, replaced when it fails."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._producer: AIOKafkaProducer | None = None
        self._known_topics: set[str] = set()
        self._one_at_a_time = asyncio.Lock()
        self._retiring: set[asyncio.Task[None]] = set()

    async def publish(self, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        if not envelopes:
            return []
        async with self._one_at_a_time:
            try:
                producer = await self._ready_for({self._cluster.topic(envelope.service) for envelope in envelopes})
            except OUTAGES as error:
                return [error for _ in envelopes]
            errors = await self._send(producer, envelopes)
            if any(error is not None and not isinstance(error, MessageSizeTooLargeError) for error in errors):
                self._replace()
            return errors

    async def stop(self) -> None:
        if self._producer is not None:
            self._retire(_stop(self._producer, self._cluster.stalled_after))
            self._producer = None
        await end_all(list(self._retiring), within=self._cluster.stalled_after)

    async def _ready_for(self, topics: set[str]) -> AIOKafkaProducer:
        if not topics <= self._known_topics:
            await self._cluster.ensure(topics)
            self._known_topics |= topics
        if self._producer is None:
            producer = AIOKafkaProducer(**self._cluster.client, acks="all", enable_idempotence=True, linger_ms=0)
            try:
                async with asyncio.timeout(self._cluster.opening):
                    await producer.start()
            except BaseException:
                self._retire(_stop(producer, self._cluster.stalled_after))
                raise
            self._producer = producer
        return self._producer

    async def _send(self, producer: AIOKafkaProducer, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        late = TimeoutError(f"not acknowledged within {self._cluster.stalled_after} s")
        errors: list[Exception | None] = [late for _ in envelopes]
        answers: dict[int, asyncio.Future[Any]] = {}
        try:
            async with asyncio.timeout(self._cluster.stalled_after):
                for place, envelope in enumerate(envelopes):
                    key, value, headers = envelope.to_kafka()
                    topic = self._cluster.topic(envelope.service)
                    try:
                        answers[place] = await producer.send(topic, key=key, value=value, headers=headers)
                    except (KafkaError, OSError) as error:
                        errors[place] = error
                await asyncio.gather(*answers.values(), return_exceptions=True)
        except TimeoutError:
            logger.warning("%d events were sent and not acknowledged in time", len(answers))
        faultpoint("kafka.after_send")
        for place, answer in answers.items():
            if answer.done() and not answer.cancelled():
                errors[place] = cast("Exception | None", answer.exception())
        return errors

    def _replace(self) -> None:
        """Give the producer up, at once and for good: what it still holds must not overtake what comes next."""
        producer, self._producer = self._producer, None
        self._known_topics.clear()
        if producer is not None:
            logger.warning("the Kafka producer made no progress, a new one takes over")
            self._retire(_abandon(producer, self._cluster.stalled_after))

    def _retire(self, ending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(ending)
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)


async def _abandon(producer: AIOKafkaProducer, patience: float) -> None:
    # stop() flushes first, and an idempotent producer retries without end: the sender has to be ended from inside.
    sender = producer._sender.sender_task  # noqa: SLF001 - aiokafka offers no public way
    sender.remove_done_callback(producer._sender._fail_all)  # noqa: SLF001 - it fails for want of a transaction
    sender.cancel()
    for connection in list(producer.client._conns.values()):  # noqa: SLF001 - aiokafka offers no public way
        connection.close()
    await asyncio.wait([sender], timeout=2 * patience)
    if sender.done() and not sender.cancelled() and (error := sender.exception()) is not None:
        logger.info("its sender ended with: %s", describe(error))
    unsent = producer._message_accumulator  # noqa: SLF001 - aiokafka offers no public way
    unsent._batches.clear()  # noqa: SLF001 - aiokafka offers no public way
    unsent._pending_batches.clear()  # noqa: SLF001 - aiokafka offers no public way
    await _stop(producer, patience)


async def _stop(producer: AIOKafkaProducer, patience: float) -> None:
    try:
        async with asyncio.timeout(patience):
            await producer.stop()
    except OUTAGES as error:
        logger.warning("a Kafka producer did not close: %s", describe(error))
