"""Keyset pages: stable while rows are inserted, never an OFFSET, no total.

A cursor carries the sort values of the last row seen and the hash of the filters it belongs to. It is opaque and sealed
with a digest; with a `key` that digest is a signature that only the service can make. Scope never rests on a cursor.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, Self, TypeVar
from uuid import UUID

from annotated_types import Ge, Le
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, and_, literal, or_, tuple_

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", bound=Select[Any])

CursorValue = str | int | date | datetime | UUID | None

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
MAX_CURSOR_LENGTH = 1024
Limit = Annotated[int, Ge(1), Le(MAX_LIMIT)]

_DIGEST_BYTES = 12
_CHECKED_TYPES = frozenset({str, int, datetime, UUID})


class InvalidCursor(ValueError):
    """A cursor that was not made here, was cut, or belongs to other filters."""


class Page(BaseModel, Generic[T]):
    """One page of a list. `next_cursor` is null on the last page."""

    items: list[T]
    next_cursor: str | None = None

    @classmethod
    def of(cls, rows: Sequence[R], limit: int, *, item: Callable[[R], T], cursor: Callable[[R], str]) -> Self:
        """A page from rows that were fetched with `limit + 1`: the extra one only tells that there is more."""
        shown = rows[:limit]
        return cls(items=[item(row) for row in shown], next_cursor=cursor(shown[-1]) if len(rows) > limit else None)


def filter_hash(**filters: object) -> str:
    """A short hash of a list's filters and order, whatever the order of the arguments."""
    canonical = json.dumps(filters, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def encode_cursor(values: Sequence[CursorValue], *, filter_hash: str, key: bytes = b"") -> str:
    """A cursor after the row with these sort values. TypeError for a value that cannot be in a cursor."""
    payload = json.dumps([_tagged(value) for value in values], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_digest(payload, filter_hash, key) + payload).rstrip(b"=").decode()


def decode_cursor(cursor: str, *, filter_hash: str, key: bytes = b"") -> list[CursorValue]:
    """The sort values of a cursor. Raises `InvalidCursor`."""
    if len(cursor) > MAX_CURSOR_LENGTH:
        raise InvalidCursor("too long")
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True)
    except ValueError as error:
        raise InvalidCursor("not base64url") from error
    digest, payload = raw[:_DIGEST_BYTES], raw[_DIGEST_BYTES:]
    if not hmac.compare_digest(digest, _digest(payload, filter_hash, key)):
        raise InvalidCursor("made elsewhere or for other filters")
    try:
        return [_untagged(tag, text) for tag, text in json.loads(payload)]
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidCursor("unreadable values") from error


def keyset(statement: S, columns: Sequence[tuple[Any, str]], cursor: Sequence[CursorValue] | None) -> S:
    """Order a statement by `(column, "asc" | "desc")` pairs and, with a cursor's values, start after that row.

    The columns must be NOT NULL and end in a unique one: a NULL compares as neither before nor after, and its row would
    be lost (coalesce such a column in the query and its index). One direction throughout becomes a row comparison,
    which PostgreSQL answers from a single index range; mixed directions become the equivalent OR, led by a plain bound
    on the first column for the index. Raises `InvalidCursor` when the values do not fit the columns.
    """
    if any(direction not in {"asc", "desc"} for _, direction in columns):
        raise ValueError("a direction is asc or desc")
    ordered = statement.order_by(*(column.desc() if way == "desc" else column.asc() for column, way in columns))
    return ordered if cursor is None else ordered.where(_after(columns, cursor))


def _after(columns: Sequence[tuple[Any, str]], values: Sequence[CursorValue]) -> ColumnElement[bool]:
    if len(values) != len(columns) or not all(map(_fits, columns, values)):
        raise InvalidCursor("values do not fit the order")
    # Typed by its column, so that the driver binds an id as uuid and a time as timestamptz.
    bounds = [literal(value, column.type) for (column, _), value in zip(columns, values, strict=True)]
    ways = {way for _, way in columns}
    if len(ways) == 1:
        row, bound = tuple_(*(column for column, _ in columns)), tuple_(*bounds)
        return row < bound if ways == {"desc"} else row > bound
    return _mixed(columns, bounds)


def _fits(ordering: tuple[Any, str], value: CursorValue) -> bool:
    try:
        expected = ordering[0].type.python_type
    except NotImplementedError:
        expected = None
    return value is not None and (expected not in _CHECKED_TYPES or isinstance(value, expected))


def _mixed(columns: Sequence[tuple[Any, str]], bounds: Sequence[Any]) -> ColumnElement[bool]:
    equal: list[ColumnElement[bool]] = []
    steps: list[ColumnElement[bool]] = []
    for (column, way), bound in zip(columns, bounds, strict=True):
        steps.append(and_(*equal, column < bound if way == "desc" else column > bound))
        equal.append(column == bound)
    first, way = columns[0]
    return and_(first <= bounds[0] if way == "desc" else first >= bounds[0], or_(*steps))


def _digest(payload: bytes, filters: str, key: bytes) -> bytes:
    scope = hashlib.sha256(filters.encode()).digest()
    return hmac.digest(key, scope + payload, "sha256")[:_DIGEST_BYTES]


def _tagged(value: CursorValue) -> tuple[str, str]:
    match value:
        case None:
            return "n", ""
        case bool():
            raise TypeError("a boolean is no sort value of a cursor")
        case int():
            return "i", str(value)
        case str():
            return "s", value
        case datetime():
            if value.tzinfo is None:
                raise TypeError("an instant needs a time zone")
            return "t", value.astimezone(UTC).isoformat()
        case date():
            return "d", value.isoformat()
        case UUID():
            return "u", value.hex
    raise TypeError(f"{type(value).__name__} is no sort value of a cursor")


_READERS: dict[str, Callable[[str], CursorValue]] = {
    "n": lambda _: None,
    "i": int,
    "s": str,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "u": UUID,
}


def _untagged(tag: str, text: str) -> CursorValue:
    return _READERS[tag](text)
