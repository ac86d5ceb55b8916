"""Builds what the pool tells."""

from datetime import datetime
from uuid import UUID

from contracts.leads import LeadClaimed, LeadReclaimed, ReclaimWarned
from service_defaults import timeline
from service_defaults.work import Work

from leads.ownership.models import Ownership
from leads.ownership.moving import Moved
from leads.pool.models import PoolEntry


def warned(work: Work, row: Ownership, kind: str, reclaim_at: datetime) -> None:
    assert row.owner_id is not None  # noqa: S101 - only held customers are judged
    work.emit(
        ReclaimWarned(
            customer_id=row.customer_id,
            store_id=row.store_id,
            owner_id=row.owner_id,
            kind=kind,
            reclaim_at=reclaim_at,
        )
    )
    timeline.note(
        work,
        "reclaim_warned",
        customer_id=row.customer_id,
        store_id=row.store_id,
        reason=kind,
        reclaim_at=reclaim_at.isoformat(),
    )


def reclaimed(work: Work, moved: Moved, kind: str) -> None:
    work.emit(
        LeadReclaimed(
            customer_id=moved.customer_id,
            store_id=moved.store_id,
            previous_owner_id=moved.from_id,
            lead_ids=_ids(moved),
            kind=kind,
        )
    )


def claimed(work: Work, moved: Moved, entry: PoolEntry, owner_id: UUID) -> None:
    work.emit(
        LeadClaimed(
            customer_id=moved.customer_id,
            store_id=moved.store_id,
            owner_id=owner_id,
            lead_ids=_ids(moved),
            kind=entry.kind,
            waited_seconds=max(0, int((work.now - entry.since).total_seconds())),
        )
    )


def _ids(moved: Moved) -> tuple[UUID, ...]:
    return tuple(UUID(lead["id"]) for lead in moved.leads)
