"""The two clocks: wall time for tokens, leases and retries; business time (wall + offset) for every domain rule.

All instants are timezone-aware and in UTC. A clock that is handed a naive instant raises ValueError.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever tells the time."""

    def now(self) -> datetime: ...


def wall_now() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


class WallClock:
    """The machine's time, for whoever asks for a clock."""

    def now(self) -> datetime:
        return wall_now()


class BusinessClock:
    """Wall time plus an offset that only ever grows, so that no rule sees time run backwards.

    The offset belongs to the gateway and reaches services by event; a repeated or late event is therefore harmless.
    """

    def __init__(self, offset: timedelta = timedelta(), wall: Callable[[], datetime] = wall_now) -> None:
        self._offset = offset
        self._wall = wall
        self._lock = threading.Lock()

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        return _utc(self._wall()) + self._offset

    def advance_to(self, offset: timedelta) -> bool:
        """Adopt a greater offset. False, and nothing changes, when it is not greater than the present one."""
        with self._lock:
            moved = offset > self._offset
            if moved:
                self._offset = offset
        return moved

    def __repr__(self) -> str:
        return f"BusinessClock(offset={self._offset})"


class FrozenClock:
    """A clock for tests and seeds: it moves when told to."""

    def __init__(self, at: datetime) -> None:
        self._now = _utc(at)

    def now(self) -> datetime:
        return self._now

    def tick(self, by: timedelta) -> datetime:
        """Move by a duration and return the new instant."""
        self._now += by
        return self._now

    def set(self, at: datetime) -> None:
        self._now = _utc(at)


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)
