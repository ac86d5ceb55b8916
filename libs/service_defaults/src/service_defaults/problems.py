"""The one place that renders `application/problem+json`."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from service_defaults.errors import DomainError, Malformed, NotFound, Problem, Unavailable
from service_defaults.paging import InvalidCursor
from service_defaults.telemetry import current_trace_id

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_HTTP_TITLES: Mapping[int, tuple[str, str, str]] = {
    404: ("not_found", NotFound.zh, NotFound.en),
    405: ("method_not_allowed", "此地址不支持该方法", "This address does not support that method"),
    413: ("too_large", "内容过大", "The body is too large"),
}
_FIELD_MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing": ("必填", "This field is required"),
    "extra_forbidden": ("未知字段", "Unknown field"),
    "string_too_short": ("内容太短", "Too short"),
    "string_too_long": ("内容太长", "Too long"),
    "uuid_parsing": ("编号格式不对", "Not a valid id"),
    "int_parsing": ("应为整数", "Must be a whole number"),
    "enum": ("不在可选范围内", "Not one of the allowed values"),
    "literal_error": ("不在可选范围内", "Not one of the allowed values"),
    "greater_than_equal": ("数值太小", "Too small"),
    "greater_than": ("数值太小", "Too small"),
    "less_than_equal": ("数值太大", "Too large"),
    "less_than": ("数值太大", "Too large"),
    "json_invalid": ("不是有效的 JSON", "Not valid JSON"),
    "control_character": ("含有无法保存的字符", "Contains a character that cannot be stored"),
    "path_unreadable": ("路径写法不对，如 store.name、items[0]", "Not a path: write store.name or items[0]"),
    "format_unreadable": ("时间格式写法不对，如 %Y-%m-%d %H:%M", "Not a format of date and time: write %Y-%m-%d %H:%M"),
    "zone_unknown": ("没有这个时区，如 Asia/Shanghai", "No such time zone: write Asia/Shanghai"),
    "timezone_aware": ("时间须带时区", "The time needs a time zone"),
}


class CursorRefused(Malformed):
    code = "invalid_cursor"
    zh = "翻页位置已失效，请从第一页重新开始"
    en = "This place in the list is no longer valid; start again from the first page"


def language_of(headers: Mapping[str, str]) -> str:
    """`zh` unless the caller's first preference is English."""
    return "en" if headers.get("accept-language", "zh").strip().lower().startswith("en") else "zh"


def problem_response(error: DomainError, language: str, headers: Mapping[str, str] | None = None) -> Response:
    """Render a domain error; `extra` members stand beside the standard ones (RFC 9457 §3.2)."""
    message = error.message(language)
    faults = [{"pointer": error.pointer, "code": error.code, "message": message}] if error.pointer else []
    return _render(error.status, error.code, message, faults, extra=error.extra, headers=headers)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every failure of the app, also 404, 405 and 422, as a problem."""
    app.add_exception_handler(DomainError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(InvalidCursor, _invalid_cursor)
    for kind in (OperationalError, PoolTimeout, ConnectionError):
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(DBAPIError, _database_error)
    app.add_exception_handler(Exception, _unexpected)


def pointer_of(location: Sequence[int | str]) -> str:
    """JSON pointer of a Pydantic error location; query and path parameters keep their place as the first step."""
    parts = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def field_faults(errors: Sequence[Any], language: str) -> list[dict[str, str]]:
    return [
        {
            "pointer": pointer_of(error["loc"]),
            "code": error["type"],
            "message": _field_message(error, language),
        }
        for error in errors
    ]


def _field_message(error: Mapping[str, Any], language: str) -> str:
    known = _FIELD_MESSAGES.get(error["type"])
    if known is None:
        return str(error["msg"]) if language == "en" else f"格式不对（{error['msg']}）"
    return known[1] if language == "en" else known[0]


async def _domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for this type only
    headers = {"Retry-After": str(error.params["seconds"])} if error.status == 429 else None
    return problem_response(error, language_of(request.headers), headers)


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)  # noqa: S101 - registered for this type only
    language = language_of(request.headers)
    if any(fault["type"] == "json_invalid" for fault in error.errors()):
        return problem_response(Malformed(), language)
    detail = "Please mend the fields below" if language == "en" else "请修改下列内容"
    return _render(422, "invalid", detail, field_faults(error.errors(), language))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type only
    code, zh, en = _HTTP_TITLES.get(error.status_code, ("http_error", str(error.detail), str(error.detail)))
    detail = en if language_of(request.headers) == "en" else zh
    headers = {"Allow": ", ".join(_allowed(request))} if error.status_code == 405 else error.headers
    return _render(error.status_code, code, detail, [], headers=headers)


def _allowed(request: Request) -> list[str]:
    """Every method of the address; the framework names only those of the first route that has its path."""
    routes = request.app.routes
    return [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


async def _invalid_cursor(request: Request, error: Exception) -> Response:
    return problem_response(CursorRefused(pointer="/query/cursor"), language_of(request.headers))


async def _unavailable(request: Request, error: Exception) -> Response:
    logger.warning("database unavailable: %s", type(error).__name__)
    return problem_response(Unavailable(), language_of(request.headers), {"Retry-After": "1"})


async def _database_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)  # noqa: S101 - registered for this type only
    if error.connection_invalidated:
        return await _unavailable(request, error)
    return await _unexpected(request, error)


async def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return problem_response(DomainError(), language_of(request.headers))


def _render(
    status: int,
    code: str,
    detail: str,
    faults: Sequence[Mapping[str, str]],
    *,
    extra: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    problem = Problem.model_validate(
        {
            "type": f"urn:chemai:problem:{code}",
            "title": code.replace("_", " "),
            "status": status,
            "code": code,
            "detail": detail,
            "errors": faults,
            "trace_id": current_trace_id(),
        }
    ).model_dump()
    body = json.dumps({**(extra or {}), **problem}, ensure_ascii=False, default=str)
    clean = body.encode("utf-8", "replace")
    return Response(clean, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))
