import base64
import operator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from hypothesis import assume, given
from hypothesis import strategies as st
from service_defaults.paging import (
    CursorValue,
    InvalidCursor,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    filter_hash,
    keyset,
)
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    MetaData,
    Table,
    Text,
    Uuid,
    create_engine,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql

INSTANTS = st.integers(0, 4_000_000_000_000_000).map(
    lambda us: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
VALUES = st.lists(st.none() | st.text() | st.integers() | INSTANTS | st.dates() | st.uuids(), max_size=4)
ROW = Table("row", MetaData(), Column("rank", BigInteger), Column("at", DateTime(timezone=True)), Column("id", Uuid))
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ID = UUID("01900000-0000-7000-8000-000000000001")


@given(VALUES, st.text(max_size=20), st.binary(max_size=32))
def test_a_cursor_comes_back_as_it_went(values: list[CursorValue], filters: str, key: bytes):
    cursor = encode_cursor(values, filter_hash=filters, key=key)
    assume(len(cursor) <= 1024)
    assert decode_cursor(cursor, filter_hash=filters, key=key) == values
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_types_survive():
    values = [True + 0, "1", date(2026, 3, 2), datetime(2026, 3, 2, 20, tzinfo=timezone(timedelta(hours=8))), ID]
    back = decode_cursor(encode_cursor(values, filter_hash=""), filter_hash="")
    assert [type(value) for value in back] == [int, str, date, datetime, UUID]
    assert back[3] == datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("value", [True, 1.5, b"x", NOW.replace(tzinfo=None)])
def test_a_value_that_cannot_be_in_a_cursor_is_refused(value: object):
    with pytest.raises(TypeError):
        encode_cursor([value], filter_hash="")


@given(st.text(max_size=200))
def test_foreign_text_is_an_invalid_cursor(text: str):
    with pytest.raises(InvalidCursor):
        decode_cursor(text, filter_hash="x")


def test_a_cursor_of_other_filters_or_another_key_is_refused():
    cursor = encode_cursor([1, ID], filter_hash="a", key=b"k")
    for changed in ({"filter_hash": "b", "key": b"k"}, {"filter_hash": "a", "key": b"other"}, {"filter_hash": "a"}):
        with pytest.raises(InvalidCursor):
            decode_cursor(cursor, **changed)
    with pytest.raises(InvalidCursor, match="too long"):
        decode_cursor("A" * 1025, filter_hash="a")


def test_an_edited_cursor_is_refused():
    raw = bytearray(base64.urlsafe_b64decode(encode_cursor([1], filter_hash="a") + "=="))
    raw[-3] ^= 1
    with pytest.raises(InvalidCursor):
        decode_cursor(base64.urlsafe_b64encode(raw).decode().rstrip("="), filter_hash="a")


def test_an_invalid_cursor_is_a_value_error():
    assert issubclass(InvalidCursor, ValueError)


def test_filters_hash_alike_whatever_their_order():
    assert filter_hash(a=1, at=date(2026, 3, 2)) == filter_hash(at=date(2026, 3, 2), a=1)
    assert len({filter_hash(), filter_hash(a=1), filter_hash(a="1"), filter_hash(b=1)}) == 4


def sql(columns: list[tuple[Any, str]], cursor: list[CursorValue] | None) -> str:
    statement = keyset(select(ROW.c.id), columns, cursor)
    return " ".join(str(statement.compile(dialect=postgresql.asyncpg.dialect())).split()).partition("FROM row ")[2]


@pytest.mark.parametrize(
    ("columns", "cursor", "expected"),
    [
        ([(ROW.c.at, "desc"), (ROW.c.id, "desc")], None, "ORDER BY row.at DESC, row.id DESC"),
        (
            [(ROW.c.at, "desc"), (ROW.c.id, "desc")],
            [NOW, ID],
            "WHERE (row.at, row.id) < ($1::TIMESTAMP WITH TIME ZONE, $2::UUID) ORDER BY row.at DESC, row.id DESC",
        ),
        (
            [(ROW.c.rank, "asc"), (ROW.c.id, "asc")],
            [3, ID],
            "WHERE (row.rank, row.id) > ($1::BIGINT, $2::UUID) ORDER BY row.rank ASC, row.id ASC",
        ),
        (
            [(ROW.c.rank, "desc"), (ROW.c.id, "asc")],
            [3, ID],
            (
                "WHERE row.rank <= $1::BIGINT AND (row.rank < $1::BIGINT OR row.rank = $1::BIGINT "
                "AND row.id > $2::UUID) ORDER BY row.rank DESC, row.id ASC"
            ),
        ),
    ],
)
def test_the_sql_of_a_keyset(columns: list[tuple[Any, str]], cursor: list[CursorValue] | None, expected: str):
    assert sql(columns, cursor) == expected


@pytest.mark.parametrize("cursor", [[], [1], [1, None], [None, ID], [1, ID, 2], ["1", ID], [1, "x"], [NOW, ID]])
def test_values_that_do_not_fit_the_order_are_refused(cursor: list[CursorValue]):
    with pytest.raises(InvalidCursor):
        keyset(select(ROW), [(ROW.c.rank, "asc"), (ROW.c.id, "asc")], cursor)


def test_an_unknown_direction_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="asc or desc"):
        keyset(select(ROW), [(ROW.c.id, "up")], None)


PLAIN = Table("plain", MetaData(), Column("a", BigInteger), Column("b", Text), Column("id", BigInteger))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("xyz"))),
    st.tuples(*[st.sampled_from(["asc", "desc"])] * 3),
    st.integers(1, 4),
)
def test_walking_the_pages_sees_every_row_once_in_order(
    pairs: list[tuple[int, str]], ways: tuple[str, ...], limit: int
):
    rows = [(a, b, number) for number, (a, b) in enumerate(pairs)]
    expected = rows
    for position in (2, 1, 0):
        expected = sorted(expected, key=operator.itemgetter(position), reverse=ways[position] == "desc")
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            PLAIN.create(connection)
            if rows:
                connection.execute(insert(PLAIN), [dict(zip("ab", row, strict=False), id=row[2]) for row in rows])
            assert list(walk(connection, list(zip(PLAIN.c, ways, strict=True)), limit)) == expected
    finally:
        engine.dispose()


def walk(connection: Connection, columns: list[tuple[Any, str]], limit: int):
    cursor: str | None = None
    while True:
        values = decode_cursor(cursor, filter_hash="f") if cursor else None
        rows = connection.execute(keyset(select(PLAIN), columns, values).limit(limit + 1)).all()
        page = Page[Any].of(rows, limit, item=tuple, cursor=lambda row: encode_cursor(tuple(row), filter_hash="f"))
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def test_a_page_knows_whether_there_is_more():
    page = Page[str].of([1, 2, 3], 2, item=str, cursor=lambda row: f"after {row}")
    assert page.model_dump() == {"items": ["1", "2"], "next_cursor": "after 2"}
    assert Page[str].of([1, 2], 2, item=str, cursor=str).next_cursor is None
    assert Page[str].of([], 2, item=str, cursor=str).model_dump() == {"items": [], "next_cursor": None}


def test_the_limit_is_bounded_in_the_api_description():
    app = FastAPI()

    @app.get("/rows")
    def rows(limit: Limit = 50) -> None: ...

    schema = app.openapi()["paths"]["/rows"]["get"]["parameters"][0]["schema"]
    assert (schema["minimum"], schema["maximum"], schema["default"]) == (1, 200, 50)
