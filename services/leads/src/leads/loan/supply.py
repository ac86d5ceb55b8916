"""Answering a finance partner that wants more papers: what is there now is confirmed, the application leaves again."""

import json
from typing import Any
from uuid import UUID

from contracts.leads import SuppliedDocument
from contracts.vocabulary import LoanStatus, Purpose
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.consent.service import require_consent
from leads.customer import service as customers
from leads.loan import events, policy, repository
from leads.loan.errors import (
    DocumentsMissing,
    DocumentsNotAsked,
    LoanNotFound,
    NothingSupplied,
    PrincipalInvalid,
)
from leads.loan.models import Loan, LoanSupply
from leads.loan.schemas import SupplyDocuments
from leads.loan.service import line, tell_partner
from leads.order import service as orders
from leads.order.models import Order


async def supply_documents(work: Work, loan_id: UUID, command: SupplyDocuments) -> Loan:
    """Raises `DocumentsNotAsked`, `DocumentsMissing`, `NothingSupplied`, `PrincipalInvalid`, `ConsentMissing`."""
    known = await repository.find(work.session, work.actor, loan_id)
    if known is None:
        raise LoanNotFound
    order = await orders.locked(work.as_system(), known.order_id)
    loan = await repository.lock(work.session, work.actor, loan_id)
    if loan is None or loan.status not in policy.ANSWERABLE:
        raise DocumentsNotAsked(status=known.status)
    _check(loan, command)
    loan.consent_id = await require_consent(work, loan.customer_id, Purpose.SHARE, loan.partner_id)
    if command.principal_fen is not None:
        _apply_for(loan, order, command.principal_fen)
    loan.status, loan.reason, loan.required_documents = LoanStatus.SUBMITTED, None, []
    loan.submission += 1
    work.session.add(_row(work, loan, command))
    papers = [SuppliedDocument(code=one.code, note=one.note) for one in command.documents]
    await tell_partner(work, loan, order, _applicant(work, loan), papers)
    customer = await customers.get_customer(work.as_system(), loan.customer_id)
    events.status_changed(work, loan, customer.owner_id)
    codes = [one.code for one in command.documents]
    line(work, loan, "loan_documents_supplied", documents=codes, principal_fen=loan.principal_fen)
    return loan


def _check(loan: Loan, command: SupplyDocuments) -> None:
    less = command.principal_fen is not None
    if command.principal_fen is not None and command.principal_fen >= loan.principal_fen:
        raise PrincipalInvalid(pointer="/principal_fen")
    if not command.documents and not less:
        raise NothingSupplied(pointer="/documents")
    supplied = {one.code for one in command.documents}
    if missing := policy.still_missing(loan.required_documents, supplied, applies_for_less=less):
        raise DocumentsMissing(missing=", ".join(missing), pointer="/documents", extra={"missing": missing})


def _apply_for(loan: Loan, order: Order, principal_fen: int) -> None:
    loan.down_payment_fen += loan.principal_fen - principal_fen
    loan.principal_fen = order.loan_principal_fen = principal_fen
    orders.restate(order)


def _row(work: Work, loan: Loan, command: SupplyDocuments) -> LoanSupply:
    return LoanSupply(
        id=new_id(),
        loan_id=loan.id,
        submission=loan.submission,
        documents=[one.model_dump(mode="json") for one in command.documents],
        principal_fen=loan.principal_fen,
        supplied_at=work.now,
        supplied_by=work.actor.staff_id,
    )


def _applicant(work: Work, loan: Loan) -> dict[str, Any]:
    text = work.vault.open(loan.applicant_sealed, table="loan", column="applicant_sealed", row_id=loan.id)
    applicant: dict[str, Any] = json.loads(text)
    return applicant
