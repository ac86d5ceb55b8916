"""HTTP of partners' maps: the door for their own JSON, and the screen on which a map is kept."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from service_defaults.identity import Role
from service_defaults.web import ExpectedVersion, Reads, Writes, partner, set_etag, staff

from leads.intake.endpoints import document_of
from leads.intake.schemas import IntakeResults
from leads.partner_map import presets, receiving, service
from leads.partner_map.schemas import (
    PartnerMapBody,
    PartnerMapOut,
    PartnerMapPreset,
    PartnerMapRow,
    PartnerMapTrial,
    PartnerMapVersionRow,
    TrialResult,
)

router = APIRouter(tags=["partner maps"])
KEEPERS = staff(Role.MARKETING, Role.SALES_MANAGER)
_MEDIA_TYPES = frozenset({"application/json", "text/json"})
_DESCRIBED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the partner's own JSON, at most 256 KiB and 100 records",
        "content": {"application/json": {"schema": {}}},
    },
    "parameters": [
        {"name": name, "in": "header", "required": False, "schema": {"type": "string"}}
        for name in receiving.SIGNATURE_HEADERS
    ],
}


class PartnerMapRows(BaseModel):
    items: list[PartnerMapRow]


class PartnerMapPresets(BaseModel):
    items: list[PartnerMapPreset]


class PartnerMapVersions(BaseModel):
    items: list[PartnerMapVersionRow]


@router.post("/intake/partner", dependencies=partner(), openapi_extra=_DESCRIBED)
async def receive_partner_leads(request: Request, work: Writes) -> IntakeResults:
    """Leads in the partner's own JSON, read by the map that the dealer keeps for this partner.

    Where the map asks for it, the raw bytes are signed after Standard Webhooks with the partner's inbound secret, at
    most five minutes ago, each `webhook-id` for one document. 200 as soon as one record is readable, with one result
    per record; `skipped` ones are kept and become no lead. Posting the same document again changes nothing.
    """
    headers = {name: request.headers.get(name, "") for name in receiving.SIGNATURE_HEADERS}
    return await receiving.receive(work, await document_of(request, _MEDIA_TYPES), headers)


@router.get("/partner-maps", dependencies=KEEPERS)
async def list_partner_maps(reading: Reads) -> PartnerMapRows:
    """The partners of one's stores, each with what is known of its map."""
    return PartnerMapRows(items=await service.list_maps(reading))


@router.get("/partner-maps/presets", dependencies=KEEPERS)
async def list_partner_map_presets() -> PartnerMapPresets:
    """Maps to begin with, each with a sample that it reads."""
    return PartnerMapPresets(items=list(presets.PRESETS))


@router.get("/partner-maps/{partner_id}", dependencies=KEEPERS)
async def get_partner_map(partner_id: UUID, reading: Reads, response: Response) -> PartnerMapOut:
    """The map that holds, or one that is proposed while none is saved (`version` 0)."""
    return _tagged(await service.map_page(reading, partner_id), response)


@router.put("/partner-maps/{partner_id}", dependencies=KEEPERS)
async def save_partner_map(
    partner_id: UUID, body: PartnerMapBody, work: Writes, expected: ExpectedVersion, response: Response
) -> PartnerMapOut:
    """From now on the partner's documents are read like this; the former versions are kept."""
    return _tagged(await service.save_map(work, partner_id, body, expected), response)


@router.get("/partner-maps/{partner_id}/versions", dependencies=KEEPERS)
async def list_partner_map_versions(partner_id: UUID, reading: Reads) -> PartnerMapVersions:
    """Every map that ever held, newest first, at most 50."""
    return PartnerMapVersions(items=await service.map_versions(reading, partner_id))


@router.post("/partner-maps/{partner_id}/trial", dependencies=KEEPERS)
async def try_partner_map(partner_id: UUID, body: PartnerMapTrial, reading: Reads) -> TrialResult:
    """What a sample would become by a map that need not be saved. Nothing is written."""
    return await service.try_map(reading, partner_id, body)


def _tagged(shown: PartnerMapOut, response: Response) -> PartnerMapOut:
    set_etag(response, shown.version)
    return shown
