"""The only place that builds this event."""

from datetime import datetime

from contracts.loyalty import PointsEarned

from loyalty.ledger.models import LedgerEntry


def points_earned(entry: LedgerEntry, available_at: datetime) -> PointsEarned:
    return PointsEarned(
        entry_id=entry.id,
        member_id=entry.member_id,
        customer_id=entry.customer_id,
        store_id=entry.store_id,
        points=entry.points,
        reason=entry.reason,
        available_at=available_at,
    )
