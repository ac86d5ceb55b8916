"""Plain rows for lists and boards: what staff stare at skips the ORM's objects."""

from collections.abc import Sequence
from typing import Any

from service_defaults.database import ReadSession
from sqlalchemy import Executable, Row, Select, select


def select_rows(*columns: Any) -> Select[Any]:
    """A select whose rows are read by name; spelling out the type of every column would help nobody."""
    statement: Select[Any] = select(*columns)
    return statement


async def all_rows(session: ReadSession, statement: Executable) -> Sequence[Row[Any]]:
    return (await session.execute(statement)).all()


async def one_row(session: ReadSession, statement: Executable) -> Row[Any] | None:
    return (await session.execute(statement)).one_or_none()
