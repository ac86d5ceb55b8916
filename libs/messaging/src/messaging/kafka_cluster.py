"""What the Kafka transport asks of the cluster itself: its topics and their partitions."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

Offsets = dict[TopicPartition, int]

SESSION = 6.0
"""Seconds for which a silent member keeps its partitions; the shortest that a broker grants by default."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the brokers are and how we use them. `stalled_after` is in seconds."""

    bootstrap_servers: str
    prefix: str
    partitions: int
    replication: int
    retention: timedelta
    stalled_after: float
    client_options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def opening(self) -> float:
        """Seconds that a client may take to start: joining waits until a member that died is given up."""
        return self.stalled_after + SESSION

    @property
    def client(self) -> dict[str, Any]:
        return {
            "bootstrap_servers": self.bootstrap_servers,
            "request_timeout_ms": int(self.opening * 1000),
            "retry_backoff_ms": 100,
            **self.client_options,
        }

    def topic(self, service: str) -> str:
        return f"{self.prefix}.{service}"

    def topics(self, types: Collection[str]) -> set[str]:
        return {self.topic(kind.partition(".")[0]) for kind in types}

    async def ensure(self, topics: Collection[str]) -> None:
        """Create the topics that are missing. KafkaError, OSError or TimeoutError when that fails."""
        async with self._admin() as admin:
            missing = sorted(set(topics) - set(await admin.list_topics()))
            if not missing:
                return
            keep = {"retention.ms": str(int(self.retention.total_seconds() * 1000))}
            answer = await admin.create_topics(
                [NewTopic(name, self.partitions, self.replication, topic_configs=keep) for name in missing]
            )
            for topic, code, *_ in answer.topic_errors:
                error = for_code(code)
                if code and error is not TopicAlreadyExistsError:
                    raise error(topic)

    async def partitions_of(self, topics: Collection[str] | None) -> set[TopicPartition]:
        """Every partition of those topics, or of all of ours."""
        async with self._admin() as admin:
            described = await admin.describe_topics(None if topics is None else sorted(topics))
        return {
            TopicPartition(topic["topic"], partition["partition"])
            for topic in described
            if topics is not None or topic["topic"].startswith(f"{self.prefix}.")
            for partition in topic["partitions"]
        }

    async def standing(self, topics: Collection[str] | None, group: str | None) -> tuple[Offsets, Offsets]:
        """How far the group has come (without one: where records begin), and where records end, per partition."""
        partitions = list(await self.partitions_of(topics))
        if not partitions:
            return {}, {}
        observer = AIOKafkaConsumer(**self.client, group_id=group, enable_auto_commit=False)
        try:
            async with asyncio.timeout(self.stalled_after):
                await observer.start()
                reached = await observer.beginning_offsets(partitions)
                if group is not None:
                    reached |= {each: done for each in partitions if (done := await observer.committed(each))}
                return reached, await observer.end_offsets(partitions)
        finally:
            await observer.stop()

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        admin = AIOKafkaAdminClient(**self.client)
        try:
            async with asyncio.timeout(self.stalled_after):
                await admin.start()
                yield admin
        finally:
            await admin.close()


OUTAGES = (KafkaError, OSError, TimeoutError)
"""What a call to the cluster raises when the cluster cannot be used."""
