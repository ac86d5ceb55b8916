"""HTTP of the staff inbox."""

from typing import Annotated

from fastapi import APIRouter, Query
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import Reads, Writes, staff

from notifications.staff_notice import service
from notifications.staff_notice.schemas import NoticePage, NoticeRow, NoticesRead, UnreadOut

router = APIRouter(tags=["staff notices"])


@router.get("/staff-notices", dependencies=staff())
async def list_staff_notices(
    reading: Reads,
    unread: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter has a name
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> NoticePage:
    """The caller's own inbox, newest first, with the number of unread notices."""
    filters = filter_hash(staff=reading.actor.id, unread=unread)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows, count = await service.list_notices(reading, unread=unread, after=after, limit=limit + 1)
    page = Page[NoticeRow].of(
        rows,
        limit,
        item=lambda row: NoticeRow.of(*row),
        cursor=lambda row: encode_cursor([row[0].created_at, row[0].id], filter_hash=filters),
    )
    return NoticePage(items=page.items, next_cursor=page.next_cursor, unread=count)


@router.post("/staff-notices/read", dependencies=staff())
async def read_staff_notices(body: NoticesRead, work: Writes) -> UnreadOut:
    """Mark own notices as read."""
    return UnreadOut(unread=await service.mark_read(work, body.ids))
