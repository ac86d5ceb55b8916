"""Bodies of public doors: small, read by hand, and JSON whatever type a browser could send without asking leave."""

from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from service_defaults.errors import TooLarge

M = TypeVar("M", bound=BaseModel)


def described(model: type[BaseModel]) -> dict[str, Any]:
    """For `openapi_extra`: as JSON or as text/plain, which needs no preflight; the text is JSON all the same."""
    schema = model.model_json_schema()
    media = {"schema": _inlined(schema, schema.pop("$defs", {}))}
    return {"requestBody": {"required": True, "content": {"application/json": media, "text/plain": media}}}


def _inlined(schema: Any, defs: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(item, defs) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(defs[schema["$ref"].rpartition("/")[2]], defs)
    return {name: _inlined(value, defs) for name, value in schema.items()}


async def read_capped(request: Request, model: type[M], cap_bytes: int) -> M:
    """Raises `TooLarge`, and what a body that does not fit raises everywhere."""
    kept = bytearray()
    async for chunk in request.stream():
        kept += chunk
        if len(kept) > cap_bytes:
            raise TooLarge(limit_kib=cap_bytes // 1024)
    try:
        return model.model_validate_json(bytes(kept))
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error
