"""From the commit in one service to the commit of the effect in another, by PostgreSQL's own commit stamps."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from bench.creation import paced
from bench.load import Times, times_of
from bench.report import Table
from bench.stand import Here, Stand, engage, postgres, standing
from embedded.postgres import ensure_databases
from embedded.secrets import load_or_make
from embedded.system import DATABASES, build_system
from ports import free_port
from service_defaults.identity import SYSTEM
from service_defaults.serve import web_server
from service_defaults.work import Work

_LEADS_PER_SECOND = 67
_SECONDS = 20
_PATIENCE = 240
_BARE = 200
_BARE_SECONDS = 5
_DOORS = ("manager0", "manager1", "manager2", "manager3")
_STAMPS = "SELECT customer_id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM customer_access"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one form showed. `behind` is how many seconds the paced leads took longer than they were to, `missing`
    what had not arrived when patience ended."""

    times: Times
    rate: float
    refused: int
    behind: float
    missing: int


async def run(folder: Path) -> Table:
    kafka, bare = await _over_kafka(folder / "kafka-form")
    inside = await _in_process(folder / "one-process")
    ways = {"Kafka, one process per service": kafka, "in process, all in one": inside}
    rows = [[way, *_shown(seen.times), f"{seen.rate:.0f}/s", str(seen.refused)] for way, seen in ways.items()]
    rows.append(["control: a record of that size to the same broker and back", *_shown(bare), f"{_BARE}/s", "0"])
    note = f"{_LEADS_PER_SECOND} leads a second for {_SECONDS} s; ms from the commit in leads to that in aftersales."
    late = [f"{way}: {seen.behind:.0f} s behind the pace." for way, seen in ways.items() if seen.behind > 1]
    late += [f"{way}: {seen.missing} not there after {_PATIENCE} s." for way, seen in ways.items() if seen.missing]
    raw = {**{way: asdict(seen) for way, seen in ways.items()}, "bare": asdict(bare)}
    return Table(["way", "p50", "p95", "p99", "worst", "events", "refused"], rows, raw, " ".join([note, *late]))


def _shown(times: Times) -> list[str]:
    return [f"{one:.1f}" for one in (times.p50, times.p95, times.p99, times.worst)]


async def _bare_records(brokers: str) -> Times:
    """Produced with every replica's word and read by a consumer that waits for them, at the same pace."""
    topic, taken = "bench.bare", []
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=brokers, acks="all", enable_idempotence=True)
    consumer = AIOKafkaConsumer(bootstrap_servers=brokers, auto_offset_reset="earliest")
    await producer.start()
    await consumer.start()
    consumer.assign([TopicPartition(topic, 0)])
    try:
        for number in range(_BARE * _BARE_SECONDS):
            began = time.perf_counter()
            await producer.send_and_wait(topic, str(number).encode().rjust(600))
            while (await consumer.getone()).value.strip() != str(number).encode():
                pass
            taken.append(time.perf_counter() - began)
            await asyncio.sleep(max(0.0, 1 / _BARE - taken[-1]))
    finally:
        await consumer.stop()
        await producer.stop()
    return times_of(taken)


async def _over_kafka(folder: Path) -> tuple[Seen, Times]:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    async with standing(folder, ("leads", "aftersales")) as stand:
        return await _measured(stand), await _bare_records(stand.brokers)


async def _in_process(folder: Path) -> Seen:
    """The embedded system without its demo, in this very process: what drives it takes its share."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    port = free_port()
    with postgres(folder) as server:
        secrets = load_or_make(folder)
        urls = await ensure_databases(server, DATABASES, anew=True)
        base_url = f"http://127.0.0.1:{port}"
        system = build_system(urls, secrets, host="127.0.0.1", port=port, public_base_url=base_url)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(system.running())
            platform = system.gateway.service.platform
            async with platform.database.write() as session:
                work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
                staff = await engage(work, system.gateway)
            await system.settle()
            web = web_server(system, "127.0.0.1", port)
            serving = asyncio.create_task(web.serve())
            while not web.started:
                await asyncio.sleep(0.05)
            stand = Stand(folder, secrets, server, urls, {"gateway": Here(port)}, staff)
            found = await _measured(stand)
            web.should_exit = True
            await serving
        return found


async def _measured(stand: Stand) -> Seen:
    doors = [await stand.door(name) for name in _DOORS]
    await paced(doors, per_second=_LEADS_PER_SECOND, seconds=3)
    leads, aftersales = await stand.connect("leads"), await stand.connect("aftersales")
    await asyncio.sleep(2)
    earlier = {row["customer_id"] for row in await leads.fetch(_STAMPS)}
    events, began = await leads.fetchval("SELECT count(*) FROM outbox"), time.perf_counter()
    refused = await paced(doors, per_second=_LEADS_PER_SECOND, seconds=_SECONDS)
    took = time.perf_counter() - began
    rate = (await leads.fetchval("SELECT count(*) FROM outbox") - events) / took
    told: dict[UUID, float] = {row["customer_id"]: row["at"] for row in await leads.fetch(_STAMPS)}
    told = {customer: at for customer, at in told.items() if customer not in earlier}
    known: dict[UUID, float] = {}
    until = time.perf_counter() + _PATIENCE
    while not told.keys() <= known.keys() and time.perf_counter() < until:
        await asyncio.sleep(0.5)
        known = {row["customer_id"]: row["at"] for row in await aftersales.fetch(_STAMPS)}
    await leads.close()
    await aftersales.close()
    arrived = [known[customer] - at for customer, at in told.items() if customer in known]
    return Seen(times_of(arrived), rate, refused, took - _SECONDS, len(told) - len(arrived))
