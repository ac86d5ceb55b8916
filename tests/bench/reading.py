"""Lists, board, My day, search: what staff stare at."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil
from bench import controls
from bench.controls import bare
from bench.load import Door
from bench.measure import Case, Found, Way, asking, measure
from bench.stand import Stand
from ports import free_port
from service_defaults.search_tokens import query_tokens

_DEEP_PAGES = 500
_LIST = "/leads/leads?limit=50"
_TAILS = tuple(f"{number:04d}" for number in range(1000, 9000, 271))
_NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log;
events {{ worker_connections 256; }}
http {{ access_log off; upstream leads {{ server 127.0.0.1:{upstream}; keepalive 32; }}
  server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://leads; proxy_http_version 1.1;
    proxy_set_header Connection ""; proxy_set_header Authorization "{authorization}"; }} }} }}
"""


async def run(stand: Stand) -> list[Found]:
    server = psutil.Process(stand.server.get_postmaster_info().pid)
    processes = {"gateway": stand.process("gateway"), "service": stand.process("leads"), "PostgreSQL": server}
    with proxy(stand) as (proxy_name, beside):
        return [await measure(case, processes) for case in await _cases(stand, proxy_name, beside)]


@contextmanager
def proxy(stand: Stand) -> Iterator[tuple[str, Door]]:
    """nginx in front of the service where there is one, else a proxy of the same parts that does nothing else."""
    port, service = free_port(), stand.direct("manager0")
    if nginx := shutil.which("nginx"):
        name, settings = "nginx", stand.folder / "nginx.conf"
        text = _NGINX.format(folder=stand.folder, upstream=service.port, port=port, authorization=service.authorization)
        settings.write_text(text)
        command = [nginx, "-c", str(settings)]
    else:
        name, base_url = "plain proxy", f"http://127.0.0.1:{service.port}"
        command = [
            sys.executable,
            str(Path(__file__).with_name("plain_proxy.py")),
            str(port),
            base_url,
            service.authorization,
        ]
    process = subprocess.Popen(command)
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
            client.get(f"http://127.0.0.1:{port}/livez").raise_for_status()
        yield name, Door("127.0.0.1", port, service.authorization)
    finally:
        process.terminate()
        process.wait()


async def _cases(stand: Stand, proxy_name: str, beside: Door) -> list[Case]:
    manager, adviser = stand.staff["manager0"], stand.staff["adviser0-00"]
    (store,), busiest = manager.store_ids, UUID(adviser.id)
    cursor, deep = await _deep(await stand.door("manager0"))
    tomorrow = datetime.now(UTC).replace(hour=16, minute=0) + timedelta(days=1)
    vault = stand.vault()
    tokens = [[vault.search_token("mobile4", tail, scope=str(store))] for tail in _TAILS]
    assert query_tokens(_TAILS[0])[0] == frozenset({("mobile4", _TAILS[0])})
    list_of = {
        "list of 50, manager": ("manager0", _LIST, bare(stand, controls.STORE, (store,))),
        "list of 50, adviser": ("adviser0-00", _LIST, bare(stand, controls.OWN, (store, busiest))),
        "list, owner and status": (
            "manager0",
            f"{_LIST}&owner_id={busiest}&stage=contacted",
            bare(stand, controls.OWNER_AND_STAGE, (store, busiest)),
        ),
        f"list, {_DEEP_PAGES * 200:,} leads deep": (
            "manager0",
            f"{_LIST}&cursor={cursor}",
            bare(stand, controls.DEEP, (store, *deep)),
        ),
        "My day, adviser": ("adviser0-00", "/leads/today", bare(stand, controls.DAY, (store, busiest, tomorrow))),
        "board, 20 of each column": ("manager0", "/leads/leads/board", bare(stand, controls.BOARD, (store,))),
        "board, adviser": ("adviser0-00", "/leads/leads/board", None),
    }
    cases = [Case(what, await _ways(stand, who, path, sql)) for what, (who, path, sql) in list_of.items()]
    cases[0].ways[f"through {proxy_name}"] = asking(beside, _LIST)
    found = (f"/leads/customers?limit=20&query={tail}" for tail in _TAILS)
    search = {
        "gateway": asking(await stand.door("manager0"), *(f"/gateway/search?q={tail}" for tail in _TAILS)),
        "service": asking(stand.direct("manager0"), *found),
        "SQL": bare(stand, controls.SEARCH, *((store, token) for token in tokens)),
    }
    return [*cases, Case("search, last four", search)]


async def _ways(stand: Stand, username: str, path: str, sql: Way | None) -> dict[str, Way]:
    ways = {"gateway": asking(await stand.door(username), path), "service": asking(stand.direct(username), path)}
    return ways if sql is None else {**ways, "SQL": sql}


async def _deep(door: Door) -> tuple[str, tuple[Any, ...]]:
    """The cursor of a page far down, and the row it stands after."""
    connection = await door.open()
    cursor, last = "", {}
    for _ in range(_DEEP_PAGES):
        page = json.loads(await connection.send(door.get(f"/leads/leads?limit=200{cursor and f'&cursor={cursor}'}")))
        if not page["next_cursor"]:
            break
        cursor, last = page["next_cursor"], page["items"][-1]
    # The cursor belongs to its filters, not to the page's size.
    return cursor, (datetime.fromisoformat(last["created_at"]), UUID(last["id"]))
