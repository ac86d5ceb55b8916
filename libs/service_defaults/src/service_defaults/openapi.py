"""The OpenAPI 3.1 document of a service, with every failure described as the problem it is."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema

from service_defaults.errors import Problem
from service_defaults.identity import Kind
from service_defaults.problems import MEDIA_TYPE
from service_defaults.web import Access

_REF = "#/components/schemas/"
_PROBLEM_RESPONSE = {
    "description": "A problem (RFC 9457) in the caller's language",
    "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}Problem"}}},
}
_CREDENTIALS: dict[Kind, str] = {
    Kind.STAFF: "session",
    Kind.OWNER: "session",
    Kind.PARTNER: "apiKey",
    Kind.LINK: "link",
}
SECURITY_SCHEMES = {
    "session": {"type": "http", "scheme": "bearer", "description": "Staff session; browsers use its cookie"},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "A partner's key"},
    "link": {"type": "apiKey", "in": "header", "name": "X-Link-Token", "description": "The token of a public link"},
}


def document(app: FastAPI) -> dict[str, Any]:
    """The app's document; the same on every run, so that it can be compared."""
    spec = app.openapi()
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    _, definitions = models_json_schema([(Problem, "serialization")], ref_template=f"{_REF}{{model}}")
    schemas.update(definitions["$defs"])
    spec["components"]["securitySchemes"] = SECURITY_SCHEMES
    access = access_by_operation(app)
    for operations in spec["paths"].values():
        for operation in operations.values():
            _describe(operation, access.get(operation["operationId"]))
    spec["components"]["schemas"] = dict(sorted(schemas.items()))
    spec["info"]["description"] = app.title
    spec["servers"] = [{"url": "/", "description": "The gateway's address"}]
    spec["tags"] = [{"name": name} for name in _tags(spec)]
    return spec


def _tags(spec: dict[str, Any]) -> list[str]:
    operations = [operation for methods in spec["paths"].values() for operation in methods.values()]
    return sorted({tag for operation in operations for tag in operation.get("tags", ())})


def access_by_operation(app: FastAPI) -> dict[str, Access]:
    """Operation id → who may call it; the scope matrix is generated from this."""
    return {route.name: found for route in _routes(app.routes) if (found := _access(route)) is not None}


def _routes(routes: Sequence[Any]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _routes(included.routes)


def _access(route: APIRoute) -> Access | None:
    declared = [part.dependency for part in route.dependencies if isinstance(part.dependency, Access)]
    if len(declared) > 1:
        raise ValueError(f"{route.path}: more than one access declaration")
    return declared[0] if declared else None


def _describe(operation: dict[str, Any], access: Access | None) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    responses["default"] = _PROBLEM_RESPONSE
    if access is None:
        return
    operation["security"] = [] if access.anonymous else [{name: []} for name in _names(access)]
    if access.roles:
        operation["x-roles"] = sorted(access.roles)


def _names(access: Access) -> list[str]:
    return sorted({_CREDENTIALS[kind] for kind in access.kinds if kind in _CREDENTIALS})
