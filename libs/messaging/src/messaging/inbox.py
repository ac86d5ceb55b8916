"""What this service was told: the durable queue that the deliverer works off, and the desk for its dead letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from messaging.envelope import Envelope
from messaging.faultpoints import faultpoint
from messaging.tables import InboxRow, to_columns

_STORE = insert(InboxRow).on_conflict_do_nothing(index_elements=["event_id"])
_DEAD = text(
    "SELECT event_id, type, key, time, attempts, last_error, settled_at,"
    " (SELECT count(*) FROM inbox AS later WHERE later.key = inbox.key AND later.state = 'pending') AS waiting"
    " FROM inbox WHERE state = 'dead' ORDER BY seq LIMIT :limit"
)
_REPLAY = text(
    "UPDATE inbox SET state = 'pending', attempts = 0, due_at = now(), settled_at = NULL"
    " WHERE event_id = :id AND state = 'dead'"
)
_SKIP = text("UPDATE inbox SET state = 'skipped', settled_at = now() WHERE event_id = :id AND state = 'dead'")
_EMPTY = text(
    "UPDATE inbox SET data = '' WHERE state IN ('done', 'skipped') AND data <> ''"
    " AND settled_at < now() - CAST(:keep AS interval)"
)
_FORGET = text(
    "DELETE FROM inbox WHERE state IN ('done', 'skipped') AND settled_at < now() - CAST(:remember AS interval)"
)
_BACKLOG = text(
    "SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'dead'),"
    " COALESCE(extract(epoch FROM now() - min(received_at) FILTER (WHERE state = 'pending')), 0)"
    " FROM inbox WHERE state IN ('pending', 'dead')"
)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A parked event: why, since when (wall time), and how many later events of its key wait for it."""

    id: UUID
    type: str
    key: str
    time: datetime
    attempts: int
    error: str
    died_at: datetime
    waiting: int


@dataclass(frozen=True, slots=True)
class InboxBacklog:
    """Rows that wait, rows that are parked, and for how many seconds the oldest waiting one has waited."""

    pending: int
    dead: int
    oldest_seconds: float


class Inbox:
    """The inbox table of one service. Wake the deliverer after `store` and `replay`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def store(self, envelopes: Sequence[Envelope]) -> None:
        """Keep every envelope that is not here yet, durably, in this order."""
        if not envelopes:
            return
        async with self._engine.begin() as connection:
            await connection.execute(_STORE, [to_columns(envelope) for envelope in envelopes])
            faultpoint("inbox.before_commit")
        faultpoint("inbox.after_commit")

    async def dead(self, *, limit: int = 100) -> list[DeadLetter]:
        """The parked events, oldest first."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(_DEAD, {"limit": limit})
            return [DeadLetter(*row) for row in rows]

    async def replay(self, event_id: UUID) -> bool:
        """Try a parked event again from the first attempt; False when it is not parked."""
        return await self._change(_REPLAY, event_id)

    async def skip(self, event_id: UUID) -> bool:
        """Give a parked event up, so that its key's later ones go on; False when it is not parked."""
        return await self._change(_SKIP, event_id)

    async def _change(self, statement: TextClause, event_id: UUID) -> bool:
        async with self._engine.begin() as connection:
            return (await connection.execute(statement, {"id": event_id})).rowcount == 1

    async def purge(self, *, keep: timedelta = timedelta(days=7), remember: timedelta = timedelta(days=30)) -> int:
        """Empty the data of events settled longer ago than `keep` (wall time); answers how many.

        Their ids stay until `remember`, longer than topics keep records, so that a late second copy still finds them.
        """
        async with self._engine.begin() as connection:
            await connection.execute(_FORGET, {"remember": remember})
            return (await connection.execute(_EMPTY, {"keep": keep})).rowcount

    async def backlog(self) -> InboxBacklog:
        async with self._engine.connect() as connection:
            pending, dead, oldest = (await connection.execute(_BACKLOG)).one()
        return InboxBacklog(pending, dead, float(oldest))
