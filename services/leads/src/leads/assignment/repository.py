"""All SQL of assignment."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.organisation import DutyRef, StaffRef, StoreRef
from service_defaults.prepared import Prepared
from service_defaults.store_settings import StoreSetting
from sqlalchemy import Date, DateTime, Uuid, and_, bindparam, cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.assignment.desk import Desk, desk_from
from leads.assignment.models import StoreRotation
from leads.row_repository import select_rows


async def hold_desk(session: WriteSession, store_id: UUID, at: datetime) -> Desk | None:
    """The desk, with the store's rotation locked until the transaction ends. None for an unknown store."""
    rows = await _desk(held=True).rows(session, store_id=store_id, at=at)
    if not rows:
        await _open_rotation(session, store_id, at)
        rows = await _desk(held=True).rows(session, store_id=store_id, at=at)
    return desk_from(rows[0]._asdict(), at) if rows else None


async def look_at_desk(session: ReadSession, store_id: UUID, at: datetime) -> Desk | None:
    """The same without a lock, for answers and for what is not rotated."""
    rows = await _desk(held=False).rows(session, store_id=store_id, at=at)
    return desk_from(rows[0]._asdict(), at) if rows else None


@cache
def _desk(*, held: bool) -> Prepared:
    store_id, at = bindparam("store_id", None, Uuid()), bindparam("at", None, DateTime(timezone=True))
    today = cast(func.timezone(StoreRef.timezone, at), Date)
    people = (
        select(
            func.json_agg(
                func.json_build_object(
                    "id", StaffRef.id, "name", StaffRef.name, "username", StaffRef.username,
                    "roles", StaffRef.roles, "brands", StaffRef.brands, "on_leave", StaffRef.on_leave,
                )
            )
        )
        .where(StaffRef.store_id == store_id, StaffRef.active)
        .scalar_subquery()
    )  # fmt: skip
    statement = (
        select_rows(
            StoreRef.id,
            StoreRef.group_id,
            StoreRef.name,
            StoreRef.brand,
            StoreRef.region,
            StoreRef.timezone,
            StoreRef.opening,
            today.label("today"),
            StoreSetting.chosen,
            DutyRef.shifts,
            people.label("people"),
            StoreRotation.day,
            StoreRotation.counts,
            StoreRotation.turn,
        )
        .join(StoreRotation, StoreRotation.store_id == StoreRef.id, isouter=not held)
        .outerjoin(StoreSetting, StoreSetting.store_id == StoreRef.id)
        .outerjoin(DutyRef, and_(DutyRef.store_id == StoreRef.id, DutyRef.day == today))
        .where(StoreRef.id == store_id)
    )
    return Prepared(statement.with_for_update(of=StoreRotation) if held else statement)


async def _open_rotation(session: WriteSession, store_id: UUID, at: datetime) -> None:
    """A store's first lead makes its row; two first ones make it once."""
    row = select_rows(
        StoreRef.id,
        cast(func.timezone(StoreRef.timezone, literal(at)), Date),
        literal({}, StoreRotation.counts.type),
        0,
    ).where(StoreRef.id == store_id)
    columns = ["store_id", "day", "counts", "turn"]
    await session.execute(insert(StoreRotation).from_select(columns, row).on_conflict_do_nothing())


async def turn_rotation(session: WriteSession, store_id: UUID, rotation: dict[str, Any]) -> None:
    """What a distribution by hand leaves behind: the next lead goes on from there."""
    statement = update(StoreRotation).where(StoreRotation.store_id == store_id).values(rotation)
    await session.execute(statement, execution_options={"synchronize_session": False})
