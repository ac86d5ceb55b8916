"""From the commit in one service to the commit of the effect in another, by PostgreSQL's own commit stamps."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

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
_DOORS = ("manager0", "manager1", "manager2", "manager3")
_STAMPS = "SELECT customer_id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM customer_access"


async def run(folder: Path) -> Table:
    kafka, rate = await _over_kafka(folder / "kafka-form")
    inside, _ = await _in_process(folder / "one-process")
    ways = {"Kafka, one process per service": kafka, "in process, all in one": inside}
    rows = [[way, f"{t.p50:.1f}", f"{t.p95:.1f}", f"{t.p99:.1f}", f"{t.worst:.1f}"] for way, t in ways.items()]
    note = f"{rate:.0f} events a second for {_SECONDS} s; ms from the commit in leads to the commit in aftersales."
    return Table(["way", "p50", "p95", "p99", "worst"], rows, {way: asdict(t) for way, t in ways.items()}, note)


async def _over_kafka(folder: Path) -> tuple[Times, float]:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    async with standing(folder, ("leads", "aftersales")) as stand:
        return await _measured(stand)


async def _in_process(folder: Path) -> tuple[Times, float]:
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
            stand = Stand(folder, secrets, server, urls, {"gateway": Here(port)}, staff)
            found = await _measured(stand)
            web.should_exit = True
            await serving
        return found


async def _measured(stand: Stand) -> tuple[Times, float]:
    doors = [await stand.door(name) for name in _DOORS]
    await paced(doors, per_second=_LEADS_PER_SECOND, seconds=3)
    leads, aftersales = await stand.connect("leads"), await stand.connect("aftersales")
    await asyncio.sleep(2)
    earlier = {row["customer_id"] for row in await leads.fetch(_STAMPS)}
    events = await leads.fetchval("SELECT count(*) FROM outbox")
    await paced(doors, per_second=_LEADS_PER_SECOND, seconds=_SECONDS)
    rate = (await leads.fetchval("SELECT count(*) FROM outbox") - events) / _SECONDS
    told: dict[UUID, float] = {row["customer_id"]: row["at"] for row in await leads.fetch(_STAMPS)}
    told = {customer: at for customer, at in told.items() if customer not in earlier}
    async with asyncio.timeout(60):
        while True:
            known = {row["customer_id"]: row["at"] for row in await aftersales.fetch(_STAMPS)}
            if told.keys() <= known.keys():
                break
            await asyncio.sleep(0.2)
    await leads.close()
    await aftersales.close()
    return times_of([known[customer] - at for customer, at in told.items()]), rate
