"""The loop that posts webhooks: any number of processes, many endpoints at once, none in another's way."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import SystemRandom
from uuid import UUID

from messaging import Backoff
from messaging.backoff import Bell
from messaging.failures import describe
from service_defaults.database import WriteSession
from service_defaults.identity import SYSTEM
from service_defaults.work import Platform, Work

from notifications.delivery import attempt, courier_repository
from notifications.delivery.attempt import Done, Parcel
from notifications.endpoint.egress import Egress
from notifications.settings import own_settings

logger = logging.getLogger(__name__)

_SHARE = 4
_ROOM = 256
_POLL_SECONDS = 0.25
_random = SystemRandom()
_IN_OUTAGE = Backoff(first=0.1, limit=5.0)


class Courier:
    """`luck` answers numbers from 0 to 1, for jitter."""

    def __init__(
        self, platform: Platform, *, egress: Egress | None = None, luck: Callable[[], float] = _random.random
    ) -> None:
        self._platform = platform
        self._egress = egress
        self._luck = luck
        self._under_way: set[asyncio.Task[None]] = set()
        self._busy: Counter[UUID] = Counter()
        self._done: list[Done] = []
        self._bell = Bell()
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Post until cancelled; what was under way then is posted again when its lease is over."""
        failures = 0
        try:
            while True:
                try:
                    await self._round()
                    failures = 0
                except Exception as error:  # noqa: BLE001 - no outage may end the courier
                    failures += 1
                    logger.warning("webhooks are interrupted: %s", describe(error))
                    await asyncio.sleep(_IN_OUTAGE.delay(failures))
                    continue
                await self._bell.wait(_POLL_SECONDS)
        finally:
            await self.close()

    async def drain(self) -> int:
        """Post all that is due and wait for every answer; how many attempts that took. For tests and commands."""
        attempts = len(self._under_way)
        while True:
            attempts += await self._round()
            if self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif not self._done:
                return attempts

    async def close(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._egress is not None:
            await self._egress.close()

    async def _round(self) -> int:
        """Write down what came back, start what is due. One at a time: `drain` may be called beside `run`."""
        async with self._turn:
            await self._record()
            return await self._start_due()

    def _outside(self) -> Egress:
        """Not before it is needed: a service is also built only to be looked at."""
        if self._egress is None:
            self._egress = Egress(own_settings(self._platform))
        return self._egress

    async def _start_due(self) -> int:
        room = _ROOM - len(self._under_way)
        if room <= 0:
            return 0
        async with self._platform.database.read() as session:
            if not await courier_repository.anything_due(session, self._wall()):
                return 0
        async with self._platform.database.write() as session:
            parcels = await attempt.prepare(
                self._work(session), self._outside(), busy=list(self._busy), share=_SHARE, room=room
            )
        for parcel in parcels:
            task = asyncio.create_task(self._post(parcel))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return len(parcels)

    async def _post(self, parcel: Parcel) -> None:
        with self._occupied(parcel.endpoint_id):
            answer = await self._outside().post(parcel.url, parcel.body, parcel.headers, now=self._wall())
        self._done.append(Done(parcel, answer, self._wall(), self._luck()))
        self._bell.ring()

    @contextmanager
    def _occupied(self, endpoint_id: UUID) -> Iterator[None]:
        self._busy[endpoint_id] += 1
        try:
            yield
        finally:
            self._busy[endpoint_id] -= 1
            if not self._busy[endpoint_id]:
                del self._busy[endpoint_id]

    async def _record(self) -> None:
        """All that came back meanwhile, in one transaction; kept in hand while the database is away."""
        done = list(self._done)
        if not done:
            return
        async with self._platform.database.write() as session:
            await attempt.record(self._work(session), done)
        del self._done[: len(done)]

    def _work(self, session: WriteSession) -> Work:
        return Work(session=session, platform=self._platform, now=self._platform.clock.now(), actor=SYSTEM)

    def _wall(self) -> datetime:
        return self._platform.clock.now() - self._platform.clock.offset
