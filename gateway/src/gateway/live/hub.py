"""Carries hints from the transport to the clients that may hear them, never waiting for a slow one."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

from messaging import Envelope
from service_defaults.errors import TooMany

from gateway.live.policy import Hint, hint_of, may_hear
from gateway.proxy.grants import Grant

HEARTBEAT_SECONDS = 15.0
_QUEUE = 256
_PER_SESSION = 8
_RESYNC = b"event: resync\ndata: {}\n\n"
_END = b"event: end\ndata: {}\n\n"
_PING = b": ping\n\n"


class TooManyStreams(TooMany):
    code = "too_many_streams"
    zh = "打开的页面过多，请关闭一些后 {seconds} 秒再试"
    en = "Too many streams of this session; close some and try again in {seconds} seconds"


class Listener:
    """One connected client."""

    def __init__(self, session_id: UUID, grant: Grant) -> None:
        self.session_id = session_id
        self.ended = False
        self.closing = False
        self._queue: deque[bytes] = deque()
        self._ready = asyncio.Event()
        self.allow(grant)

    def allow(self, grant: Grant) -> None:
        self._grant = grant
        self._stores = frozenset(str(store) for store in grant.principal.store_ids)

    def offer(self, hint: Hint) -> None:
        if not may_hear(hint, self._grant.principal, self._stores, self._grant.team_members):
            return
        if len(self._queue) >= _QUEUE:
            self._queue.clear()
            self._queue.append(_RESYNC)
        else:
            self._queue.append(hint.text)
        self._ready.set()

    def stop(self, *, ended: bool) -> None:
        self.ended, self.closing = ended, True
        self._ready.set()

    async def take(self) -> bytes:
        """What waits, at least one heartbeat long; empty when nothing came."""
        try:
            await asyncio.wait_for(self._ready.wait(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return b""
        self._ready.clear()
        waiting = b"".join(self._queue)
        self._queue.clear()
        return waiting


class Hub:
    """All connected clients of this process."""

    def __init__(self) -> None:
        self._listeners: dict[UUID, list[Listener]] = {}

    def show(self, envelope: Envelope) -> None:
        """The transport's tap."""
        if not self._listeners:
            return
        hint = hint_of(envelope)
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.offer(hint)

    def end(self, session_id: UUID) -> None:
        """The session is over: its streams say so and close."""
        for listener in self._listeners.get(session_id, ()):
            listener.stop(ended=True)

    def close(self) -> None:
        """The process is going: clients shall connect elsewhere."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.stop(ended=False)

    async def stream(
        self, session_id: UUID, grant: Grant, still_open: Callable[[UUID], Awaitable[Grant | None]]
    ) -> AsyncIterator[bytes]:
        """Server-sent events until the session ends, the process goes, or the client does."""
        listener = Listener(session_id, grant)
        self._listeners.setdefault(session_id, []).append(listener)
        try:
            yield b"retry: 2000\n" + _RESYNC
            while not listener.closing:
                waiting = await listener.take()
                current = await still_open(session_id)
                if current is None:
                    listener.ended = True
                    break
                listener.allow(current)
                yield waiting or _PING
            if listener.ended:
                yield _END
        finally:
            self._leave(listener)

    def check_room(self, session_id: UUID) -> None:
        """Raises `TooManyStreams`."""
        if len(self._listeners.get(session_id, ())) >= _PER_SESSION:
            raise TooManyStreams(seconds=5)

    def _leave(self, listener: Listener) -> None:
        remaining = [other for other in self._listeners.get(listener.session_id, []) if other is not listener]
        if remaining:
            self._listeners[listener.session_id] = remaining
        else:
            self._listeners.pop(listener.session_id, None)
