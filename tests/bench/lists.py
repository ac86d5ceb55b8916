"""A list of a hundred thousand rows brought in while somebody works beside it."""

import asyncio
import os
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import psutil
from bench.load import Times, times_of
from bench.measure import cpu_seconds
from bench.report import Table
from bench.stand import Stand, standing
from leads.bulk_import.models import ImportedRow
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from leads.ownership.models import Ownership
from leads.temperature.models import Temperature
from service_defaults.identity import TokenSigner
from service_defaults.scope import CustomerAccess
from service_defaults.timeline import TimelineEntry

ROWS = int(os.environ.get("ROWS") or 100_000)
_SEED = 20260310
_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧巧美淑惠珠翠雅芝玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真"
_OPTIONS = {"basis": "consent", "provenance": "benchmark", "source": "roadshow"}
_SECONDS_BEFORE = 5.0
_PAUSE = 0.02
_WRITTEN = (Customer, ContactPoint, CustomerAccess, Ownership, Lead, Temperature, TimelineEntry, ImportedRow)


def table(rows: int) -> bytes:
    """Believable names, some numbers twice, some that a spreadsheet has spoilt; GB 18030 as Chinese Excel saves."""
    random = Random(_SEED)
    lines = ["姓名,手机号,性别,意向车型,来源,备注,登记日期"]
    for number in range(rows):
        name = random.choice(_FAMILIES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2, 2))))
        mobile = "1.99E+10" if number % 97 == 3 else f"199{number - 3 if number % 50 == 7 else number:08d}"
        source = random.choice(("抖音直播", "汽车之家", "懂车帝", "易车", "自然到店", "转介绍"))
        day = f"2025/{random.randint(1, 12)}/{random.randint(1, 28)}"
        lines.append(f"{name},{mobile},{random.choice('男女')},远航 E{random.randint(5, 8)},{source},,{day}")
    return "\r\n".join(lines).encode("gb18030")


async def run(folder: Path) -> Table:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    async with standing(folder, ("leads",)) as stand:
        return await _measured(stand)


def _token(stand: Stand) -> str:
    life = timedelta(hours=2)
    return TokenSigner(stand.secrets.token_private_key).sign(stand.staff["manager1"], life=life)


async def _measured(stand: Stand) -> Table:
    headers = {"Authorization": f"Bearer {_token(stand)}"}
    base = f"{stand.processes['leads'].url}/api/v1/leads"
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=60) as client:
        before = await _beside(client, asyncio.create_task(asyncio.sleep(_SECONDS_BEFORE)))
        one, checked = await _checked(client)
        began, spent = time.perf_counter(), _spent(stand)
        await client.post(f"/imports/{one['id']}/start")
        filing = asyncio.create_task(_reached(client, one["id"], "done"))
        during = await _beside(client, filing)
        done = filing.result()
        seconds = time.perf_counter() - began
        cpu = [after - before for before, after in zip(spent, _spent(stand), strict=True)]
    assert sum(done["outcomes"].values()) == ROWS + 1, done["outcomes"]
    bare = await _bare(stand)
    outcomes = ", ".join(f"{name} {count:,}" for name, count in done["outcomes"].items())
    rows = [
        [f"checking {ROWS:,} rows against the store's customers", f"{checked:.1f} s", "", ""],
        [f"filing them ({outcomes})", f"{seconds:.1f} s", " + ".join(f"{one:.1f}" for one in cpu) + " s", ""],
        ["control: the rows they became, once more by bare SQL", f"{bare:.1f} s", "", ""],
        ["a list of leads before", "", "", _shown(before)],
        ["the same list meanwhile", "", "", _shown(during)],
    ]
    note = f"The list's p99 is {during.p99 / before.p99:.1f} times what it was before; every row is accounted for."
    raw = {"seconds": seconds, "checked_s": checked, "bare_s": bare, "cpu_s": cpu, "outcomes": done["outcomes"]}
    raw |= {"before": asdict(before), "during": asdict(during)}
    return Table(["what", "took", "CPU: service with its worker + PostgreSQL", "p50 / p95 / p99"], rows, raw, note)


def _shown(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f} / {times.p99:.1f}"


def _spent(stand: Stand) -> list[float]:
    """CPU seconds of the service with all its helpers, those that have ended among them, and of PostgreSQL."""
    server = psutil.Process(stand.server.get_postmaster_info().pid)
    service = stand.process("leads")
    ended = 0.0
    for one in (service, *service.children(recursive=True)):
        times = one.cpu_times()
        ended += times.children_user + times.children_system
    return [cpu_seconds(service) + ended, cpu_seconds(server)]


async def _bare(stand: Stand) -> float:
    """Tables that are the same with all their indexes take over what the import has written."""
    connection = await stand.connect("leads")
    took = 0.0
    for model in _WRITTEN:
        table = model.__table__
        columns = ", ".join(f'"{column.name}"' for column in table.columns if column.computed is None)
        await connection.execute(f"DROP TABLE IF EXISTS bare; CREATE TABLE bare (LIKE {table.name} INCLUDING ALL)")
        began = time.perf_counter()
        await connection.execute(f"INSERT INTO bare ({columns}) SELECT {columns} FROM {table.name}")
        took += time.perf_counter() - began
    await connection.execute("DROP TABLE bare")
    await connection.close()
    return took


async def _checked(client: httpx.AsyncClient) -> tuple[dict[str, Any], float]:
    sent = await client.post("/imports/files", params={"name": "bench.csv"}, content=table(ROWS))
    one = await _reached(client, sent.raise_for_status().json()["id"], "mapping")
    columns = [{"index": column["index"], "target": column["target"]} for column in one["layout"]["columns"]]
    began = time.perf_counter()
    answer = await client.post(f"/imports/{one['id']}/mapping", json={"columns": columns, "options": _OPTIONS})
    answer.raise_for_status()
    await _reached(client, one["id"], "checked")
    return one, time.perf_counter() - began


async def _reached(client: httpx.AsyncClient, import_id: str, state: str) -> dict[str, Any]:
    while True:
        one: dict[str, Any] = (await client.get(f"/imports/{import_id}")).json()
        if one["state"] == state:
            return one
        assert one["state"] not in ("failed", "unreadable"), one["problem"]
        await asyncio.sleep(0.1)


async def _beside(client: httpx.AsyncClient, task: "asyncio.Task[Any]") -> Times:
    """Somebody looks at the list again and again until the task is done."""
    found: list[float] = []
    while not task.done():
        began = time.perf_counter()
        (await client.get("/leads", params={"limit": 50})).raise_for_status()
        found.append(time.perf_counter() - began)
        await asyncio.sleep(_PAUSE)
    return times_of(found)
