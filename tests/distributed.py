"""The distributed form on loopback: one process per service, real Kafka, real PostgreSQL, as compose runs it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import httpx
from embedded.demo import setup
from embedded.demo.cast import HouseIds
from embedded.demo.house import PARTNERS, POSTS, STORES
from embedded.secrets import Secrets, make
from gateway.app import create_gateway
from gateway.settings import Settings as GatewaySettings
from messaging import InProcessTransport
from ports import free_port
from service_defaults.testkit.postgres import Postgres
from story.people import House, Person

SERVICES = ("leads", "aftersales", "loyalty", "notifications")
_READY_SECONDS = 60


class Process:
    """One process of the system; `kill()` is kill -9, `start()` brings it back on the same port."""

    def __init__(self, module: str, environment: dict[str, str], log: Path) -> None:
        self.module, self.environment, self.log = module, environment, log
        self.port = environment[f"CHEMAI_{module.upper()}_PORT"]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, **extra: str) -> None:
        environment = {**os.environ, **self.environment, **extra}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module], env=environment, stdout=log, stderr=log
            )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if not self.alive:
                raise AssertionError(f"{self.module} ended by itself:\n{self.log.read_text()[-3000:]}")
            try:
                if httpx.get(f"{self.url}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{self.module} not ready:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self.alive:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(40)


class Distributed:
    """All processes of a running system and the house that works in it."""

    def __init__(self, processes: dict[str, Process], house: House) -> None:
        self.processes = processes
        self.house = house


@contextmanager
def distributed_system(postgres: Postgres, kafka: str, folder: Path) -> Iterator[Distributed]:
    secrets = make()
    urls = {name: asyncio.run(postgres.clone_database()) for name in (*SERVICES, "gateway")}
    prefix = f"chemai{free_port()}"
    environments = _environments(secrets, urls, kafka, prefix)
    with ExitStack() as stack:
        processes = {}
        for name, environment in environments.items():
            processes[name] = Process(name, environment, folder / f"{name}.log")
            processes[name].start()
            stack.callback(processes[name].kill)
        for process in processes.values():
            process.wait_until_ready()
        house = _set_up(secrets, urls, processes["gateway"].url)
        yield Distributed(processes, house)
        for process in reversed(processes.values()):
            process.stop()


def _environments(secrets: Secrets, urls: dict[str, str], kafka: str, prefix: str) -> dict[str, dict[str, str]]:
    ports = {name: free_port() for name in (*SERVICES, "gateway")}
    base_url = f"http://127.0.0.1:{ports['gateway']}"
    environments = {}
    for name in (*SERVICES, "gateway"):
        values = {
            "database_url": urls[name],
            "port": str(ports[name]),
            "kafka_bootstrap_servers": kafka,
            "kafka_prefix": prefix,
            "token_public_key": secrets.token_public_key,
            "master_keys": json.dumps({1: secrets.master_key}),
            "index_key": secrets.index_key,
            "transport_key": secrets.transport_key,
            "public_base_url": base_url,
            "demo": "true",
            "log_level": "WARNING",
        }
        if name == "gateway":
            values["token_private_key"] = secrets.token_private_key
            values["upstreams"] = json.dumps({s: f"http://127.0.0.1:{ports[s]}" for s in SERVICES})
            values["address_rate_per_second"] = "1000"
        environments[name] = {f"CHEMAI_{name.upper()}_{key.upper()}": value for key, value in values.items()}
    return environments


class _Manager:
    """What the yard is filled through."""

    def __init__(self, person: Person) -> None:
        self._person = person

    async def post(self, service: str, path: str, /, **body: Any) -> Any:
        return self._person.post(f"/{service}{path}", **body)


def _set_up(secrets: Secrets, urls: dict[str, str], base_url: str) -> House:
    password = setup.password()
    ids = asyncio.run(_set_up_house(secrets, urls["gateway"], password))
    house = House({"base_url": base_url, "accounts": _accounts(ids, password), "partners": []})
    manager = house.staff("wugang")
    today = manager.get("/gateway/clock")["business_time"][:10]
    _wait_for_organisation(manager)
    asyncio.run(setup.fill_yard(_Manager(manager), date.fromisoformat(today), Random(1)))
    group = house.staff("gumingyuan")
    for ally in PARTNERS:
        partner_id = str(ids.partners[ally.name])
        key = group.post(f"/gateway/partners/{partner_id}/keys", label="test")["api_key"]
        house.card["partners"].append(
            {"partner_id": partner_id, "name": ally.name, "api_key": key, "webhook_secret": ""}
        )
    return house


def _wait_for_organisation(manager: Person) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while manager.http.get("/leads/settings").status_code != 200:
        if time.monotonic() > deadline:
            raise AssertionError("the organisation did not reach the services")
        time.sleep(0.1)


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

    try:
        ids = await setup.set_up_house(SimpleNamespace(gateway=gateway, settle=settled), password)
    finally:
        await gateway.service.platform.database.dispose()
    return ids
