"""A wish arrives for somebody: recognised, touched or opened. Used by the desk, the register and every intake."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from service_defaults import timeline
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.assignment.policy import Person
from leads.customer import filing
from leads.customer.policy import CustomerDraft, Point, identifying
from leads.lead import events, opening, repository
from leads.lead.wish import Known, KnownLead, Wish
from leads.ownership import service as ownership
from leads.pool.adopting import adopt


@dataclass(frozen=True, slots=True)
class Received:
    """`duplicate`: an open lead got a touchpoint instead. `updated`: the sender said the same again, with changes."""

    lead_id: UUID
    customer_id: UUID
    owner: Person | None
    duplicate: bool
    resent: bool = False


async def recognise(work: Work, desk: Desk, points: Sequence[Point], refs: Sequence[tuple[str, str]]) -> list[Known]:
    """Customers of the store who share a number (else an address), or whom the sender's ids name."""
    keys = [key for point in identifying(points) if (key := filing.key_index(work.vault, desk.id, point))]
    if not keys and not refs:
        return []
    return await repository.known_customers(work.session, desk.id, keys, refs)


async def receive(
    work: Work, desk: Desk, wish: Wish, draft: CustomerDraft, *, registrar: UUID | None = None
) -> Received:
    """Who is known keeps their adviser; an open lead of the same family gets a touchpoint and no twin."""
    known = await recognise(work, desk, draft.points, ())
    if not known:
        return _opened(await opening.open_for_stranger(work, desk, wish, draft, registrar=registrar))
    return await receive_known(work, desk, wish, known[0], registrar=registrar)


async def receive_known(work: Work, desk: Desk, wish: Wish, known: Known, *, registrar: UUID | None = None) -> Received:
    lead = known.open_lead(wish.family)
    if lead is None:
        return _opened(await opening.open_for_known(work, desk, wish, known, registrar=registrar))
    holder = await touch(work, desk, wish, known=known, lead=lead)
    owner = desk.person(holder)
    # Also when the pool took the lead while this one waited for it.
    if known.owner_id is None or (holder is None and lead.assignee_id is not None):
        owner = await adopt(work, desk, wish, known, desk.person(registrar))
    elif registrar is not None:
        await ownership.refuse_protected(work, known.customer_id, pointer="/mobile")
    return Received(lead.id, known.customer_id, owner, duplicate=True)


async def touch(
    work: Work, desk: Desk, wish: Wish, known: Known, lead: KnownLead, *, kind: str = "lead_touched"
) -> UUID | None:
    """重复线索: the present adviser hears that the customer asked again. Answers who that is."""
    holder = await repository.touch(work.session, lead.id, work.now)
    rows = opening.ref_rows(work, wish.refs, lead_id=lead.id, customer_id=known.customer_id, store_id=desk.id)
    await repository.add_refs(work.session, rows)
    events.touched(
        work,
        lead_id=lead.id,
        customer_id=known.customer_id,
        store_id=desk.id,
        owner_id=holder,
        source=wish.source,
    )
    timeline.note(
        work,
        kind,
        customer_id=known.customer_id,
        store_id=desk.id,
        ref_kind="lead",
        ref_id=lead.id,
        source=wish.source,
        channel=wish.channel,
        wanted=wish.wanted_text,
    )
    return holder


def _opened(opened: opening.Opened) -> Received:
    return Received(opened.lead_id, opened.customer_id, opened.owner, duplicate=False)
