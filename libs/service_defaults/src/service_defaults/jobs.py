"""Timers: rules that fire when a due-column passes business time, in due order, each tick one transaction.

There is no leader: a timer takes its rows with FOR UPDATE SKIP LOCKED, so any number of processes may run it.
When business time jumps, timers fire as if it had passed: `work.now` is the due instant, not the jump's end.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service_defaults.database import ReadSession
from service_defaults.identity import SYSTEM
from service_defaults.work import Platform, Work

logger = logging.getLogger(__name__)
BATCH = 500
_MAX_PAUSE = 60.0
# Below PostgreSQL's deadlock_timeout of one second: between a person and a timer, it is the timer that gives way.
_PATIENCE = text("SET LOCAL lock_timeout = '400ms'")
_LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True, slots=True)
class Timer:
    """`next_due` tells the earliest due instant of waiting rows; `fire` handles at most BATCH of those rows."""

    name: str
    next_due: Callable[[ReadSession], Awaitable[datetime | None]]
    fire: Callable[[Work], Awaitable[None]]


class JobRunner:
    """Fires the timers of one service, the earliest due first."""

    def __init__(self, platform: Platform, timers: Sequence[Timer], *, after_tick: Callable[[], None]) -> None:
        self._platform = platform
        self._timers = timers
        self._after_tick = after_tick
        self._failures: dict[str, tuple[int, float]] = {}
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self, *, poll_seconds: float = 1.0) -> None:
        while True:
            try:
                await self._round(poll_seconds)
            except Exception:
                logger.exception("timers could not be read")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), poll_seconds)
            self._wake.clear()

    async def drain(self) -> int:
        """Fire everything that is due now; answers the number of ticks."""
        ticks = 0
        while (turn := await self._earliest(frozenset())) is not None:
            due, timer = turn
            await self._tick(timer, due)
            ticks += 1
        return ticks

    async def _round(self, poll_seconds: float) -> None:
        """The same, but work that is still coming in is gathered: where it fell due a moment ago, one tick a round.

        Under a steady inflow a tick for each row would cost more than the rows.
        """
        had: set[str] = set()
        while (turn := await self._earliest(had)) is not None:
            due, timer = turn
            await self._tick(timer, due)
            if self._platform.clock.now() - due < timedelta(seconds=poll_seconds):
                had.add(timer.name)

    async def _earliest(self, had: Collection[str]) -> tuple[datetime, Timer] | None:
        now = self._platform.clock.now()
        turns: list[tuple[datetime, Timer]] = []
        async with self._platform.database.read() as session:
            for timer in self._timers:
                if timer.name in had or self._resting(timer):
                    continue
                due = await timer.next_due(session)
                if due is not None and due <= now:
                    turns.append((due, timer))
        return min(turns, key=lambda turn: turn[0], default=None)

    async def _tick(self, timer: Timer, due: datetime) -> None:
        try:
            async with self._platform.database.write() as session:
                await session.execute(_PATIENCE)
                await timer.fire(Work(session=session, platform=self._platform, now=due, actor=SYSTEM))
        except Exception as error:
            if _gave_way(error):
                self._rest(timer, 0, 1.0)
                logger.info("timer %s gave way to somebody who works on the same rows", timer.name)
                return
            count = self._failures.get(timer.name, (0, 0.0))[0] + 1
            pause = min(2.0**count, _MAX_PAUSE)
            self._rest(timer, count, pause)
            logger.exception("timer %s failed, resting for %.0f s", timer.name, pause)
        else:
            self._failures.pop(timer.name, None)
            self._after_tick()

    def _rest(self, timer: Timer, failures: int, seconds: float) -> None:
        self._failures[timer.name] = (failures, asyncio.get_running_loop().time() + seconds)

    def _resting(self, timer: Timer) -> bool:
        failure = self._failures.get(timer.name)
        return failure is not None and failure[1] > asyncio.get_running_loop().time()


def _gave_way(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE
