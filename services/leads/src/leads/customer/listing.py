"""Looking customers up: the list, search by tokens, the head of the customer's page."""

from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.search_tokens import query_tokens
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.customer import repository, service
from leads.customer.filing import sealed_tokens
from leads.customer.filter_repository import ORDERS, conditions
from leads.customer.models import Customer
from leads.customer.policy import CustomerOrder
from leads.customer.query import CustomerQuery
from leads.customer.schemas import (
    CompanyBasics,
    ContactPointOut,
    CustomerOut,
    CustomerRow,
    OpenLeadBrief,
    RevealRow,
)


async def list_customers(reading: Reading, asked: CustomerQuery) -> Page[CustomerRow]:
    """A page of customers in scope. A text that cannot be looked up finds nobody."""
    filters, by = asked.filters(), ORDERS[asked.order]
    marker = filter_hash(list="customers", query=asked.query, filters=repr(filters), order=asked.order)
    tokens = await search_alternatives(reading, asked.query) if asked.query else None
    if tokens is not None and not tokens:
        return Page[CustomerRow](items=[])
    narrowed = conditions(filters)
    if asked.order is CustomerOrder.QUALITY:
        # Files that were not counted yet have no place in this order.
        narrowed.append(by[0][0].is_not(None))
    rows = await repository.rows(
        reading.session,
        reading.actor,
        tokens=tokens,
        narrowed=narrowed,
        order=by,
        after=decode_cursor(asked.cursor, filter_hash=marker) if asked.cursor else None,
        limit=asked.limit,
    )
    return Page[CustomerRow].of(
        rows,
        asked.limit,
        item=_row,
        cursor=lambda row: encode_cursor([getattr(row, by[0][0].key), row.id], filter_hash=marker),
    )


async def search_alternatives(reading: Reading, query: str) -> list[list[int]]:
    """A typed text as sealed tokens: a customer matches when they carry all of one alternative."""
    alternatives = query_tokens(query)
    stores = await repository.stores_in_reach(reading.session, reading.actor)
    return [sealed_tokens(reading.vault, store, one) for store in stores for one in alternatives]


async def customer_page(reading: Reading, customer_id: UUID) -> CustomerOut:
    """Raises `CustomerNotFound`."""
    return await card(reading, await service.get_customer(reading, customer_id))


async def card(reading: Reading, customer: Customer) -> CustomerOut:
    """The head of a customer's page."""
    points = await repository.points_of(reading.session, customer.id)
    leads = [_brief(row) for row in await repository.open_leads(reading.session, customer.id)]
    names = await staff_names(reading.session, {customer.owner_id} if customer.owner_id else set())
    referrer = customer.referrer_customer_id
    referrers = await service.names_of(reading, {referrer} if referrer else set())
    return CustomerOut.model_validate(
        {
            **{name: getattr(customer, name) for name in _COLUMNS},
            "owner_name": names.get(customer.owner_id) if customer.owner_id else None,
            "referrer_name": referrers[referrer][0] if referrer in referrers else None,
            "company": CompanyBasics.model_validate(customer.company) if customer.company else None,
            "contact_points": [
                ContactPointOut(
                    kind=p.kind,
                    phone_kind=p.phone_kind,
                    masked=p.masked,
                    leading=p.leading,
                    dead=p.dead_at is not None,
                )
                for p in points
            ],
            "open_leads": leads,
            "open_lead": leads[0] if leads else None,
        }
    )


_COLUMNS = (
    "id",
    "store_id",
    "kind",
    "name",
    "gender",
    "mobile_masked",
    "email_masked",
    "lifecycle",
    "owner_id",
    "source",
    "tags",
    "created_at",
    "city",
    "file_score",
    "referrer_customer_id",
    "note",
    "version",
)


async def list_reveals(reading: Reading, customer_id: UUID, limit: int) -> list[RevealRow]:
    """Who looked at this customer's contact data, newest first."""
    customer = await service.get_customer(reading, customer_id)
    rows = await repository.reveals(reading.session, reading.actor, customer.id, limit)
    names = await staff_names(reading.session, {UUID(row.actor_id) for row in rows})
    return [
        RevealRow(
            id=row.id,
            at=row.at,
            actor_id=row.actor_id,
            actor_name=names.get(UUID(row.actor_id)),
            field=row.field,
            reason=row.reason,
            note=row.note,
            granted=row.granted,
        )
        for row in rows
    ]


def wanted_text(make: str | None, model: str | None) -> str:
    return " ".join(part for part in (make, model) if part)


def _brief(row: Row[Any]) -> OpenLeadBrief:
    return OpenLeadBrief(
        id=row.id,
        kind=row.kind,
        stage=row.stage,
        level=row.level,
        wanted=wanted_text(row.wanted_make, row.wanted_model),
        next_contact_at=row.next_contact_at,
    )


def _row(row: Row[Any]) -> CustomerRow:
    lead = None
    if row.lead_id is not None:
        lead = OpenLeadBrief(
            id=row.lead_id,
            kind=row.lead_kind,
            stage=row.stage,
            level=row.level,
            wanted=wanted_text(row.wanted_make, row.wanted_model),
            next_contact_at=row.next_contact_at,
        )
    named = {name: getattr(row, name) for name in CustomerRow.model_fields if name != "open_lead"}
    return CustomerRow.model_validate({**named, "open_lead": lead})
