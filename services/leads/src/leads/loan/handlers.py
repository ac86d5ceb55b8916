"""What a finance partner decided, told by the notifications service."""

import logging

from contracts.notifications import LoanDecided
from contracts.vocabulary import LoanStatus
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.customer import service as customers
from leads.loan import events, policy, repository
from leads.loan.models import Loan, LoanReport
from leads.loan.policy import Outcome, Report
from leads.loan.service import line
from leads.order import service as orders

logger = logging.getLogger(__name__)


async def loan_decided(work: Work, event: LoanDecided) -> None:
    """Keep the report; follow it when it is news. Duplicates and stragglers change nothing."""
    known = await repository.find(work.session, work.actor, event.loan_id)
    if known is None or known.partner_id != event.partner_id:
        logger.warning("a report on loan %s does not belong to partner %s", event.loan_id, event.partner_id)
        return
    # The order is locked before its loan everywhere, so that a cancellation and a decision cannot wait in a circle.
    order = await orders.locked(work, known.order_id)
    loan = await repository.lock(work.session, work.actor, event.loan_id)
    assert loan is not None  # noqa: S101 - loans are never deleted
    told = Report(event.status, event.sequence, event.decided_at)
    present = Report(LoanStatus(loan.status), loan.sequence, loan.decided_at)
    outcome = policy.judge(present, told, withdrawn=loan.withdrawn_at is not None)
    work.session.add(_report(work, event, outcome))
    if outcome is not Outcome.APPLIED:
        return
    changed = loan.status != event.status
    _follow(loan, event)
    order.loan_credit_fen = policy.credit(event.status, loan.principal_fen, loan.approved_fen)
    orders.restate(order)
    if changed:
        customer = await customers.get_customer(work, loan.customer_id)
        events.status_changed(work, loan, customer.owner_id)
        line(work, loan, f"loan_{event.status}", approved_fen=loan.approved_fen, reason=event.reason)


def _follow(loan: Loan, event: LoanDecided) -> None:
    loan.status, loan.sequence, loan.decided_at = event.status, event.sequence, event.decided_at
    loan.partner_application_no = event.partner_application_no
    loan.reason = event.reason
    loan.required_documents = list(event.required_documents)
    if event.approved_fen is not None:
        loan.approved_fen = event.approved_fen


def _report(work: Work, event: LoanDecided, outcome: Outcome) -> LoanReport:
    return LoanReport(
        id=new_id(),
        loan_id=event.loan_id,
        status=event.status,
        sequence=event.sequence,
        decided_at=event.decided_at,
        approved_fen=event.approved_fen,
        reason=event.reason,
        outcome=outcome,
        received_at=work.now,
    )
