"""Publishes the outbox: at least once, in order per key, one active relay per service."""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Row, Text, all_, any_, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from messaging import outbox
from messaging.backoff import Backoff, Bell
from messaging.failures import describe
from messaging.faultpoints import faultpoint
from messaging.tables import OutboxRow, to_envelope
from messaging.transport import Transport

logger = logging.getLogger(__name__)

_STALLED_AFTER = 60.0
_AFTER_REFUSAL = Backoff(first=0.2, limit=5.0)


@dataclass(slots=True)
class _Held:
    """A key whose next event was refused: `failures` in a row, nothing of it is offered before `until`."""

    failures: int
    until: float


class Relay:
    """Relays of the same service may run in any number of processes; the others stand by.

    Rows are found by state and marked by id, never by "id > last": a lower id may commit after a higher one.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        transport: Transport,
        *,
        service: str,
        batch: int = 500,
        poll: float = 0.5,
        backoff: Backoff = _AFTER_REFUSAL,
    ) -> None:
        """`poll` is in seconds and only the net: `wake()` is how a commit in this process is published at once."""
        self._engine = engine
        self._transport = transport
        self._lock_id = int.from_bytes(hashlib.sha256(f"relay of {service}".encode()).digest()[:8], signed=True)
        self._batch = batch
        self._poll = poll
        self._backoff = backoff
        self._bell = Bell()
        self._held: dict[str, _Held] = {}
        self._refusals = 0

    def wake(self) -> None:
        """There may be something to publish."""
        self._bell.ring()

    async def run(self) -> None:
        """Publish, or stand by, until cancelled."""
        failures = 0
        while True:
            try:
                async with self._turn() as connection:
                    failures = 0
                    if connection is not None:
                        await self._serve(connection)
                await self._bell.wait(self._poll)
            except Exception as error:  # noqa: BLE001 - whatever it is, events wait for the next attempt
                failures += 1
                logger.warning("relay lost its footing, begins again: %s", describe(error))
                await asyncio.sleep(self._backoff.delay(failures))

    async def drain(self) -> int:
        """Publish all that waits, now; answers how many rows left the outbox. Raises what the transport answered.

        For tests and commands; while `run()` is active somewhere it waits for that relay to finish.
        """
        drained = 0
        while waiting := (await outbox.backlog(self._engine)).depth:
            async with self._turn() as connection:
                if connection is None:
                    self.wake()
                    await asyncio.sleep(0.01)
                    continue
                self._held.clear()
                rows = await self._next(connection)
                refused = await self._publish(connection, rows)
            drained += min(waiting, len(rows))
            if refused:
                raise next(iter(refused.values()))
        return drained

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[AsyncConnection | None]:
        """A connection that holds the service's lock, None when another relay has it.

        Rows are read and marked on the very connection that holds the lock: who loses one loses the other.
        """
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            leading = True
            try:
                leading = bool(await connection.scalar(select(func.pg_try_advisory_lock(self._lock_id))))
                yield connection if leading else None
            finally:
                if leading:
                    # A pooled connection would keep the lock; closing it gives the lock back in every case.
                    await connection.invalidate()

    async def _serve(self, connection: AsyncConnection) -> None:
        while True:
            async with asyncio.timeout(_STALLED_AFTER):
                rows = await self._next(connection)
                refused = await self._publish(connection, rows)
            if rows and len(refused) == len({row.key for row in rows}):
                # Nothing went through, so wake-ups cannot help; half of a key's wait lets the others be tried between.
                self._refusals += 1
                await asyncio.sleep(self._backoff.delay(self._refusals) / 2)
            elif len(rows) < self._batch:
                await self._bell.wait(self._poll)

    async def _next(self, connection: AsyncConnection) -> Sequence[Row[Any]]:
        now = asyncio.get_running_loop().time()
        waiting = [key for key, held in self._held.items() if held.until > now]
        unpublished = select(OutboxRow.__table__).where(
            OutboxRow.published_at.is_(None), OutboxRow.key != all_(literal(waiting, ARRAY(Text)))
        )
        return (await connection.execute(unpublished.order_by(OutboxRow.id).limit(self._batch))).all()

    async def _publish(self, connection: AsyncConnection, rows: Sequence[Row[Any]]) -> dict[str, Exception]:
        """Publish and mark; answers the keys that failed, whose later rows were not offered."""
        published: list[int] = []
        refused: dict[str, Exception] = {}
        for wave in _waves(rows):
            offered = [row for row in wave if row.key not in refused]
            if not offered:
                break
            faultpoint("relay.before_publish")
            errors = await self._transport.publish([to_envelope(row) for row in offered])
            faultpoint("relay.after_publish")
            for row, error in zip(offered, errors, strict=True):
                if error is None:
                    published.append(row.id)
                else:
                    refused[row.key] = error
        await self._mark(connection, published)
        self._hold_back(refused, {row.key for row in rows}, any_published=bool(published))
        return refused

    async def _mark(self, connection: AsyncConnection, ids: list[int]) -> None:
        if ids:
            these = OutboxRow.id == any_(literal(ids, ARRAY(BigInteger)))
            await connection.execute(update(OutboxRow).where(these).values(published_at=func.now()))
            faultpoint("relay.after_mark")

    def _hold_back(self, refused: dict[str, Exception], offered: set[str], *, any_published: bool) -> None:
        if any_published and self._refusals:
            # The transport is back: what it refused while it was away deserves its turn now.
            self._refusals = 0
            self._held.clear()
        for key in offered - refused.keys():
            self._held.pop(key, None)
        now = asyncio.get_running_loop().time()
        for key, error in refused.items():
            failures = self._held[key].failures + 1 if key in self._held else 1
            self._held[key] = _Held(failures, now + self._backoff.delay(failures))
            logger.warning("an event was refused for the %d. time, its key is held: %s", failures, describe(error))


def _waves(rows: Sequence[Row[Any]]) -> Iterator[list[Row[Any]]]:
    """Split so that no key stands twice in one wave: the next row of a key is offered after the former is safe."""
    waves: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    seen: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        waves[seen[row.key]].append(row)
        seen[row.key] += 1
    yield from waves.values()
