"""A database with the two tables and one table of effects, cloned for every test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from messaging import Deliverer, Envelope, Event, Inbox, MessagingBase, outbox
from service_defaults.testkit import Postgres
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

AT = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)


class Noted(Event, type="tests.noted.v1", key="subject_id"):
    """The event of these tests: number `n` of what happened to `subject_id`."""

    subject_id: str
    n: int
    store_id: str | None = None


class Service:
    """One service's database and what its handlers did."""

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
        async with self.sessions() as session:
            return [outbox.put(session, Noted(subject_id=key, n=n), service="tests", at=AT) for n in numbers]

    async def handle(self, session: AsyncSession, envelope: Envelope) -> None:
        event = envelope.event(Noted)
        await session.execute(
            text("INSERT INTO effect (event_id, key, n) VALUES (:id, :key, :n)"),
            {"id": envelope.id, "key": event.subject_id, "n": event.n},
        )
        if error := self.failing.get((event.subject_id, event.n)):
            raise error

    def deliverer(self, **options: object) -> Deliverer:
        return Deliverer(self.sessions, self.handle, **options)

    async def effects(self, key: str) -> list[int]:
        rows = await self.fetch("SELECT n FROM effect WHERE key = :key ORDER BY seq", key=key)
        return [n for (n,) in rows]

    async def fetch(self, sql: str, **values: object) -> list[tuple]:
        async with self.engine.begin() as connection:
            result = await connection.execute(text(sql), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    async def states(self, key: str) -> list[str]:
        return [
            state for (state,) in await self.fetch("SELECT state FROM inbox WHERE key = :key ORDER BY seq", key=key)
        ]


def note(key: str, n: int = 1, **fields: str) -> Envelope:
    return Envelope.of(Noted(subject_id=key, n=n, **fields), service="tests", at=AT)


async def _migrate(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(MessagingBase.metadata.create_all)
        await connection.execute(
            text(
                "CREATE TABLE effect (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid, key text, n int)"
            )
        )
    await engine.dispose()


@pytest.fixture
async def new_service(postgres: Postgres) -> AsyncIterator[Callable[[], Awaitable[Service]]]:
    template = await postgres.create_template("messaging", _migrate)
    services: list[Service] = []

    async def create() -> Service:
        services.append(Service(await postgres.clone_database(template)))
        return services[-1]

    yield create
    for each in services:
        await each.engine.dispose()


@pytest.fixture
async def service(new_service: Callable[[], Awaitable[Service]]) -> Service:
    return await new_service()


@pytest.fixture(name="note")
def _note() -> Callable[..., Envelope]:
    return note


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Wait for a condition, fail after `seconds`."""

    async def wait(condition: Callable[[], Awaitable[bool] | bool], *, seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while True:
                holds = condition()
                if await holds if asyncio.iscoroutine(holds) else holds:
                    return
                await asyncio.sleep(0.01)

    return wait


@pytest.fixture
async def running() -> AsyncIterator[Callable[..., asyncio.Task[None]]]:
    """Run a coroutine beside the test; it is cancelled at the end."""
    tasks: list[asyncio.Task[None]] = []

    def start(coroutine: Awaitable[None]) -> asyncio.Task[None]:
        tasks.append(asyncio.ensure_future(coroutine))
        return tasks[-1]

    yield start
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(result is None or isinstance(result, asyncio.CancelledError) for result in results), results
