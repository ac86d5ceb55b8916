"""HTTP of the pool."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.fields import Code, Text
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.customer.listing import search_alternatives
from leads.pool import claiming, listing
from leads.pool.listing_repository import PoolFilters
from leads.pool.policy import PoolKind
from leads.pool.schemas import Claimed, PoolOrder, PoolRow, PoolSummary, Release, Released, Warnings
from leads.posts import SELLERS
from leads.setting.schemas import LevelCode

router = APIRouter(tags=["pool"])


@router.get("/pool", dependencies=staff(*SELLERS))
async def list_pool(
    *,
    reading: Reads,
    kind: Annotated[list[PoolKind] | None, Query(max_length=10)] = None,
    level: Annotated[list[LevelCode] | None, Query(max_length=20)] = None,
    source: Code | None = None,
    claimable: bool | None = None,
    query: Annotated[Text | None, Query()] = None,
    order: PoolOrder = PoolOrder.NEWEST,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[PoolRow]:
    """Customers whom nobody holds, for everybody on the sales floor of the store: why they are here, since when, and
    whether the asker may take them."""
    tokens = await search_alternatives(reading, query) if query else None
    filters = PoolFilters(
        kinds=tuple(kind or ()),
        levels=tuple(level or ()),
        source=source,
        claimable=claimable,
        tokens=tuple(tuple(one) for one in tokens) if tokens is not None else None,
    )
    return await listing.list_pool(reading, filters, order=order, limit=limit, cursor=cursor)


@router.get("/pool/summary", dependencies=staff(*SELLERS))
async def get_pool_summary(reading: Reads) -> PoolSummary:
    """How many there are of each kind, and what the asker may still take today."""
    return await listing.pool_summary(reading)


@router.get("/pool/warnings", dependencies=staff(*SELLERS))
async def list_pool_warnings(reading: Reads) -> Warnings:
    """Whom the pool takes back soon unless there is an effective contact; at most 200, the soonest first."""
    return await listing.list_warnings(reading)


@router.post("/pool/{customer_id}/claim", dependencies=staff(*SELLERS))
async def claim_customer(customer_id: UUID, work: Writes) -> Claimed:
    """Take a customer. `pool_taken` says who was faster; the other conflicts say which limit is reached."""
    return await claiming.claim(work, customer_id)


@router.post("/customers/{customer_id}/release", dependencies=staff(*SELLERS))
async def release_customer(customer_id: UUID, body: Release, work: Writes) -> Released:
    """Give a customer back to the pool; refused with a live order, delivery, complaint, dispute or pending loss."""
    return await claiming.release(work, customer_id, body)
