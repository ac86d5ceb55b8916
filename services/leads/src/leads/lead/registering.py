"""A lead written down by hand."""

from contracts.vocabulary import LeadKind
from service_defaults.work import Work

from leads.customer import service as customers
from leads.customer.contacts import draft_from
from leads.customer.schemas import CustomerCreate
from leads.lead import receiving, repository
from leads.lead.receiving import Received
from leads.lead.schemas import LeadCreate
from leads.lead.service import held_desk
from leads.lead.wish import Wish


async def create_lead(work: Work, command: LeadCreate) -> Received:
    """For a known customer a touchpoint or a further lead, else a customer and their lead.

    An adviser keeps whom they register; for everybody else the rotation decides.
    """
    registrar = work.actor.staff_id if work.actor.roles & customers.OWNING_POSTS else None
    wish = _wish(command, responded=registrar is not None)
    if command.customer_id is not None:
        customer = await customers.get_customer(work, command.customer_id)
        desk = await held_desk(work, customer.store_id)
        known = await repository.known_customer(work.session, customer.id)
        assert known is not None  # noqa: S101 - it was just read
        return await receiving.receive_known(work, desk, wish, known, registrar=registrar)
    fields = CustomerCreate.model_validate(command.model_dump(include={"name", "mobile", "email", "source"}))
    desk = await held_desk(work, await customers.home_store_id(work))
    draft = draft_from(fields, desk.region)
    return await receiving.receive(work, desk, wish, draft, registrar=registrar)


def _wish(command: LeadCreate, *, responded: bool) -> Wish:
    return Wish(
        kind=LeadKind(command.kind),
        channel=command.channel,
        source=command.source,
        make=command.wanted_make,
        model=command.wanted_model,
        year=command.wanted_year,
        trade_in=command.trade_in.model_dump(exclude_none=True) if command.trade_in else None,
        comments=command.comments,
        responded=responded,
    )
