"""Out of the pool and back into it, by hand."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.identity import SYSTEM
from service_defaults.work import Reading, Work

from leads.assignment.desk import Desk
from leads.customer import service as customers
from leads.lead.reopening import reopen
from leads.lead.service import desk_of
from leads.ownership import repository as ownerships
from leads.ownership.moving import Cause, Move, Moved, move_customers
from leads.ownership.policy import How
from leads.pool import entering, events, repository
from leads.pool.errors import (
    ClaimCapacity,
    ClaimDailyLimit,
    ClaimNewData,
    ClaimRepeat,
    CustomerBlocked,
    NotInPool,
    NotYours,
    PoolTaken,
)
from leads.pool.models import PoolEntry
from leads.pool.policy import Claimant, ClaimRefusal, PoolKind, claim_refusal
from leads.pool.schemas import Claimed, Release, Released
from leads.posts import SALES_MANAGERS


def claimant_is_manager(reading: Reading) -> bool:
    return reading.actor.holds(*SALES_MANAGERS)


async def claim(work: Work, customer_id: UUID) -> Claimed:
    """Take a customer out of the pool. Two hands, one wins: the other hears who was faster. Raises `NotInPool`,
    `PoolTaken`, `ClaimDailyLimit`, `ClaimCapacity`, `ClaimRepeat`, `ClaimNewData`."""
    me = work.actor.staff_id
    entry = await repository.take(work.session, work.actor, customer_id)
    if entry is None or me is None:
        raise await _gone(work, customer_id)
    desk = await desk_of(work, entry.store_id)
    claims = await repository.count_claim(work.session, staff_id=me, store_id=entry.store_id, day=desk.today)
    await _refuse(work, desk, entry, me, claims - 1)
    cause = Cause(how=How.CLAIMED, claimed=True)
    [moved] = await move_customers(work, [Move(customer_id, me)], cause, scope=SYSTEM)
    await repository.leave(work.session, [customer_id])
    events.claimed(work, moved, entry, me)
    lead_id = await _to_be_called(work, moved, entry)
    limit = desk.settings.pool.daily_claim_limit
    return Claimed(customer_id=customer_id, lead_id=lead_id, claims_left=max(0, limit - claims) if limit else None)


async def _gone(work: Work, customer_id: UUID) -> NotInPool | PoolTaken:
    held = await ownerships.anywhere(work.session, customer_id)
    if held is None or held.Ownership.store_id not in work.actor.store_ids or held.Ownership.owner_id is None:
        return NotInPool()
    if held.Ownership.how != How.CLAIMED or held.Ownership.owner_id == work.actor.staff_id:
        return NotInPool()
    return PoolTaken(owner=held.owner_name or "", extra={"owner_name": held.owner_name})


async def _refuse(work: Work, desk: Desk, entry: PoolEntry, me: UUID, claims_today: int) -> None:
    rules = desk.settings.pool
    claimant = Claimant(
        claims_today=claims_today,
        in_work=(await ownerships.load_of(work.session, entry.store_id, [me])).get(me, 0),
        capacity=rules.capacity_of(me),
        gave_up_at=await repository.gave_up_at(work.session, me, entry.customer_id),
        manager=claimant_is_manager(work),
    )
    match claim_refusal(entry.claimable_from, claimant, work.now, rules):
        case ClaimRefusal.DAILY_LIMIT:
            raise ClaimDailyLimit(limit=rules.daily_claim_limit)
        case ClaimRefusal.CAPACITY:
            raise ClaimCapacity(limit=claimant.capacity)
        case ClaimRefusal.REPEAT:
            assert claimant.gave_up_at is not None  # noqa: S101 - the rule asked for it
            pause = timedelta(days=rules.repeat_claim_cooldown_days)
            raise ClaimRepeat(until=_local(claimant.gave_up_at + pause, desk))
        case ClaimRefusal.NEW_DATA:
            raise ClaimNewData(until=_local(entry.claimable_from, desk))
        case None:
            return


def _local(instant: datetime, desk: Desk) -> str:
    return f"{instant.astimezone(ZoneInfo(desk.timezone)):%Y-%m-%d %H:%M}"


async def _to_be_called(work: Work, moved: Moved, entry: PoolEntry) -> UUID | None:
    """The lead to work on, due now; a lost one is worked again 第二次机会."""
    if moved.leads:
        await repository.due_now(work.session, [moved.customer_id], work.now)
        return UUID(moved.leads[0]["id"])
    closed = await repository.newest_closed_lead(work.session, moved.customer_id)
    if closed is None or entry.kind != PoolKind.SECOND_CHANCE:
        return None
    lead = await reopen(work.as_system(), closed.id, PoolKind.SECOND_CHANCE, owner_id=moved.to_id)
    lead.next_contact_at = work.now
    return lead.id


async def release(work: Work, customer_id: UUID, command: Release) -> Released:
    """Give a customer back, or put them into the pool as their manager. Raises `CustomerBlocked`, `NotYours`."""
    customer = await customers.get_customer(work, customer_id)
    if customer.owner_id is None:
        raise NotYours
    await refuse_blocked(work, customer_id)
    desk = await desk_of(work, customer.store_id)
    moved = await move_customers(work, [Move(customer_id, None)], Cause(how=How.RELEASED, note=command.reason))
    await entering.enter(work, moved, PoolKind.RELEASED, desk.settings.pool, command.reason)
    for one in moved:
        events.reclaimed(work, one, PoolKind.RELEASED)
    opens = work.now + timedelta(hours=desk.settings.pool.new_data_cooldown_hours)
    return Released(customer_id=customer_id, claimable_from=opens)


async def refuse_blocked(work: Work, customer_id: UUID) -> None:
    """Raises `CustomerBlocked`."""
    found = (await repository.blocked(work.session, [customer_id])).get(customer_id)
    if found:
        raise CustomerBlocked(blockers=", ".join(found), extra={"blockers": [str(one) for one in found]})
