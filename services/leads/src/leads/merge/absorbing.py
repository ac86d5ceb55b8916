"""Carrying a merge out: what is put on the kept file, which lead goes on, who hears of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.merging import keep_alias
from service_defaults.search_tokens import name_sort_key
from service_defaults.work import Work

from leads.card.models import CustomerCard
from leads.customer import service as customer_service
from leads.customer.change import retell
from leads.customer.contacts import opened_points
from leads.customer.models import Customer
from leads.duplicate import repository as pairs
from leads.lead import service as lead_service
from leads.lead.models import Lead
from leads.merge import events, policy, repository
from leads.merge.facts import Choice, File, owner_of
from leads.merge.models import CustomerMerge
from leads.merge.policy import Layer, Side
from leads.merge.tokens import reindex

CLOSED_BY_MERGE = "merged"


async def absorb(work: Work, kept: File, absorbed: File, chosen: Sequence[Choice], *, note: str) -> CustomerMerge:
    """Both files are locked and nothing stands in the way."""
    by_name = {choice.field: choice for choice in chosen}
    owner_id = owner_of(by_name[policy.OWNER])
    merge = CustomerMerge(
        id=new_id(),
        store_id=kept.customer.store_id,
        customer_id=kept.customer.id,
        absorbed_id=absorbed.customer.id,
        choices={choice.field: choice.side for choice in chosen if choice.differs},
        layers=_layers(kept, absorbed, chosen, owner_id),
        leads=_fold(work, kept, absorbed, chosen, owner_id),
        points=_yield_points(kept, absorbed, by_name),
        note=note,
        merged_at=work.now,
        merged_by=work.actor.staff_id,
    )
    work.session.add(merge)
    await write(work, kept.customer, {name: layer["value"] for name, layer in merge.layers.items()})
    await _become_one(work, merge, kept.customer, owner_id)
    _tell(work, merge, absorbed.customer)
    return merge


def _layers(kept: File, absorbed: File, chosen: Iterable[Choice], owner_id: UUID | None) -> dict[str, Layer]:
    mine, others = kept.values(), absorbed.values()
    wanted = {
        choice.field: policy.chosen_value(
            choice.side, mine[choice.field], others[choice.field], most=policy.MOST.get(choice.field, 20)
        )
        for choice in chosen
        if choice.field in mine
    }
    mine["lifecycle"] = kept.customer.lifecycle
    wanted["lifecycle"] = policy.joint_life(kept.customer.lifecycle, absorbed.customer.lifecycle)
    mine["owner_id"] = str(kept.customer.owner_id) if kept.customer.owner_id else None
    wanted["owner_id"] = str(owner_id) if owner_id else None
    return policy.put_on(mine, wanted)


def _fold(
    work: Work, kept: File, absorbed: File, chosen: Iterable[Choice], owner_id: UUID | None
) -> list[dict[str, Any]]:
    """One open lead of each family goes on, with the earlier of both appointments; all of them with the one owner."""
    before = {lead.id: _state(lead) for lead in (*kept.leads, *absorbed.leads)}
    for choice in chosen:
        if not choice.field.startswith(policy.LEAD):
            continue
        on, off = (choice.absorbed, choice.kept) if choice.side is Side.ABSORBED else (choice.kept, choice.absorbed)
        planned = [at for at in (on.next_contact_at, off.next_contact_at) if at is not None]
        on.next_contact_at = min(planned, default=None)
        lead_service.close(work, off, CLOSED_BY_MERGE)
    for lead in (*kept.leads, *absorbed.leads):
        if lead.is_open and owner_id is not None:
            lead.assignee_id = owner_id
    layers = [(lead.id, policy.put_on(before[lead.id], _state(lead))) for lead in (*kept.leads, *absorbed.leads)]
    return [{"id": str(lead_id), "layers": layer} for lead_id, layer in layers if layer]


_INSTANTS = ("closed_at", "next_contact_at", "escalate_at")


def _state(lead: Lead) -> dict[str, Any]:
    instants = {name: value.isoformat() if (value := getattr(lead, name)) else None for name in _INSTANTS}
    assignee = str(lead.assignee_id) if lead.assignee_id else None
    return {"is_open": lead.is_open, "close_reason": lead.close_reason, "assignee_id": assignee, **instants}


state_of_lead = _state


def restore_lead(lead: Lead, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name in _INSTANTS:
            setattr(lead, name, datetime.fromisoformat(value) if value else None)
        elif name == "assignee_id":
            lead.assignee_id = UUID(value) if value else None
        else:
            setattr(lead, name, value)


def _yield_points(kept: File, absorbed: File, by_name: dict[str, Choice]) -> list[str]:
    """The side that was not chosen stays as a further number; answers the points that led before."""
    yielded: list[str] = []
    for name, kind in policy.CONTACT.items():
        if kept.point(kind) is None or absorbed.point(kind) is None:
            continue
        behind = kept if by_name[name].side is Side.ABSORBED else absorbed
        for point in behind.points:
            if point.kind == kind and point.leading:
                point.leading = False
                yielded.append(str(point.id))
    return yielded


async def write(work: Work, customer: Customer, values: dict[str, Any]) -> None:
    """Put values on a file and its card. The owner is not among them: that is `assign_customer`'s."""
    for name, value in values.items():
        if name.startswith(policy.CARD) or name == "owner_id":
            continue
        if name == "referrer_customer_id":
            customer.referrer_customer_id = UUID(value) if value else None
        else:
            setattr(customer, name, value)
    if "name" in values:
        customer.name_sort = name_sort_key(customer.name)
    on_card = {name.removeprefix(policy.CARD): v for name, v in values.items() if name.startswith(policy.CARD)}
    if on_card:
        await _write_card(work, customer, on_card)
    customer.file_score = None
    await work.session.flush()


async def _write_card(work: Work, customer: Customer, values: dict[str, Any]) -> None:
    card = (await repository.cards_of(work.session, [customer.id])).get(customer.id)
    if card is None:
        card = CustomerCard(
            customer_id=customer.id, store_id=customer.store_id, fields={}, changed_at=work.now, changed_by=None
        )
        work.session.add(card)
    fields = {**card.fields, **values}
    card.fields = {name: value for name, value in fields.items() if not policy.is_blank(value)}
    card.changed_at = work.now


async def _become_one(work: Work, merge: CustomerMerge, kept: Customer, owner_id: UUID | None) -> None:
    revision = 2 * await repository.times_merged(work.session, merge.absorbed_id) - 1
    changed = await keep_alias(
        work.session,
        customer_id=merge.absorbed_id,
        into_id=merge.customer_id,
        store_id=merge.store_id,
        revision=revision,
        at=work.now,
    )
    await repository.answer_for(work.session, changed, kept.id)
    events.merged(work, merge, revision)
    if kept.owner_id != owner_id:
        await customer_service.assign_customer(work, kept, owner_id, CLOSED_BY_MERGE)
    retell(work, kept, await opened_points(work, kept))
    await reindex(work, kept)
    await pairs.settle_merged(work.session, merge.customer_id, merge.absorbed_id, at=work.now, by=work.actor.staff_id)
    await work.session.flush()


def _tell(work: Work, merge: CustomerMerge, absorbed: Customer) -> None:
    timeline.note(
        work,
        "customers_merged",
        customer_id=merge.customer_id,
        store_id=merge.store_id,
        ref_kind="customer_merge",
        ref_id=merge.id,
        absorbed_name=absorbed.name,
        note=merge.note,
    )
