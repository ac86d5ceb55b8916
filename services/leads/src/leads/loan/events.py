"""Builds what is told about loans."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from contracts.leads import LoanStatusChanged, LoanSubmitted, SuppliedDocument
from contracts.vocabulary import LoanStatus
from service_defaults.work import Work

from leads.loan.models import Loan
from leads.order.models import Order


def submitted(
    work: Work,
    loan: Loan,
    order: Order,
    *,
    owner_id: UUID | None,
    model: str,
    vin: str | None,
    applicant: Mapping[str, Any],
    documents: Sequence[SuppliedDocument],
) -> None:
    """The applicant's data leave sealed under the group's transport key, never in clear."""
    work.emit(
        LoanSubmitted(
            loan_id=loan.id,
            loan_no=loan.loan_no,
            order_id=order.id,
            order_no=order.order_no,
            customer_id=loan.customer_id,
            store_id=loan.store_id,
            owner_id=owner_id,
            partner_id=loan.partner_id,
            consent_id=loan.consent_id,
            vehicle_model=model,
            vin=vin,
            vehicle_price_fen=order.price_fen,
            down_payment_fen=loan.down_payment_fen,
            principal_fen=loan.principal_fen,
            term_months=loan.months,
            annual_rate=loan.annual_rate,
            applicant_sealed=work.vault.seal_for_transport(applicant),
            submission=loan.submission,
            documents=tuple(documents),
        )
    )


def status_changed(work: Work, loan: Loan, owner_id: UUID | None) -> None:
    work.emit(
        LoanStatusChanged(
            loan_id=loan.id,
            order_id=loan.order_id,
            customer_id=loan.customer_id,
            store_id=loan.store_id,
            owner_id=owner_id,
            status=LoanStatus(loan.status),
            approved_fen=loan.approved_fen,
        )
    )
