"""HTTP of level schemes and month snapshots."""

from uuid import UUID

from fastapi import APIRouter, Response
from service_defaults.identity import Role
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.level import service
from leads.level.schemas import LevelSchemeChanged, LevelSchemeChoice, LevelSchemes, MonthSnapshotOut
from leads.posts import SALES_MANAGERS

router = APIRouter(tags=["levels"])


@router.get("/level-schemes", dependencies=staff(Role.SALES_MANAGER))
async def list_level_schemes(reading: Reads, store_id: UUID | None = None) -> LevelSchemes:
    """Ready-made sets of levels, with how the present ones would be regraded and how many leads have them."""
    return await service.level_schemes(reading, store_id)


@router.put("/level-scheme", dependencies=staff(Role.SALES_MANAGER))
async def choose_level_scheme(
    body: LevelSchemeChoice,
    work: Writes,
    expected: ExpectedVersion,
    response: Response,
    store_id: UUID | None = None,
) -> LevelSchemeChanged:
    """Change to another scheme and regrade the store's leads with it; `If-Match` is the version of the settings."""
    changed = await service.choose_scheme(work, body, expected, store_id)
    set_etag(response, changed.settings.version)
    return changed


@router.get("/month-snapshots", dependencies=staff(*SALES_MANAGERS))
async def list_month_snapshots(reading: Reads, store_id: UUID | None = None) -> list[MonthSnapshotOut]:
    """What the last thirteen months started with: open buying leads per level at 00:00 of day 1, frozen."""
    return await service.month_snapshots(reading, store_id)
