"""Pages whose lines PostgreSQL writes as JSON: fifty lines cost the service as much as one value.

A line is declared by its schema and one SQL expression per field. That the names are the schema's is checked when the
module is imported; that what is written fits it, tests check. Instants look as Pydantic writes them.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import DateTime, Dialect, Label, Row, Text, cast, func, literal_column
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from starlette.responses import Response

_DIALECT: Dialect = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its constructor open
_INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
_MAX_FIELDS = 50


def json_line(schema: type[BaseModel], **fields: Any) -> Label[str]:
    """The column `line` of a statement that joins the tables of `fields`. TypeError when these are not the schema's.

    It becomes plain SQL text here and now, so that no request pays for putting it together.
    """
    wanted = schema.model_fields.keys()
    if wanted != fields.keys() or len(wanted) > _MAX_FIELDS:
        raise TypeError(f"{schema.__name__} and its line differ: {sorted(wanted ^ fields.keys())}")
    parts: list[Any] = []
    for name in wanted:
        parts += [literal_column(f"'{name}'"), _written(fields[name])]
    text = cast(func.json_build_object(*parts), Text)
    compiled = text.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return literal_column(str(compiled), Text()).label("line")


def _written(expression: Any) -> Any:
    if not isinstance(expression.type, DateTime):
        return expression
    # The sessions' time zone is UTC. Pydantic leaves a fraction of nothing out.
    return func.replace(func.to_char(expression, _INSTANT), ".000000", "")


def json_array(rows: Sequence[Row[Any]]) -> str:
    """The lines of these rows."""
    return f"[{','.join(row.line for row in rows)}]"


def json_page(rows: Sequence[Row[Any]], limit: int, *, cursor: Callable[[Row[Any]], str]) -> str:
    """What `Page.of` would be, from rows with a `line` that were fetched with `limit + 1`."""
    shown = rows[:limit]
    following = cursor(shown[-1]) if len(rows) > limit else None
    return f'{{"items":{json_array(shown)},"next_cursor":{json.dumps(following)}}}'


class Json(Response):
    """Text that is JSON already. Its operation names the schema as `response_model`."""

    media_type = "application/json"
