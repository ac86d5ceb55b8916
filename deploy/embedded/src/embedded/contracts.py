"""Generates what is agreed: `python -m embedded.contracts [--check]`.

JSON Schemas and AsyncAPI come from the event models, OpenAPI from the services as composed. `--check` changes nothing
and fails on drift; writing fails when a change would break a consumer of an event (additive changes only).
"""

import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from aftersales.app import DEFINITION as AFTERSALES
from gateway.app import DEFINITION as GATEWAY
from leads.app import DEFINITION as LEADS
from loyalty.app import DEFINITION as LOYALTY
from messaging import Event, InProcessTransport
from notifications.app import DEFINITION as NOTIFICATIONS
from service_defaults.openapi import document
from service_defaults.service import ServiceDefinition, build
from service_defaults.settings import PlatformSettings

from contracts import EVENTS
from embedded.compatibility import breaking_changes
from embedded.paths import CHECKOUT
from embedded.secrets import make

FOLDER = CHECKOUT / "contracts"
DEFINITIONS = (LEADS, AFTERSALES, LOYALTY, NOTIFICATIONS, GATEWAY)


def main() -> None:
    files = {**_schemas(), FOLDER / "asyncapi.json": _asyncapi(), **_openapi()}
    broken = [line for path, new in files.items() if path.parent.name == "schemas" for line in _broken(path, new)]
    if broken:
        _fail("These changes break consumers; give the event a new type beside the old one:", broken)
    if "--check" in sys.argv:
        stale = [str(path.relative_to(CHECKOUT)) for path, new in files.items() if _read(path) != new]
        if stale:
            _fail("The contracts are not what the code says; run make contracts:", stale)
        return
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=False) + "\n", encoding="utf-8")


def _schemas() -> dict[Path, Any]:
    return {FOLDER / "schemas" / f"{kind.event_type}.json": _schema(kind) for kind in EVENTS}


def _schema(kind: type[Event]) -> dict[str, Any]:
    schema = kind.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:chemai:{kind.event_type}", **schema}


def _openapi() -> dict[Path, Any]:
    made = make()
    settings = PlatformSettings(database_url="postgresql+asyncpg://localhost/none", **made.platform())
    return {
        FOLDER / "openapi" / f"{definition.name}.json": document(_app(definition, settings))
        for definition in DEFINITIONS
    }


def _app(definition: ServiceDefinition, settings: PlatformSettings) -> Any:
    return build(definition, settings, InProcessTransport()).app


def _asyncapi() -> dict[str, Any]:
    producers = sorted({kind.event_type.partition(".")[0] for kind in EVENTS})
    messages = {kind.event_type: _message(kind) for kind in EVENTS}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Chemai events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0, binary mode on Kafka.",
            "tags": [{"name": "events"}],
        },
        "defaultContentType": "application/json",
        "channels": _channels(producers, messages),
        "operations": _operations(producers),
        "components": {"messages": messages},
    }


def _channels(producers: Sequence[str], messages: Collection[str]) -> dict[str, Any]:
    return {
        producer: {
            "address": f"chemai.{producer}",
            "description": f"Everything that the {producer} service tells; record key = {{partitionkey}}",
            "messages": {
                name: {"$ref": f"#/components/messages/{name}"} for name in messages if name.startswith(f"{producer}.")
            },
        }
        for producer in producers
    }


def _operations(producers: Sequence[str]) -> dict[str, Any]:
    operations: dict[str, Any] = {
        f"{producer}.send": {
            "action": "send",
            "description": f"What the {producer} service tells",
            "channel": {"$ref": f"#/channels/{producer}"},
        }
        for producer in producers
    }
    for definition in DEFINITIONS:
        for producer in producers:
            heard = sorted(
                kind.event_type for kind in definition.subscriptions if kind.event_type.startswith(f"{producer}.")
            )
            if heard:
                operations[f"{definition.name}.receive.{producer}"] = {
                    "action": "receive",
                    "description": f"What the {definition.name} service hears of the {producer} service",
                    "channel": {"$ref": f"#/channels/{producer}"},
                    "messages": [{"$ref": f"#/channels/{producer}/messages/{name}"} for name in heard],
                }
    return operations


def _message(kind: type[Event]) -> dict[str, Any]:
    return {
        "name": kind.event_type,
        "title": kind.__name__,
        "summary": (kind.__doc__ or kind.__name__).strip().splitlines()[0],
        "contentType": "application/json",
        "payload": {"$ref": f"./schemas/{kind.event_type}.json"},
        "bindings": {
            "kafka": {"key": {"type": "string", "description": f"`{kind.key_field}`"}, "bindingVersion": "0.5.0"}
        },
    }


def _broken(path: Path, new: dict[str, Any]) -> list[str]:
    old = _read(path)
    return [f"{path.stem}: {change}" for change in breaking_changes(old, new)] if old else []


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _fail(headline: str, lines: list[str]) -> None:
    sys.stderr.write("\n  ".join([headline, *lines]) + "\n")
    raise SystemExit(1)


if __name__ == "__main__":
    main()
