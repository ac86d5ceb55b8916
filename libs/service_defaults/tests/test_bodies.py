"""Request bodies: what JSON writes as a number is a number, and nothing else is."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from service_defaults.bodies import Body
from service_defaults.fields import Fen, Text


class Colour(StrEnum):
    RED = "red"


class Part(Body):
    count: int = Field(ge=1)


class Whole(Body):
    money: Fen
    flag: bool = False
    share: float | None = None
    rate: Decimal | None = None
    parts: list[Part] = Field(default_factory=list, max_length=3)
    by_name: dict[str, int] = Field(default_factory=dict)
    pair: tuple[int, ...] = ()
    id: UUID | None = None
    day: date | None = None
    colour: Colour | None = None
    words: Text | None = None


@pytest.mark.parametrize(
    "change",
    [
        {"money": "5"},
        {"money": True},
        {"money": 5.0},
        {"flag": 1},
        {"flag": "yes"},
        {"share": "0.5"},
        {"share": True},
        {"parts": [{"count": "1"}]},
        {"parts": [{"count": True}]},
        {"by_name": {"a": "1"}},
        {"pair": ["1"]},
        {"unknown": 1},
    ],
)
def test_what_is_meant_otherwise_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Whole.model_validate({"money": 1} | change)


def test_what_json_can_only_write_as_text_is_read() -> None:
    given = {
        "money": 5,
        "flag": True,
        "share": 1,
        "rate": "3.99",
        "parts": [{"count": 2}],
        "pair": [1, 2],
        "id": "01940000-0000-7000-8000-000000000042",
        "day": "2026-03-10",
        "colour": "red",
        "words": " x ",
    }
    read = Whole.model_validate(given)
    assert (read.money, read.flag, read.share, read.rate, read.pair) == (5, True, 1.0, Decimal("3.99"), (1, 2))
    assert (read.day, read.colour, read.words, read.parts[0].count) == (date(2026, 3, 10), Colour.RED, "x", 2)


def test_the_contract_stays_the_same() -> None:
    class Lax(BaseModel):
        model_config = ConfigDict(extra="forbid", title="Whole")
        __doc__ = None
        money: Fen
        flag: bool = False
        share: float | None = None
        pair: tuple[int, ...] = ()

    class Hard(Body):
        model_config = ConfigDict(title="Whole")
        __doc__ = None
        money: Fen
        flag: bool = False
        share: float | None = None
        pair: tuple[int, ...] = ()

    hard = Hard.model_json_schema()
    hard.pop("description", None)
    assert hard == Lax.model_json_schema()
