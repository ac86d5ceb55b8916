"""Operations of partners and their API keys."""

from typing import Annotated
from uuid import UUID

from contracts.vocabulary import PartnerKind
from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from gateway.partner import service
from gateway.partner.models import Partner, PartnerKey
from gateway.partner.schemas import KeyCreate, KeyOut, KeyRow, PartnerChange, PartnerCreate, PartnerOut, PartnerRow
from gateway.runtime import Running

router = APIRouter(tags=["partner"])
KEEPERS = (Role.CHANNEL_PARTNER_MANAGER,)


@router.get("/partners", dependencies=staff())
async def list_partners(
    reading: Reads,
    kind: PartnerKind | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[PartnerRow]:
    """Partners that serve one's stores."""
    filters = filter_hash(kind=kind)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_partners(reading, kind=kind, after=after, limit=limit + 1)
    return Page[PartnerRow].of(
        rows,
        limit,
        item=lambda row: PartnerRow.model_validate(row, from_attributes=True),
        cursor=lambda row: encode_cursor([row.id], filter_hash=filters),
    )


@router.post("/partners", status_code=201, dependencies=staff(*KEEPERS))
async def create_partner(body: PartnerCreate, work: Writes, once: OnlyOnce, response: Response) -> PartnerOut:
    """Admit a partner."""

    async def act() -> PartnerOut:
        return _shown(await service.admit_partner(work, body), response)

    return await once.run(work, PartnerOut, act)


@router.get("/partners/{partner_id}", dependencies=staff(*KEEPERS))
async def get_partner(partner_id: UUID, reading: Reads, response: Response) -> PartnerOut:
    """One partner."""
    return _shown(await service.get_partner(reading, partner_id), response)


@router.patch("/partners/{partner_id}", dependencies=staff(*KEEPERS))
async def change_partner(
    partner_id: UUID, body: PartnerChange, work: Writes, expected: ExpectedVersion, response: Response
) -> PartnerOut:
    """Change a partner; an inactive one's keys open nothing."""
    return _shown(await service.change_partner(work, partner_id, body, expected), response)


@router.get("/partners/{partner_id}/keys", dependencies=staff(*KEEPERS))
async def list_partner_keys(partner_id: UUID, reading: Reads) -> Page[KeyRow]:
    """The API keys of a partner, newest first, without their secrets."""
    return Page[KeyRow](items=[_key(row) for row in await service.list_keys(reading, partner_id)])


@router.post("/partners/{partner_id}/keys", status_code=201, dependencies=staff(*KEEPERS))
async def create_partner_key(partner_id: UUID, body: KeyCreate, work: Writes) -> KeyOut:
    """Issue an API key. The answer is the only place where it is ever shown, so a repeat issues another one."""
    issued = await service.issue_key(work, partner_id, body)
    return KeyOut(**_key(issued.row).model_dump(), api_key=issued.text)


@router.delete("/partners/{partner_id}/keys/{key_id}", status_code=204, dependencies=staff(*KEEPERS))
async def revoke_partner_key(partner_id: UUID, key_id: UUID, work: Writes, runtime: Running) -> None:
    """Revoke an API key, at once."""
    digest = await service.revoke_key(work, partner_id, key_id)
    if digest is not None:
        runtime.keys.end(digest)


def _shown(partner: Partner, response: Response) -> PartnerOut:
    set_etag(response, partner.revision)
    return PartnerOut.model_validate(partner, from_attributes=True)


def _key(row: PartnerKey) -> KeyRow:
    return KeyRow.model_validate(row, from_attributes=True)
