"""Undoing a merge: each file has again what it had, and what was written since stays where it was written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.aliases import kept_id
from service_defaults.errors import Conflict
from service_defaults.merging import keep_alias
from service_defaults.work import Work

from leads.customer import service as customer_service
from leads.customer.change import retell
from leads.customer.contacts import opened_points
from leads.customer.models import Customer
from leads.duplicate import repository as pairs
from leads.merge import events, facts, policy, repository
from leads.merge.absorbing import CLOSED_BY_MERGE, restore_lead, state_of_lead, write
from leads.merge.errors import AlreadySeparated, MergeNotFound
from leads.merge.models import CustomerMerge
from leads.merge.schemas import MergeUndo
from leads.merge.tokens import reindex

SEPARATED = "separated"


class OuterMergeFirst(Conflict):
    code = "merge_undo_outer_first"
    zh = "该客户后来又并入了其他档案，请先撤销那一次合并"
    en = "This customer was merged into yet another file since; undo that merge first"


async def separate(work: Work, merge_id: UUID, command: MergeUndo) -> CustomerMerge:
    """Raises `MergeNotFound`, `AlreadySeparated`, `OuterMergeFirst`."""
    merge = await repository.lock(work.session, work.actor, merge_id)
    if merge is None:
        raise MergeNotFound
    await repository.one_merge_at_a_time(work.session, merge.store_id)
    if merge.undone_at is not None:
        raise AlreadySeparated
    if await kept_id(work.session, merge.customer_id) != merge.customer_id:
        raise OuterMergeFirst
    rows = await repository.lock_files(work.session, [merge.customer_id, merge.absorbed_id])
    kept, absorbed = rows[merge.customer_id], rows[merge.absorbed_id]
    merge.undone_at, merge.undone_by, merge.undo_note = work.now, work.actor.staff_id, command.note
    later = await repository.later_onto(work.session, merge)
    await _give_back(work, merge, kept, later)
    await _stand_apart(work, merge, kept, absorbed)
    for one in (kept, absorbed):
        await _note(work, merge, one)
    return merge


async def _give_back(work: Work, merge: CustomerMerge, kept: Customer, later: Sequence[CustomerMerge]) -> None:
    card = (await repository.cards_of(work.session, [kept.id])).get(kept.id)
    current = facts.File(kept, card, (), (), 0, 0).values()
    current |= {"lifecycle": kept.lifecycle, "owner_id": str(kept.owner_id) if kept.owner_id else None}
    piles = [dict(one.layers) for one in later]
    restored = policy.take_off(current, merge.layers, piles)
    for one, pile in zip(later, piles, strict=True):
        one.layers = pile
    await write(work, kept, restored)
    if "owner_id" in restored:
        owner = restored["owner_id"]
        await customer_service.assign_customer(work, kept, UUID(owner) if owner else None, SEPARATED)
    await _give_back_leads(work, merge, later)


async def _give_back_leads(work: Work, merge: CustomerMerge, later: Sequence[CustomerMerge]) -> None:
    leads = await repository.lock_leads(work.session, [UUID(one["id"]) for one in merge.leads])
    for told in merge.leads:
        lead = leads[UUID(told["id"])]
        piles = [_pile(one, told["id"]) for one in later]
        restored = policy.take_off(state_of_lead(lead), told["layers"], piles)
        for one, pile in zip(later, piles, strict=True):
            one.leads = [{**each, "layers": pile} if each["id"] == told["id"] else each for each in one.leads]
        if restored.get("is_open"):
            taken = await repository.open_families(work.session, lead.customer_id)
            if lead.close_reason != CLOSED_BY_MERGE or lead.family in taken:
                continue
        restore_lead(lead, restored)
    await work.session.flush()


def _pile(merge: CustomerMerge, lead_id: str) -> dict[str, Any]:
    return next((dict(one["layers"]) for one in merge.leads if one["id"] == lead_id), {})


async def _stand_apart(work: Work, merge: CustomerMerge, kept: Customer, absorbed: Customer) -> None:
    revision = 2 * await repository.times_merged(work.session, merge.absorbed_id)
    changed = await keep_alias(
        work.session,
        customer_id=merge.absorbed_id,
        into_id=None,
        store_id=merge.store_id,
        revision=revision,
        at=work.now,
    )
    await repository.answer_for(work.session, changed, absorbed.id)
    events.unmerged(work, merge, revision)
    await _lead_again(work, merge, kept, absorbed)
    await _find_owner(work, kept, absorbed)
    for one in (kept, absorbed):
        retell(work, one, await opened_points(work, one))
        await reindex(work, one)
    await pairs.settle_separated(work.session, merge.customer_id, merge.absorbed_id, at=work.now, by=merge.undone_by)
    await work.session.flush()


async def _lead_again(work: Work, merge: CustomerMerge, kept: Customer, absorbed: Customer) -> None:
    """Points that stood back lead their own file again; no file is left without one to try first."""
    for one in (kept, absorbed):
        family = [each.id for each in await repository.family_of(work.session, one.id)]
        points = await repository.points_of_files(work.session, family)
        for kind in policy.CONTACT.values():
            mine = [point for point in points if point.kind == kind]
            if any(point.leading for point in mine) or not mine:
                continue
            first = next((point for point in mine if str(point.id) in merge.points), mine[0])
            first.leading = True
    await work.session.flush()


async def _find_owner(work: Work, kept: Customer, absorbed: Customer) -> None:
    """Whoever has left meanwhile owns nobody: the file goes to the one who looked after it until now."""
    if absorbed.owner_id is None:
        return
    if absorbed.owner_id not in await repository.still_here(work.session, {absorbed.owner_id}):
        await customer_service.assign_customer(work, absorbed, kept.owner_id, SEPARATED)


async def _note(work: Work, merge: CustomerMerge, customer: Customer) -> None:
    timeline.note(
        work,
        "customers_separated",
        customer_id=customer.id,
        store_id=merge.store_id,
        ref_kind="customer_merge",
        ref_id=merge.id,
        note=merge.undo_note,
    )
