"""Token buckets in this process; N processes let N times as much through."""

import time
from collections import OrderedDict
from typing import NamedTuple

_SIZE = 65_536


class Draw(NamedTuple):
    """The outcome of drawing one token: how many are left, and in how many seconds the next one comes."""

    allowed: bool
    remaining: int
    wait: int


class Buckets:
    """Buckets of one kind, refilled at `rate` tokens a second up to `burst`."""

    def __init__(self, name: str, *, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.name = name
        self.policy = f'"{name}";q={burst};w={max(1, round(burst / rate))}'.encode()

    def draw(self, key: str, cost: float = 1.0) -> Draw:
        now = time.monotonic()
        level, at = self._levels.get(key, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        allowed = level >= cost
        if allowed:
            level -= cost
        self._levels[key] = (level, now)
        self._levels.move_to_end(key)
        if len(self._levels) > _SIZE:
            self._levels.popitem(last=False)
        wait = 0 if level >= 1 else int((1 - level) / self._rate) + 1
        return Draw(allowed, int(level), wait)

    def header(self, draw: Draw) -> bytes:
        """The value of `RateLimit` (IETF draft 11)."""
        return f'"{self.name}";r={draw.remaining};t={draw.wait}'.encode()
