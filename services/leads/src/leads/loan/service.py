"""Sending an application to a finance partner, with the customer's consent or not at all."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contracts.leads import SuppliedDocument
from contracts.vocabulary import LoanStatus, Purpose
from service_defaults.ids import new_id
from service_defaults.timeline import note
from service_defaults.work import Work

from leads.consent.service import require_consent
from leads.customer import service as customers
from leads.intake.models import PartnerRef
from leads.loan import events, policy, repository
from leads.loan.errors import (
    IdentityNumberInvalid,
    LoanOpen,
    MobileMissing,
    PartnerUnknown,
    PrincipalInvalid,
    TermsMissing,
)
from leads.loan.models import Loan
from leads.loan.schemas import Applicant, SubmitLoan
from leads.number.service import NumberKind, next_number
from leads.order import service as orders
from leads.order.models import Order
from leads.test_drive.service import mask_document
from leads.vehicle import repository as cars
from leads.vehicle.service import full_name

_TABLE = "loan"


async def submit_loan(work: Work, command: SubmitLoan) -> Loan:
    """Apply for an order's loan. Raises `ConsentMissing`: without it nothing is written and nothing leaves."""
    order = await orders.living(work, command.order_id, "申请贷款", "be financed")
    partner = await _partner(work, order.store_id, command.partner_id)
    consent_id = await require_consent(work, order.customer_id, Purpose.SHARE, partner.id)
    applicant = await _applicant(work, order.customer_id, command.applicant)
    loan = await _row(work, command, order, consent_id, applicant)
    if await repository.insert(work.session, loan):
        raise LoanOpen
    order.loan_principal_fen = loan.principal_fen
    await tell_partner(work, loan, order, applicant)
    line(work, loan, "loan_submitted", partner=partner.name, principal_fen=loan.principal_fen)
    return loan


async def tell_partner(
    work: Work, loan: Loan, order: Order, applicant: dict[str, Any], documents: Sequence[SuppliedDocument] = ()
) -> None:
    customer = await customers.get_customer(work.as_system(), order.customer_id)
    model = await cars.model(work.session, order.model_id)
    held = await cars.cars_by_id(work.session, {order.car_id} if order.car_id else set())
    events.submitted(
        work,
        loan,
        order,
        owner_id=customer.owner_id,
        model=full_name(model) if model else "",
        vin=held[order.car_id][0].vin if order.car_id else None,
        applicant=applicant,
        documents=documents,
    )


def line(work: Work, loan: Loan, kind: str, **params: Any) -> None:
    note(
        work,
        kind,
        customer_id=loan.customer_id,
        store_id=loan.store_id,
        ref_kind="loan",
        ref_id=loan.id,
        loan_no=loan.loan_no,
        **params,
    )


async def _partner(work: Work, store_id: UUID, partner_id: UUID) -> PartnerRef:
    store = await customers.home_store(work, store_id)
    partners = await repository.finance_partners(work.session, store.group_id, store_id)
    partner = next((one for one in partners if one.id == partner_id), None)
    if partner is None:
        raise PartnerUnknown(pointer="/partner_id")
    return partner


async def _applicant(work: Work, customer_id: UUID, given: Applicant) -> dict[str, Any]:
    number = given.id_no.upper()
    if not policy.identity_number_is_sound(number):
        raise IdentityNumberInvalid(pointer="/applicant/id_no")
    contact = await customers.clear_contact(work.as_system(), customer_id)
    if contact.mobile is None:
        raise MobileMissing
    facts = given.model_dump(mode="json", exclude_none=True)
    return {**facts, "id_no": number, "name": contact.name, "mobile": contact.mobile}


async def _row(work: Work, command: SubmitLoan, order: Order, consent_id: UUID, applicant: dict[str, Any]) -> Loan:
    planned = order.breakdown["loan"] or {}
    principal = command.principal_fen or order.loan_principal_fen
    months = command.months or planned.get("months")
    rate = command.annual_rate if command.annual_rate is not None else planned.get("annual_rate")
    if months is None or rate is None:
        raise TermsMissing(pointer="/months")
    if not 0 < principal <= min(order.price_fen, order.payable_fen):
        raise PrincipalInvalid(pointer="/principal_fen")
    loan_id = new_id()

    def seal(column: str, text: str) -> bytes:
        return work.vault.seal(text, table=_TABLE, column=column, row_id=loan_id)

    return Loan(
        id=loan_id,
        loan_no=await next_number(work, order.store_id, NumberKind.LOAN),
        store_id=order.store_id,
        customer_id=order.customer_id,
        order_id=order.id,
        order_no=order.order_no,
        assignee_id=work.actor.staff_id or order.assignee_id,
        partner_id=command.partner_id,
        consent_id=consent_id,
        status=LoanStatus.SUBMITTED,
        sequence=0,
        decided_at=work.now,
        principal_fen=principal,
        down_payment_fen=order.price_fen - principal,
        months=months,
        annual_rate=str(rate),
        id_no_sealed=seal("id_no_sealed", applicant["id_no"]),
        id_no_masked=mask_document(applicant["id_no"]),
        applicant_sealed=seal("applicant_sealed", json.dumps(applicant, ensure_ascii=False)),
        required_documents=[],
        submission=1,
        submitted_at=work.now,
        submitted_by=work.actor.staff_id,
    )
