"""Answers about quotes: versions side by side, what waits, what is printed."""

from typing import Any
from uuid import UUID

from service_defaults.money import annuity
from service_defaults.organisation import find_store
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.quote import repository
from leads.quote.errors import QuoteNotFound
from leads.quote.models import Quote
from leads.quote.policy import ExtraKind
from leads.quote.schemas import (
    BreakdownOut,
    InstalmentOut,
    PrintLine,
    PrintStore,
    QuoteOut,
    QuotePrint,
    QuoteTerms,
)
from leads.vehicle.schemas import ModelBrief

WAITING = 100


async def list_quotes(
    reading: Reading, *, lead_id: UUID | None, customer_id: UUID | None, limit: int, cursor: str | None
) -> Page[QuoteOut]:
    """Newest first."""
    marker = filter_hash(list="quotes", lead_id=lead_id, customer_id=customer_id)
    rows = await repository.page(
        reading.session,
        reading.actor,
        lead_id=lead_id,
        customer_id=customer_id,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[QuoteOut].of(
        rows,
        limit,
        item=lambda row: _out(reading, row),
        cursor=lambda row: encode_cursor([row[0].created_at, row[0].id], filter_hash=marker),
    )


async def waiting(reading: Reading) -> list[QuoteOut]:
    rows = await repository.waiting(reading.session, reading.actor, WAITING)
    return [_out(reading, row) for row in rows]


async def quote_out(reading: Reading, quote_id: UUID) -> QuoteOut:
    """Raises `QuoteNotFound`."""
    row = await repository.row(reading.session, reading.actor, quote_id)
    if row is None:
        raise QuoteNotFound
    return _out(reading, row)


_PLAIN = (
    "id",
    "quote_no",
    "version_no",
    "store_id",
    "customer_id",
    "lead_id",
    "assignee_id",
    "car_id",
    "colour",
    "appraisal_id",
    "status",
    "terms",
    "breakdown",
    "note",
    "valid_until",
    "created_at",
    "decided_at",
    "decision_note",
    "version",
)
_JOINED = ("customer_name", "mobile_masked", "assignee_name", "decided_by_name", "vin", "order_id")


def _out(reading: Reading, row: Row[Any]) -> QuoteOut:
    quote: Quote = row[0]
    values = {name: getattr(quote, name) for name in _PLAIN} | {name: getattr(row, name) for name in _JOINED}
    values |= {"model": ModelBrief.model_validate(row.CarModel), "expired": quote.valid_until <= reading.now}
    return QuoteOut.model_validate(values)


async def instalments(reading: Reading, quote_id: UUID) -> list[InstalmentOut]:
    """The plan month by month; empty for a quote without a loan."""
    loan = (await quote_out(reading, quote_id)).breakdown.loan
    if loan is None:
        return []
    plan = annuity(loan.principal_fen, loan.annual_rate, loan.months)
    return [InstalmentOut.model_validate(one) for one in plan.payments]


async def print_quote(reading: Reading, quote_id: UUID) -> QuotePrint:
    """Everything the printed sheet 商谈报价单 shows, line by line."""
    quote = await quote_out(reading, quote_id)
    store = await find_store(reading.session, quote.store_id)
    return QuotePrint(
        quote=quote,
        store=PrintStore.model_validate(store),
        lines=lines_of(quote.terms, quote.breakdown),
        printed_at=reading.now,
    )


def lines_of(terms: QuoteTerms, breakdown: BreakdownOut) -> list[PrintLine]:
    """Lines that add up to what is payable: gifts stand at nothing."""
    first = [
        PrintLine(code="list_price", zh="车价", en="List price", quantity=1, amount_fen=breakdown.list_price_fen),
        PrintLine(code="discount", zh="优惠", en="Discount", quantity=1, amount_fen=-breakdown.discount_fen),
    ]
    costs = [
        PrintLine(code=code, zh=zh, en=en, quantity=1, amount_fen=getattr(breakdown, f"{code}_fen"))
        for code, zh, en in _COSTS
    ]
    extras = [
        PrintLine(
            code=str(ExtraKind(one.kind)),
            zh=one.name,
            en=one.name,
            quantity=one.quantity,
            amount_fen=0 if one.gift else one.quantity * one.unit_fen,
            gift=one.gift,
        )
        for one in terms.extras
    ]
    last = PrintLine(code="trade_in", zh="置换抵扣", en="Trade-in", quantity=1, amount_fen=-breakdown.trade_in_fen)
    return [line for line in [*first, *costs, *extras, last] if line.amount_fen or line.gift]


_COSTS = (
    ("purchase_tax", "购置税", "Purchase tax"),
    ("compulsory_insurance", "交强险", "Compulsory insurance"),
    ("vehicle_tax", "车船税", "Vehicle tax"),
    ("commercial_insurance", "商业险", "Commercial insurance"),
    ("plate_fee", "上牌", "Registration"),
)
