"""Database sessions and the one-commit rule: nobody outside this library calls `commit()`.

A `ReadSession` runs on connections that the server itself keeps read-only; a `WriteSession` is one transaction.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from messaging import faultpoint, outbox
from sqlalchemy import BigInteger, DateTime, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from service_defaults.errors import Refusal

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """Base of a service's tables; each service derives one `Base(Model)` with `metadata = new_metadata()`."""

    __abstract__ = True
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
        int: BigInteger(),
        dict[str, Any]: JSONB(),
        list[str]: JSONB(),
        list[dict[str, Any]]: JSONB(),
    }


def new_metadata() -> MetaData:
    return MetaData(naming_convention=NAMING)


class ReadSession(AsyncSession):
    """A session that can only look. Functions that only look take this type."""

    def add(self, instance: object, *, _warn: bool = True) -> NoReturn:
        msg = f"a read session cannot add {type(instance).__name__}"
        raise TypeError(msg)


class WriteSession(ReadSession):
    """A session that is one transaction. Functions that change rows take this type."""

    def add(self, instance: object, *, _warn: bool = True) -> None:  # type: ignore[override]  # undoes the refusal above
        AsyncSession.add(self, instance, _warn=_warn)


class Database:
    """Two small pools on one server: writes in transactions, reads in autocommit on read-only connections.

    The relay holds one writer for its lock; together they are the eight connections that a service may hold.
    """

    def __init__(self, url: str, *, writers: int = 5, readers: int = 3) -> None:
        self.url = url
        self.write_engine = create_async_engine(
            url,
            pool_size=writers,
            max_overflow=0,
            pool_timeout=10,
            hide_parameters=True,
            connect_args={"server_settings": {"timezone": "UTC", "application_name": "chemai"}},
        )
        self.read_engine = create_async_engine(
            url,
            pool_size=readers,
            max_overflow=0,
            pool_timeout=10,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            connect_args={"server_settings": {"timezone": "UTC", "default_transaction_read_only": "on"}},
        )
        self.after_commit: Callable[[dict[Any, Any]], None] = lambda info: None
        self._writes = async_sessionmaker(self.write_engine, class_=WriteSession, expire_on_commit=False)
        self._reads = async_sessionmaker(self.read_engine, class_=ReadSession, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One unit of work: committed at the end, also on a `Refusal`; rolled back on anything else."""
        async with self._writes() as session:
            try:
                yield session
            except BaseException as error:
                if isinstance(error, Refusal):
                    await self._commit(session)
                else:
                    await session.rollback()
                raise
            await self._commit(session)

    async def _commit(self, session: WriteSession) -> None:
        announces = outbox.TOUCHED in session.info
        if announces:
            faultpoint("work.before_commit")
        await session.commit()
        if announces:
            faultpoint("work.after_commit")
        self.after_commit(session.info)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadSession]:
        async with self._reads() as session:
            yield session

    async def dispose(self) -> None:
        await self.write_engine.dispose()
        await self.read_engine.dispose()
