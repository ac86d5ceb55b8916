"""The smallest service there is: it announces notes, and writes one row for every note it is told of."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from messaging import Deliverer, Envelope, Event, Inbox, MessagingBase, Relay, Transport, outbox
from messaging.faultpoints import faultpoint
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

NewService = Callable[[], Awaitable["NotingService"]]
"""Makes a service with a fresh database."""

AT = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
NOTED = "tests.noted.v1"

_EFFECT = "CREATE TABLE effect (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid, key text, n bigint)"


class Noted(Event, type=NOTED, key="subject_id"):
    """Number `n` of what happened to `subject_id`."""

    subject_id: str
    n: int
    store_id: str | None = None


def note(key: str, n: int = 1, *, store_id: str | None = None) -> Envelope:
    return Envelope.of(Noted(subject_id=key, n=n, store_id=store_id), service="tests", at=AT)


async def migrate(url: str) -> None:
    """The tables of a `NotingService`."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(MessagingBase.metadata.create_all)
        await connection.execute(text(_EFFECT))
    await engine.dispose()


class NotingService:
    """`failing` tells which notes its handler fails on, after its effect."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(url, pool_size=10)
        self.inbox = Inbox(self.engine)
        self.failing: dict[tuple[str, int], Exception] = {}

    @asynccontextmanager
    async def sessions(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def put(self, key: str, *numbers: int) -> list[Envelope]:
        """Announce notes in one transaction."""
        async with self.sessions() as session:
            envelopes = [outbox.put(session, Noted(subject_id=key, n=n), service="tests", at=AT) for n in numbers]
            faultpoint("work.before_commit")
        faultpoint("work.after_commit")
        return envelopes

    async def handle(self, session: AsyncSession, envelope: Envelope) -> None:
        event = envelope.event(Noted)
        await session.execute(
            text("INSERT INTO effect (event_id, key, n) VALUES (:id, :key, :n)"),
            {"id": envelope.id, "key": event.subject_id, "n": event.n},
        )
        if error := self.failing.get((event.subject_id, event.n)):
            raise error

    def deliverer(self, **options: Any) -> Deliverer:
        return Deliverer(self.sessions, self.handle, **options)

    def relay(self, transport: Transport, **options: Any) -> Relay:
        return Relay(self.engine, transport, service="tests", **options)

    async def effects(self, key: str) -> list[int]:
        """Numbers of the notes that had their effect, in that order."""
        return [n for (n,) in await self.fetch("SELECT n FROM effect WHERE key = :key ORDER BY seq", key=key)]

    async def states(self, key: str) -> list[str]:
        return [
            state for (state,) in await self.fetch("SELECT state FROM inbox WHERE key = :key ORDER BY seq", key=key)
        ]

    async def all_done(self) -> bool:
        return await self.fetch("SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]

    async def fetch(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        async with self.engine.begin() as connection:
            result = await connection.execute(text(sql), values)
            return [tuple(row) for row in result] if result.returns_rows else []
