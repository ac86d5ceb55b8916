"""Use cases of the reception register."""

from dataclasses import dataclass
from uuid import UUID

from contracts.leads import VisitRegistered
from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.customer import enriching
from leads.customer import service as customers
from leads.customer.contacts import read_number
from leads.customer.policy import CustomerDraft
from leads.lead import opening, receiving
from leads.lead import service as lead_service
from leads.lead.errors import AdviserUnknown
from leads.lead.policy import Channel, Stage
from leads.lead.wish import Known, Wish
from leads.ownership import service as ownership
from leads.pool.adopting import adopt
from leads.posts import SELLERS
from leads.visit import policy, repository
from leads.visit.errors import MobileRequired, VisitEnded, VisitIdentified, VisitNotFound
from leads.visit.models import Visit
from leads.visit.policy import Purpose, VisitKind
from leads.visit.schemas import VisitorIdentify, VisitRegister

_CHANNELS = {VisitKind.SHOWROOM: Channel.SHOWROOM, VisitKind.PHONE: Channel.PHONE}


@dataclass(frozen=True, slots=True)
class _Visitor:
    """Who came, and who looks after them."""

    customer_id: UUID
    lead_id: UUID | None
    assignee_id: UUID | None


async def register_visit(work: Work, command: VisitRegister) -> Visit:
    """Write an arrival or a call down; the customer, the lead and the adviser follow from the number.

    Raises `MobileRequired`, `PhoneUnreadable`, `AdviserUnknown`.
    """
    store = await customers.home_store(work)
    visit = Visit(
        id=new_id(),
        store_id=store.id,
        kind=command.kind,
        purpose=command.purpose,
        first_time=True,
        companions=command.companions,
        wanted=command.wanted or "",
        transport=command.transport,
        rivals=command.rivals or "",
        note=command.note,
        arrived_at=work.now,
        registered_by=work.actor.staff_id,
    )
    if command.kind is VisitKind.PHONE:
        # A call that somebody took was greeted and is over.
        visit.greeted_at = visit.left_at = work.now
    if command.mobile is not None:
        await _attach(work, visit, mobile=command.mobile, name=command.name or "", asked_for=command.owner_id)
    elif not command.anonymous:
        raise MobileRequired(pointer="/mobile")
    else:
        visit.assignee_id = work.actor.staff_id if work.actor.roles & customers.OWNING_POSTS else None
    work.session.add(visit)
    _announce(work, visit)
    await work.session.flush()
    return visit


async def identify_visitor(work: Work, visit_id: UUID, command: VisitorIdentify) -> Visit:
    """A stranger becomes a customer. Raises `VisitNotFound`, `VisitIdentified`."""
    visit = await locked(work, visit_id)
    if visit.customer_id is not None:
        raise VisitIdentified
    if command.wanted:
        visit.wanted = command.wanted
    await _attach(work, visit, mobile=command.mobile, name=command.name or "", asked_for=command.owner_id)
    _announce(work, visit)
    await work.session.flush()
    return visit


async def greet_visitor(work: Work, visit_id: UUID) -> Visit:
    """Somebody welcomed the visitor; the first time counts. Raises `VisitEnded`."""
    visit = await locked(work, visit_id)
    if visit.left_at is not None:
        raise VisitEnded
    if visit.greeted_at is None:
        visit.greeted_at = work.now
        if visit.assignee_id is None and work.actor.roles & customers.OWNING_POSTS:
            visit.assignee_id = work.actor.staff_id
    await work.session.flush()
    return visit


async def locked(work: Work, visit_id: UUID) -> Visit:
    """The visit, held until the transaction ends. Raises `VisitNotFound`."""
    visit = await repository.lock(work.session, work.actor, visit_id)
    if visit is None:
        raise VisitNotFound
    return visit


