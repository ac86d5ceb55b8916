"""HTTP of members and their ledger."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.paging import Page
from service_defaults.web import Reads, staff

from loyalty.ledger import repository as ledger
from loyalty.ledger.schemas import LedgerEntryOut
from loyalty.member import repository, service
from loyalty.member.schemas import MemberOut, MemberRow

router = APIRouter(tags=["members"])
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/members", dependencies=staff())
async def list_members(
    reading: Reads,
    tier: Annotated[str | None, Query(max_length=64)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MemberRow]:
    """Members in scope, newest first."""
    return await repository.members_page(reading.session, reading.actor, tier=tier, limit=limit, cursor=cursor)


@router.get("/members/{member_id}", dependencies=staff())
async def get_member(member_id: UUID, reading: Reads) -> MemberOut:
    """The member card with what is missing to the next tier."""
    return await service.card(reading, member_id)


@router.get("/members/{member_id}/entries", dependencies=staff())
async def list_ledger_entries(
    member_id: UUID, reading: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[LedgerEntryOut]:
    """The member's ledger, newest first."""
    shown = await service.card(reading, member_id)
    return await ledger.entries_page(reading.session, reading.actor, shown.id, limit=limit, cursor=cursor)
