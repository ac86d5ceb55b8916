"""The only place that builds this event."""

from contracts.notifications import LoanDecided

from notifications.inbound.models import LoanRef
from notifications.inbound.policy import LoanWord


def loan_decided(loan: LoanRef, word: LoanWord) -> LoanDecided:
    return LoanDecided(
        loan_id=loan.loan_id,
        customer_id=loan.customer_id,
        store_id=loan.store_id,
        partner_id=loan.partner_id,
        partner_application_no=word.partner_application_no,
        status=word.status,
        approved_fen=word.approved_fen,
        reason=word.reason,
        decided_at=word.decided_at,
        sequence=word.sequence,
        required_documents=word.required_documents,
    )
