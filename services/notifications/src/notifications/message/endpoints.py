"""HTTP of messages to customers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import Reads, staff

from notifications.message import service
from notifications.message.policy import MessageState
from notifications.message.schemas import MessageOut, MessageRow
from notifications.template.policy import Channel

router = APIRouter(tags=["messages"])


@router.get("/messages", dependencies=staff())
async def list_messages(
    *,
    reading: Reads,
    customer_id: UUID | None = None,
    channel: Channel | None = None,
    state: MessageState | None = None,
    template: Annotated[str | None, Query(pattern=r"^[a-z0-9_]{1,64}$")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[MessageRow]:
    """Messages to customers in scope, newest first; in the sandbox this is all that is ever sent."""
    wanted = {"customer_id": customer_id, "channel": channel, "state": state, "template": template}
    filters = filter_hash(**wanted)
    rows = await service.list_messages(
        reading,
        customer_id=customer_id,
        channel=channel,
        state=state,
        template=template,
        after=decode_cursor(cursor, filter_hash=filters) if cursor else None,
        limit=limit + 1,
    )
    return Page[MessageRow].of(
        rows,
        limit,
        item=lambda row: MessageRow.of(*row),
        cursor=lambda row: encode_cursor([row[0].created_at, row[0].id], filter_hash=filters),
    )


@router.get("/messages/{message_id}", dependencies=staff())
async def get_message(message_id: UUID, reading: Reads) -> MessageOut:
    """One message with the trace of every gate: why it was sent, or why not."""
    return await service.get_message(reading, message_id)
