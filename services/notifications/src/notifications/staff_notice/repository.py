"""SQL of the staff inbox. Every query is of one member of staff: nobody reads another's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession, WriteSession
from service_defaults.paging import CursorValue, keyset
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from notifications.staff_notice.models import StaffNotice

Row = tuple[StaffNotice, str | None]
UNREAD_CAP = 100


async def add(session: WriteSession, notices: Sequence[StaffNotice]) -> set[UUID]:
    """Write those that are news to their reader; answers their ids."""
    if not notices:
        return set()
    columns = [column.key for column in StaffNotice.__table__.columns]
    values = [{name: getattr(notice, name) for name in columns} for notice in notices]
    statement = insert(StaffNotice).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["staff_id", "kind", "cause"])
    return set((await session.scalars(statement.returning(StaffNotice.id))).all())


async def page(
    session: ReadSession, staff_id: UUID, *, unread: bool, after: Sequence[CursorValue] | None, limit: int
) -> list[Row]:
    statement: Any = (
        select(StaffNotice, CustomerRef.name)
        .outerjoin(CustomerRef, CustomerRef.customer_id == kept(StaffNotice.customer_id))
        .where(StaffNotice.staff_id == staff_id)
    )
    if unread:
        statement = statement.where(StaffNotice.read_at.is_(None))
    statement = keyset(statement, [(StaffNotice.created_at, "desc"), (StaffNotice.id, "desc")], after)
    return [(row[0], row[1]) for row in (await session.execute(statement.limit(limit))).all()]


async def unread_count(session: ReadSession, staff_id: UUID) -> int:
    """At most `UNREAD_CAP`: nobody counts further."""
    some = select(StaffNotice.id).where(StaffNotice.staff_id == staff_id, StaffNotice.read_at.is_(None))
    counted = select(func.count()).select_from(some.limit(UNREAD_CAP).subquery())
    return int(await session.scalar(counted) or 0)


async def mark_read(session: WriteSession, staff_id: UUID, ids: Sequence[UUID] | None, at: datetime) -> None:
    """All of them when `ids` is null."""
    statement = update(StaffNotice).where(StaffNotice.staff_id == staff_id, StaffNotice.read_at.is_(None))
    if ids is not None:
        statement = statement.where(StaffNotice.id.in_(ids))
    await session.execute(statement.values(read_at=at))
