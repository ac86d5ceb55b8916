"""Many customers change hands at once: by name, by the rotation, or to the pool."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from service_defaults.identity import SYSTEM
from service_defaults.ids import new_id
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.assignment import repository as desks
from leads.assignment.dealing import QUEUE, Item, deal_out
from leads.assignment.desk import Desk
from leads.assignment.policy import tally_of, with_tally
from leads.customer.service import home_store
from leads.lead.errors import AdviserUnknown
from leads.lead.service import desk_of, held_desk
from leads.ownership.moving import Cause, Move, Moved, move_customers
from leads.ownership.policy import How
from leads.ownership.service import protection_of
from leads.pool import entering, events
from leads.pool import repository as pools
from leads.pool.models import PoolEntry
from leads.pool.policy import Blocker, PoolKind
from leads.posts import SELLERS
from leads.transfer import repository
from leads.transfer.models import Transfer
from leads.transfer.schemas import (
    Mode,
    Selection,
    TransferCreate,
    TransferKind,
    TransferPreview,
    TransferPreviewRow,
    TransferResult,
)


async def preview(reading: Reading, command: Selection) -> TransferPreview:
    """What each customer would lose, before anybody does it."""
    store = await home_store(reading)
    desk = await desk_of(reading, store.id)
    chosen = await _chosen(reading, store.id, command)
    rows = await repository.preview_rows(reading.session, chosen.ids, reading.now) if chosen.ids else []
    shown = [_preview_row(reading, row, desk) for row in rows]
    return TransferPreview(
        rows=shown,
        customers=len(shown),
        leads=sum(row.open_leads for row in shown),
        protected=sum(row.protected_until is not None for row in shown),
        blocked=sum(bool(row.blockers) for row in shown),
        missing=len(chosen.missing),
    )


async def _chosen(reading: Reading, store_id: UUID, command: Selection) -> repository.Chosen:
    return await repository.chosen(
        reading.session,
        reading.actor,
        store_id,
        lead_ids=command.lead_ids,
        customer_ids=command.customer_ids,
        unassigned=command.unassigned,
    )


def _preview_row(reading: Reading, row: Row[Any], desk: Desk) -> TransferPreviewRow:
    shelter = protection_of(row.Ownership, reading.now, desk.settings) if row.Ownership else None
    return TransferPreviewRow(
        customer_id=row.id,
        customer_name=row.name,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        open_leads=row.open_leads,
        level=row.level,
        protected_until=shelter.until if shelter and shelter.active else None,
        in_pool=row.in_pool,
        blockers=[name for name in Blocker if getattr(row, name.value)],
        test_drives=row.test_drives,
    )


async def transfer(work: Work, command: TransferCreate) -> tuple[Transfer, list[TransferResult]]:
    """Each customer by itself in the answer, all in one transaction. Raises `AdviserUnknown`."""
    store = await home_store(work)
    desk = await (held_desk(work, store.id) if command.mode is Mode.ROTATION else desk_of(work, store.id))
    chosen = await _chosen(work, store.id, command)
    results = [TransferResult(customer_id=one, ok=False, code="customer_not_found") for one in chosen.missing]
    kind = TransferKind.DISTRIBUTION if command.mode is Mode.ROTATION else TransferKind.REASSIGNMENT
    moves = await plan(work, desk, chosen.ids, command.mode, command.owner_id)
    row, moved, stayed = await carry_out(work, desk, moves, kind=kind, mode=command.mode, reason=command.reason)
    row.undo_until = work.now + timedelta(minutes=desk.settings.transfer.undo_minutes)
    names = {person.id: person.name for person in desk.people}
    results += stayed
    results += [
        TransferResult(customer_id=one.customer_id, ok=True, owner_id=one.to_id, owner_name=names.get(one.to_id))
        if one.to_id
        else TransferResult(customer_id=one.customer_id, ok=True)
        for one in moved
    ]
    await work.session.flush()
    return row, results


async def plan(
    work: Work,
    desk: Desk,
    ids: Sequence[UUID],
    mode: Mode,
    owner_id: UUID | None,
    *,
    without: frozenset[UUID] = frozenset(),
) -> list[Move | TransferResult]:
    """Who gets whom; what cannot be given is answered instead. Raises `AdviserUnknown`."""
    match mode:
        case Mode.POOL:
            blocked = await pools.blocked(work.session, ids)
            return [_stays(one, "customer_blocked") if one in blocked else Move(one, None) for one in ids]
        case Mode.PERSON:
            person = desk.person(owner_id)
            if person is None or not person.roles & set(SELLERS) or person.id in without:
                raise AdviserUnknown(pointer="/owner_id")
            return [Move(one, person.id) for one in ids]
        case Mode.ROTATION:
            return await _dealt(work, desk, ids, without)


async def _dealt(work: Work, desk: Desk, ids: Sequence[UUID], without: frozenset[UUID]) -> list[Move | TransferResult]:
    brands = await repository.brands(work.session, ids)
    rules = desk.settings.assignment
    deal = deal_out(
        [Item(one, brands.get(one)) for one in ids],
        [person for person in desk.people if person.id not in without],
        posts=rules.posts,
        on_duty=desk.on_duty,
        tally=tally_of(desk.counts, QUEUE, day=desk.counts_day, today=desk.today),
        turn=desk.turn,
        quota=rules.daily_quota,
    )
    counts = with_tally(desk.counts, QUEUE, deal.tally, day=desk.counts_day, today=desk.today)
    await desks.turn_rotation(work.session, desk.id, {"day": desk.today, "counts": counts, "turn": deal.turn})
    return [
        Move(one.item_id, one.person.id, one.why) if one.person else _stays(one.item_id, "nobody_free")
        for one in deal.items
    ]


def _stays(customer_id: UUID, code: str) -> TransferResult:
    return TransferResult(customer_id=customer_id, ok=False, code=code)


_HOW = {
    TransferKind.REASSIGNMENT: How.REASSIGNED,
    TransferKind.DISTRIBUTION: How.DISTRIBUTED,
    TransferKind.HANDOVER: How.HANDED_OVER,
}


async def carry_out(
    work: Work,
    desk: Desk,
    planned: Sequence[Move | TransferResult],
    *,
    kind: TransferKind,
    mode: Mode,
    reason: str,
    from_id: UUID | None = None,
) -> tuple[Transfer, list[Moved], list[TransferResult]]:
    """Moves, the pool's side of it, and the lines that say how it stood before."""
    moves = [one for one in planned if isinstance(one, Move)]
    stayed = [one for one in planned if isinstance(one, TransferResult)]
    row = Transfer(
        id=new_id(),
        store_id=desk.id,
        kind=kind,
        mode=mode,
        at=work.now,
        by_id=work.actor.staff_id,
        from_id=from_id,
        reason=reason,
        receipt={},
    )
    pooled = await pools.entries(work.session, [move.customer_id for move in moves])
    cause = Cause(how=_HOW[kind], note=reason, transfer_id=row.id)
    # Scope was asked when the customers were chosen; those in the pool are in nobody's.
    moved = await move_customers(work, moves, cause, scope=SYSTEM)
    to_pool = [one for one in moved if one.to_id is None]
    given = [one.customer_id for one in moved if one.to_id is not None and one.customer_id in pooled]
    if given:
        await pools.leave(work.session, given)
    if to_pool:
        await _to_pool(work, desk, to_pool, kind, reason)
    _count(row, moved, desk)
    work.session.add(row)
    await work.session.flush()
    await repository.add_lines(work.session, [_line(one, row.id, pooled.get(one.customer_id)) for one in moved])
    return row, moved, stayed


