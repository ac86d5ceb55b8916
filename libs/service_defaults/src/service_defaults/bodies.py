"""The base of everything that a client sends: nothing unknown, and numbers and truth values as JSON writes them."""

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema

_STRICT = frozenset({"int", "float", "bool"})


def _harden(part: object) -> None:
    """Every number and truth value within, at any depth."""
    if isinstance(part, dict):
        if part.get("type") in _STRICT:
            part["strict"] = True
        for name, inner in part.items():
            if name != "metadata":
                _harden(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            _harden(inner)


class Body(BaseModel):
    """`"5"` and `true` are no numbers, `1` and `"yes"` no truth values: whoever sends them means something else.

    Pydantic's own strict mode would refuse dates and ids as well, which JSON can only write as text. The JSON Schema
    of a model stays what it was.
    """

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        _harden(schema)
        return schema
