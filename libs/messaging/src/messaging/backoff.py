"""How long to wait after the n-th failure in a row, and how to wait for work."""

import asyncio
from dataclasses import dataclass
from random import SystemRandom

_random = SystemRandom()


@dataclass(frozen=True, slots=True)
class Backoff:
    """Doubling from `first` to `limit` seconds, spread by ± `jitter` (a share) so that many waiters do not march."""

    first: float
    limit: float
    jitter: float = 0.2

    def delay(self, failures: int) -> float:
        """Seconds to wait after `failures` ≥ 1 failures in a row."""
        # 2.0 ** 1024 overflows: an outage may last for weeks.
        seconds = min(self.limit, self.first * 2.0 ** min(failures - 1, 60))
        return seconds * _random.uniform(1 - self.jitter, 1 + self.jitter)


class Bell:
    """Each ring sends one of those who wait for work; rung while nobody waits, it sends the next one at once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float | None) -> bool:
        """Wait until rung, at most `seconds`; answers whether it was rung."""
        try:
            async with asyncio.timeout(seconds):
                while not self._rung.is_set():
                    await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
