"""Events exist if and only if their transaction committed."""

from datetime import timedelta

import pytest
from messaging import OutboxRow, outbox
from messaging.tables import to_envelope
from service_defaults.testkit.noting import AT, Noted, NotingService
from sqlalchemy import select, text


async def test_an_event_is_kept_with_its_transaction(service: NotingService) -> None:
    (envelope,) = await service.put("a", 1)
    async with service.sessions() as session:
        row = (await session.scalars(select(OutboxRow))).one()
    assert to_envelope(row) == envelope
    assert row.published_at is None


async def test_an_event_is_rolled_back_with_its_transaction(service: NotingService) -> None:
    async def change_ones_mind() -> None:
        async with service.sessions() as session:
            outbox.put(session, Noted(subject_id="a", n=1), service="tests", at=AT)
            await session.flush()
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        await change_ones_mind()
    assert (await outbox.backlog(service.engine)).depth == 0


async def test_a_unit_of_work_can_tell_that_the_relay_has_work(service: NotingService) -> None:
    async with service.sessions() as session:
        assert outbox.TOUCHED not in session.info
        outbox.put(session, Noted(subject_id="a", n=1), service="tests", at=AT)
        assert session.info["outbox_touched"] is True


async def test_events_of_one_transaction_keep_their_order(service: NotingService) -> None:
    await service.put("a", *range(50))
    rows = await service.fetch("SELECT convert_from(data, 'UTF8')::json->>'n' FROM outbox ORDER BY id")
    assert [int(n) for (n,) in rows] == list(range(50))


async def test_purge_deletes_what_was_published_long_ago(service: NotingService) -> None:
    await service.put("a", *range(2500))
    await service.put("b", 1)
    await service.fetch("UPDATE outbox SET published_at = now() - interval '8 days' WHERE key = 'a'")
    await service.put("c", 1)
    await service.fetch("UPDATE outbox SET published_at = now() - interval '6 days' WHERE key = 'c'")
    assert await outbox.purge(service.engine) == 2500
    assert await service.fetch("SELECT key FROM outbox ORDER BY key") == [("b",), ("c",)]
    assert await outbox.purge(service.engine, keep=timedelta(days=5)) == 1


async def test_backlog_counts_and_ages_what_waits(service: NotingService) -> None:
    assert await outbox.backlog(service.engine) == outbox.Backlog(0, 0.0)
    await service.put("a", 1, 2)
    await service.fetch("UPDATE outbox SET created_at = now() - interval '90 seconds'")
    backlog = await outbox.backlog(service.engine)
    assert backlog.depth == 2
    assert 90 <= backlog.oldest_seconds < 100


async def test_the_relay_finds_its_rows_by_index(service: NotingService) -> None:
    await service.put("a", *range(500))
    await service.fetch("UPDATE outbox SET published_at = now()")
    await service.put("a", 1)
    async with service.engine.connect() as connection:
        await connection.execute(text("ANALYZE outbox"))
        plan = await connection.execute(
            text("EXPLAIN SELECT * FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 9")
        )
        assert "ix_outbox_unpublished" in str(plan.all())