async def _to_pool(work: Work, desk: Desk, moved: Sequence[Moved], kind: TransferKind, reason: str) -> None:
    why = PoolKind.HANDED_OVER if kind is TransferKind.HANDOVER else PoolKind.REASSIGNED
    await entering.enter(work, moved, why, desk.settings.pool, reason)
    for one in moved:
        events.reclaimed(work, one, why)


def _count(row: Transfer, moved: Sequence[Moved], desk: Desk) -> None:
    customers, leads = Counter(one.to_id for one in moved), Counter[UUID | None]()
    for one in moved:
        leads[one.to_id] += len(one.leads)
    names = {person.id: person.name for person in desk.people}
    row.customers, row.leads = len(moved), leads.total()
    row.receipt = {
        "shares": [
            {
                "staff_id": str(staff_id) if staff_id else None,
                "name": names.get(staff_id) if staff_id else None,
                "customers": count,
                "leads": leads[staff_id],
            }
            for staff_id, count in customers.most_common()
        ]
    }


def _line(moved: Moved, transfer_id: UUID, entry: PoolEntry | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "store_id": moved.store_id,
        "customer_id": moved.customer_id,
        "transfer_id": transfer_id,
        "from_id": moved.from_id,
        "to_id": moved.to_id,
        "before": moved.before,
        "leads": list(moved.leads),
        "pool": _pool_state(entry) if entry else {},
        "undone_at": None,
    }


def _pool_state(entry: PoolEntry) -> dict[str, Any]:
    return {
        "since": entry.since.isoformat(),
        "kind": entry.kind,
        "note": entry.note,
        "claimable_from": entry.claimable_from.isoformat(),
        "previous_owner_id": str(entry.previous_owner_id) if entry.previous_owner_id else None,
    }
