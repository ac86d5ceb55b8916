"""Builds a running service from its four tables: routers, subscriptions, timers, migrations."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI
from messaging import Deliverer, Envelope, Event, Inbox, Relay, Transport, UnknownType, outbox
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults import health, migrations, organisation, telemetry, tracing
from service_defaults.clocks import BusinessClock
from service_defaults.database import Database, WriteSession
from service_defaults.encryption import Vault
from service_defaults.identity import SYSTEM, TokenVerifier
from service_defaults.jobs import JobRunner, Timer
from service_defaults.organisation import PlatformBase
from service_defaults.problems import install_problem_handlers
from service_defaults.settings import PlatformSettings
from service_defaults.work import Platform, Work

logger = logging.getLogger(__name__)
_DELIVERIES_AT_ONCE = 2
_PURGE_SECONDS = 3600.0
Handler = Callable[[Work, Any], Awaitable[None]]


class ClockState(PlatformBase):
    """How far business time runs ahead, as last told by the gateway."""

    __tablename__ = "clock_state"
    id: Mapped[str] = mapped_column(primary_key=True)
    offset_seconds: Mapped[int]


class Background(Protocol):
    """Work beside relay, deliverer and timers, such as posting to the outer world."""

    async def run(self) -> None:
        """Until cancelled."""

    async def drain(self) -> int:
        """Do, and wait for, what is due now; answers how much that was. May be called while `run` runs."""


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """What a service is: everything else is the same for all of them."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    subscriptions: Mapping[type[Event], Handler]
    timers: Sequence[Timer]
    migrations: Path
    background: Sequence[Callable[[Platform], Background]] = ()


@dataclass(slots=True)
class Service:
    """One assembled service. Enter `running()` to start the worker beside the API."""

    definition: ServiceDefinition
    platform: Platform
    app: FastAPI
    transport: Transport
    relay: Relay
    inbox: Inbox
    deliverer: Deliverer
    jobs: JobRunner
    background: Sequence[Background]
    _tasks: list[asyncio.Future[None]] = field(default_factory=list)
    _prepared: bool = False

    async def drain(self) -> int:
        """Relay, deliver and fire until nothing is left; answers how much was done. For tests and the demo's clock."""
        done = await self.relay.drain() + await self.deliverer.drain() + await self.jobs.drain()
        for worker in self.background:
            done += await worker.drain()
        return done

    async def prepare(self) -> None:
        """Tables and clock as they have to be before anything comes in. Once is enough."""
        if not self._prepared:
            await migrations.upgrade(self.definition.migrations, self.platform.database.url)
            await load_clock(self.platform)
            self._prepared = True

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        await self.prepare()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.platform.database.dispose)
            stack.push_async_callback(self._stop)
            loops = [self.relay.run(), self.deliverer.run(), self.jobs.run(), self._keep_house()]
            loops += [worker.run() for worker in self.background]
            self._tasks = [asyncio.ensure_future(loop) for loop in loops]
            yield

    async def _keep_house(self) -> None:
        """Personal data does not wait in queues: payloads go after seven days of wall time."""
        while True:
            try:
                await outbox.purge(self.platform.database.write_engine)
                await self.inbox.purge()
            except Exception:
                logger.exception("old events could not be purged")
            await asyncio.sleep(_PURGE_SECONDS)

    async def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task


def build(definition: ServiceDefinition, settings: PlatformSettings, transport: Transport) -> Service:
    """The only wiring of a service."""
    platform = assemble_platform(definition.name, settings)
    database = platform.database
    relay = Relay(database.write_engine, transport, service=definition.name)
    inbox = Inbox(database.write_engine)
    handlers = _with_platform_handlers(definition.subscriptions)
    deliverer = Deliverer(database.write, _handle(platform, handlers), workers=_DELIVERIES_AT_ONCE)
    jobs = JobRunner(platform, definition.timers, after_tick=relay.wake)
    transport.subscribe(definition.name, frozenset(kind.event_type for kind in handlers), _store(inbox, deliverer))
    _wake_after_commit(database, relay)
    background = [begin(platform) for begin in definition.background]
    service = Service(definition, platform, FastAPI(), transport, relay, inbox, deliverer, jobs, background)
    service.app = _app(definition, service)
    return service


