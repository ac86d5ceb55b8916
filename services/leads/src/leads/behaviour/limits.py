"""How often a public door may be used: token buckets in this process, beside the gateway's per address."""

import time
from collections import OrderedDict

from service_defaults.errors import TooMany

_SIZE = 20_000


class Buckets:
    """Refilled at `rate` tokens a second up to `burst`."""

    def __init__(self, *, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._levels: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def draw(self, key: object) -> None:
        """Raises `TooMany`."""
        now = time.monotonic()
        level, at = self._levels.get(key, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        self._levels.move_to_end(key)
        if len(self._levels) > _SIZE:
            self._levels.popitem(last=False)
        if not allowed:
            raise TooMany(seconds=int((1 - level) / self._rate) + 1)


SITES = Buckets(rate=50, burst=300)
"""Batches of one site or device."""

VISITORS = Buckets(rate=0.5, burst=30)
"""Batches of one visitor: a page reports every five seconds at most."""
