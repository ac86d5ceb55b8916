"""Taking an application back."""

from uuid import UUID

from contracts.vocabulary import LoanStatus
from service_defaults.work import Work

from leads.customer import service as customers
from leads.loan import events, policy, repository
from leads.loan.errors import LoanDisbursed, LoanEnded, LoanNotFound
from leads.loan.models import Loan
from leads.loan.service import line
from leads.order import service as orders


async def withdraw_loan(work: Work, loan_id: UUID, reason: str) -> Loan:
    """Later reports of the partner are kept but change nothing. Raises `LoanDisbursed`, `LoanEnded`."""
    known = await repository.find(work.session, work.actor, loan_id)
    if known is None:
        raise LoanNotFound
    order = await orders.locked(work.as_system(), known.order_id)
    loan = await repository.lock(work.session, work.actor, loan_id)
    if loan is None or loan.status in policy.DEAD:
        raise LoanEnded(status=known.status)
    await _withdraw(work, loan, reason)
    order.loan_credit_fen = 0
    orders.restate(order)
    return loan


async def withdraw_for_order(work: Work, order_id: UUID, reason: str) -> None:
    """For an order that is being cancelled. Raises `LoanDisbursed`."""
    loan = await repository.lock_live_of(work.session, order_id)
    if loan is not None:
        await _withdraw(work, loan, reason)


async def _withdraw(work: Work, loan: Loan, reason: str) -> None:
    if loan.status == LoanStatus.DISBURSED:
        raise LoanDisbursed
    loan.status, loan.withdrawn_at, loan.reason = LoanStatus.CANCELLED, work.now, reason
    customer = await customers.get_customer(work.as_system(), loan.customer_id)
    events.status_changed(work, loan, customer.owner_id)
    line(work, loan, "loan_withdrawn", reason=reason)