def assemble_vault(settings: PlatformSettings) -> Vault:
    return Vault.from_base64(
        {key: secret.get_secret_value() for key, secret in settings.master_keys.items()},
        active=settings.active_key,
        index_key=settings.index_key.get_secret_value(),
        transport_key=settings.transport_key.get_secret_value(),
    )


def assemble_platform(name: str, settings: PlatformSettings) -> Platform:
    """What a service stands on; a helper process of the service makes its own from the same settings."""
    return Platform(
        name=name,
        settings=settings,
        database=Database(settings.database_url),
        vault=assemble_vault(settings),
        clock=BusinessClock(),
        verifier=TokenVerifier(settings.token_public_key),
    )


def _app(definition: ServiceDefinition, service: Service) -> FastAPI:
    app = FastAPI(
        title=definition.title,
        version="1.0.0",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.platform = service.platform
    app.state.service = service
    install_problem_handlers(app)
    telemetry.install(app, definition.name)
    for router in definition.routers:
        app.include_router(router, prefix=f"/api/v1/{definition.name}")
    health.install(app, {"database": _database_check(service.platform.database)})
    return app


def _database_check(database: Database) -> Callable[[], Awaitable[None]]:
    async def check() -> None:
        async with database.read() as session:
            await session.connection()

    return check


def _with_platform_handlers(subscriptions: Mapping[type[Event], Handler]) -> dict[type[Event], Handler]:
    return {
        organisation.StoreChanged: _projection(organisation.keep_store),
        organisation.TeamChanged: _projection(organisation.keep_team),
        organisation.StaffChanged: _projection(organisation.keep_staff),
        organisation.DutyChanged: _projection(organisation.keep_duty),
        organisation.ClockMoved: _move_clock,
        **subscriptions,
    }


def _projection(keep: Callable[[WriteSession, Any], Awaitable[None]]) -> Handler:
    async def handler(work: Work, event: Event) -> None:
        await keep(work.session, event)

    return handler


async def _move_clock(work: Work, event: organisation.ClockMoved) -> None:
    values = {"id": event.clock_id, "offset_seconds": event.offset_seconds}
    statement = insert(ClockState).values(values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={"offset_seconds": statement.excluded.offset_seconds},
            where=ClockState.offset_seconds < statement.excluded.offset_seconds,
        )
    )
    work.platform.clock.advance_to(timedelta(seconds=event.offset_seconds))


async def load_clock(platform: Platform) -> None:
    """Take over the offset of business time as it was last told."""
    async with platform.database.read() as session:
        state = await session.get(ClockState, "business")
        if state is not None:
            platform.clock.advance_to(timedelta(seconds=state.offset_seconds))


def _handle(
    platform: Platform, handlers: Mapping[type[Event], Handler]
) -> Callable[[AsyncSession, Envelope], Awaitable[None]]:
    by_type = {kind.event_type: (kind, handler) for kind, handler in handlers.items()}

    async def handle(session: AsyncSession, envelope: Envelope) -> None:
        if envelope.type not in by_type:
            raise UnknownType(envelope.type)
        kind, handler = by_type[envelope.type]
        assert isinstance(session, WriteSession)  # noqa: S101 - the deliverer was given database.write
        work = Work(session=session, platform=platform, now=envelope.time, actor=SYSTEM)
        with tracing.continue_trace(envelope.traceparent, f"handle {envelope.type}"):
            await handler(work, envelope.event(kind))

    return handle


def _store(inbox: Inbox, deliverer: Deliverer) -> Callable[[Sequence[Envelope]], Awaitable[None]]:
    async def store(envelopes: Sequence[Envelope]) -> None:
        await inbox.store(envelopes)
        deliverer.wake()

    return store


def _wake_after_commit(database: Database, relay: Relay) -> None:
    def after_commit(info: dict[Any, Any]) -> None:
        if info.pop("outbox_touched", False):
            relay.wake()

    database.after_commit = after_commit
