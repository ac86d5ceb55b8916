"""Stores, teams, staff and duty as every service sees them: projections of the gateway's events.

Full-state, revision-numbered events: an older revision never overwrites a newer one.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from messaging import Event
from pydantic import BaseModel
from sqlalchemy import String, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults.database import Model, ReadSession, WriteSession, new_metadata
from service_defaults.identity import Role


class PlatformBase(Model):
    """Tables that stand in every service's database."""

    __abstract__ = True
    metadata = new_metadata()


class OpeningSpan(BaseModel, frozen=True):
    """One stretch of opening hours: ISO weekday 1-7, local times."""

    weekday: int
    opens: time
    closes: time


class StoreChanged(Event, type="gateway.store_changed.v1", key="store_id"):
    store_id: UUID
    group_id: UUID
    name: str
    brand: str
    timezone: str
    currency: str
    region: str
    city: str
    address: str
    phone: str
    opening: tuple[OpeningSpan, ...]
    revision: int


class TeamChanged(Event, type="gateway.team_changed.v1", key="team_id"):
    team_id: UUID
    store_id: UUID
    name: str
    revision: int


class StaffChanged(Event, type="gateway.staff_changed.v1", key="staff_id"):
    staff_id: UUID
    group_id: UUID
    store_id: UUID
    team_id: UUID | None
    name: str
    username: str
    roles: tuple[Role, ...]
    brands: tuple[str, ...] = ()
    active: bool
    on_leave: bool = False
    revision: int


class DutyShift(BaseModel, frozen=True):
    staff_id: UUID
    starts_at: datetime
    ends_at: datetime


class DutyChanged(Event, type="gateway.duty_changed.v1", key="store_id"):
    """The whole roster of one store and day."""

    store_id: UUID
    day: date
    shifts: tuple[DutyShift, ...]
    revision: int


class ClockMoved(Event, type="gateway.clock_moved.v1", key="clock_id"):
    """Business time runs `offset_seconds` ahead of wall time; it only ever grows."""

    clock_id: str = "business"
    offset_seconds: int


class StoreRef(PlatformBase):
    __tablename__ = "store_ref"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    name: Mapped[str]
    brand: Mapped[str]
    timezone: Mapped[str]
    currency: Mapped[str]
    region: Mapped[str]
    city: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    opening: Mapped[list[dict[str, Any]]]
    revision: Mapped[int]


class TeamRef(PlatformBase):
    __tablename__ = "team_ref"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    revision: Mapped[int]


class StaffRef(PlatformBase):
    __tablename__ = "staff_ref"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    store_id: Mapped[UUID] = mapped_column(index=True)
    team_id: Mapped[UUID | None] = mapped_column(index=True)
    name: Mapped[str]
    username: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    brands: Mapped[list[str]] = mapped_column(ARRAY(String))
    active: Mapped[bool]
    on_leave: Mapped[bool]
    revision: Mapped[int]


class DutyRef(PlatformBase):
    __tablename__ = "duty_ref"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shifts: Mapped[list[dict[str, Any]]]
    revision: Mapped[int]


async def _keep_newest(
    session: WriteSession, model: type[PlatformBase], key: list[str], values: dict[str, Any]
) -> None:
    statement = insert(model).values(values)
    table = model.__table__
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=key,
            set_={name: statement.excluded[name] for name in values if name not in key},
            where=table.c.revision < statement.excluded.revision,
        )
    )


async def keep_store(session: WriteSession, event: StoreChanged) -> None:
    values = event.model_dump(exclude={"store_id", "opening"})
    opening = [span.model_dump(mode="json") for span in event.opening]
    await _keep_newest(session, StoreRef, ["id"], {"id": event.store_id, "opening": opening, **values})


async def keep_team(session: WriteSession, event: TeamChanged) -> None:
    await _keep_newest(session, TeamRef, ["id"], {"id": event.team_id, **event.model_dump(exclude={"team_id"})})


async def keep_staff(session: WriteSession, event: StaffChanged) -> None:
    values = event.model_dump(exclude={"staff_id"}) | {"roles": list(event.roles), "brands": list(event.brands)}
    await _keep_newest(session, StaffRef, ["id"], {"id": event.staff_id, **values})


async def keep_duty(session: WriteSession, event: DutyChanged) -> None:
    values = event.model_dump(mode="json", include={"shifts"}) | {"revision": event.revision}
    await _keep_newest(session, DutyRef, ["store_id", "day"], {"store_id": event.store_id, "day": event.day, **values})


async def find_store(session: ReadSession, store_id: UUID) -> StoreRef | None:
    return await session.get(StoreRef, store_id)


async def active_staff(session: ReadSession, store_id: UUID, *roles: Role) -> list[StaffRef]:
    """Staff of a store, active and not on leave, who hold one of the roles; in a stable order (id, not seniority)."""
    statement = (
        select(StaffRef)
        .where(
            StaffRef.store_id == store_id,
            StaffRef.active,
            ~StaffRef.on_leave,
            StaffRef.roles.overlap([str(role) for role in roles]),
        )
        .order_by(StaffRef.id)
    )
    return list((await session.scalars(statement)).all())


async def on_duty(session: ReadSession, store_id: UUID, at: datetime, day: date) -> frozenset[UUID] | None:
    """Staff on duty at an instant, or None where the store keeps no roster for that (local) day."""
    roster = await session.get(DutyRef, (store_id, day))
    if roster is None:
        return None
    shifts = [DutyShift.model_validate(shift) for shift in roster.shifts]
    return frozenset(shift.staff_id for shift in shifts if shift.starts_at <= at < shift.ends_at)


async def staff_names(session: ReadSession, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = await session.execute(select(StaffRef.id, StaffRef.name).where(StaffRef.id.in_(ids)))
    return {row.id: row.name for row in rows}
