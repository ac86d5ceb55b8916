"""Back as it was: refused for what was worked on since."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.identity import SYSTEM
from service_defaults.work import Work

from leads.ownership import repository as ownerships
from leads.ownership.models import Ownership
from leads.ownership.moving import Cause, Move, move_customers
from leads.ownership.policy import How
from leads.ownership.repository import STATE
from leads.pool import repository as pools
from leads.transfer import repository
from leads.transfer.errors import TransferNotFound, UndoExpired, UndoneAlready
from leads.transfer.models import Transfer, TransferLine
from leads.transfer.schemas import TransferResult, TransferUndone


async def undo(work: Work, transfer_id: UUID) -> TransferUndone:
    """Raises `TransferNotFound`, `UndoExpired`, `UndoneAlready`."""
    row = await repository.lock(work.session, work.actor, transfer_id)
    if row is None:
        raise TransferNotFound
    if row.undone_at is not None:
        raise UndoneAlready
    if row.undo_until is None or work.now >= row.undo_until:
        raise UndoExpired
    lines = await repository.lines(work.session, row.id)
    back = await _unchanged(work, row, lines)
    await _give_back(work, row, back)
    row.undone_at, row.undone_by = work.now, work.actor.staff_id
    fine = {line.id for line in back}
    results = [
        TransferResult(customer_id=line.customer_id, ok=True, owner_id=line.from_id)
        if line.id in fine
        else TransferResult(customer_id=line.customer_id, ok=False, code="changed_since")
        for line in lines
    ]
    await work.session.flush()
    return TransferUndone(transfer_id=row.id, undone=len(back), refused=len(lines) - len(back), results=results)


async def _unchanged(work: Work, row: Transfer, lines: list[TransferLine]) -> list[TransferLine]:
    """Nobody contacted, changed or moved the customer since: owner, instant and the leads' versions are the same."""
    ids = [line.customer_id for line in lines]
    leads: dict[UUID, dict[str, int]] = {one: {} for one in ids}
    for lead in await ownerships.lock_leads(work.session, ids):
        leads[lead.customer_id][str(lead.id)] = lead.version
    held = await repository.standing(work.session, ids)
    return [
        line
        for line in lines
        if (now := held.get(line.customer_id)) is not None
        and now.owner_id == line.to_id
        and now.since == row.at
        and now.attempt_at is None
        and leads[line.customer_id] == {one["id"]: one["version"] for one in line.leads}
    ]


async def _give_back(work: Work, row: Transfer, lines: list[TransferLine]) -> None:
    if not lines:
        return
    moves = [Move(line.customer_id, line.from_id) for line in lines]
    await move_customers(work, moves, Cause(how=How.UNDONE, note=row.reason, transfer_id=row.id), scope=SYSTEM)
    before = [
        {**_state(line.before), "customer_id": line.customer_id, "store_id": line.store_id}
        for line in lines
        if line.before
    ]
    await ownerships.keep_all(work.session, before)
    leads = [one for line in lines for one in line.leads]
    if leads:
        await ownerships.lead_back(work.session, [_lead(one) for one in leads])
    await _pool_back(work, lines)
    await repository.lines_undone(work.session, [line.id for line in lines], work.now)


async def _pool_back(work: Work, lines: list[TransferLine]) -> None:
    left = [line.customer_id for line in lines if line.to_id is None]
    if left:
        await pools.leave(work.session, left)
    await pools.enter(
        work.session,
        [
            {**_pool(line.pool), "customer_id": line.customer_id, "store_id": line.store_id}
            for line in lines
            if line.pool
        ],
    )


def _state(before: dict[str, Any]) -> dict[str, Any]:
    kinds = {name: Ownership.__table__.columns[name].type.python_type for name in STATE}
    return {name: _typed(before.get(name), kinds[name]) for name in STATE}


def _typed(value: Any, kind: type) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    return UUID(value) if kind is UUID else value


def _lead(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": UUID(one["id"]),
        "assignee_id": UUID(one["assignee_id"]) if one["assignee_id"] else None,
        "assignment": one["assignment"],
    }


def _pool(state: dict[str, Any]) -> dict[str, Any]:
    previous = state["previous_owner_id"]
    return {
        "since": datetime.fromisoformat(state["since"]),
        "kind": state["kind"],
        "note": state["note"],
        "claimable_from": datetime.fromisoformat(state["claimable_from"]),
        "previous_owner_id": UUID(previous) if previous else None,
    }
