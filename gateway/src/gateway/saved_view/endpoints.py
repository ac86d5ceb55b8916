"""Operations of saved views."""

from uuid import UUID

from fastapi import APIRouter, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from gateway.saved_view import service
from gateway.saved_view.policy import ListCode
from gateway.saved_view.schemas import (
    ListPreferenceOut,
    ListPreferenceSet,
    SavedViewChange,
    SavedViewCreate,
    SavedViewOut,
    SavedViews,
)

router = APIRouter(tags=["saved views"])


@router.get("/saved-views", dependencies=staff())
async def list_saved_views(reading: Reads, list_code: ListCode | None = None) -> SavedViews:
    """One's own views and those shared with one's team or store, with what one sees first."""
    return await service.list_views(reading, list_code)


@router.post("/saved-views", status_code=201, dependencies=staff())
async def create_saved_view(body: SavedViewCreate, work: Writes, once: OnlyOnce, response: Response) -> SavedViewOut:
    """Keep a view. Sharing with the whole store is a manager's."""

    async def act() -> SavedViewOut:
        return await service.save_view(work, body)

    view = await once.run(work, SavedViewOut, act)
    set_etag(response, view.version)
    return view


@router.get("/saved-views/{view_id}", dependencies=staff())
async def get_saved_view(view_id: UUID, reading: Reads, response: Response) -> SavedViewOut:
    """One view. The ETag is the version to send with a change."""
    view = await service.get_view(reading, view_id)
    set_etag(response, view.version)
    return view


@router.patch("/saved-views/{view_id}", dependencies=staff())
async def change_saved_view(
    view_id: UUID, body: SavedViewChange, work: Writes, expected: ExpectedVersion, response: Response
) -> SavedViewOut:
    """Change what is given; needs `If-Match`. A shared one is changed by its maker or a manager of its scope."""
    view = await service.change_view(work, view_id, body, expected)
    set_etag(response, view.version)
    return view


@router.delete("/saved-views/{view_id}", status_code=204, dependencies=staff())
async def remove_saved_view(view_id: UUID, work: Writes) -> None:
    """Remove a view; for a day it can be brought back."""
    await service.remove_view(work, view_id)


@router.post("/saved-views/{view_id}/restoration", dependencies=staff())
async def restore_saved_view(view_id: UUID, work: Writes) -> SavedViewOut:
    """Bring a removed view back."""
    return await service.restore_view(work, view_id)


@router.put("/list-preferences/{list_code}", dependencies=staff())
async def set_list_preference(list_code: ListCode, body: ListPreferenceSet, work: Writes) -> ListPreferenceOut:
    """What one sees first of a list: a view, and columns where no view says them."""
    return await service.prefer(work, list_code, body)
