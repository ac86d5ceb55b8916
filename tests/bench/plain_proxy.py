"""The control for the gateway's own part where nginx is not at hand: the same web server and client, nothing else."""

import sys

import aiohttp
import uvicorn
from starlette.types import Receive, Scope, Send
from yarl import URL


class PlainProxy:
    """Hands GET requests on and answers back; checks, limits and counts nothing."""

    def __init__(self, base_url: str, authorization: str) -> None:
        self._base = base_url
        self._headers = {"Authorization": authorization}
        self._client: aiohttp.ClientSession | None = None

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if self._client is None:
            self._client = aiohttp.ClientSession(auto_decompress=False)
        url = URL(f"{self._base}{scope['path']}?{scope['query_string'].decode()}", encoded=True)
        async with self._client.get(url, headers=self._headers) as answer:
            body = await answer.read()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    port, base_url, authorization = sys.argv[1:]
    app = PlainProxy(base_url, authorization)
    uvicorn.run(
        app, port=int(port), loop="uvloop", http="httptools", access_log=False, lifespan="off", log_level="error"
    )
