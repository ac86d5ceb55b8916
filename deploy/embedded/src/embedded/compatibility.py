"""What may not happen to a published event: fields go, change their type, or become demanded of old producers."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Changes of a JSON Schema (serialization mode) that a consumer of the old one would trip over."""
    return list(_compare(old, new, old.get("$defs", {}), new.get("$defs", {}), ""))


def _compare(old: Schema, new: Schema, old_defs: Schema, new_defs: Schema, at: str) -> Iterator[str]:
    old, new = _resolved(old, old_defs), _resolved(new, new_defs)
    if _types(old, old_defs) - _types(new, new_defs) and not _types(new, new_defs) <= _types(old, old_defs):
        yield f"{at or '/'} changed its type"
    elif _types(new, new_defs) - _types(old, old_defs):
        yield f"{at or '/'} may now be {', '.join(sorted(_types(new, new_defs) - _types(old, old_defs)))}"
    properties = new.get("properties", {})
    for name, inner in old.get("properties", {}).items():
        if name not in properties:
            yield f"{at}/{name} is gone"
        else:
            yield from _compare(inner, properties[name], old_defs, new_defs, f"{at}/{name}")
    if "items" in old and "items" in new:
        yield from _compare(old["items"], new["items"], old_defs, new_defs, f"{at}/*")
    for name in set(properties) - set(old.get("properties", {})):
        if "default" not in properties[name] and old.get("properties"):
            yield f"{at}/{name} is new and has no default: old events cannot be read any more"


def _resolved(schema: Schema, defs: Schema) -> Schema:
    ref = schema.get("$ref")
    return defs[ref.rpartition("/")[2]] if isinstance(ref, str) else schema


def _types(schema: Schema, defs: Schema) -> set[str]:
    if "anyOf" in schema:
        return set().union(*(_types(_resolved(option, defs), defs) for option in schema["anyOf"]))
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind] if kind else []
    return {f"{name}:{schema['format']}" if "format" in schema else name for name in kinds}
