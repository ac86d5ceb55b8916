"""All SQL of the organisation. Every query starts within the actor's scope."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Kind, Principal, Role, Scope
from service_defaults.paging import CursorValue, keyset
from sqlalchemy import ColumnElement, Select, false, select, true

from gateway.organisation.models import DutyDay, Staff, Store, Team


def _within(actor: Principal) -> ColumnElement[bool]:
    """Stores of an actor: a group's own, else the actor's."""
    if actor.kind is Kind.SYSTEM:
        return true()
    if actor.kind is not Kind.STAFF:
        return false()
    if actor.scope is Scope.GROUP:
        return Store.group_id == actor.group_id
    return Store.id.in_(actor.store_ids)


def _of_stores(statement: Select[Any], model: type[Team | Staff | DutyDay], actor: Principal) -> Select[Any]:
    return statement.where(model.store_id.in_(select(Store.id).where(_within(actor))))


async def stores(session: ReadSession, actor: Principal) -> list[Store]:
    return list(await session.scalars(select(Store).where(_within(actor)).order_by(Store.name, Store.id).limit(500)))


async def store(session: ReadSession, actor: Principal, store_id: UUID) -> Store | None:
    found: Store | None = await session.scalar(select(Store).where(_within(actor), Store.id == store_id))
    return found


async def lock_store(session: WriteSession, actor: Principal, store_id: UUID) -> Store | None:
    statement = select(Store).where(_within(actor), Store.id == store_id).with_for_update()
    found: Store | None = await session.scalar(statement)
    return found


async def teams(session: ReadSession, actor: Principal, store_id: UUID | None) -> list[Team]:
    statement = _of_stores(select(Team), Team, actor).order_by(Team.store_id, Team.name).limit(1000)
    if store_id is not None:
        statement = statement.where(Team.store_id == store_id)
    return list(await session.scalars(statement))


async def team(session: ReadSession, actor: Principal, team_id: UUID) -> Team | None:
    found: Team | None = await session.scalar(_of_stores(select(Team), Team, actor).where(Team.id == team_id))
    return found


async def lock_team(session: WriteSession, actor: Principal, team_id: UUID) -> Team | None:
    statement = _of_stores(select(Team), Team, actor).where(Team.id == team_id).with_for_update()
    found: Team | None = await session.scalar(statement)
    return found


async def people(
    session: ReadSession,
    actor: Principal,
    *,
    store_id: UUID | None,
    team_id: UUID | None,
    role: Role | None,
    active: bool | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Staff]:
    statement = _of_stores(select(Staff), Staff, actor)
    if store_id is not None:
        statement = statement.where(Staff.store_id == store_id)
    if team_id is not None:
        statement = statement.where(Staff.team_id == team_id)
    if role is not None:
        statement = statement.where(Staff.roles.contains([str(role)]))
    if active is not None:
        statement = statement.where(Staff.active == active)
    statement = keyset(statement, [(Staff.username, "asc")], after)
    return list(await session.scalars(statement.limit(limit)))


async def person(session: ReadSession, actor: Principal, staff_id: UUID) -> Staff | None:
    found: Staff | None = await session.scalar(_of_stores(select(Staff), Staff, actor).where(Staff.id == staff_id))
    return found


async def lock_person(session: WriteSession, actor: Principal, staff_id: UUID) -> Staff | None:
    statement = _of_stores(select(Staff), Staff, actor).where(Staff.id == staff_id).with_for_update()
    found: Staff | None = await session.scalar(statement)
    return found


async def username_exists(session: ReadSession, username: str) -> bool:
    return await session.scalar(select(Staff.id).where(Staff.username == username)) is not None


async def names_of_store(session: ReadSession, store_id: UUID) -> dict[UUID, str]:
    """Everyone who ever belonged to the store today's roster may name, active or not."""
    rows = await session.execute(select(Staff.id, Staff.name).where(Staff.store_id == store_id))
    return {row.id: row.name for row in rows}


async def active_ids(session: ReadSession, store_id: UUID) -> set[UUID]:
    return set(await session.scalars(select(Staff.id).where(Staff.store_id == store_id, Staff.active)))


async def team_members(session: ReadSession, team_id: UUID) -> frozenset[UUID]:
    return frozenset(await session.scalars(select(Staff.id).where(Staff.team_id == team_id)))


async def week(session: ReadSession, store_id: UUID, monday: date) -> dict[date, DutyDay]:
    statement = select(DutyDay).where(
        DutyDay.store_id == store_id, DutyDay.day >= monday, DutyDay.day < monday + timedelta(days=7)
    )
    return {row.day: row for row in await session.scalars(statement)}


async def duty_since(session: ReadSession, day: date) -> list[DutyDay]:
    return list(
        await session.scalars(select(DutyDay).where(DutyDay.day >= day).order_by(DutyDay.store_id, DutyDay.day))
    )


async def everything(session: ReadSession, group_id: UUID | None) -> tuple[list[Store], list[Team], list[Staff]]:
    """The whole organisation of a group, or of all groups."""
    mine = select(Store.id).where(true() if group_id is None else Store.group_id == group_id)
    found_stores = list(await session.scalars(select(Store).where(Store.id.in_(mine)).order_by(Store.id)))
    found_teams = list(await session.scalars(select(Team).where(Team.store_id.in_(mine)).order_by(Team.id)))
    found_staff = list(await session.scalars(select(Staff).where(Staff.store_id.in_(mine)).order_by(Staff.id)))
    return found_stores, found_teams, found_staff
