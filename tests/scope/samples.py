"""The least that a JSON Schema of the contracts accepts."""

from functools import cache
from typing import Any
from uuid import UUID

from hypothesis import find
from hypothesis import strategies as st

_FORMATS = {
    "uuid": str(UUID(int=7)),
    "date": "2026-03-10",
    "date-time": "2026-03-10T10:05:00+08:00",
    "time": "10:05:00",
    "uri": "https://partner.example.com/",
    "email": "someone@example.com",
}


def sample(schema: dict[str, Any], spec: dict[str, Any]) -> Any:
    """Required members only."""
    if "$ref" in schema:
        return sample(spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], spec)
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return sample(schema[key][0], spec)
    return _typed(schema, spec)


def _typed(schema: dict[str, Any], spec: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            members = schema.get("properties", {})
            return {name: sample(members[name], spec) for name in schema.get("required", ())}
        case "array":
            return [sample(schema["items"], spec)] * int(schema.get("minItems", 0))
        case "integer" | "number":
            return int(max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1))
        case "boolean":
            return True
        case "null":
            return None
        case _:
            return _text(schema)


def _text(schema: dict[str, Any]) -> str:
    least = int(schema.get("minLength", 0))
    if "pattern" in schema:
        return _matching(schema["pattern"], least)
    return _FORMATS.get(schema.get("format", ""), "样" * max(1, least))


@cache
def _matching(pattern: str, least: int) -> str:
    """The simplest text of at least so many characters that the pattern accepts."""
    return find(st.from_regex(pattern, fullmatch=True), lambda text: len(text) >= least)
