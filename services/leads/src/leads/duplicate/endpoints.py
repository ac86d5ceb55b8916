"""HTTP of duplicates."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.duplicate import service
from leads.duplicate.policy import PairState
from leads.duplicate.schemas import DuplicateOverview, PairDismissal, PairOut, ScanOut
from leads.posts import SALES_MANAGERS

router = APIRouter(tags=["duplicates"])
Cursor = Annotated[str | None, Query(max_length=1024)]
JUDGES = (*SALES_MANAGERS, Role.CRM_MANAGER)


@router.get("/duplicates", dependencies=staff(*JUDGES))
async def get_duplicate_overview(reading: Reads, store_id: UUID | None = None) -> DuplicateOverview:
    """How many pairs wait, and how far the newest scan is."""
    return await service.overview(reading, store_id)


@router.post("/duplicate-scans", status_code=202, dependencies=staff(Role.SALES_MANAGER, Role.CRM_MANAGER))
async def start_duplicate_scan(work: Writes, once: OnlyOnce, store_id: UUID | None = None) -> ScanOut:
    """Look through all files of the store in the background; from then on the new ones every night."""
    return await once.run(work, ScanOut, lambda: service.start_scan(work, store_id))


@router.get("/duplicate-pairs", dependencies=staff(*JUDGES))
async def list_duplicate_pairs(
    reading: Reads, state: PairState = PairState.OPEN, limit: Limit = 50, cursor: Cursor = None
) -> Page[PairOut]:
    """Pairs of files that are likely one person's, the surest first, with the evidence."""
    return await service.list_pairs(reading, state, limit, cursor)


@router.get("/duplicate-pairs/{pair_id}", dependencies=staff(*JUDGES))
async def get_duplicate_pair(pair_id: UUID, reading: Reads) -> PairOut:
    """One pair."""
    return await service.get_pair(reading, pair_id)


@router.post("/duplicate-pairs/{pair_id}/dismissal", dependencies=staff(*JUDGES))
async def dismiss_duplicate_pair(pair_id: UUID, body: PairDismissal, work: Writes) -> PairOut:
    """These are two people; the decision is remembered."""
    await service.dismiss(work, pair_id, body.note)
    return await service.get_pair(work, pair_id)


@router.post("/duplicate-pairs/{pair_id}/reopening", dependencies=staff(*JUDGES))
async def reopen_duplicate_pair(pair_id: UUID, work: Writes) -> PairOut:
    """Take a dismissal back."""
    await service.reopen(work, pair_id)
    return await service.get_pair(work, pair_id)
