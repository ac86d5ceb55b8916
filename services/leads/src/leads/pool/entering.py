"""Customers come into the pool."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from service_defaults.work import Work

from leads.ownership.moving import Moved
from leads.pool import repository
from leads.pool.policy import PoolKind
from leads.setting.ownership import PoolSettings


async def enter(work: Work, moved: Sequence[Moved], kind: PoolKind, rules: PoolSettings, note: str = "") -> None:
    """Those who lost their owner; open for claims after the store's pause."""
    await repository.enter(
        work.session, [_row(work, one.customer_id, one.store_id, one.from_id, kind, rules, note) for one in moved]
    )


async def enter_unassigned(work: Work, customer_id: UUID, store_id: UUID, rules: PoolSettings) -> None:
    """Nobody was there to be given the lead."""
    await enter_all_unassigned(work, [customer_id], store_id, rules)


async def enter_all_unassigned(work: Work, customer_ids: Sequence[UUID], store_id: UUID, rules: PoolSettings) -> None:
    """The same for many at once."""
    rows = [_row(work, one, store_id, None, PoolKind.UNASSIGNED, rules, "") for one in customer_ids]
    await repository.enter(work.session, rows)


def _row(  # noqa: PLR0917 - the columns of one row
    work: Work,
    customer_id: UUID,
    store_id: UUID,
    previous_id: UUID | None,
    kind: PoolKind,
    rules: PoolSettings,
    note: str,
) -> dict[str, object]:
    return {
        "customer_id": customer_id,
        "store_id": store_id,
        "since": work.now,
        "kind": kind,
        "note": note,
        "claimable_from": work.now + timedelta(hours=rules.new_data_cooldown_hours),
        "previous_owner_id": previous_id,
    }
