"""The durable queue and its desk for dead letters."""

import asyncio
from datetime import timedelta

from messaging import InboxBacklog, InboxRow, PermanentFailure
from messaging.tables import to_envelope
from service_defaults.testkit.noting import NotingService, note
from sqlalchemy import select


async def test_every_id_is_kept_once_in_the_order_of_arrival(service: NotingService) -> None:
    envelopes = [note("a", n) for n in range(5)]
    await service.inbox.store(envelopes[:3])
    await service.inbox.store(envelopes)
    await service.inbox.store([])
    async with service.sessions() as session:
        rows = (await session.scalars(select(InboxRow).order_by(InboxRow.seq))).all()
    assert [to_envelope(row) for row in rows] == envelopes


async def test_many_stores_of_the_same_records_at_once(service: NotingService) -> None:
    envelopes = [note(f"k{n}", n) for n in range(100)]
    await asyncio.gather(*(service.inbox.store(envelopes) for _ in range(4)))
    assert await service.fetch("SELECT count(*) FROM inbox") == [(100,)]


async def test_dead_letters_are_listed_with_what_waits_behind_them(service: NotingService) -> None:
    service.failing = {("a", 1): PermanentFailure("no such car")}
    envelopes = [note("a", n) for n in (1, 2, 3)]
    await service.inbox.store([*envelopes, note("b", 1)])
    await service.deliverer().drain()
    (letter,) = await service.inbox.dead()
    assert (letter.id, letter.type, letter.key) == (envelopes[0].id, "tests.noted.v1", "a")
    assert (letter.attempts, letter.error, letter.waiting) == (1, "PermanentFailure: no such car", 2)
    assert letter.time == envelopes[0].time


async def test_backlog_counts_what_waits_and_what_is_parked(service: NotingService) -> None:
    assert await service.inbox.backlog() == InboxBacklog(0, 0, 0.0)
    service.failing = {("a", 1): PermanentFailure("never")}
    await service.inbox.store([note("a", 1), note("a", 2), note("b", 1)])
    await service.deliverer().drain()
    await service.fetch("UPDATE inbox SET received_at = now() - interval '1 hour'")
    backlog = await service.inbox.backlog()
    assert (backlog.pending, backlog.dead) == (1, 1)
    assert 3600 <= backlog.oldest_seconds < 3700


async def test_only_a_dead_letter_can_be_replayed_or_skipped(service: NotingService) -> None:
    waiting, done = note("a"), note("b")
    await service.inbox.store([done])
    await service.deliverer().drain()
    await service.inbox.store([waiting])
    for each in (waiting, done, note("unknown")):
        assert not await service.inbox.replay(each.id)
        assert not await service.inbox.skip(each.id)
    assert await service.states("a") + await service.states("b") == ["pending", "done"]


async def test_purge_empties_settled_payloads_and_remembers_their_ids(service: NotingService) -> None:
    envelopes = [note("old"), note("young"), note("waiting")]
    await service.inbox.store(envelopes[:2])
    await service.deliverer().drain()
    await service.inbox.store(envelopes[2:])
    await service.fetch("UPDATE inbox SET settled_at = now() - interval '8 days' WHERE key = 'old'")
    assert await service.inbox.purge() == 1
    assert await service.fetch("SELECT key, data = '' FROM inbox ORDER BY seq") == [
        ("old", True),
        ("young", False),
        ("waiting", False),
    ]
    await service.inbox.store(envelopes)
    assert await service.deliverer().drain() == 1
    await service.inbox.purge(remember=timedelta(days=7))
    assert await service.fetch("SELECT key FROM inbox ORDER BY seq") == [("young",), ("waiting",)]
