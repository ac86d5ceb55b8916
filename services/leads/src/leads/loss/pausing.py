"""Frozen and lost customers come back on their dates."""

from datetime import datetime, timedelta

from service_defaults import timeline
from service_defaults.database import ReadSession
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH, Timer
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.lead import service as leads
from leads.lead.errors import LeadOpenAlready
from leads.lead.models import Lead
from leads.lead.policy import Stage, snapped
from leads.lead.reopening import reopen
from leads.loss import case_repository as repository
from leads.loss import policy
from leads.loss.models import Freeze, LossCase
from leads.ownership.moving import Cause, Move, move_customers
from leads.pool import entering, events
from leads.pool.policy import PoolKind


async def freeze(work: Work, lead: Lead, desk: Desk, *, reason: str, days: int | None) -> Freeze:
    """冷冻 has a date: 30 days the first time, 90 afterwards, or what was agreed with the customer."""
    before = await repository.freezes_of(work.session, lead.id)
    pause = days or policy.freeze_days(before, desk.settings.loss)
    row = Freeze(
        id=new_id(),
        store_id=lead.store_id,
        customer_id=lead.customer_id,
        lead_id=lead.id,
        reason=reason,
        frozen_at=work.now,
        return_at=snapped(work.now + timedelta(days=pause), desk.calendar),
    )
    work.session.add(row)
    return row


async def next_return(session: ReadSession) -> datetime | None:
    return await repository.next_return(session)


async def thaw(work: Work) -> None:
    """The pause is over: the lead is open again, its contact due today."""
    for row in await repository.lock_returning(work.session, work.now, BATCH):
        row.ended_at = work.now
        lead = await leads.lock_lead(work, row.lead_id)
        if lead.stage != Stage.FROZEN or lead.is_open:
            continue
        try:
            async with work.session.begin_nested():
                lead = await reopen(work, lead.id, "freeze_over")
        except LeadOpenAlready:
            # The customer came back by another lead meanwhile.
            continue
        lead.next_contact_at = work.now
        timeline.note(
            work,
            "lead_thawed",
            customer_id=row.customer_id,
            store_id=row.store_id,
            ref_kind="lead",
            ref_id=row.lead_id,
            frozen_at=row.frozen_at.isoformat(),
        )


async def next_second_chance(session: ReadSession) -> datetime | None:
    return await repository.next_second_chance(session)


async def offer_again(work: Work) -> None:
    """Lost customers go to the pool, where anybody but who lost them may try 第二次机会."""
    cases = await repository.lock_second_chances(work.session, work.now, BATCH)
    free = await repository.still_lost(work.session, [case.customer_id for case in cases])
    stores: dict[object, list[LossCase]] = {}
    for case in cases:
        case.second_chance_at = None
        if case.customer_id in free:
            stores.setdefault(case.store_id, []).append(case)
    for mine in stores.values():
        desk = await leads.desk_of(work, mine[0].store_id)
        ids = dict.fromkeys(case.customer_id for case in mine)
        moved = await move_customers(work, [Move(one, None) for one in ids], Cause(how=PoolKind.SECOND_CHANCE))
        await entering.enter(work, moved, PoolKind.SECOND_CHANCE, desk.settings.pool)
        for one in moved:
            events.reclaimed(work, one, PoolKind.SECOND_CHANCE)


FREEZE_TIMER = Timer("lead_freeze", next_due=next_return, fire=thaw)
SECOND_CHANCE_TIMER = Timer("second_chance", next_due=next_second_chance, fire=offer_again)
