"""Stops asking a service that does not answer, and tries again with a single request."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gateway.proxy.errors import Overloaded


class BreakerOpen(Overloaded):
    code = "upstream_unavailable"
    zh = "后台服务暂不可用，请稍后再试"
    en = "The service behind is unavailable; please try again"


class Attempt:
    """One request on its way; says how it went. Unsaid (the caller left) it counts neither way."""

    __slots__ = ("failed", "succeeded")

    def __init__(self) -> None:
        self.failed = False
        self.succeeded = False


class Breaker:
    """Closed: all pass. `threshold` failures in a row open it; after `rest` seconds one request tries (half open).

    Each failed try doubles the rest, up to half a minute. `limit` is how many requests may be under way at once.
    """

    def __init__(
        self,
        *,
        threshold: int = 5,
        rest: float = 2.0,
        limit: int = 256,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threshold = threshold
        self._first_rest = self._rest = rest
        self._limit = limit
        self._clock = clock
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False
        self._under_way = 0

    @property
    def is_open(self) -> bool:
        return self._open_until is not None

    @contextmanager
    def attempt(self) -> Iterator[Attempt]:
        """Raises `BreakerOpen`, `Overloaded`."""
        probing = self._admit()
        attempt = Attempt()
        self._under_way += 1
        try:
            yield attempt
        finally:
            self._under_way -= 1
            if probing:
                self._trying = False
            if attempt.failed:
                self._count_failure(probing=probing)
            elif attempt.succeeded:
                self._failures, self._open_until, self._rest = 0, None, self._first_rest

    def _admit(self) -> bool:
        if self._under_way >= self._limit:
            raise Overloaded(seconds=1)
        if self._open_until is None:
            return False
        wait = self._open_until - self._clock()
        if wait > 0 or self._trying:
            raise BreakerOpen(seconds=max(1, round(wait)))
        self._trying = True
        return True

    def _count_failure(self, *, probing: bool) -> None:
        self._failures += 1
        if probing:
            self._rest = min(self._rest * 2, 30.0)
        if probing or self._failures >= self._threshold:
            self._open_until = self._clock() + self._rest
