"""Alembic, driven from code: one `migrations/` folder per service, its env.py calls `run_migrations`."""

from collections.abc import Sequence
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_LOCK = 0x63686D69  # one migration at a time, whichever process of the service starts first


def config_for(folder: Path, url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


async def upgrade(folder: Path, url: str) -> None:
    """Bring the database to the newest revision."""
    engine = create_async_engine(url, poolclass=NullPool)
    config = config_for(folder, url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade, config)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, config: Config) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()
    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCK})")
    connection.commit()


def run_migrations(metadata: Sequence[MetaData]) -> None:
    """Body of a service's env.py."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()
