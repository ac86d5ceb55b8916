"""Plays lives in business time: each life says how long it pauses, the clock of every service follows.

Nothing here knows a dealership; the services' own rules, timers and events do the rest, as they would in the months
that the demo pretends to look back on.
"""

import heapq
import itertools
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from service_defaults.clocks import BusinessClock, wall_now

from embedded.system import System

ZONE = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = time(9, 5), time(18, 15)
Life = AsyncGenerator[timedelta, None]


class Simulation:
    """`begin(when, life)` puts a life on stage, `play(until)` runs all of them to an instant."""

    def __init__(self, system: System, starts: datetime) -> None:
        self._system = system
        self._now = starts
        self._order = itertools.count()
        self._stage: list[tuple[datetime, int, Life]] = []
        self._platforms = [service.platform for service in system.all_services()]
        self._clock = BusinessClock(starts - wall_now())
        for platform in self._platforms:
            platform.clock = self._clock

    @property
    def now(self) -> datetime:
        return self._now

    def begin(self, when: datetime, life: Life) -> None:
        heapq.heappush(self._stage, (when, next(self._order), life))

    async def play(self, until: datetime) -> None:
        """Run every life up to `until`; lives that would go on later simply stop there."""
        while self._stage and self._stage[0][0] <= until:
            when, _, life = heapq.heappop(self._stage)
            await self._move_to(when)
            try:
                pause = await anext(life)
            except StopAsyncIteration:
                continue
            self.begin(in_opening_hours(when + pause), life)
        await self._move_to(until)
        await self._system.settle()

    async def _move_to(self, when: datetime) -> None:
        if when.astimezone(ZONE).date() != self._now.astimezone(ZONE).date():
            await self._system.settle()
        self._now = max(when, self._now)
        self._clock.advance_to(self._now - wall_now())


def in_opening_hours(when: datetime) -> datetime:
    """The instant itself, or soon after the next opening."""
    local = when.astimezone(ZONE)
    if local.time() < OPENS:
        local = datetime.combine(local.date(), OPENS, ZONE) + timedelta(minutes=local.minute)
    elif local.time() > CLOSES:
        local = datetime.combine(local.date() + timedelta(days=1), OPENS, ZONE) + timedelta(minutes=local.minute)
    return local.astimezone(UTC)
