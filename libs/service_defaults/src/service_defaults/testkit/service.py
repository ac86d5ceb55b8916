"""A service on a fresh database for tests: its API, its worker by hand, its clock, what it told the others."""

import base64
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from messaging import Envelope, Event, InProcessTransport, OutboxRow
from messaging.tables import to_envelope
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select

from service_defaults import migrations
from service_defaults.clocks import BusinessClock
from service_defaults.identity import SYSTEM, Kind, Principal, Role, TokenSigner, widest_scope
from service_defaults.ids import new_id
from service_defaults.organisation import DutyChanged, DutyShift, OpeningSpan, StaffChanged, StoreChanged, TeamChanged
from service_defaults.service import Service, ServiceDefinition, build
from service_defaults.settings import PlatformSettings
from service_defaults.testkit.postgres import Postgres
from service_defaults.work import Reading, Work

E = TypeVar("E", bound=Event)

GROUP = UUID("01900000-0000-7000-8000-000000000001")
STORE = UUID("01900000-0000-7000-8000-000000000011")
OTHER_STORE = UUID("01900000-0000-7000-8000-000000000012")
TEAM = UUID("01900000-0000-7000-8000-000000000021")
START = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)
"""Tuesday 10:05 in Shanghai."""


def _key_pair() -> tuple[str, str]:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return private, public


def _secret() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


PRIVATE_KEY, PUBLIC_KEY = _key_pair()
KEYS = {"master_keys": {1: _secret()}, "index_key": _secret(), "transport_key": _secret()}


def settings_for_test(url: str, kind: type[PlatformSettings] = PlatformSettings, **more: Any) -> PlatformSettings:
    return kind.model_validate({"database_url": url, "token_public_key": PUBLIC_KEY, **KEYS, **more})


def staff_principal(
    *roles: Role,
    staff_id: UUID | None = None,
    store_id: UUID = STORE,
    team_id: UUID | None = TEAM,
    name: str = "测试员",
) -> Principal:
    held = frozenset(roles)
    return Principal(
        kind=Kind.STAFF,
        id=str(staff_id or new_id()),
        name=name,
        username="tester",
        group_id=GROUP,
        store_ids=(store_id,),
        team_ids=(team_id,) if team_id else (),
        roles=held,
        scope=widest_scope(held),
    )


def partner_principal(partner_id: UUID, *, store_ids: tuple[UUID, ...] = (STORE,)) -> Principal:
    return Principal(kind=Kind.PARTNER, id=str(partner_id), name="伙伴", group_id=GROUP, store_ids=store_ids)


def link_principal(token_hash: str) -> Principal:
    return Principal(kind=Kind.LINK, id=token_hash)


