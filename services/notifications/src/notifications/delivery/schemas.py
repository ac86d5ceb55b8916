"""What the API shows of deliveries; never a body."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel

from notifications.delivery.models import WebhookAttempt, WebhookDelivery
from notifications.delivery.policy import DeliveryState, Gate
from notifications.endpoint.models import WebhookEndpoint


class DeliveryGate(BaseModel):
    gate: Gate
    passed: bool
    code: str
    at: datetime


class DeliveryRow(BaseModel):
    """A line of the webhook log. `next_attempt_at` is wall time; `blocked_by` says why nothing leaves."""

    id: UUID
    partner_id: UUID
    partner_name: str
    endpoint_id: UUID | None
    webhook_id: str
    event_type: str
    ref_kind: str
    ref_id: UUID
    personal: bool
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    last_status: int | None
    last_error: str | None
    occurred_at: datetime
    created_at: datetime
    delivered_at: datetime | None
    blocked_by: DeliveryGate | None

    @classmethod
    def of(cls, row: WebhookDelivery, partner_name: str | None) -> Self:
        return cls.model_validate(_plain(row, partner_name))


class TryOut(BaseModel):
    """One attempt at a wall instant: the HTTP status, or what kept one from coming."""

    number: int
    at: datetime
    status: int | None
    error: str | None
    duration_ms: int


class DeliveryOut(DeliveryRow):
    """A delivery with its gates and attempts. `replayable`: its body is still kept and it is not under way."""

    url: str | None
    gates: list[DeliveryGate]
    tries: list[TryOut]
    replayable: bool

    @classmethod
    def whole(
        cls,
        row: WebhookDelivery,
        partner_name: str | None,
        endpoint: WebhookEndpoint | None,
        tries: Sequence[WebhookAttempt],
    ) -> Self:
        attempts = [{name: getattr(one, name) for name in TryOut.model_fields} for one in tries]
        return cls.model_validate(
            {
                **_plain(row, partner_name),
                "url": endpoint.url if endpoint else None,
                "gates": row.gates,
                "tries": attempts,
                "replayable": row.body_sealed is not None and row.state != DeliveryState.PENDING,
            }
        )


def _plain(row: WebhookDelivery, partner_name: str | None) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in DeliveryRow.model_fields if hasattr(row, name)}
    closed = [line for line in row.gates if not line["passed"]]
    stopped = row.state in (DeliveryState.SUPPRESSED, DeliveryState.FAILED)
    return {
        **shown,
        "partner_name": partner_name or "",
        "attempts": row.attempts_before + row.attempts,
        "next_attempt_at": row.next_attempt_at if row.state == DeliveryState.PENDING else None,
        "blocked_by": closed[-1] if closed and stopped else None,
    }
