"""HTTP of loan applications."""

from typing import Annotated
from uuid import UUID

from contracts.vocabulary import LoanStatus
from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, set_etag, staff

from leads.loan import ending, listing, service, supply
from leads.loan.schemas import FinancePartner, LoanOut, LoanRow, SubmitLoan, SupplyDocuments, WithdrawLoan
from leads.posts import SELLERS

router = APIRouter(tags=["loans"])
FINANCIERS = (*SELLERS, Role.FINANCE_SPECIALIST)


@router.get("/finance-partners", dependencies=staff(*FINANCIERS))
async def list_finance_partners(reading: Reads, customer_id: UUID | None = None) -> list[FinancePartner]:
    """The store's finance partners; with a customer, whether that customer's consent names each of them."""
    return await listing.finance_partners(reading, customer_id)


@router.get("/loans", dependencies=staff(*FINANCIERS))
async def list_loans(
    reading: Reads,
    status: Annotated[list[LoanStatus] | None, Query(max_length=10)] = None,
    *,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[LoanRow]:
    """Applications in scope, the newest first."""
    return await listing.list_loans(reading, statuses=tuple(status or ()), mine=mine, limit=limit, cursor=cursor)


@router.post("/loans", status_code=201, dependencies=staff(*FINANCIERS))
async def submit_loan(body: SubmitLoan, work: Writes, once: OnlyOnce) -> LoanOut:
    """Send an application. Without the customer's consent naming the partner: 409, and nothing leaves."""

    async def act() -> LoanOut:
        loan = await service.submit_loan(work, body)
        await work.session.flush()
        return await listing.loan_out(work, loan.id)

    return await once.run(work, LoanOut, act)


@router.get("/loans/{loan_id}", dependencies=staff(*FINANCIERS))
async def get_loan(loan_id: UUID, reading: Reads, response: Response) -> LoanOut:
    """One application with everything its partner has reported."""
    loan = await listing.loan_out(reading, loan_id)
    set_etag(response, loan.version)
    return loan


@router.post("/loans/{loan_id}/documents", dependencies=staff(*FINANCIERS))
async def supply_loan_documents(loan_id: UUID, body: SupplyDocuments, work: Writes, once: OnlyOnce) -> LoanOut:
    """Answer the partner's wish for papers, or apply for less: the application leaves again."""

    async def act() -> LoanOut:
        loan = await supply.supply_documents(work, loan_id, body)
        await work.session.flush()
        return await listing.loan_out(work, loan.id)

    return await once.run(work, LoanOut, act)


@router.post("/loans/{loan_id}/withdrawal", dependencies=staff(*FINANCIERS))
async def withdraw_loan(loan_id: UUID, body: WithdrawLoan, work: Writes) -> LoanOut:
    """Take an application back; another one may follow."""
    loan = await ending.withdraw_loan(work, loan_id, body.reason)
    await work.session.flush()
    return await listing.loan_out(work, loan.id)
