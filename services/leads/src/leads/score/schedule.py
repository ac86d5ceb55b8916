"""When a store's model is trained: monthly at night, or when a manager asks."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.work import Work

from leads.score import repository

AT_NIGHT = time(3, 30)
_DECEMBER = 12


def next_month(now: datetime, zone: ZoneInfo) -> datetime:
    """Half past three on the first of the store's next month."""
    local = now.astimezone(zone)
    year, month = (local.year + 1, 1) if local.month == _DECEMBER else (local.year, local.month + 1)
    return datetime.combine(local.date().replace(year=year, month=month, day=1), AT_NIGHT, zone).astimezone(UTC)


async def first(work: Work, store_id: UUID, zone: ZoneInfo) -> None:
    """A store that has leads gets its monthly training."""
    await repository.schedule(work.session, _row(store_id, next_month(work.now, zone)))


async def ask(work: Work, store_id: UUID) -> None:
    """A manager wants one now."""
    row = _row(store_id, work.now) | {"asked_by": work.actor.staff_id}
    await repository.schedule(work.session, row, again=("due_at", "asked_by"))


def _row(store_id: UUID, due_at: datetime) -> dict[str, Any]:
    return {
        "store_id": store_id,
        "due_at": due_at,
        "asked_by": None,
        "last_at": None,
        "outcome": None,
        "cases": 0,
        "won": 0,
    }
