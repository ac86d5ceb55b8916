"""Use cases of a quote: making a version, deciding on its discount."""

from datetime import timedelta
from uuid import UUID

from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.timeline import note
from service_defaults.work import Reading, Work

from leads.customer import service as customers
from leads.lead import service as leads
from leads.lead.models import Lead
from leads.lead.policy import Stage
from leads.number.service import NumberKind, next_number
from leads.posts import SELLERS
from leads.quote import events, pricing, repository
from leads.quote.errors import LeadOfAnother, QuoteDecidedAlready, QuoteNotFound
from leads.quote.models import Quote
from leads.quote.policy import QuoteStatus
from leads.quote.pricing import Priced
from leads.quote.schemas import BreakdownOut, DecideQuote, QuoteCreate, QuoteTerms
from leads.setting.schemas import LeadSettings
from leads.vehicle.service import full_name


async def preview(reading: Reading, terms: QuoteTerms) -> BreakdownOut:
    """What the terms come to; nothing is kept."""
    store = await customers.home_store(reading)
    return (await pricing.price(reading, store.id, terms, None)).out


async def create_quote(work: Work, command: QuoteCreate) -> Quote:
    """A new version for the customer's lead. Above the adviser's limit it waits for a manager."""
    customer = await customers.get_customer(work, command.customer_id)
    lead = await _lead(work, command)
    terms = QuoteTerms.model_validate(command.model_dump(exclude={"customer_id", "lead_id", "note"}))
    priced = await pricing.price(work, customer.store_id, terms, customer.id)
    quote = await _row(work, command, lead, priced)
    work.session.add(quote)
    if quote.status == QuoteStatus.NEEDS_APPROVAL:
        events.approval_requested(work, quote, customer.owner_id)
    await leads.advance_stage(work, lead, Stage.QUOTED)
    _note(
        work,
        quote,
        "quote_created",
        model=full_name(priced.model),
        version_no=quote.version_no,
        total_fen=quote.total_fen,
        given_away_fen=quote.given_away_fen,
        needs_approval=quote.status == QuoteStatus.NEEDS_APPROVAL,
    )
    return quote


async def decide_quote(work: Work, quote_id: UUID, command: DecideQuote) -> Quote:
    """Approve or refuse what an adviser may not give alone. Raises `QuoteDecidedAlready`."""
    quote = await locked(work, quote_id)
    if quote.status != QuoteStatus.NEEDS_APPROVAL:
        raise QuoteDecidedAlready(status=quote.status)
    quote.status = QuoteStatus.APPROVED if command.approved else QuoteStatus.REFUSED
    quote.decided_at, quote.decided_by = work.now, work.actor.staff_id
    quote.decision_note = command.note
    customer = await customers.get_customer(work.as_system(), quote.customer_id)
    events.decided(work, quote, customer.owner_id, approved=command.approved)
    _note(work, quote, "quote_approved" if command.approved else "quote_refused", note=command.note)
    return quote


async def locked(work: Work, quote_id: UUID) -> Quote:
    """Raises `QuoteNotFound`."""
    quote = await repository.lock(work.session, work.actor, quote_id)
    if quote is None:
        raise QuoteNotFound
    return quote


async def _lead(work: Work, command: QuoteCreate) -> Lead:
    if command.lead_id is None:
        return await leads.ensure_open_lead(work, command.customer_id)
    lead = await leads.lock_lead(work, command.lead_id)
    if lead.customer_id != command.customer_id:
        raise LeadOfAnother(pointer="/lead_id")
    leads.refuse_closed(lead)
    return lead


async def _row(work: Work, command: QuoteCreate, lead: Lead, priced: Priced) -> Quote:
    breakdown, terms = priced.breakdown, priced.terms
    rules = (await settings_of(work.session, lead.store_id, LeadSettings)).deal
    # A manager who may decide need not ask; everyone else's gift above the limit waits.
    free = not breakdown.needs_approval or work.actor.holds(Role.SALES_MANAGER)
    decided = breakdown.needs_approval and free
    seller = work.actor.staff_id if work.actor.roles & set(SELLERS) else None
    return Quote(
        id=new_id(),
        quote_no=await next_number(work, lead.store_id, NumberKind.QUOTE),
        store_id=lead.store_id,
        customer_id=lead.customer_id,
        lead_id=lead.id,
        version_no=await repository.next_version(work.session, lead.id),
        assignee_id=lead.assignee_id or seller,
        model_id=terms.model_id,
        car_id=terms.car_id,
        colour=terms.colour,
        appraisal_id=terms.appraisal_id,
        status=QuoteStatus.APPROVED if free else QuoteStatus.NEEDS_APPROVAL,
        terms=terms.model_dump(mode="json"),
        breakdown=priced.out.model_dump(mode="json"),
        price_fen=breakdown.price_fen,
        discount_fen=breakdown.discount_fen,
        given_away_fen=breakdown.given_away_fen,
        limit_fen=breakdown.limit_fen,
        total_fen=breakdown.total_fen,
        payable_fen=breakdown.payable_fen,
        monthly_fen=breakdown.loan.instalments.monthly_fen if breakdown.loan else None,
        note=command.note,
        valid_until=work.now + timedelta(days=rules.quote_valid_days),
        decided_at=work.now if decided else None,
        decided_by=work.actor.staff_id if decided else None,
        created_at=work.now,
    )


def _note(work: Work, quote: Quote, kind: str, **params: object) -> None:
    note(
        work,
        kind,
        customer_id=quote.customer_id,
        store_id=quote.store_id,
        ref_kind="quote",
        ref_id=quote.id,
        quote_no=quote.quote_no,
        **params,
    )
