"""The gateway's own reads of services, through the same upstreams as its callers' requests."""

import asyncio
import json
from typing import Any, NamedTuple

from service_defaults.tracing import current_traceparent
from starlette.types import Message

from gateway.proxy.errors import UpstreamBroken, UpstreamFailed
from gateway.proxy.upstream import HAS_BODY, Upstream

_LONGEST = 4_194_304


class Fetched(NamedTuple):
    status: int
    body: bytes
    media_type: str

    def json(self) -> Any:
        return json.loads(self.body)


async def fetch(
    upstream: Upstream, path: str, *, query: str = "", authorization: str, language: str = "zh", seconds: float
) -> Fetched:
    """GET, read whole. `UpstreamFailed` when it fails, breaks off, takes too long or says too much."""
    status, size = 0, 0
    chunks: list[bytes] = []
    media_type = ""

    async def send(message: Message) -> None:
        nonlocal status, size, media_type
        if message["type"] == "http.response.start":
            status = message["status"]
            found = [value for name, value in message.get("headers", ()) if name.lower() == b"content-type"]
            media_type = found[0].decode("latin-1") if found else ""
        elif message["type"] == "http.response.body":
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > _LONGEST:
                raise UpstreamFailed

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = _scope(path, query, authorization, language)
    try:
        async with asyncio.timeout(seconds):
            await upstream(scope, receive, send)
    except (UpstreamBroken, TimeoutError) as error:
        raise UpstreamFailed from error
    return Fetched(status, b"".join(chunks), media_type)


def _scope(path: str, query: str, authorization: str, language: str) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (b"host", b"gateway"),
            (b"authorization", authorization.encode()),
            (b"accept-language", language.encode()),
            (b"traceparent", (current_traceparent() or "").encode()),
        ],
        "client": ("127.0.0.1", 0),
        "server": ("gateway", 80),
        HAS_BODY: False,
    }
