"""The pool's timer: every morning it looks at held customers that are due, warns, and takes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.jobs import BATCH, Timer
from service_defaults.work import Work
from sqlalchemy import Row

from leads.assignment import repository as desks
from leads.assignment.desk import Desk
from leads.ownership import repository as ownerships
from leads.ownership.models import Ownership
from leads.ownership.moving import Cause, Move, move_customers
from leads.ownership.service import protection_of
from leads.pool import entering, events, policy, repository
from leads.pool.policy import Action, Blocker, Held, PoolKind, Verdict


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_review(session)


async def fire(work: Work) -> None:
    """At most `BATCH` customers; leads are locked before what hangs on them, as everywhere."""
    ids = await repository.due(work.session, work.now, BATCH)
    await ownerships.lock_leads(work.session, ids)
    await ownerships.lock_customers(work.session, work.actor, ids)
    rows = await repository.facts(work.session, ids, work.now)
    desks_of = {store: await _desk(work, store) for store in {row.Ownership.store_id for row in rows}}
    verdicts = [(row, _verdict(work, row, desks_of[row.Ownership.store_id])) for row in rows]
    looks: list[tuple[UUID, datetime | None]] = []
    taken: dict[tuple[UUID, PoolKind], list[UUID]] = {}
    for row, verdict in verdicts:
        held: Ownership = row.Ownership
        if verdict.action is Action.RECLAIM and verdict.kind is not None:
            taken.setdefault((held.store_id, verdict.kind), []).append(held.customer_id)
            continue
        if verdict.action is Action.WARN and verdict.reclaim_at is not None and verdict.kind is not None:
            held.warned_at, held.reclaim_at = work.now, verdict.reclaim_at
            events.warned(work, held, verdict.kind, verdict.reclaim_at)
        elif held.warned_at is not None and verdict.reclaim_at is None and _excused(row):
            held.warned_at = held.reclaim_at = None
        looks.append((held.customer_id, verdict.look_at))
    await repository.look_again(work.session, looks)
    for (store_id, kind), customer_ids in taken.items():
        await _take(work, desks_of[store_id], kind, customer_ids)


async def _desk(work: Work, store_id: UUID) -> Desk | None:
    return await desks.look_at_desk(work.session, store_id, work.now)


def _verdict(work: Work, row: Row[Any], desk: Desk | None) -> Verdict:
    held: Ownership = row.Ownership
    if desk is None or held.owner_id is None:
        return Verdict(Action.KEEP)
    return policy.judge(_held(work, row, desk), work.now, desk.settings, desk.calendar)


def _held(work: Work, row: Row[Any], desk: Desk) -> Held:
    held: Ownership = row.Ownership
    levels = tuple(row.levels or ())
    return Held(
        since=max(held.since, row.wished_at or held.since),
        contact_at=held.contact_at,
        attempt_at=held.attempt_at,
        claimed=held.claimed,
        levels=levels,
        awaited=not levels and not row.ended and row.lifecycle in ("potential", "prospect"),
        high_value=policy.is_high_value(row.kind, row.lifecycle, row.tags, desk.settings.pool),
        blockers=frozenset(name for name in Blocker if getattr(row, name.value)),
        protected_until=protection_of(held, work.now, desk.settings).until,
        warned_at=held.warned_at,
        reclaim_at=held.reclaim_at,
    )


def _excused(row: Row[Any]) -> bool:
    """Something came up since the warning that keeps the customer where they are."""
    return any(getattr(row, name.value) for name in Blocker)


async def _take(work: Work, desk: Desk | None, kind: PoolKind, customer_ids: list[UUID]) -> None:
    moves = [Move(customer_id, None) for customer_id in customer_ids]
    moved = await move_customers(work, moves, Cause(how=kind))
    if desk is not None:
        await entering.enter(work, moved, kind, desk.settings.pool)
    for one in moved:
        events.reclaimed(work, one, kind)


POOL_TIMER = Timer("pool_review", next_due=next_due, fire=fire)
