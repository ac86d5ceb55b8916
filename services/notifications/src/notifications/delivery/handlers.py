"""Which event tells which partner what."""

from typing import Any
from uuid import UUID

from contracts.leads import LoanSubmitted, VehicleDelivered
from contracts.partners import LeadStatusReported
from contracts.vocabulary import Purpose
from service_defaults.identity import Role
from service_defaults.work import Work

from notifications.consent.policy import ConsentLine, decisive
from notifications.consent.repository import lines_of
from notifications.delivery import service
from notifications.delivery.models import WebhookDelivery
from notifications.delivery.payloads import full_handover, lead_status, loan_application, thin_handover
from notifications.delivery.policy import DeliveryState, Gate, gate
from notifications.delivery.service import Outgoing
from notifications.endpoint import repository as endpoints
from notifications.endpoint.event_types import WebhookType
from notifications.inbound import service as inbound
from notifications.partner import repository as partners
from notifications.setting.service import rules_of
from notifications.staff_notice import service as notices
from notifications.staff_notice.rules import Memo


async def on_loan_submitted(work: Work, event: LoanSubmitted) -> None:
    """To the named finance partner, and only with the customer's consent that names it."""
    await inbound.keep_loan(work, event)
    line = _share_line((await lines_of(work.session, {event.customer_id}))[event.customer_id], event.partner_id)
    allowed = line is not None and line.granted
    partner = await partners.find(work.session, event.partner_id)
    known = await endpoints.subscribed(work.session, WebhookType.LOAN_SUBMITTED, event.partner_id)
    outgoing = Outgoing(
        event_type=WebhookType.LOAN_SUBMITTED,
        # What is applied for again is another word to the partner, the same submission never is.
        cause=event.loan_id if event.submission == 1 else f"{event.loan_id}:{event.submission}",
        partner_id=event.partner_id,
        store_id=event.store_id,
        customer_id=event.customer_id,
        ref_kind="loan",
        ref_id=event.loan_id,
        data=loan_application(event, work.vault.open_from_transport(event.applicant_sealed)) if allowed else None,
        personal=True,
        consent=_consent_gate(work, line),
        consent_id=event.consent_id,
    )
    written = await service.queue(work, outgoing, known if partner and partner.active else ())
    for row in written:
        if row.state != DeliveryState.PENDING:
            await _tell_staff(work, event, row, partner.name if partner else "")


async def on_vehicle_delivered(work: Work, event: VehicleDelivered) -> None:
    """The whole story to those whom the customer allowed; to other subscribers of the store a thin one, or nothing."""
    kind = WebhookType.VEHICLE_DELIVERED
    subscribers = await endpoints.subscribed_partners(work.session, kind, event.store_id)
    if not subscribers:
        return
    lines = (await lines_of(work.session, {event.customer_id}))[event.customer_id]
    thin_allowed = (await rules_of(work.session, event.store_id)).settings.tell_unconsented_partners
    for partner_id in subscribers:
        line = _share_line(lines, partner_id)
        full = partner_id in event.informed_partner_ids and line is not None and line.granted
        data = full_handover(event) if full else thin_handover(event) if thin_allowed else None
        outgoing = Outgoing(
            event_type=kind,
            cause=event.delivery_id,
            partner_id=partner_id,
            store_id=event.store_id,
            customer_id=event.customer_id,
            ref_kind="delivery",
            ref_id=event.delivery_id,
            data=data,
            personal=full,
            consent=_consent_gate(work, line, informed=partner_id in event.informed_partner_ids),
            consent_id=line.consent_id if full and line else None,
        )
        await service.queue(work, outgoing, await endpoints.subscribed(work.session, kind, partner_id))


async def on_lead_status_reported(work: Work, event: LeadStatusReported) -> None:
    """To the partner that sent the lead, and to nobody else; there is nothing about the person in it."""
    partner = await partners.find(work.session, event.partner_id)
    known = await endpoints.subscribed(work.session, WebhookType.LEAD_STATUS_REPORTED, event.partner_id)
    outgoing = Outgoing(
        event_type=WebhookType.LEAD_STATUS_REPORTED,
        cause=f"{event.partner_id}:{event.external_id}:{event.milestone}",
        partner_id=event.partner_id,
        store_id=event.store_id,
        customer_id=event.customer_id,
        ref_kind="lead",
        ref_id=event.lead_id,
        data=lead_status(event),
        personal=False,
        consent=gate(Gate.CONSENT, passed=True, code="not_needed", at=work.now),
    )
    await service.queue(work, outgoing, known if partner and partner.active else ())


def _share_line(lines: list[ConsentLine], partner_id: UUID) -> ConsentLine | None:
    return decisive(lines, Purpose.SHARE, recipient_id=partner_id)


def _consent_gate(work: Work, line: ConsentLine | None, *, informed: bool = True) -> dict[str, Any]:
    if line is None:
        return gate(Gate.CONSENT, passed=False, code="unknown", at=work.now)
    if not line.granted:
        return gate(Gate.CONSENT, passed=False, code="withdrawn", at=work.now)
    return gate(Gate.CONSENT, passed=informed, code="granted" if informed else "not_informed", at=work.now)


async def _tell_staff(work: Work, event: LoanSubmitted, row: WebhookDelivery, partner_name: str) -> None:
    """An application that does not leave must not wait in silence."""
    closed = next((line["code"] for line in reversed(row.gates) if not line["passed"]), "")
    await notices.tell(
        work,
        Memo(
            kind="webhook_suppressed",
            store_id=event.store_id,
            cause=str(row.id),
            staff_ids=(event.owner_id,) if event.owner_id else (),
            posts=(Role.FINANCE_SPECIALIST,),
            params={"partner_name": partner_name, "event_type": row.event_type, "code": closed},
            ref_kind="loan",
            ref_id=event.loan_id,
            customer_id=event.customer_id,
        ),
    )
