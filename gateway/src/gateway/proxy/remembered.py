"""A bounded memory of checked credentials, asked again after a while, one question at a time per key."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from gateway.proxy.grants import Grant

logger = logging.getLogger(__name__)
K = TypeVar("K", bound=Hashable)

_SIZE = 8192
_BARRED_SECONDS = 1800.0
_STALE_SECONDS = 60.0


class Remembered(Generic[K]):
    """Grants by key. While the database is away, what was known a minute ago still holds."""

    def __init__(self, load: Callable[[K], Awaitable[Grant | None]], *, recheck_seconds: float) -> None:
        self._load = load
        self._recheck = recheck_seconds
        self._known: OrderedDict[K, tuple[float, Grant | None]] = OrderedDict()
        self._loading: dict[K, asyncio.Task[Grant | None]] = {}
        self._barred: OrderedDict[K, float] = OrderedDict()

    async def get(self, key: K) -> Grant | None:
        known = self._known.get(key)
        if known is not None and time.monotonic() - known[0] < self._recheck:
            return known[1]
        if self._barred and self._is_barred(key):
            return None
        task = self._loading.get(key)
        if task is None:
            task = self._loading[key] = asyncio.ensure_future(self._ask(key, known))
            task.add_done_callback(lambda _: self._loading.pop(key, None))
        # One caller who gives up must not end the question of the others.
        return await asyncio.shield(task)

    async def _ask(self, key: K, known: tuple[float, Grant | None] | None) -> Grant | None:
        try:
            grant = await self._load(key)
        except Exception:
            if known is None or time.monotonic() - known[0] > _STALE_SECONDS:
                raise
            logger.warning("a credential could not be checked again; its last known state is used")
            return known[1]
        if self._barred and self._is_barred(key):
            return None
        if grant is not None and known is not None and known[1] is not None and _same(grant, known[1]):
            grant = known[1]
        self._known[key] = (time.monotonic(), grant)
        self._known.move_to_end(key)
        while len(self._known) > _SIZE:
            self._known.popitem(last=False)
        return grant

    def bar(self, key: K) -> None:
        """This key opens nothing any more, whatever the database said a moment ago."""
        self._known.pop(key, None)
        self._barred[key] = time.monotonic() + _BARRED_SECONDS
        while len(self._barred) > _SIZE:
            self._barred.popitem(last=False)

    def forget(self, affected: Callable[[Grant], bool]) -> None:
        """Ask again about these at their next use."""
        for key in [key for key, (_, grant) in self._known.items() if grant is not None and affected(grant)]:
            del self._known[key]

    def _is_barred(self, key: K) -> bool:
        until = self._barred.get(key)
        if until is not None and until < time.monotonic():
            del self._barred[key]
            return False
        return until is not None


def _same(one: Grant, other: Grant) -> bool:
    """Nothing changed, so the internal token that was signed for it stays good."""
    return (one.principal, one.scopes, one.team_members) == (other.principal, other.scopes, other.team_members)
