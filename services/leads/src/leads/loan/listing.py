"""Answers about loan applications."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contracts.vocabulary import LoanStatus
from service_defaults.money import annuity
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.customer import service as customers
from leads.loan import policy, repository
from leads.loan.errors import LoanNotFound
from leads.loan.models import Loan, LoanSupply
from leads.loan.schemas import FinancePartner, LoanOut, LoanReportOut, LoanRow, LoanSupplyOut, SuppliedDocumentOut
from leads.setting.schemas import LeadSettings

_JOINED = ("customer_name", "partner_name", "assignee_name")
_ROW = tuple(name for name in LoanRow.model_fields if name not in (*_JOINED, "covers_delivery"))


async def list_loans(
    reading: Reading, *, statuses: Sequence[LoanStatus], mine: bool, limit: int, cursor: str | None
) -> Page[LoanRow]:
    """Newest first."""
    marker = filter_hash(list="loans", statuses=sorted(statuses), mine=mine)
    rows = await repository.page(
        reading.session,
        reading.actor,
        statuses=statuses,
        assignee_id=reading.actor.staff_id if mine else None,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    required = await _required(reading, {row[0].store_id for row in rows})
    return Page[LoanRow].of(
        rows,
        limit,
        item=lambda row: LoanRow.model_validate(_values(row, required)),
        cursor=lambda row: encode_cursor([row[0].submitted_at, row[0].id], filter_hash=marker),
    )


async def loan_out(reading: Reading, loan_id: UUID) -> LoanOut:
    """Raises `LoanNotFound`."""
    row = await repository.row(reading.session, reading.actor, loan_id)
    if row is None:
        raise LoanNotFound
    loan: Loan = row[0]
    plan = annuity(loan.principal_fen, loan.annual_rate, loan.months)
    reports = await repository.reports(reading.session, loan.id)
    supplies = await repository.supplies(reading.session, loan.id)
    detail = (
        "required_documents",
        "submission",
        "down_payment_fen",
        "id_no_masked",
        "partner_application_no",
        "consent_id",
        "withdrawn_at",
    )
    return LoanOut.model_validate(
        _values(row, await _required(reading, {loan.store_id}))
        | {name: getattr(loan, name) for name in detail}
        | {"monthly_fen": plan.monthly_fen, "reports": [LoanReportOut.model_validate(one) for one in reports]}
        | {"supplies": [_supply(*one) for one in supplies]}
    )


def _supply(row: LoanSupply, name: str | None) -> LoanSupplyOut:
    return LoanSupplyOut(
        submission=row.submission,
        documents=[SuppliedDocumentOut.model_validate(one) for one in row.documents],
        principal_fen=row.principal_fen,
        supplied_at=row.supplied_at,
        supplied_by_name=name,
    )


async def of_order(reading: Reading, order_id: UUID) -> LoanRow | None:
    """The order's newest application; whoever sees the order sees that it is there."""
    row = await repository.row_of_order(reading.session, reading.actor, order_id)
    if row is None:
        return None
    return LoanRow.model_validate(_values(row, await _required(reading, {row[0].store_id})))


async def finance_partners(reading: Reading, customer_id: UUID | None) -> list[FinancePartner]:
    """Finance partners of the store, and whether the customer has allowed each to be told."""
    store = await customers.home_store(reading)
    partners = await repository.finance_partners(reading.session, store.group_id, store.id)
    allowed: set[UUID] = set()
    if customer_id is not None:
        customer = await customers.get_customer(reading, customer_id)
        allowed = await repository.consented_recipients(reading.session, customer.id)
    return [
        FinancePartner(id=one.id, name=one.name, consented=None if customer_id is None else one.id in allowed)
        for one in partners
    ]


async def _required(reading: Reading, store_ids: set[UUID]) -> dict[UUID, Any]:
    """What each store asks of a loan before a car leaves: one look per store, and lists are of one store."""
    return {
        store_id: (await settings_of(reading.session, store_id, LeadSettings)).deal.delivery_requires_loan
        for store_id in store_ids
    }


def _values(row: Row[Any], required: dict[UUID, Any]) -> dict[str, Any]:
    loan: Loan = row[0]
    covers = policy.covers_delivery(LoanStatus(loan.status), required[loan.store_id])
    values = {name: getattr(loan, name) for name in _ROW} | {name: getattr(row, name) for name in _JOINED}
    return values | {"covers_delivery": covers}
