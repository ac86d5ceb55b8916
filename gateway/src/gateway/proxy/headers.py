"""Which headers come in, go through and go out."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from service_defaults.errors import Malformed
from starlette.types import Scope

from gateway.proxy.errors import HeadersTooLarge

SESSION_HEADER = b"x-session-id"
"""Set by the door for the gateway's own operations; from outside it never gets through."""

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"trailers",
        b"transfer-encoding",
        b"upgrade",
        b"http2-settings",
    }
)
# What a service believes because it comes from the gateway; a caller's own value never gets through.
_OURS = frozenset(
    {
        b"authorization",
        b"cookie",
        b"x-api-key",
        b"x-link-token",
        b"x-csrf-token",
        b"x-session-id",
        b"x-request-id",
        b"x-request-timeout",
        b"x-business-time",
        b"x-real-ip",
        b"x-client-ip",
        b"x-http-method-override",
        b"x-original-url",
        b"x-rewrite-url",
        b"forwarded",
        b"via",
        b"expect",
        b"traceparent",
        b"host",
    }
)
_ONCE = frozenset(
    {
        b"host",
        b"authorization",
        b"content-length",
        b"content-type",
        b"transfer-encoding",
        b"x-api-key",
        b"x-link-token",
        b"x-csrf-token",
        b"idempotency-key",
        b"if-match",
        b"origin",
        b"x-request-timeout",
    }
)
_MAX_COUNT = 100
_MAX_BYTES = 32_768
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,128}")
_BAD_VALUE = re.compile(rb"[\x00\r\n]")

Header = tuple[bytes, bytes]


class Incoming(NamedTuple):
    """A request's headers by name, checked. Repeated ones are joined; cookies with their own separator."""

    by_name: dict[bytes, bytes]
    has_body: bool
    length: int | None

    def text(self, name: bytes) -> str:
        return self.by_name.get(name, b"").decode("latin-1")


def read_headers(scope: Scope) -> Incoming:
    """Raises `HeadersTooLarge`, and `Malformed` for anything two readers could understand differently."""
    headers: list[Header] = scope["headers"]
    by_name: dict[bytes, bytes] = {}
    size = 0
    for name, value in headers:
        size += len(name) + len(value)
        if name in by_name:
            if name in _ONCE:
                raise Malformed
            by_name[name] += (b"; " if name == b"cookie" else b", ") + value
        else:
            by_name[name] = value
    if len(headers) > _MAX_COUNT or size > _MAX_BYTES:
        raise HeadersTooLarge
    length, coding = by_name.get(b"content-length"), by_name.get(b"transfer-encoding")
    if coding is not None and (length is not None or coding.strip().lower() != b"chunked"):
        raise Malformed
    if length is not None and (not length.isdigit() or len(length) > 15):
        raise Malformed
    number = None if length is None else int(length)
    return Incoming(by_name, coding is not None or bool(number), number)


def for_upstream(headers: Iterable[Header], incoming: Incoming, *, keep_cookies: bool) -> list[Header]:
    """What of a caller's headers a service may see."""
    kept = [header for header in headers if _passes_in(header[0])]
    connection = incoming.by_name.get(b"connection", b"keep-alive").lower()
    if connection not in (b"keep-alive", b"close"):
        # A caller may not make the gateway drop what frames the body.
        named = {name.strip() for name in connection.split(b",")} - {b"content-length", b"content-type"}
        kept = [header for header in kept if header[0] not in named]
    if keep_cookies and b"cookie" in incoming.by_name:
        kept.append((b"cookie", incoming.by_name[b"cookie"]))
    return kept


def for_client(headers: Iterable[Header], *, keep_cookies: bool) -> list[Header]:
    """What of a service's headers the caller may see; a value that would break the framing is left out."""
    kept: list[Header] = []
    for raw_name, value in headers:
        name = raw_name.lower()
        if not _passes_out(name) and not (keep_cookies and name == b"set-cookie"):
            continue
        if not _BAD_VALUE.search(value):
            kept.append((name, value))
    return kept


def request_id(incoming: Incoming, *, otherwise: str) -> bytes:
    """The caller's id where it is a decent one."""
    given = incoming.by_name.get(b"x-request-id", b"")
    return given if given and _REQUEST_ID.fullmatch(given) else otherwise.encode()


@lru_cache(maxsize=4096)
def _passes_in(name: bytes) -> bool:
    return name not in HOP_BY_HOP and name not in _OURS and not name.startswith((b"x-forwarded-", b"x-envoy-"))


@lru_cache(maxsize=4096)
def _passes_out(name: bytes) -> bool:
    return name not in HOP_BY_HOP and name not in (b"server", b"x-request-id", b"x-business-time", b"set-cookie")
