"""A service in another process, over an aiohttp pool. Bodies stream both ways."""

from collections.abc import AsyncIterator

import aiohttp
from multidict import CIMultiDict
from starlette.types import Receive, Scope, Send
from yarl import URL

from gateway.proxy.errors import UpstreamBroken, UpstreamFailed
from gateway.proxy.headers import HOP_BY_HOP
from gateway.proxy.upstream import HAS_BODY

_CONNECT_SECONDS = 2.0
# Below uvicorn's five seconds, so that a request does not meet a connection that is just being closed.
_KEEP_ALIVE_SECONDS = 4.0
_AUTOMATIC = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")


class HttpUpstream:
    """One pool of connections to one base URL. Redirects are handed on, never followed; cookies are not kept."""

    def __init__(self, base_url: str, *, connections: int = 100) -> None:
        self._base = base_url.rstrip("/")
        self._connections = connections
        self._client: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_KEEP_ALIVE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_AUTOMATIC,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
        )

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._client is None:
            raise UpstreamFailed
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        url = URL(self._base + (scope["raw_path"] + query).decode("ascii"), encoded=True)
        headers = CIMultiDict((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
        body = _chunks(receive) if scope.get(HAS_BODY) else None
        started = False
        try:
            async with self._client.request(
                scope["method"], url, headers=headers, data=body, allow_redirects=False
            ) as answer:
                started = True
                await self._hand_on(answer, send)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise (UpstreamBroken if started else UpstreamFailed) from error

    @staticmethod
    async def _hand_on(answer: aiohttp.ClientResponse, send: Send) -> None:
        headers = [(name.lower(), value) for name, value in answer.raw_headers if name.lower() not in HOP_BY_HOP]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        async for chunk in answer.content.iter_any():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError("the client went away")
        more = message.get("more_body", False)
        if chunk := message.get("body", b""):
            yield chunk
