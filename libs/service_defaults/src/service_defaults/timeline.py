"""One line per thing that happened to a customer, in every service; the gateway merges them into one life."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import Index, insert
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults.aliases import same_person
from service_defaults.ids import new_id
from service_defaults.organisation import PlatformBase, staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, keyset
from service_defaults.scope import PersonRow, scoped
from service_defaults.web import Reads, staff
from service_defaults.work import Reading, Work


class TimelineEntry(PersonRow, PlatformBase):
    """`kind` is a stable code that the web app words in the reader's language with `params` (no contact data)."""

    __tablename__ = "timeline_entry"
    __table_args__ = (Index("ix_timeline_entry_customer_at", "customer_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    params: Mapped[dict[str, Any]]
    ref_kind: Mapped[str | None]
    ref_id: Mapped[UUID | None]
    actor_id: Mapped[UUID | None]


class TimelineItem(BaseModel):
    id: UUID
    at: datetime
    kind: str
    params: dict[str, Any]
    ref_kind: str | None
    ref_id: UUID | None
    actor_id: UUID | None
    actor_name: str | None


def note(
    work: Work,
    kind: str,
    *,
    customer_id: UUID,
    store_id: UUID,
    ref_kind: str | None = None,
    ref_id: UUID | None = None,
    **params: Any,
) -> None:
    """Write a line in the transaction of the use case that made it happen."""
    ref = (ref_kind, ref_id)
    work.session.add(TimelineEntry(**line(work, kind, customer_id=customer_id, store_id=store_id, ref=ref, **params)))


def line(
    work: Work,
    kind: str,
    *,
    customer_id: UUID,
    store_id: UUID,
    ref: tuple[str | None, UUID | None] = (None, None),
    **params: Any,
) -> dict[str, Any]:
    """The same as a row, for `note_all`."""
    return {
        "id": new_id(),
        "store_id": store_id,
        "customer_id": customer_id,
        "at": work.now,
        "kind": kind,
        "params": params,
        "ref_kind": ref[0],
        "ref_id": ref[1],
        "actor_id": work.actor.staff_id,
    }


async def note_all(work: Work, lines: Sequence[dict[str, Any]]) -> None:
    """Many lines at the price of one statement."""
    if lines:
        await (await work.session.connection()).execute(insert(TimelineEntry), lines)


async def timeline_page(reading: Reading, customer_id: UUID, limit: int, cursor: str | None) -> Page[TimelineItem]:
    """Newest first."""
    columns = [(TimelineEntry.at, "desc"), (TimelineEntry.id, "desc")]
    filter_hash = str(customer_id)
    statement = scoped(TimelineEntry, reading.actor).where(same_person(TimelineEntry.customer_id, customer_id))
    statement = keyset(statement, columns, decode_cursor(cursor, filter_hash=filter_hash) if cursor else None)
    rows = list((await reading.session.scalars(statement.limit(limit + 1))).all())
    names = await staff_names(reading.session, {row.actor_id for row in rows if row.actor_id})
    items = [
        TimelineItem(
            id=row.id,
            at=row.at,
            kind=row.kind,
            params=row.params,
            ref_kind=row.ref_kind,
            ref_id=row.ref_id,
            actor_id=row.actor_id,
            actor_name=names.get(row.actor_id) if row.actor_id else None,
        )
        for row in rows[:limit]
    ]
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    next_cursor = encode_cursor([last.at, last.id], filter_hash=filter_hash) if last else None
    return Page[TimelineItem](items=items, next_cursor=next_cursor)


def routes(known: Callable[[Reading, UUID], Awaitable[object]] | None = None) -> APIRouter:
    """The timeline's operation. `known` raises for customers that the asker does not see, in the service that owns
    them; elsewhere knowing nothing of a customer is an answer.
    """
    made = APIRouter(tags=["timeline"])

    @made.get("/customers/{customer_id}/timeline", dependencies=staff())
    async def list_timeline(
        customer_id: UUID,
        reading: Reads,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=500)] = None,
    ) -> Page[TimelineItem]:
        """What happened to the customer in this service, newest first."""
        if known is not None:
            await known(reading, customer_id)
        return await timeline_page(reading, customer_id, limit, cursor)

    return made


router = routes()
