"""HTTP of quotes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, set_etag, staff

from leads.posts import DEAL_READERS, SELLERS
from leads.quote import listing, service
from leads.quote.schemas import (
    BreakdownOut,
    DecideQuote,
    InstalmentOut,
    QuoteCreate,
    QuoteOut,
    QuotePrint,
    QuoteTerms,
)

router = APIRouter(tags=["quotes"])


@router.post("/quotes/preview", dependencies=staff(*SELLERS))
async def preview_quote(body: QuoteTerms, reading: Reads) -> BreakdownOut:
    """Compute without keeping anything."""
    return await service.preview(reading, body)


@router.get("/quotes", dependencies=staff(*DEAL_READERS))
async def list_quotes(
    reading: Reads,
    lead_id: UUID | None = None,
    customer_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[QuoteOut]:
    """Quotes of a lead or a customer with everything in them, to be laid side by side."""
    return await listing.list_quotes(reading, lead_id=lead_id, customer_id=customer_id, limit=limit, cursor=cursor)


@router.get("/quotes/waiting", dependencies=staff(Role.SALES_MANAGER, Role.FLOOR_SUPERVISOR))
async def list_quotes_to_approve(reading: Reads) -> list[QuoteOut]:
    """Discounts that wait for a manager, the oldest first, at most 100."""
    return await listing.waiting(reading)


@router.post("/quotes", status_code=201, dependencies=staff(*SELLERS))
async def create_quote(body: QuoteCreate, work: Writes, once: OnlyOnce) -> QuoteOut:
    """A new version. Discount and gifts above the adviser's limit wait for a manager (`needs_approval`)."""

    async def act() -> QuoteOut:
        quote = await service.create_quote(work, body)
        await work.session.flush()
        return await listing.quote_out(work, quote.id)

    return await once.run(work, QuoteOut, act)


@router.get("/quotes/{quote_id}", dependencies=staff(*DEAL_READERS))
async def get_quote(quote_id: UUID, reading: Reads, response: Response) -> QuoteOut:
    """One quote."""
    quote = await listing.quote_out(reading, quote_id)
    set_etag(response, quote.version)
    return quote


@router.post("/quotes/{quote_id}/decision", dependencies=staff(Role.SALES_MANAGER))
async def decide_quote(quote_id: UUID, body: DecideQuote, work: Writes) -> QuoteOut:
    """Approve or refuse a discount above the adviser's limit."""
    await service.decide_quote(work, quote_id, body)
    await work.session.flush()
    return await listing.quote_out(work, quote_id)


@router.get("/quotes/{quote_id}/print", dependencies=staff(*DEAL_READERS))
async def print_quote(quote_id: UUID, reading: Reads) -> QuotePrint:
    """The quotation sheet as data: store, customer (masked), lines that add up."""
    return await listing.print_quote(reading, quote_id)


@router.get("/quotes/{quote_id}/instalments", dependencies=staff(*DEAL_READERS))
async def list_quote_instalments(quote_id: UUID, reading: Reads) -> list[InstalmentOut]:
    """The finance plan month by month."""
    return await listing.instalments(reading, quote_id)
