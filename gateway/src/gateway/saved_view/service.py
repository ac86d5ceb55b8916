"""Use cases of saved views."""

from datetime import timedelta
from uuid import UUID

from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from gateway.saved_view import policy, repository
from gateway.saved_view.errors import SavedViewNotFound, SavedViewNotYours, SharingTooWide, TooManyViews
from gateway.saved_view.models import SavedView
from gateway.saved_view.policy import ListCode, Sharing
from gateway.saved_view.schemas import (
    ListPreferenceOut,
    ListPreferenceSet,
    SavedViewChange,
    SavedViewCreate,
    SavedViewOut,
    SavedViews,
)


async def list_views(reading: Reading, list_code: ListCode | None) -> SavedViews:
    """What one may open, and what one sees first."""
    rows = await repository.views(reading.session, reading.actor, list_code)
    visible = {row.SavedView.id for row in rows}
    kept = await repository.preferences(reading.session, reading.actor, list_code)
    return SavedViews(
        items=[shown(row.SavedView, row.owner_name, reading.actor) for row in rows],
        preferences=[
            ListPreferenceOut(
                list_code=ListCode(one.list_code),
                default_view_id=one.default_view_id if one.default_view_id in visible else None,
                columns=one.columns,
            )
            for one in kept
        ],
        may_share=[sharing for sharing in Sharing if policy.may_share(reading.actor, sharing)],
    )


async def get_view(reading: Reading, view_id: UUID) -> SavedViewOut:
    """Raises `SavedViewNotFound`."""
    row = await repository.view(reading.session, reading.actor, view_id)
    if row is None:
        raise SavedViewNotFound
    return shown(row.SavedView, row.owner_name, reading.actor)


async def save_view(work: Work, command: SavedViewCreate) -> SavedViewOut:
    """Raises `SharingTooWide`, `TooManyViews`."""
    actor = work.actor
    counts = await _room(work, command.list_code, command.sharing, new=True)
    await repository.forget_removed(work.session, actor, work.wall - timedelta(hours=policy.KEPT_HOURS))
    # Only staff come here, and they have all three.
    assert None not in (actor.staff_id, actor.group_id, actor.store_id)  # noqa: S101 - for the reader
    view = SavedView(
        id=new_id(),
        group_id=actor.group_id,
        store_id=actor.store_id,
        team_id=actor.team_ids[0] if actor.team_ids else None,
        owner_id=actor.staff_id,
        list_code=command.list_code,
        name=command.name,
        filters=dict(command.filters),
        sort=command.sort,
        columns=command.columns,
        layout=command.layout,
        sharing=command.sharing,
        position=counts + 1 if command.position is None else command.position,
        created_at=work.wall,
        removed_at=None,
        version=1,
    )
    work.session.add(view)
    await work.session.flush()
    return shown(view, actor.name, actor)


async def change_view(work: Work, view_id: UUID, command: SavedViewChange, expected: int) -> SavedViewOut:
    """Raises `SavedViewNotFound`, `SavedViewNotYours`, `PreconditionFailed`, `SharingTooWide`, `TooManyViews`."""
    view = await _locked(work, view_id)
    check_version(view.version, expected)
    if command.sharing is not None and command.sharing != view.sharing:
        await _room(work, ListCode(view.list_code), command.sharing, new=False)
        if command.sharing is Sharing.TEAM and view.owner_id == work.actor.staff_id:
            view.team_id = work.actor.team_ids[0]
    for name, value in command.model_dump(exclude_unset=True).items():
        if value is not None or name == "sort":
            setattr(view, name, value)
    view.version += 1
    await work.session.flush()
    return await get_view(work, view_id)


async def remove_view(work: Work, view_id: UUID) -> None:
    """It can be brought back for a day. Raises `SavedViewNotFound`, `SavedViewNotYours`."""
    view = await _locked(work, view_id)
    view.removed_at = work.wall
    view.version += 1


async def restore_view(work: Work, view_id: UUID) -> SavedViewOut:
    """Raises `SavedViewNotFound` for one that was not removed or is gone for good."""
    view = await repository.lock(work.session, work.actor, view_id, removed=True)
    if view is None or not policy.may_change(work.actor, view):
        raise SavedViewNotFound
    view.removed_at = None
    view.version += 1
    await work.session.flush()
    return await get_view(work, view_id)


async def prefer(work: Work, list_code: ListCode, command: ListPreferenceSet) -> ListPreferenceOut:
    """Raises `SavedViewNotFound` for a view that one cannot open."""
    if command.default_view_id is not None:
        await get_view(work, command.default_view_id)
    assert work.actor.staff_id  # noqa: S101 - only staff come here
    await repository.prefer(
        work.session, work.actor.staff_id, list_code, command.default_view_id, list(command.columns)
    )
    return ListPreferenceOut(list_code=list_code, **command.model_dump())


async def _locked(work: Work, view_id: UUID) -> SavedView:
    view = await repository.lock(work.session, work.actor, view_id)
    if view is None:
        raise SavedViewNotFound
    if not policy.may_change(work.actor, view):
        raise SavedViewNotYours
    return view


async def _room(work: Work, list_code: ListCode, sharing: Sharing, *, new: bool) -> int:
    """The last position in use. Raises `SharingTooWide`, `TooManyViews`."""
    if not policy.may_share(work.actor, sharing):
        raise SharingTooWide(pointer="/sharing")
    counts = await repository.counted(work.session, work.actor, list_code)
    if new and counts.own >= policy.OWN_LIMIT:
        raise TooManyViews(limit=policy.OWN_LIMIT)
    if sharing is not Sharing.ME and counts.shared >= policy.SHARED_LIMIT:
        raise TooManyViews(limit=policy.SHARED_LIMIT)
    return int(counts.last)


def shown(view: SavedView, owner_name: str, actor: Principal) -> SavedViewOut:
    return SavedViewOut(
        id=view.id,
        list_code=ListCode(view.list_code),
        name=view.name,
        filters=view.filters,
        sort=view.sort,
        columns=view.columns,
        layout=policy.Layout(view.layout),
        sharing=Sharing(view.sharing),
        position=view.position,
        owner_id=view.owner_id,
        owner_name=owner_name,
        mine=view.owner_id == actor.staff_id,
        changeable=policy.may_change(actor, view),
        version=view.version,
    )
