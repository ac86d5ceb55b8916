"""Customers change hands: one at a time or thousands, with leads, access, pool, history, event and timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.customer import events as customer_events
from leads.ownership import repository
from leads.ownership.repository import STATE, Target


@dataclass(frozen=True, slots=True)
class Move:
    """`why` explains the choice where a rule made it: candidates, quota, turn."""

    customer_id: UUID
    to_id: UUID | None
    why: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why hands change. `effective`: the new owner is with the customer at this moment."""

    how: str
    note: str = ""
    transfer_id: UUID | None = None
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved, and how it stood before: enough to undo it."""

    customer_id: UUID
    store_id: UUID
    from_id: UUID | None
    to_id: UUID | None
    before: dict[str, Any]
    leads: tuple[dict[str, Any], ...]


def first_look(now: datetime) -> datetime:
    """When the pool looks at a fresh owner for the first time: the second morning, so that looks come in batches."""
    day = now.replace(hour=1, minute=0, second=0, microsecond=0)
    return day + timedelta(days=2 if now >= day else 1)


async def move_customers(
    work: Work, moves: Sequence[Move], cause: Cause, *, scope: Principal | None = None
) -> list[Moved]:
    """Customers in scope go where the moves say; others are left out of the answer. A handful of statements.

    `scope` is whose scope counts where it is not the actor's.
    """
    by_id = {move.customer_id: move for move in moves}
    leads = await repository.lock_leads(work.session, list(by_id))
    customers = await repository.lock_customers(work.session, scope or work.actor, list(by_id))
    if not customers:
        return []
    told = {row.id: _told(work, by_id[row.id], cause) for row in customers}
    targets = [Target(row.id, by_id[row.id].to_id, told[row.id]) for row in customers]
    versions = await repository.move(work.session, targets, work.now)
    await repository.keep_all(work.session, [_held(work, row, by_id[row.id].to_id, cause) for row in customers])
    mine: dict[UUID, list[dict[str, Any]]] = {row.id: [] for row in customers}
    for lead in leads:
        if lead.customer_id in mine:
            mine[lead.customer_id].append(_lead_before(lead, versions))
    moved = [
        Moved(row.id, row.store_id, row.owner_id, by_id[row.id].to_id, _before(row), tuple(mine[row.id]))
        for row in customers
    ]
    await repository.add_changes(work.session, [_change(work, one, cause, by_id[one.customer_id].why) for one in moved])
    await work.emit_all(
        [
            customer_events.assignment(one.customer_id, one.store_id, one.to_id, previous=one.from_id, reason=cause.how)
            for one in moved
        ]
    )
    await timeline.note_all(work, [_line(work, one, cause) for one in moved])
    return moved


def _told(work: Work, move: Move, cause: Cause) -> dict[str, Any]:
    return {
        "candidates": [],
        "brand": None,
        **move.why,
        "reason": cause.how,
        "staff_id": str(move.to_id) if move.to_id else None,
        "by": str(work.actor.staff_id) if work.actor.staff_id else None,
        "note": cause.note,
        "at": work.now.isoformat(),
    }


def _held(work: Work, row: Any, to_id: UUID | None, cause: Cause) -> dict[str, Any]:
    return held_from_now(
        work,
        customer_id=row.id,
        store_id=row.store_id,
        owner_id=to_id,
        previous_id=row.owner_id,
        how=cause.how,
        claimed=cause.claimed,
        registered=(row.registered_by or row.created_by, row.registered_at or row.created_at),
    )


def held_from_now(
    work: Work,
    *,
    customer_id: UUID,
    store_id: UUID,
    owner_id: UUID | None,
    previous_id: UUID | None,
    how: str,
    registered: tuple[UUID | None, datetime],
    claimed: bool = False,
    present: bool = False,
) -> dict[str, Any]:
    """The row of an ownership that begins now; `present`: the owner is with the customer."""
    met = work.now if present else None
    return {
        "customer_id": customer_id,
        "store_id": store_id,
        "owner_id": owner_id,
        "since": work.now,
        "how": how,
        "by_id": work.actor.staff_id,
        "previous_owner_id": previous_id,
        "registered_by": registered[0],
        "registered_at": registered[1],
        "first_contact_at": met,
        "contact_at": met,
        "attempt_at": met,
        "engaged_at": None,
        "claimed": claimed,
        "review_at": first_look(work.now) if owner_id else None,
        "warned_at": None,
        "reclaim_at": None,
    }


def _before(row: Any) -> dict[str, Any]:
    state = {name: getattr(row, "held_by" if name == "owner_id" else name) for name in STATE}
    return {name: _plain(value) for name, value in state.items()} if state["since"] else {}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _lead_before(lead: Any, versions: dict[UUID, int]) -> dict[str, Any]:
    return {
        "id": str(lead.id),
        "assignee_id": _plain(lead.assignee_id),
        "assignment": lead.assignment,
        "version": versions[lead.id],
    }


def _change(work: Work, moved: Moved, cause: Cause, why: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "store_id": moved.store_id,
        "customer_id": moved.customer_id,
        "at": work.now,
        "from_id": moved.from_id,
        "to_id": moved.to_id,
        "how": cause.how,
        "note": cause.note,
        "by_id": work.actor.staff_id,
        "transfer_id": cause.transfer_id,
        "why": why,
    }


def _line(work: Work, moved: Moved, cause: Cause) -> dict[str, Any]:
    return timeline.line(
        work,
        "customer_assigned",
        customer_id=moved.customer_id,
        store_id=moved.store_id,
        owner_id=_plain(moved.to_id),
        reason=cause.how,
        note=cause.note,
    )
