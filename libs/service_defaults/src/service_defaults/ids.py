"""Identifiers: UUIDv7 made in the application, so that an id exists before its row does.

Layout after RFC 9562 §5.7 and §6.2 method 1: 48 bits of Unix milliseconds, a 12 bit counter in `rand_a` that orders ids
of the same millisecond, 62 random bits. Ids always carry wall time, never business time.
"""

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENTROPY_BYTES = 10
_IDS_PER_DRAW = 128
_COUNTER_LIMIT = 1 << 12
_FRESH_COUNTERS = 1 << 10
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def _unix_ms() -> int:
    return time.time_ns() // 1_000_000


class IdSource:
    """A stream of strictly increasing UUIDv7, safe to share between threads.

    A clock that stands still or steps back does not break the order: the last millisecond is kept, and borrowed from
    the future when its 4096 counters are used up.
    """

    def __init__(self, unix_ms: Callable[[], int] = _unix_ms) -> None:
        self._unix_ms = unix_ms
        self._lock = threading.Lock()
        self._ms = -1
        self._counter = 0
        self._drawn: list[int] = []
        # A forked child must not go on with its parent's random bits.
        os.register_at_fork(after_in_child=self._drawn.clear)

    def next(self) -> UUID:
        with self._lock:
            entropy = self._drawn.pop() if self._drawn else self._draw()
            ms, counter = self._tick(fresh=(entropy >> 64) % _FRESH_COUNTERS)
        random_bits = entropy & ((1 << 62) - 1)
        return UUID(int=ms << 80 | _VERSION | counter << 64 | _VARIANT | random_bits)

    def _draw(self) -> int:
        """One call of the system for many ids: it costs more than all the rest of an id."""
        drawn, size = os.urandom(_ENTROPY_BYTES * _IDS_PER_DRAW), _ENTROPY_BYTES
        self._drawn += (int.from_bytes(drawn[at : at + size], "big") for at in range(0, len(drawn), size))
        return self._drawn.pop()

    def _tick(self, fresh: int) -> tuple[int, int]:
        now = self._unix_ms()
        if now > self._ms:
            self._ms, self._counter = now, fresh
        elif self._counter + 1 < _COUNTER_LIMIT:
            self._counter += 1
        else:
            self._ms, self._counter = self._ms + 1, fresh
        return self._ms, self._counter


new_id: Callable[[], UUID] = IdSource().next
"""A fresh UUIDv7, greater than every id made before in this process."""


def uuid7_time(value: UUID) -> datetime:
    """The wall time (UTC, whole milliseconds) at which a UUIDv7 was made. ValueError for any other version."""
    if value.version != 7:
        raise ValueError(f"not a UUIDv7: version {value.version}")
    return _EPOCH + timedelta(milliseconds=value.int >> 80)
