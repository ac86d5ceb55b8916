"""Annotated types of request fields: what a person may type, without what a database or a screen cannot hold."""

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_DATED = re.compile(r"\d[-:]\d")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _storable(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("control_character", "contains a character that cannot be stored")
    return text


def as_written(value: object) -> object:
    """For dates and times: Pydantic would take a bare number as seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and not _DATED.search(value)):
        raise PydanticCustomError("not_written_out", "needs to be written out, as in 2026-03-10 or 09:30")
    return value


def _local(when: time) -> time:
    if when.tzinfo is not None:
        raise PydanticCustomError("local_time", "is a time of the store's wall clock, without a zone")
    return when


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


_Trimmed = StringConstraints(strip_whitespace=True)

Text = Annotated[str, _Trimmed, Field(min_length=1, max_length=200), AfterValidator(_storable)]
"""One line, 1-200 characters."""

OptionalText = Annotated[
    Annotated[str, _Trimmed, Field(max_length=200), AfterValidator(_storable)] | None, BeforeValidator(_blank_is_none)
]
"""One line or nothing; blanks count as nothing."""

LongText = Annotated[str, _Trimmed, Field(max_length=4000), AfterValidator(_storable)]
"""Several lines, up to 4,000 characters; may be empty."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,64}$")]
"""A stable code of a code list."""

Fen = Annotated[int, Field(ge=0, le=10**13)]
"""Money in fen, never negative, up to a hundred billion yuan."""

Kilometres = Annotated[int, Field(ge=0, le=2_000_000)]
Score = Annotated[int, Field(ge=0, le=10)]

LocalTime = Annotated[
    time,
    BeforeValidator(as_written),
    AfterValidator(_local),
    WithJsonSchema({"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}),
]
"""A time of a store's wall clock; JSON Schema's `time` would ask for a zone."""
