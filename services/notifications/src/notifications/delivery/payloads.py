"""What partners are told: the only place that turns our events into theirs. Amounts are fen, instants RFC 3339."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from contracts.leads import LoanSubmitted, VehicleDelivered
from contracts.partners import LeadStatusReported

_FULL_VEHICLE = {"vin", "brand", "series", "model", "model_year", "colour", "energy", "new", "plate"}
_THIN_VEHICLE = {"brand", "series", "model_year", "new"}
_FULL_DELIVERY = {
    "delivery_id",
    "order_id",
    "order_no",
    "customer_id",
    "store_id",
    "delivered_at",
    "invoiced_on",
    "total_fen",
    "compulsory_insurance_until",
    "commercial_insurance_until",
    "insurer",
    "loan_id",
}


def loan_application(event: LoanSubmitted, applicant: Mapping[str, Any]) -> dict[str, Any]:
    """The application with the applicant in clear; only for the partner whom the consent names."""
    return {
        "loan_id": str(event.loan_id),
        "dealer_application_no": event.loan_no,
        "order_id": str(event.order_id),
        "dealer_order_no": event.order_no,
        "store_id": str(event.store_id),
        "consent_id": str(event.consent_id),
        "vehicle": {"model": event.vehicle_model, "vin": event.vin, "price_fen": event.vehicle_price_fen},
        "down_payment_fen": event.down_payment_fen,
        "principal_fen": event.principal_fen,
        "term_months": event.term_months,
        "annual_rate": event.annual_rate,
        "applicant": dict(applicant),
        "submission": event.submission,
        "documents": [each.model_dump() for each in event.documents],
    }


def full_handover(event: VehicleDelivered) -> dict[str, Any]:
    """For partners whom the customer allowed: the car and its dates, no contact data."""
    told = event.model_dump(mode="json", include=_FULL_DELIVERY)
    return {"detail": "full", **told, "vehicle": event.vehicle.model_dump(mode="json", include=_FULL_VEHICLE)}


def thin_handover(event: VehicleDelivered) -> dict[str, Any]:
    """That a car was handed over; nothing by which the customer could be found."""
    told = event.model_dump(mode="json", include={"delivery_id", "store_id", "delivered_at"})
    return {"detail": "thin", **told, "vehicle": event.vehicle.model_dump(mode="json", include=_THIN_VEHICLE)}


def lead_status(event: LeadStatusReported) -> dict[str, Any]:
    """What became of a lead, under the partner's own id and in its own code."""
    return {
        "lead_id": event.external_id,
        "chemai_lead_id": str(event.lead_id),
        "store_id": str(event.store_id),
        "milestone": event.milestone,
        "code": event.code,
        "reached_at": event.reached_at.isoformat().replace("+00:00", "Z"),
    }


def body_of(event_type: str, occurred_at: datetime, data: Mapping[str, Any]) -> str:
    """The request body: `{type, timestamp, data}`."""
    document = {"type": event_type, "timestamp": occurred_at.isoformat().replace("+00:00", "Z"), "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def webhook_id_of(event_type: str, cause: object) -> str:
    """The same for the same cause, whenever and however often it is told."""
    return f"msg_{uuid5(NAMESPACE_URL, f'chemai:{event_type}:{cause}').hex}"
