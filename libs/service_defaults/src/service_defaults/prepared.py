"""Statements of hot lists, put together and compiled once: for a wide one that costs more than running it."""

from collections.abc import Sequence
from typing import Any

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

    async def rows(self, session: ReadSession, **named: Any) -> Sequence[Row[Any]]:
        return (await self._executed(session, named)).all()

    async def run(self, session: WriteSession, **named: Any) -> None:
        """For a statement that answers no rows."""
        await self._executed(session, named)

    async def _executed(self, session: ReadSession, named: dict[str, Any]) -> CursorResult[Any]:
        pending = session.sync_session
        if pending.autoflush and (pending.new or pending.dirty or pending.deleted):
            # A driver's statement would not see what the unit of work still holds.
            await session.flush()
        values = tuple(named.get(name, value) for name, value in self._values.items())
        return await (await session.connection()).exec_driver_sql(self._sql, values)
