"""All SQL of saved views."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Kind, Principal
from sqlalchemy import ColumnElement, Row, Select, and_, delete, false, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from gateway.organisation.models import Staff
from gateway.saved_view.models import ListPreference, SavedView
from gateway.saved_view.policy import Sharing, manages_store

MOST = 200


def _within(actor: Principal) -> ColumnElement[bool]:
    """One's own, and those shared with one's team or store; a manager of the store sees its teams' as well."""
    if actor.kind is not Kind.STAFF:
        return false()
    mine = SavedView.owner_id == actor.staff_id
    of_store = and_(SavedView.sharing == Sharing.STORE, SavedView.store_id == actor.store_id)
    of_team = and_(SavedView.sharing == Sharing.TEAM, SavedView.team_id.in_(actor.team_ids))
    if manages_store(actor):
        of_team = and_(SavedView.sharing == Sharing.TEAM, SavedView.store_id == actor.store_id)
    return and_(SavedView.group_id == actor.group_id, or_(mine, of_store, of_team))


def _select(*columns: Any) -> Select[Any]:
    statement: Select[Any] = select(*columns)
    return statement


def _named() -> Select[Any]:
    return _select(SavedView, Staff.name.label("owner_name")).join(Staff, Staff.id == SavedView.owner_id)


async def views(session: ReadSession, actor: Principal, list_code: str | None) -> Sequence[Row[Any]]:
    """Views with their makers' names, in their order."""
    statement = _named().where(_within(actor), SavedView.removed_at.is_(None))
    if list_code is not None:
        statement = statement.where(SavedView.list_code == list_code)
    ordered = statement.order_by(SavedView.position, SavedView.id).limit(MOST)
    found: Sequence[Row[Any]] = (await session.execute(ordered)).all()
    return found


async def view(session: ReadSession, actor: Principal, view_id: UUID) -> Row[Any] | None:
    statement = _named().where(_within(actor), SavedView.id == view_id, SavedView.removed_at.is_(None))
    found: Row[Any] | None = (await session.execute(statement)).one_or_none()
    return found


async def lock(session: WriteSession, actor: Principal, view_id: UUID, *, removed: bool = False) -> SavedView | None:
    gone = SavedView.removed_at.is_not(None) if removed else SavedView.removed_at.is_(None)
    statement = select(SavedView).where(_within(actor), SavedView.id == view_id, gone).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def counted(session: ReadSession, actor: Principal, list_code: str) -> Row[Any]:
    """`own` views of the list, those `shared` in the store, and the `last` position among both."""
    live = and_(SavedView.list_code == list_code, SavedView.removed_at.is_(None))
    mine = SavedView.owner_id == actor.staff_id
    shared = and_(SavedView.store_id == actor.store_id, SavedView.sharing != Sharing.ME)
    statement = _select(
        func.count().filter(mine).label("own"),
        func.count().filter(shared).label("shared"),
        func.coalesce(func.max(SavedView.position), -1).label("last"),
    ).where(live, or_(mine, shared))
    found: Row[Any] = (await session.execute(statement)).one()
    return found


async def forget_removed(session: WriteSession, actor: Principal, before: datetime) -> None:
    await session.execute(
        delete(SavedView)
        .where(SavedView.owner_id == actor.staff_id, SavedView.removed_at < before)
        .execution_options(synchronize_session=False)
    )


async def preferences(session: ReadSession, actor: Principal, list_code: str | None) -> list[ListPreference]:
    statement = select(ListPreference).where(ListPreference.staff_id == actor.staff_id)
    if list_code is not None:
        statement = statement.where(ListPreference.list_code == list_code)
    return list(await session.scalars(statement.order_by(ListPreference.list_code)))


async def prefer(
    session: WriteSession, staff_id: UUID, list_code: str, default_view_id: UUID | None, columns: list[str]
) -> None:
    chosen = {"default_view_id": default_view_id, "columns": columns}
    statement = insert(ListPreference).values(staff_id=staff_id, list_code=list_code, **chosen)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["staff_id", "list_code"], set_=chosen).execution_options(
            synchronize_session=False
        )
    )
