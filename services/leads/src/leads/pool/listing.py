"""Looking at the pool: who is in it, why, and what the asker may still take."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.assignment.desk import Desk
from leads.customer.service import home_store
from leads.lead.listing import wanted_text
from leads.lead.service import desk_of
from leads.ownership import repository as ownerships
from leads.pool import listing_repository, repository
from leads.pool.claiming import claimant_is_manager
from leads.pool.listing_repository import PoolFilters
from leads.pool.policy import ClaimRefusal, PoolKind
from leads.pool.schemas import PoolOrder, PoolRow, PoolSummary, WarningRow, Warnings


async def list_pool(
    reading: Reading, filters: PoolFilters, *, order: PoolOrder, limit: int, cursor: str | None
) -> Page[PoolRow]:
    """A page of the pool with what each row says to the asker; four statements."""
    if filters.tokens is not None and not filters.tokens:
        return Page[PoolRow](items=[])
    marker = filter_hash(list="pool", filters=repr(filters), order=order)
    rows = await listing_repository.rows(
        reading.session,
        reading.actor,
        filters,
        newest_first=order is PoolOrder.NEWEST,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
        now=reading.now,
    )
    me = reading.actor.staff_id
    mine = await listing_repository.given_up(reading.session, me, [row.customer_id for row in rows]) if me else {}
    store_id = reading.actor.store_id
    pause = timedelta(
        days=(await desk_of(reading, store_id)).settings.pool.repeat_claim_cooldown_days if store_id else 0
    )
    return Page[PoolRow].of(
        rows,
        limit,
        item=lambda row: _row(reading, row, mine, pause),
        cursor=lambda row: encode_cursor([row.since, row.customer_id], filter_hash=marker),
    )


_PLAIN = (
    frozenset(PoolRow.model_fields) - {"wanted", "source", "refusal", "refused_until", "touch_count"}
)  # fmt: skip


def _row(reading: Reading, row: Row[Any], mine: dict[UUID, datetime], pause: timedelta) -> PoolRow:
    refusal, until = _refused(reading, row, mine.get(row.customer_id), pause)
    return PoolRow.model_validate(
        {
            **{name: getattr(row, name) for name in _PLAIN},
            "wanted": wanted_text(row.wanted_year, row.wanted_make, row.wanted_model),
            "source": row.source or row.customer_source,
            "touch_count": row.touch_count or 0,
            "refusal": refusal,
            "refused_until": until,
        }
    )


def _refused(
    reading: Reading, row: Row[Any], gave_up: datetime | None, pause: timedelta
) -> tuple[ClaimRefusal | None, datetime | None]:
    if gave_up is not None and reading.now < gave_up + pause:
        return ClaimRefusal.REPEAT, gave_up + pause
    if reading.now < row.claimable_from and not claimant_is_manager(reading):
        return ClaimRefusal.NEW_DATA, row.claimable_from
    return None, None


async def pool_summary(reading: Reading) -> PoolSummary:
    """Counts by kind, and the asker's limits."""
    store = await home_store(reading)
    desk = await desk_of(reading, store.id)
    counts = await listing_repository.counts(reading.session, reading.actor)
    claims, in_work = await _mine(reading, desk)
    rules = desk.settings.pool
    me = reading.actor.staff_id
    capacity = rules.capacity_of(me) if me else rules.capacity or None
    return PoolSummary(
        now=reading.now,
        counts={kind: counts.get(kind, 0) for kind in PoolKind},
        total=sum(counts.values()),
        claims_today=claims,
        claims_left=max(0, rules.daily_claim_limit - claims) if rules.daily_claim_limit else None,
        in_work=in_work,
        capacity_left=max(0, capacity - in_work) if capacity is not None else None,
        daily_claim_limit=rules.daily_claim_limit,
        capacity=capacity,
    )


async def _mine(reading: Reading, desk: Desk) -> tuple[int, int]:
    me = reading.actor.staff_id
    if me is None:
        return 0, 0
    claims = await repository.claims_on(reading.session, me, desk.today)
    return claims, (await ownerships.load_of(reading.session, desk.id, [me])).get(me, 0)


async def list_warnings(reading: Reading) -> Warnings:
    """Whom the pool is about to take from the asker, or from those in the asker's scope; one statement."""
    rows = await listing_repository.warnings(reading.session, reading.actor, 200)
    return Warnings(now=reading.now, items=[_warning(row) for row in rows])


def _warning(row: Row[Any]) -> WarningRow:
    plain = {name: getattr(row, name) for name in WarningRow.model_fields if name != "wanted"}
    wanted = wanted_text(row.wanted_year, row.wanted_make, row.wanted_model)
    return WarningRow.model_validate({**plain, "wanted": wanted})
