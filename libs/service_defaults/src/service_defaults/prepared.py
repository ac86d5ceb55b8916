"""Statements of hot lists, put together and compiled once: for a wide one that costs more than running it."""

from collections import namedtuple
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import BindParameter, CursorResult, DateTime, Executable, Row, bindparam
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from service_defaults.database import ReadSession, WriteSession

NOW: BindParameter[Any] = bindparam("now", None, DateTime(timezone=True))
"""The business instant of a prepared statement; its value comes with each run."""


class Prepared:
    """SQL text with its values; those bound by a name (`bindparam(name, None, type)`) are given at each run.

    Keep it in an `lru_cache` by what it was made for. It reads plain columns, which no type of SQLAlchemy converts;
    a JSONB value is given as its text.
    """

    def __init__(self, statement: Executable) -> None:
        compiled = statement.compile(  # type: ignore[attr-defined]  # every statement has it
            dialect=dialect(),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its constructor open
            compile_kwargs={"render_postcompile": True},
        )
        self._sql = str(compiled)
        self._values = {name: compiled.params[name] for name in compiled.positiontup}
        self._row: Any = None

    async def rows(self, session: ReadSession, **named: Any) -> Sequence[Row[Any]]:
        """Rows that are read by name or place. A plain look goes straight to the driver."""
        if type(session) is ReadSession:
            values = self._bound(named)
            driver, connection = await _opened(session)
            for told in connection.dispatch.before_cursor_execute:
                told(connection, None, self._sql, values, None, _MANY)
            with suppress(PostgresError, InterfaceError, OSError):
                return self._named(await driver.fetch(self._sql, *values))
            # Whatever it was: SQLAlchemy knows how to say it, and what to do with the connection.
        return (await self._executed(session, named)).all()

    def _named(self, records: Sequence[Any]) -> Sequence[Row[Any]]:
        if not records:
            return []
        if self._row is None:
            self._row = namedtuple("PreparedRow", tuple(records[0].keys()))  # type: ignore[misc]  # its names are SQL's
        return list(map(self._row._make, records))

    def _bound(self, named: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(named.get(name, value) for name, value in self._values.items())

    async def run(self, session: WriteSession, **named: Any) -> None:
        """For a statement that answers no rows."""
        await self._executed(session, named)

    async def _executed(self, session: ReadSession, named: dict[str, Any]) -> CursorResult[Any]:
        pending = session.sync_session
        if pending.autoflush and (pending.new or pending.dirty or pending.deleted):
            # A driver's statement would not see what the unit of work still holds.
            await session.flush()
        return await (await session.connection()).exec_driver_sql(self._sql, self._bound(named))


_DRIVER = "prepared_driver"
_MANY = False


async def _opened(session: ReadSession) -> tuple[Any, Any]:
    """The driver's connection beside SQLAlchemy's; a read session has the same one until it is closed."""
    known = session.info.get(_DRIVER)
    if known is None:
        connection = await session.connection()
        raw = await connection.get_raw_connection()
        known = session.info[_DRIVER] = (raw.driver_connection, connection.sync_connection)
    return known[0], known[1]
