"""Every operation of every service, as the contracts tell them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scope.samples import sample

OPENAPI = Path(__file__).resolve().parents[2] / "contracts" / "openapi"
METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True, slots=True)
class Operation:
    """`roles` empty means any staff; `doors` are the kinds of credential that may open it, empty means public.

    `query` and `body` are the least that the contract asks for; `kinds` are the path's parameters that are no ids, each
    with a value that the contract accepts.
    """

    id: str
    service: str
    method: str
    path: str
    roles: frozenset[str]
    doors: frozenset[str]
    query: dict[str, Any]
    kinds: dict[str, str]
    body: Any

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))

    @property
    def collection(self) -> str | None:
        """Where things of the first path parameter are listed: `/orders` for `/orders/{order_id}/payments`."""
        return self.path.split("/{", 1)[0] if self.parameters else None

    def url(self, ids: dict[str, str]) -> str:
        path = self.path
        for name in self.parameters:
            path = path.replace(f"{{{name}}}", ids[name])
        return path.removeprefix("/api/v1")


def operations() -> list[Operation]:
    return list(_all())


def _all() -> Iterator[Operation]:
    for file in sorted(OPENAPI.glob("*.json")):
        spec: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for path, methods in spec["paths"].items():
            for method, operation in methods.items():
                if method in METHODS:
                    yield Operation(
                        id=f"{file.stem}.{operation['operationId']}",
                        service=file.stem,
                        method=method.upper(),
                        path=path,
                        roles=frozenset(operation.get("x-roles", ())),
                        doors=frozenset(name for item in operation["security"] for name in item),
                        query=_samples(operation, spec, "query"),
                        kinds={
                            name: str(value)
                            for name, value in _samples(operation, spec, "path").items()
                            if value != sample({"type": "string", "format": "uuid"}, spec)
                        },
                        body=_body(operation, spec),
                    )


def _samples(operation: dict[str, Any], spec: dict[str, Any], place: str) -> dict[str, Any]:
    parts = (p for p in operation.get("parameters", ()) if p["in"] == place and p.get("required"))
    return {part["name"]: sample(part["schema"], spec) for part in parts}


def _body(operation: dict[str, Any], spec: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return sample(content["application/json"]["schema"], spec) if "application/json" in content else {}
