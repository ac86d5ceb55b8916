"""Hands the inbox to the service's handlers: in order per key, each effect exactly once."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from messaging.backoff import Backoff, Bell
from messaging.envelope import Envelope
from messaging.failures import describe, is_infrastructure, is_permanent, where
from messaging.faultpoints import faultpoint
from messaging.tables import to_envelope

logger = logging.getLogger(__name__)

Sessions = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a unit of work: one transaction, committed at its end, rolled back on an error."""

Handle = Callable[[AsyncSession, Envelope], Awaitable[None]]
"""Applies one event in the transaction of that session."""

_DUE = (
    "FROM inbox AS head WHERE state = 'pending' AND due_at <= now() AND seq ="
    " (SELECT min(seq) FROM inbox AS kin WHERE kin.key = head.key AND kin.state IN ('pending', 'dead'))"
)
_ANY_DUE = text(f"SELECT EXISTS (SELECT {_DUE})")
# A queue's statistics are always stale and the planner may read the whole backlog here: so it is asked for many keys
# at once, and a claim touches two index entries.
_AGENDA = text(f"SELECT key {_DUE} ORDER BY seq LIMIT 200")
_CLAIM = text(
    "SELECT * FROM inbox WHERE state = 'pending' AND due_at <= now() AND seq ="
    " (SELECT min(seq) FROM inbox WHERE key = :key AND state IN ('pending', 'dead')) FOR UPDATE SKIP LOCKED"
)
_TURN = 20
_DONE = text(
    "UPDATE inbox SET state = 'done', attempts = attempts + 1, settled_at = now() WHERE event_id = :id RETURNING"
    " EXISTS (SELECT FROM inbox AS kin WHERE kin.key = inbox.key AND kin.seq > inbox.seq AND kin.state = 'pending')"
)
_RETRY = text(
    "UPDATE inbox SET attempts = attempts + 1, last_error = :error, due_at = now() + make_interval(secs => :delay)"
    " WHERE event_id = :id AND state = 'pending' AND attempts = :seen"
)
_PARK = text(
    "UPDATE inbox SET state = 'dead', attempts = attempts + 1, last_error = :error, settled_at = now()"
    " WHERE event_id = :id AND state = 'pending' AND attempts = :seen"
)


_AFTER_FAILURE = Backoff(first=0.5, limit=60.0)
_IN_OUTAGE = Backoff(first=0.05, limit=5.0)


class Deliverer:
    """Any number of processes of a service may deliver from the same inbox.

    A handler's failure is tried again up to `attempts` times with growing pauses, then the event is parked as dead and
    its key waits for a person. An outage of the database is waited for, however long, and counts for nothing.
    """

    def __init__(
        self,
        sessions: Sessions,
        handle: Handle,
        *,
        workers: int = 3,
        attempts: int = 8,
        poll: float = 0.5,
        backoff: Backoff = _AFTER_FAILURE,
        outage: Backoff = _IN_OUTAGE,
    ) -> None:
        """`poll` is in seconds and only the net: `wake()` is how a fresh envelope is delivered at once."""
        self._sessions = sessions
        self._handle = handle
        self._workers = workers
        self._attempts = attempts
        self._poll = poll
        self._backoff = backoff
        self._outage = outage
        self._bell = Bell()
        self._agenda: deque[str] = deque()

    def wake(self) -> None:
        """There may be something to deliver."""
        self._bell.ring()

    async def run(self) -> None:
        """Deliver until cancelled; an event that is under way is then rolled back and stays in the inbox."""
        async with asyncio.TaskGroup() as group:
            # One worker polls for all: five idle services in one process should cost next to nothing.
            group.create_task(self._work(self._poll))
            for _ in range(self._workers - 1):
                group.create_task(self._work(None))

    async def drain(self) -> int:
        """Deliver all that is due, now; answers how many attempts that took. Raises on an outage.

        For tests and commands; events in the hands of another worker are waited for.
        """
        attempts = 0
        while True:
            turn = await self._take_turn()
            attempts += turn
            if not turn:
                if not await self._any_due():
                    return attempts
                await asyncio.sleep(0.01)

    async def _work(self, poll: float | None) -> None:
        failures = 0
        while True:
            try:
                busy = await self._take_turn()
                failures = 0
            except Exception as error:  # noqa: BLE001 - no outage may end a worker
                failures += 1
                logger.warning("delivery is interrupted: %s", describe(error))
                await asyncio.sleep(self._outage.delay(failures))
            else:
                if not busy:
                    await self._bell.wait(poll)

    async def _any_due(self) -> bool:
        async with self._sessions() as session:
            return bool(await session.scalar(_ANY_DUE))

    async def _take_turn(self) -> int:
        """Deliver up to 20 events of the key that waited longest; answers how many were tried, 0 when none is due."""
        if not self._agenda:
            async with self._sessions() as session:
                self._agenda.extend(await session.scalars(_AGENDA))
        while self._agenda:
            key = self._agenda.popleft()
            if self._agenda:
                self._bell.ring()
            attempts, more = 0, True
            while more and attempts < _TURN:
                tried, more = await self._deliver_next(key)
                attempts += tried
            if attempts:
                return attempts
        return 0

    async def _deliver_next(self, key: str) -> tuple[bool, bool]:
        """Try the oldest event of that key: was there one for us, and may there be more. Raises on an outage only."""
        row: Row[Any] | None = None
        try:
            async with self._sessions() as session:
                row = (await session.execute(_CLAIM, {"key": key})).one_or_none()
                if row is None:
                    return False, False
                faultpoint("delivery.after_claim")
                await self._handle(session, to_envelope(row))
                faultpoint("delivery.after_effect")
                more = bool(await session.scalar(_DONE, {"id": row.event_id}))
                faultpoint("delivery.before_commit")
            faultpoint("delivery.after_commit")
        except Exception as error:
            if row is None or is_infrastructure(error):
                raise
            await self._record(row, error)
            more = False
        return True, more

    async def _record(self, row: Row[Any], error: Exception) -> None:
        """Write the failure down in a transaction of its own: that of the handler is gone."""
        faultpoint("delivery.before_failure")
        failures, event_id = row.attempts + 1, UUID(str(row.event_id))
        dead = is_permanent(error) or failures >= self._attempts
        logger.log(
            logging.ERROR if dead else logging.WARNING,
            "%s %s failed at attempt %d%s: %s\n%s",
            row.type,
            event_id,
            failures,
            ", parked" if dead else "",
            describe(error),
            where(error),
        )
        values = {"id": event_id, "seen": row.attempts, "error": describe(error)}
        async with self._sessions() as session:
            if dead:
                await session.execute(_PARK, values)
            else:
                await session.execute(_RETRY, {**values, "delay": self._backoff.delay(failures)})
