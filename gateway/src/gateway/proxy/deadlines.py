"""How long a request may take."""

import asyncio
import re
from types import TracebackType

_SECONDS = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(ms|s)?", re.ASCII)


def allowed_seconds(asked: str, default: float) -> float:
    """`X-Request-Timeout` (seconds, or with a unit: 1500ms, 3s) shortens the default and never lengthens it."""
    match = _SECONDS.fullmatch(asked.strip())
    if match is None:
        return default
    seconds = float(match[1]) / (1000 if match[2] == "ms" else 1)
    return min(default, max(seconds, 0.001))


class Deadline:
    """Until the answer begins it stands; from then on each piece of it may take as long again."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._timeout = asyncio.timeout(seconds)
        self._running = False
        self._next_move = 0.0

    async def __aenter__(self) -> "Deadline":
        await self._timeout.__aenter__()
        self._running = True
        self._next_move = asyncio.get_running_loop().time() + self.seconds / 8
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running = False
        await self._timeout.__aexit__(kind, error, trace)

    @property
    def passed(self) -> bool:
        return self._timeout.expired()

    def prolong(self) -> None:
        if not self._running or self.passed:
            return
        now = asyncio.get_running_loop().time()
        # Most answers are one short burst; moving a timer for each piece of it would cost more than the piece.
        if now >= self._next_move:
            self._next_move = now + self.seconds / 8
            self._timeout.reschedule(now + self.seconds)

    def lift(self) -> None:
        """For streams that end when their session does."""
        self._timeout.reschedule(None)