async def _attach(work: Work, visit: Visit, *, mobile: str, name: str, asked_for: UUID | None) -> None:
    desk = await lead_service.held_desk(work, visit.store_id)
    registrar = _registrar(work, desk, asked_for)
    point = read_number(mobile, desk.region)
    draft = CustomerDraft(name=name, points=(point,), source="walk_in")
    known = await receiving.recognise(work, desk, draft.points, ())
    if known:
        visit.first_time = not await repository.been_here(work.session, known[0].customer_id)
        visitor = await _known(work, desk, visit, known[0], registrar)
    else:
        visitor = await _stranger(work, desk, visit, draft, registrar)
    # A lead is locked before what hangs on it, here as everywhere: two hands then wait, and never for each other.
    lead = await lead_service.lock_lead(work.as_system(), visitor.lead_id) if visitor.lead_id else None
    if known and lead is not None and lead.assignee_id != visitor.assignee_id:
        # While we waited for the lead it went to somebody else, or to the pool: who stands here is looked up again.
        known = await receiving.recognise(work, desk, draft.points, ())
        visitor = await _known(work, desk, visit, known[0], registrar)
        lead = await lead_service.lock_lead(work.as_system(), visitor.lead_id) if visitor.lead_id else None
        if lead is not None:
            await work.session.refresh(lead)
    if known:
        await enriching.enrich(work, visitor.customer_id, name, ())
    visit.customer_id, visit.lead_id, visit.assignee_id = visitor.customer_id, visitor.lead_id, visitor.assignee_id
    if visit.kind == VisitKind.SHOWROOM:
        await ownership.contacted(work, visitor.customer_id, effective=True, engaged=True)
    if lead is not None and visit.kind == VisitKind.SHOWROOM:
        await lead_service.advance_stage(work, lead, Stage.VISITED, "visit")


def _registrar(work: Work, desk: Desk, asked_for: UUID | None) -> UUID | None:
    """首问负责制: the adviser who registers, or whom the visitor asks for; else the rotation decides."""
    if asked_for is not None:
        person = desk.person(asked_for)
        if person is None or not person.roles & set(SELLERS):
            raise AdviserUnknown(pointer="/owner_id")
        return asked_for
    return work.actor.staff_id if work.actor.roles & customers.OWNING_POSTS else None


def _wish(visit: Visit) -> Wish:
    return Wish(
        kind=policy.lead_kind(Purpose(visit.purpose)),
        channel=_CHANNELS[VisitKind(visit.kind)],
        source="walk_in" if visit.kind == VisitKind.SHOWROOM else "other",
        model=visit.wanted or None,
        responded=True,
    )


async def _known(work: Work, desk: Desk, visit: Visit, known: Known, registrar: UUID | None) -> _Visitor:
    wish = _wish(visit)
    lead = known.open_lead(wish.family)
    if lead is not None:
        if known.owner_id is not None:
            return _Visitor(known.customer_id, lead.id, lead.assignee_id)
        adviser = await adopt(work, desk, wish, known, desk.person(registrar))
        return _Visitor(known.customer_id, lead.id, adviser.id if adviser else None)
    if not policy.opens_lead(Purpose(visit.purpose)):
        return _Visitor(known.customer_id, None, known.owner_id)
    opened = await opening.open_for_known(work, desk, wish, known, registrar=registrar)
    return _Visitor(known.customer_id, opened.lead_id, opened.owner.id if opened.owner else None)


async def _stranger(work: Work, desk: Desk, visit: Visit, draft: CustomerDraft, registrar: UUID | None) -> _Visitor:
    if policy.opens_lead(Purpose(visit.purpose)):
        opened = await opening.open_for_stranger(work, desk, _wish(visit), draft, registrar=registrar)
        return _Visitor(opened.customer_id, opened.lead_id, opened.owner.id if opened.owner else None)
    customer = await customers.file_customer(work, desk, draft, owner_id=registrar, reason="registered_by")
    return _Visitor(customer.id, None, registrar)


def _announce(work: Work, visit: Visit) -> None:
    work.emit(
        VisitRegistered(
            visit_id=visit.id,
            store_id=visit.store_id,
            customer_id=visit.customer_id,
            owner_id=visit.assignee_id,
            purpose=visit.purpose,
        )
    )
    if visit.customer_id is not None:
        timeline.note(
            work,
            "visit_registered",
            customer_id=visit.customer_id,
            store_id=visit.store_id,
            ref_kind="visit",
            ref_id=visit.id,
            visit_kind=visit.kind,
            purpose=visit.purpose,
            companions=visit.companions,
            first_time=visit.first_time,
        )
