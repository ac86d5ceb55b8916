"""A plain HTTP/1.1 client on kept-alive connections, light enough not to be what is measured, and its stopwatch."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import httptools

Step = Callable[[], Awaitable[Any]]


class BadAnswer(AssertionError):
    """An answer that is not 2xx: its time means nothing."""


class Connection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._answered: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser: Any = None
        self._chunks: list[bytes] = []
        self.closed = False

    @classmethod
    async def open(cls, host: str, port: int) -> "Connection":
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, port)
        return connection

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError("closed before the answer"))

    def on_body(self, chunk: bytes) -> None:
        self._chunks.append(chunk)

    def on_message_complete(self) -> None:
        if self._answered is not None:
            self._answered.set_result((self._parser.get_status_code(), b"".join(self._chunks)))

    async def send(self, request: bytes) -> bytes:
        """The body of the answer. Raises `BadAnswer`."""
        self._chunks = []
        self._parser = httptools.HttpResponseParser(self)
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        status, body = await self._answered
        if not 200 <= status < 300:
            raise BadAnswer(f"{status} to {request.split(b' HTTP', 1)[0]!r}: {body[:500]!r}")
        return body

    def close(self) -> None:
        self._transport.close()


@dataclass(frozen=True, slots=True)
class Door:
    """Where requests go, and as whom."""

    host: str
    port: int
    authorization: str

    def get(self, path: str) -> bytes:
        return self._head("GET", path) + b"\r\n"

    def post(self, path: str, body: bytes) -> bytes:
        framing = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return self._head("POST", path) + framing.encode() + body

    def _head(self, method: str, path: str) -> bytes:
        return (
            f"{method} /api/v1{path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Authorization: {self.authorization}\r\nAccept-Encoding: gzip\r\n"
        ).encode()

    async def open(self) -> Connection:
        return await Connection.open(self.host, self.port)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of single calls."""

    p50: float
    p95: float
    p99: float
    worst: float


def times_of(seconds: Sequence[float]) -> Times:
    ordered = sorted(one * 1000 for one in seconds)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    return Times(at(0.5), at(0.95), at(0.99), ordered[-1])


async def timed(step: Step, *, calls: int) -> list[float]:
    """One call after another, in seconds."""
    found = []
    for _ in range(calls):
        began = time.perf_counter()
        await step()
        found.append(time.perf_counter() - began)
    return found


async def per_second(steps: Sequence[Step], *, seconds: float) -> float:
    """Calls per second while every step is repeated by itself, all at once."""
    until = time.perf_counter() + seconds
    done = 0

    async def repeat(step: Step) -> None:
        nonlocal done
        while time.perf_counter() < until:
            await step()
            done += 1

    began = time.perf_counter()
    await asyncio.gather(*(repeat(step) for step in steps))
    return done / (time.perf_counter() - began)


def best(rounds: Sequence[Times]) -> Times:
    """The round of the lowest median: what others do on the machine only ever adds."""
    return min(rounds, key=lambda one: one.p50)


def middle(numbers: Sequence[float]) -> float:
    return median(numbers)
