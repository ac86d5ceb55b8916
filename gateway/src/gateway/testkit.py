"""For tests: a gateway on a fresh database, a small dealer group in it, and clients that come in through the door."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn
from service_defaults.clocks import BusinessClock
from service_defaults.identity import Role
from service_defaults.testkit import Postgres
from service_defaults.testkit.service import PRIVATE_KEY, ServiceHarness, running_service
from service_defaults.testkit.waiting import until
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.app import DEFINITION, Gateway, create_gateway
from gateway.organisation import service as organisation
from gateway.organisation import staffing
from gateway.organisation.models import Staff, Store, Team
from gateway.organisation.schemas import StaffCreate, StoreCreate, TeamCreate
from gateway.proxy.upstream import AsgiUpstream, Upstream
from gateway.settings import Settings

PASSWORD = "长安街上看花 2026"  # noqa: S105 - invented


@dataclass
class Wall:
    """The machine's time, as far as the gateway is concerned: real, plus what a test says."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_time(self, **by: float) -> None:
        self.ahead += timedelta(**by)


@dataclass
class House:
    """The gateway with its people; `people` by username."""

    gateway: Gateway
    harness: ServiceHarness
    wall: Wall
    stores: list[Store] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    people: dict[str, Staff] = field(default_factory=dict)

    def visitor(self, address: str = "203.0.113.9", **headers: str) -> httpx.AsyncClient:
        """Nobody in particular, from outside."""
        transport = httpx.ASGITransport(app=self.gateway.app, client=(address, 50000))
        return httpx.AsyncClient(transport=transport, base_url="http://door", headers=headers)

    @asynccontextmanager
    async def browser(self, username: str, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        """Signed in with cookies; the CSRF token goes along."""
        async with self.visitor(**options) as client:
            answer = await client.post("/api/v1/gateway/sessions", json=credentials(username))
            answer.raise_for_status()
            client.headers["X-CSRF-Token"] = answer.json()["me"]["csrf_token"]
            yield client

    @asynccontextmanager
    async def phone(self, username: str, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        """Signed in with bearer tokens."""
        async with self.visitor(**options) as client:
            answer = await client.post("/api/v1/gateway/sessions", json=credentials(username) | {"client": "phone"})
            answer.raise_for_status()
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield client

    def staff_id(self, username: str) -> UUID:
        return self.people[username].id

    async def settle(self) -> None:
        await self.harness.drain()


def credentials(username: str) -> dict[str, str]:
    return {"username": username, "password": PASSWORD}


PEOPLE: Mapping[str, tuple[int, bool, list[Role]]] = {
    "admin": (0, False, [Role.GROUP_ADMIN]),
    "manager": (0, False, [Role.GENERAL_MANAGER]),
    "advisor": (0, True, [Role.SALES_ADVISOR]),
    "colleague": (0, True, [Role.SALES_ADVISOR]),
    "dcc_lead": (0, True, [Role.DCC_SUPERVISOR]),
    "floor": (0, False, [Role.FLOOR_SUPERVISOR]),
    "channel": (0, False, [Role.CHANNEL_PARTNER_MANAGER]),
    "far_advisor": (1, False, [Role.SALES_ADVISOR]),
    "far_manager": (1, False, [Role.GENERAL_MANAGER]),
}


async def furnish(house: House) -> None:
    """Two stores, a team, and somebody in every post that the tests need."""
    async with house.harness.work() as work:
        group = await organisation.found_group(work, "远山汽车集团")
        for name in ("星河路店", "滨江店"):
            command = StoreCreate(name=name, brand="远航", city="上海", address="某路 1 号", phone="02155550100")
            house.stores.append(await organisation.open_store(work, group.id, command))
        house.teams.append(await organisation.form_team(work, TeamCreate(store_id=house.stores[0].id, name="一组")))
        for username, (store, in_team, roles) in PEOPLE.items():
            person = StaffCreate(
                store_id=house.stores[store].id,
                team_id=house.teams[0].id if in_team else None,
                name=f"员工{username}",
                username=username,
                roles=roles,
                password=PASSWORD,
            )
            house.people[username] = await staffing.engage_staff(work, house.gateway.runtime.passwords, person)
    await house.settle()


@asynccontextmanager
async def open_house(
    postgres: Postgres,
    *,
    upstreams: Mapping[str, Upstream] | None = None,
    settle: Callable[[], Awaitable[object]] | None = None,
    **chosen: Any,
) -> AsyncIterator[House]:
    made: list[Gateway] = []
    wall = Wall()

    def assemble(settings: Any, transport: Any) -> Any:
        made.append(create_gateway(settings, transport, upstreams or {}, settle))
        return made[0].service

    values = {"token_private_key": PRIVATE_KEY, "recheck_after": timedelta(hours=1), **chosen}
    async with running_service(postgres, DEFINITION, Settings, assemble=assemble, **values) as harness:
        harness.service.platform.clock = BusinessClock(wall=wall.now)
        house = House(made[0], harness, wall)
        await furnish(house)
        for upstream in (upstreams or {}).values():
            await upstream.start()
        yield house
        for upstream in (upstreams or {}).values():
            await upstream.stop()
        made[0].runtime.passwords.close()


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """A service that answers what it was given."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    shown = {
        "method": scope["method"],
        "path": scope["path"],
        "query": scope["query_string"].decode(),
        "headers": {name.decode(): value.decode("latin-1") for name, value in scope["headers"]},
        "body": body.decode("latin-1"),
    }
    answer = httpx.Response(200, json=shown)
    headers = [(b"content-type", b"application/json"), (b"set-cookie", b"service=1"), (b"server", b"inner")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})


class _Quiet(uvicorn.Server):
    """Beside a test run: the run's signal handlers stay."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[int]:
    """An app on a real socket on loopback; answers the port."""
    config = uvicorn.Config(
        app, port=0, lifespan="off", log_config=None, http="httptools", loop="asyncio", timeout_graceful_shutdown=1
    )
    server = _Quiet(config)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started or serving.done())
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await serving


@pytest.fixture(scope="module")
async def house(postgres: Postgres) -> AsyncIterator[House]:
    """A demo gateway with echoing services behind it; one per test module."""
    upstreams = {name: AsgiUpstream(echo) for name in ("leads", "aftersales", "loyalty", "notifications")}
    async with open_house(postgres, upstreams=upstreams, demo=True) as opened:
        yield opened
