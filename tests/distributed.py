"""The distributed form on loopback: one process per service, real Kafka, real PostgreSQL, as compose runs it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import asyncpg
import httpx
from embedded.demo import setup
from embedded.demo.cast import HouseIds
from embedded.demo.house import FINANCE_PARTNER, PARTNERS, POSTS, STORES
from embedded.demo.webhooks import connect_partners
from embedded.secrets import Secrets, make
from gateway.app import create_gateway
from gateway.settings import Settings as GatewaySettings
from messaging import InProcessTransport
from notifications.app import create_service as create_notifications
from notifications.settings import Settings as NotificationsSettings
from ports import free_port
from service_defaults.service import Service
from service_defaults.testkit.postgres import Postgres
from story.people import House, Person, wait_for

SERVICES = ("leads", "aftersales", "loyalty", "notifications")
SIMULATOR = "partner_simulator"
_READY_SECONDS = 90
_STAFF_AND_TIME = "SELECT (SELECT count(*) FROM staff_ref), COALESCE((SELECT max(offset_seconds) FROM clock_state), 0)"
_PARTNERS = "SELECT count(*) FROM partner_ref"


class Process:
    """One process of the system; `kill()` is kill -9, `start()` brings it back on the same port."""

    def __init__(self, module: str, port: int, environment: dict[str, str], log: Path) -> None:
        self.module, self.environment, self.log = module, environment, log
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it lives; -9 after kill -9."""
        return None if self._process is None else self._process.poll()

    def start(self, **extra: str) -> None:
        environment = {**os.environ, **self.environment, **extra}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module], env=environment, stdout=log, stderr=log
            )

    def wait_until_ready(self) -> None:
        """The simulator has no probe: that it answers at all is enough."""
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if self.exit_code is not None:
                raise AssertionError(f"{self.module} ended by itself:\n{self.log_end()}")
            try:
                if httpx.get(f"{self.url}/readyz").status_code in (200, 404):
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{self.module} not ready:\n{self.log_end()}")

    def log_end(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self.exit_code is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(40)


class Distributed:
    """All processes of a running system, their databases' URLs and the house that works in it."""

    def __init__(self, processes: dict[str, Process], urls: dict[str, str], house: House) -> None:
        self.processes = processes
        self.urls = urls
        self.house = house


@contextmanager
def distributed_system(postgres: Postgres, kafka: str, folder: Path) -> Iterator[Distributed]:
    secrets = make()
    urls = {name: asyncio.run(postgres.clone_database()) for name in (*SERVICES, "gateway")}
    ports = {name: free_port() for name in (*urls, SIMULATOR)}
    with ExitStack() as stack:
        processes = {}
        for name, environment in _environments(secrets, urls, ports, kafka).items():
            processes[name] = Process(name, ports[name], environment, folder / f"{name}.log")
            processes[name].start()
            stack.callback(processes[name].kill)
        for process in processes.values():
            process.wait_until_ready()
        house = House({"base_url": processes["gateway"].url, "accounts": [], "partners": []})
        stack.callback(house.close)
        _set_up(house, secrets, urls, processes)
        yield Distributed(processes, urls, house)
        for process in reversed(processes.values()):
            process.stop()


def _environments(
    secrets: Secrets, urls: dict[str, str], ports: dict[str, int], kafka: str
) -> dict[str, dict[str, str]]:
    base_url = f"http://127.0.0.1:{ports['gateway']}"
    common = {
        "kafka_bootstrap_servers": kafka,
        "kafka_prefix": f"chemai{ports['gateway']}",
        "token_public_key": secrets.token_public_key,
        "master_keys": json.dumps({1: secrets.master_key}),
        "index_key": secrets.index_key,
        "transport_key": secrets.transport_key,
        "public_base_url": base_url,
        "demo": "true",
        "log_level": "WARNING",
    }
    own = {
        "notifications": {"webhook_trusted": json.dumps([f"127.0.0.1:{ports[SIMULATOR]}"])},
        "gateway": {
            "token_private_key": secrets.token_private_key,
            "upstreams": json.dumps({name: f"http://127.0.0.1:{ports[name]}" for name in SERVICES}),
            "address_rate_per_second": "1000",
            "access_life": "PT2H",
        },
    }
    environments = {
        name: _prefixed(name, {**common, "database_url": urls[name], "port": str(ports[name]), **own.get(name, {})})
        for name in urls
    }
    callback = f"{base_url}/api/v1/notifications/webhooks/inbound/{FINANCE_PARTNER.id}"
    environments[SIMULATOR] = _prefixed(
        "simulator",
        {
            "port": str(ports[SIMULATOR]),
            "secret": secrets.partner_secret,
            "callback_url": callback,
            "delay_seconds": "0.3",
        },
    )
    return environments


def _prefixed(name: str, values: dict[str, str]) -> dict[str, str]:
    return {f"CHEMAI_{name.upper()}_{key.upper()}": value for key, value in values.items()}


class _Manager:
    """What the yard is filled through."""

    def __init__(self, person: Person) -> None:
        self._person = person

    async def post(self, service: str, path: str, /, **body: Any) -> Any:
        return self._person.post(f"/{service}{path}", **body)


def _set_up(house: House, secrets: Secrets, urls: dict[str, str], processes: dict[str, Process]) -> None:
    password = setup.password()
    ids = asyncio.run(_set_up_house(secrets, urls["gateway"], password))
    house.card["accounts"] = _accounts(ids, password)
    manager = house.staff("wugang")
    today = manager.get("/gateway/clock")["business_time"][:10]
    wait_for("the house in every service", lambda: _all_know(urls, manager), seconds=_READY_SECONDS)
    asyncio.run(setup.fill_yard(_Manager(manager), date.fromisoformat(today), Random(1)))
    agreed = asyncio.run(_connect_partners(secrets, urls["notifications"], processes[SIMULATOR].url))
    group = house.staff("gumingyuan")
    for ally in PARTNERS:
        partner_id = str(ids.partners[ally.name])
        key = group.post(f"/gateway/partners/{partner_id}/keys", label="test")["api_key"]
        access = {"partner_id": partner_id, "name": ally.name, "api_key": key, "webhook_secret": agreed[ally.name]}
        house.card["partners"].append(access)


def _all_know(urls: dict[str, str], manager: Person) -> bool:
    """Whether every service has heard of all of the staff, all of the partners and the business time."""
    offset = manager.get("/gateway/clock")["offset_seconds"]
    told = all(look(urls[name], _STAFF_AND_TIME) == [(len(POSTS), offset)] for name in SERVICES)
    return told and all(look(urls[name], _PARTNERS) == [(len(PARTNERS),)] for name in ("leads", "notifications"))


def look(url: str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What stands in a service's database, past the service."""

    async def fetched() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(url.replace("+asyncpg", "", 1))
        try:
            return [tuple(row) for row in await connection.fetch(sql, *values)]
        finally:
            await connection.close()

    return asyncio.run(fetched())


async def _connect_partners(secrets: Secrets, url: str, simulator_url: str) -> dict[str, str]:
    """Through the notifications service's own use cases on its database."""
    settings = NotificationsSettings(
        database_url=url,
        demo=True,
        webhook_trusted=frozenset({simulator_url.removeprefix("http://")}),
        **secrets.platform(),
    )
    notifications = create_notifications(settings, InProcessTransport())
    async with _disposed(notifications):
        return await connect_partners(notifications, simulator_url, secrets.partner_secret)


@asynccontextmanager
async def _disposed(service: Service) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await service.platform.database.dispose()


def _accounts(ids: HouseIds, password: str) -> list[dict[str, str]]:
    return [
        {
            "role": str(role),
            "staff_id": str(ids.staff[post.username]),
            "name": post.name,
            "username": post.username,
            "password": password,
            "store": str(STORES[post.store]["name"]),
        }
        for post in POSTS
        for role in post.roles
    ]


async def _set_up_house(secrets: Secrets, url: str, password: str) -> HouseIds:
    """Through the gateway's own use cases on its database; its process relays what they announce."""
    settings = GatewaySettings(
        database_url=url, token_private_key=secrets.token_private_key, demo=True, **secrets.platform()
    )
    gateway = create_gateway(settings, InProcessTransport(), {})

    async def settled() -> bool:
        return True

    async with _disposed(gateway.service):
        return await setup.set_up_house(SimpleNamespace(gateway=gateway, settle=settled), password)