@dataclass(slots=True)
class ServiceHarness:
    """`client()` calls the API as somebody; `deliver()` is what other services told; `drain()` lets the worker work."""

    service: Service
    transport: InProcessTransport
    signer: TokenSigner

    @property
    def now(self) -> datetime:
        return self.service.platform.clock.now()

    def client(self, principal: Principal | None, **headers: str) -> httpx.AsyncClient:
        if principal is not None:
            headers["Authorization"] = f"Bearer {self.signer.sign(principal)}"
        transport = httpx.ASGITransport(app=self.service.app, raise_app_exceptions=False)
        base = f"http://test/api/v1/{self.service.definition.name}"
        return httpx.AsyncClient(transport=transport, base_url=base, headers=headers)

    async def deliver(self, *events: Event, at: datetime | None = None) -> None:
        """What the other services told, handled before this returns (events put out meanwhile are relayed too)."""
        for told in events:
            source = told.event_type.partition(".")[0]
            await self.transport.publish([Envelope.of(told, service=source, at=at or self.now)])
        await self.drain()
        dead = await self.service.inbox.dead()
        if dead:
            raise AssertionError(f"dead letters: {dead}")

    async def drain(self) -> None:
        while await self.service.drain():
            pass

    async def advance(self, **by: float) -> None:
        """Let business time pass, e.g. `advance(days=3)`, and fire what came due."""
        clock = self.service.platform.clock
        clock.advance_to(clock.offset + timedelta(**by))
        await self.drain()

    async def events(self, kind: type[E]) -> list[E]:
        """Everything of that type that this service has put out, oldest first."""
        async with self.service.platform.database.read() as session:
            rows = await session.scalars(
                select(OutboxRow).where(OutboxRow.type == kind.event_type).order_by(OutboxRow.id)
            )
            return [to_envelope(row).event(kind) for row in rows]

    @asynccontextmanager
    async def work(self, actor: Principal = SYSTEM, *, now: datetime | None = None) -> AsyncIterator[Work]:
        platform = self.service.platform
        async with platform.database.write() as session:
            yield Work(session=session, platform=platform, now=now or platform.clock.now(), actor=actor)

    @asynccontextmanager
    async def reading(self, actor: Principal = SYSTEM) -> AsyncIterator[Reading]:
        platform = self.service.platform
        async with platform.database.read() as session:
            yield Reading(session=session, platform=platform, now=platform.clock.now(), actor=actor)

    @contextmanager
    def sql_count(self) -> Iterator[Counter[str]]:
        """Counts statements by verb while inside; BEGIN and COMMIT are not statements of ours."""
        counts: Counter[str] = Counter()

        def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            counts[statement.split(None, 1)[0].upper()] += 1
            counts["total"] += 1

        database = self.service.platform.database
        engines = [database.write_engine.sync_engine, database.read_engine.sync_engine]
        for engine in engines:
            sqlalchemy_event.listen(engine, "before_cursor_execute", count)
        try:
            yield counts
        finally:
            for engine in engines:
                sqlalchemy_event.remove(engine, "before_cursor_execute", count)

    async def organise(self, *staff: Principal, on_duty: bool = False) -> None:
        """Tell the service of its group's two stores, a team, and these members of staff."""
        opening = tuple(OpeningSpan(weekday=day, opens="09:00", closes="18:30") for day in range(1, 8))
        for store_id, name in ((STORE, "星河路店"), (OTHER_STORE, "滨江店")):
            await self.deliver(
                StoreChanged(
                    store_id=store_id,
                    group_id=GROUP,
                    name=name,
                    brand="远航",
                    timezone="Asia/Shanghai",
                    currency="CNY",
                    region="CN",
                    city="上海",
                    address="星河路 1 号",
                    phone="02155550100",
                    opening=opening,
                    revision=1,
                )
            )
        await self.deliver(TeamChanged(team_id=TEAM, store_id=STORE, name="展厅一组", revision=1))
        for person in staff:
            await self.deliver(staff_changed(person))
        if on_duty:
            day = self.now.astimezone(UTC).date()
            shifts = tuple(
                DutyShift(
                    staff_id=UUID(p.id), starts_at=self.now - timedelta(hours=1), ends_at=self.now + timedelta(hours=8)
                )
                for p in staff
            )
            await self.deliver(DutyChanged(store_id=STORE, day=day, shifts=shifts, revision=1))


def staff_changed(person: Principal, *, revision: int = 1, active: bool = True) -> StaffChanged:
    return StaffChanged(
        staff_id=UUID(person.id),
        group_id=GROUP,
        store_id=person.store_ids[0],
        team_id=person.team_ids[0] if person.team_ids else None,
        name=person.name,
        username=person.username,
        roles=tuple(sorted(person.roles)),
        active=active,
        revision=revision,
    )


@asynccontextmanager
async def running_service(
    postgres: Postgres,
    definition: ServiceDefinition,
    settings: type[PlatformSettings],
    *,
    start: datetime = START,
    assemble: Callable[[PlatformSettings, InProcessTransport], Service] | None = None,
    **chosen: Any,
) -> AsyncIterator[ServiceHarness]:
    """A service whose loops and clock stand still: tests drain and advance, so nothing happens behind their back."""

    async def migrate(url: str) -> None:
        await migrations.upgrade(definition.migrations, url)

    template = await postgres.create_template(definition.name, migrate)
    url = await postgres.clone_database(template)
    transport = InProcessTransport()
    values = settings_for_test(url, settings, **chosen)
    service = assemble(values, transport) if assemble else build(definition, values, transport)
    service.platform.clock = BusinessClock(wall=lambda: start)
    await transport.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(service.platform.database.dispose)
        stack.push_async_callback(transport.stop)
        yield ServiceHarness(service, transport, TokenSigner(PRIVATE_KEY))
