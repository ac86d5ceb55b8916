"""What this service announces: written in the transaction of the change itself, published later by the relay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from messaging.envelope import Envelope
from messaging.event import Event
from messaging.tables import OutboxRow, to_columns

TOUCHED = "outbox_touched"
"""Key in `session.info` that asks the unit of work to wake the relay after its commit."""

_PURGE = text(
    "DELETE FROM outbox WHERE id IN"
    " (SELECT id FROM outbox WHERE published_at < now() - CAST(:keep AS interval) ORDER BY published_at LIMIT 1000)"
)
_BACKLOG = text(
    "SELECT count(*), COALESCE(extract(epoch FROM now() - min(created_at)), 0) FROM outbox WHERE published_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Rows that wait for the relay, and for how many seconds the oldest has waited."""

    depth: int
    oldest_seconds: float


def put(session: AsyncSession, event: Event, *, service: str, at: datetime, traceparent: str | None = None) -> Envelope:
    """Announce that `event` happened at the business instant `at`, if and only if this transaction commits."""
    envelope = Envelope.of(event, service=service, at=at, traceparent=traceparent)
    session.add(OutboxRow(**to_columns(envelope)))
    session.info[TOUCHED] = True
    return envelope


async def put_all(
    session: AsyncSession, events: Sequence[Event], *, service: str, at: datetime, traceparent: str | None = None
) -> None:
    """The same for many at once, written at the price of one statement; after what was announced before them."""
    if not events:
        return
    await session.flush()
    rows = [to_columns(Envelope.of(event, service=service, at=at, traceparent=traceparent)) for event in events]
    await (await session.connection()).execute(insert(OutboxRow), rows)
    session.info[TOUCHED] = True


async def purge(engine: AsyncEngine, *, keep: timedelta = timedelta(days=7)) -> int:
    """Delete rows published longer ago than `keep` (wall time), in small transactions; answers how many."""
    purged = 0
    while True:
        async with engine.begin() as connection:
            deleted = (await connection.execute(_PURGE, {"keep": keep})).rowcount
        purged += deleted
        if deleted < 1000:
            return purged


async def backlog(engine: AsyncEngine) -> Backlog:
    async with engine.connect() as connection:
        depth, oldest = (await connection.execute(_BACKLOG)).one()
    return Backlog(depth, float(oldest))
