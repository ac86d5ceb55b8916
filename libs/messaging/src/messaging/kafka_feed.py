"""Reading from Kafka: a consumer that is watched, and rebuilt when it stops making progress."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError

from messaging.backoff import Backoff
from messaging.envelope import UNREADABLE, Envelope, KafkaMessage, MalformedEnvelope
from messaging.failures import describe
from messaging.faultpoints import faultpoint
from messaging.in_process import show
from messaging.kafka_cluster import OUTAGES, SESSION, Cluster, Offsets
from messaging.transport import Store, Tap

logger = logging.getLogger(__name__)

_POLL = 0.2
_LOOK = 2.0
_BATCH = 500
_REBUILD = Backoff(first=0.1, limit=2.0)
_STORE_AGAIN = Backoff(first=0.05, limit=2.0)

Records = Mapping[TopicPartition, Sequence[ConsumerRecord]]


async def end_all(tasks: Collection[asyncio.Task[None]], *, within: float) -> None:
    """Wait for tasks that are coming to their end, and cancel those that are not."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.wait(tasks)


class Stalled(RuntimeError):
    """There are records and nobody reads them."""


class Feed(ABC):
    """One consumer from `start()` to `stop()`, by as many clients as it takes."""

    def __init__(self, cluster: Cluster, name: str, topics: set[str] | None, group: str | None) -> None:
        """`topics` None: all of ours."""
        self.ready = asyncio.Event()
        self._cluster = cluster
        self._name = name
        self._topics = topics
        self._group = group
        self._next: Offsets = {}
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    @abstractmethod
    async def _open(self) -> AIOKafkaConsumer:
        """A started consumer that stands where reading goes on."""

    @abstractmethod
    async def _take(self, consumer: AIOKafkaConsumer, records: Records) -> None:
        """Pass the records on, then confirm them."""

    def start(self) -> None:
        self._stopping.clear()
        self._task = asyncio.create_task(self._run(), name=f"feed {self._name}")

    async def stop(self) -> None:
        self._stopping.set()
        if self._task is not None:
            await end_all([self._task], within=self._cluster.opening)
        await end_all(list(self._retiring), within=self._cluster.stalled_after)
        self.ready.clear()

    async def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                consumer = await self._open()
            except Exception as error:  # noqa: BLE001 - whatever it is, the records wait
                failures += 1
                await self._pause(_REBUILD.delay(failures), "cannot read", error)
                continue
            failures = 0
            self.ready.set()
            try:
                await self._read(consumer)
            except Exception as error:  # noqa: BLE001 - a client that fails is replaced
                await self._pause(_REBUILD.delay(1), "begins again", error)
            finally:
                self._retire(consumer)

    async def _read(self, consumer: AIOKafkaConsumer) -> None:
        clock = asyncio.get_running_loop().time
        quiet_since, look_at, seen = clock(), clock() + _LOOK, Offsets()
        while not self._stopping.is_set():
            async with asyncio.timeout(self._cluster.stalled_after + _POLL):
                records = await consumer.getmany(timeout_ms=int(_POLL * 1000), max_records=_BATCH)
            if records:
                await self._take(consumer, records)
                quiet_since, seen = clock(), Offsets()
            elif clock() - quiet_since > self._cluster.stalled_after:
                seen = await self._watch(consumer, before=seen)
                quiet_since = clock()
            if clock() > look_at:
                if await self._outdated(consumer):
                    return
                look_at = clock() + _LOOK

    async def _outdated(self, consumer: AIOKafkaConsumer) -> bool:
        """Whether another consumer should take over although this one works."""
        return False

    async def _watch(self, consumer: AIOKafkaConsumer, *, before: Offsets) -> Offsets:
        """Stalled when records waited during a whole quiet span in which nobody came further."""
        try:
            # Asked over connections of its own: a client that is stuck is no witness.
            now, ends = await self._cluster.standing(self._topics, self._group)
        except OUTAGES as error:
            # The brokers are away, not stuck: this client finds them again and keeps its place in the group.
            logger.warning("the brokers cannot be reached: %s", describe(error))
            return before
        now |= self._next
        mine = consumer.assignment() or ends.keys()
        if now == before and any(ends.get(partition, 0) > now.get(partition, 0) for partition in mine):
            raise Stalled(f"{self._name} reads nothing although there are records")
        return now

    async def _pause(self, seconds: float, what: str, error: Exception) -> None:
        logger.warning("the feed of %s %s: %s", self._name, what, describe(error))
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _started(self, consumer: AIOKafkaConsumer) -> AIOKafkaConsumer:
        try:
            async with asyncio.timeout(self._cluster.opening):
                await consumer.start()
        except BaseException:
            self._retire(consumer)
            raise
        return consumer

    def _retire(self, consumer: AIOKafkaConsumer) -> None:
        # Leaving the group may take as long as the broker is away; the next client must not wait for it.
        task = asyncio.create_task(self._leave(consumer))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _leave(self, consumer: AIOKafkaConsumer) -> None:
        try:
            async with asyncio.timeout(6 * self._cluster.opening):
                await consumer.stop()
        except OUTAGES as error:
            logger.warning("a Kafka consumer of %s did not close: %s", self._name, describe(error))

    def _envelope(self, record: ConsumerRecord) -> Envelope:
        message = KafkaMessage(record.key, record.value, record.headers)
        received = datetime.fromtimestamp(max(record.timestamp, 0) / 1000, UTC)
        try:
            return Envelope.from_kafka(message, received=received)
        except MalformedEnvelope as error:
            place = f"{record.topic}/{record.partition}/{record.offset}"
            logger.error("%s cannot be read and is parked: %s", place, error)  # noqa: TRY400 - nothing of ours failed
            return Envelope.unreadable(place, message, received=received)


