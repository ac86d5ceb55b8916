"""HTTP of the webhook log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import Reads, Writes, staff

from notifications.delivery import service
from notifications.delivery.policy import DeliveryState
from notifications.delivery.schemas import DeliveryOut, DeliveryRow
from notifications.endpoint.event_types import WebhookType

router = APIRouter(tags=["webhook deliveries"])
READERS = (Role.CHANNEL_PARTNER_MANAGER, Role.FINANCE_SPECIALIST)


@router.get("/webhook-deliveries", dependencies=staff(*READERS))
async def list_webhook_deliveries(
    *,
    reading: Reads,
    partner_id: UUID | None = None,
    endpoint_id: UUID | None = None,
    state: DeliveryState | None = None,
    event_type: WebhookType | None = None,
    ref_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[DeliveryRow]:
    """What partners were told, newest first."""
    wanted = {
        "partner_id": partner_id,
        "endpoint_id": endpoint_id,
        "state": state,
        "event_type": event_type,
        "ref_id": ref_id,
    }
    filters = filter_hash(**wanted)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_deliveries(reading, wanted=wanted, after=after, limit=limit + 1)
    return Page[DeliveryRow].of(
        rows,
        limit,
        item=lambda row: DeliveryRow.of(*row),
        cursor=lambda row: encode_cursor([row[0].created_at, row[0].id], filter_hash=filters),
    )


@router.get("/webhook-deliveries/{delivery_id}", dependencies=staff(*READERS))
async def get_webhook_delivery(delivery_id: UUID, reading: Reads) -> DeliveryOut:
    """One delivery with its gates and every attempt."""
    return await service.get_delivery(reading, delivery_id)


@router.post("/webhook-deliveries/{delivery_id}/replay", dependencies=staff(Role.CHANNEL_PARTNER_MANAGER))
async def replay_webhook_delivery(delivery_id: UUID, work: Writes) -> DeliveryOut:
    """Send again, under the same `webhook-id`; consent is asked for anew."""
    return await service.replay(work, delivery_id)
