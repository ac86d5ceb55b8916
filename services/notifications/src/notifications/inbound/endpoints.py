"""HTTP of inbound webhooks."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import Reads, Writes, public, staff

from notifications.inbound import service
from notifications.inbound.schemas import InboundAccepted, InboundRow, InboundState, RejectionRow, Rejections

router = APIRouter(tags=["inbound webhooks"])
READERS = (Role.CHANNEL_PARTNER_MANAGER, Role.FINANCE_SPECIALIST)
_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_DESCRIBED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "`{type, timestamp, data}`, at most 256 KiB",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    "parameters": [{"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in _HEADERS],
}


@router.post("/webhooks/inbound/{partner_id}", status_code=202, dependencies=public(), openapi_extra=_DESCRIBED)
async def receive_webhook(partner_id: UUID, request: Request, work: Writes) -> InboundAccepted:
    """A partner's webhook, signed after Standard Webhooks. Acknowledged when it is durable, read afterwards."""
    body, size = await _read(request)
    if body is None:
        raise await service.refuse_oversized(work, partner_id, size)
    headers = {name: request.headers.get(name, "") for name in _HEADERS}
    return await service.receive(work, partner_id, headers, body)


@router.get("/inbound-webhooks", dependencies=staff(*READERS))
async def list_inbound_webhooks(
    reading: Reads,
    partner_id: UUID | None = None,
    state: InboundState | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[InboundRow]:
    """What partners told us, newest first."""
    filters = filter_hash(partner=partner_id, state=state)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_inbound(reading, partner_id=partner_id, state=state, after=after, limit=limit + 1)
    return Page[InboundRow].of(
        rows,
        limit,
        item=lambda row: InboundRow.of(*row),
        cursor=lambda row: encode_cursor([row[0].received_at, row[0].id], filter_hash=filters),
    )


@router.post("/inbound-webhooks/{inbound_id}/retry", dependencies=staff(*READERS))
async def retry_inbound_webhook(inbound_id: UUID, work: Writes) -> InboundRow:
    """Read a webhook again that could not be read."""
    return InboundRow.of(*await service.retry(work, inbound_id))


@router.get("/inbound-rejections", dependencies=staff(Role.CHANNEL_PARTNER_MANAGER))
async def list_inbound_rejections(reading: Reads) -> Rejections:
    """Requests of the last seven days that were not believed, counted by hour and reason."""
    return Rejections(items=[RejectionRow.of(*row) for row in await service.list_rejections(reading)])


async def _read(request: Request) -> tuple[bytes | None, int]:
    """The raw body, null as soon as it is larger than the limit, and how much of it was seen."""
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:12]) > service.BODY_LIMIT:
        return None, int(declared[:12])
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > service.BODY_LIMIT:
            return None, size
        chunks.append(chunk)
    return b"".join(chunks), size