class GroupFeed(Feed):
    """Every record once for the service, confirmed only when its inbox has it."""

    def __init__(self, cluster: Cluster, service: str, types: frozenset[str], store: Store) -> None:
        self._subscribed = cluster.topics(types)
        super().__init__(cluster, service, self._subscribed, f"{cluster.prefix}.{service}")
        self._types = types | {UNREADABLE}
        self._store = store
        self._busy = asyncio.Lock()

    async def _open(self) -> AIOKafkaConsumer:
        await self._cluster.ensure(self._subscribed)
        consumer = AIOKafkaConsumer(
            **self._cluster.client,
            group_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=int(SESSION * 1000),
            heartbeat_interval_ms=int(SESSION * 250),
        )
        consumer.subscribe(self._subscribed, listener=_Drain(self._busy))
        return await self._started(consumer)

    async def _take(self, consumer: AIOKafkaConsumer, records: Records) -> None:
        async with self._busy:
            faultpoint("kafka.after_poll")
            envelopes = [self._envelope(record) for batch in records.values() for record in batch]
            if not await self._keep([envelope for envelope in envelopes if envelope.type in self._types]):
                return
            faultpoint("kafka.before_commit")
            try:
                async with asyncio.timeout(self._cluster.stalled_after):
                    await consumer.commit({partition: batch[-1].offset + 1 for partition, batch in records.items()})
            except (CommitFailedError, IllegalStateError) as error:
                # The partition has another reader by now: it reads these again and the inbox knows their ids.
                logger.info("offsets of %s were not taken: %s", self._name, describe(error))
            faultpoint("kafka.after_commit")

    async def _keep(self, envelopes: list[Envelope]) -> bool:
        """Store, and try until it works: nothing after these may be read before. False when told to stop first."""
        failures = 0
        while True:
            try:
                await self._store(envelopes)
            except Exception as error:  # noqa: BLE001 - a record that is not stored is not confirmed
                if self._stopping.is_set():
                    return False
                failures += 1
                await self._pause(_STORE_AGAIN.delay(failures), "cannot store", error)
            else:
                return True


class _Drain(ConsumerRebalanceListener):  # type: ignore[misc]
    """Holds a rebalance back until the batch in hand is stored and confirmed."""

    def __init__(self, busy: asyncio.Lock) -> None:
        self._busy = busy

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        async with self._busy:
            return

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        pass


class TapFeed(Feed):
    """Every record from now on, for this process alone; a rebuilt client goes on where the former stood."""

    def __init__(self, cluster: Cluster, types: frozenset[str] | None, callback: Tap) -> None:
        super().__init__(cluster, "a tap", None if types is None else cluster.topics(types), None)
        self._types = types
        self._callback = callback

    async def _open(self) -> AIOKafkaConsumer:
        if self._topics is not None:
            await self._cluster.ensure(self._topics)
        if not self.ready.is_set():
            _, self._next = await self._cluster.standing(self._topics, None)
        partitions = await self._cluster.partitions_of(self._topics)
        consumer = await self._started(
            AIOKafkaConsumer(**self._cluster.client, enable_auto_commit=False, auto_offset_reset="earliest")
        )
        consumer.assign(partitions)
        for partition in partitions:
            # A partition that was not there before began after us: it is read from its first record.
            consumer.seek(partition, self._next.setdefault(partition, 0))
        return consumer

    async def _outdated(self, consumer: AIOKafkaConsumer) -> bool:
        try:
            return await self._cluster.partitions_of(self._topics) != set(consumer.assignment())
        except OUTAGES:
            return False

    async def _take(self, consumer: AIOKafkaConsumer, records: Records) -> None:
        for partition, batch in records.items():
            for envelope in map(self._envelope, batch):
                if envelope.type != UNREADABLE and (self._types is None or envelope.type in self._types):
                    show(self._callback, envelope)
            self._next[partition] = batch[-1].offset + 1
