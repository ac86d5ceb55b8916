"""HTTP of intake: documents in, results out, and the list of what was refused."""

import hashlib
from email.message import Message
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from service_defaults.errors import UnsupportedMedia
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, partner, staff

from leads.intake import mending, quarantine, service
from leads.intake.policy import CAP_BYTES, MEDIA_TYPES
from leads.intake.schemas import (
    IntakeResults,
    JsonLead,
    JsonLeads,
    QuarantineOut,
    QuarantineRow,
    QuarantineState,
    VendorLink,
    VendorLinkOut,
)
from leads.intake.sender import Document, fingerprint
from leads.posts import INTAKE_POSTS

router = APIRouter(tags=["intake"])
SENDERS = partner(or_staff=(Role.MARKETING, Role.DCC_AGENT, Role.DCC_SUPERVISOR))
_DRAIN_BYTES = 16 * 1024 * 1024
_ADF_BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string"}} for kind in sorted(MEDIA_TYPES)},
    }
}


async def document_of(request: Request, media_types: frozenset[str] = MEDIA_TYPES) -> Document:
    """The raw body. Above the cap it is measured and digested, not kept. Raises `UnsupportedMedia`."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    media_type = header.get_content_type() if request.headers.get("content-type") else ""
    if media_type not in media_types:
        raise UnsupportedMedia(media_type=media_type or "-")
    digest, size, kept = hashlib.sha256(), 0, bytearray()
    async for chunk in request.stream():
        digest.update(chunk)
        size += len(chunk)
        if size <= CAP_BYTES:
            kept += chunk
        elif size > _DRAIN_BYTES:
            break
    charset = header.get_content_charset()
    body = bytes(kept) if size <= CAP_BYTES else None
    return Document(media_type, charset, body, size, digest.hexdigest())


@router.post("/intake/adf", dependencies=SENDERS, openapi_extra=_ADF_BODY)
async def receive_adf(request: Request, work: Writes) -> IntakeResults:
    """Leads as an ADF 1.0 document (up to 256 KiB, also as the plain text of a mail).

    200 as soon as one prospect is readable, with one result per prospect; otherwise a 422 problem that carries
    `results`. Posting the same document again changes nothing.
    """
    return await service.receive_adf(work, await document_of(request))


@router.post("/intake/json", dependencies=SENDERS)
async def receive_json(body: JsonLeads, work: Writes) -> IntakeResults:
    """Leads as JSON, up to 100 at once; answered like ADF documents."""
    raw = fingerprint(body.model_dump(mode="json", exclude_defaults=True))
    return await service.receive_json(work, Document.of(raw, "application/json"), body.leads)


@router.get("/quarantined-intakes", dependencies=staff(*INTAKE_POSTS))
async def list_quarantined_intakes(
    reading: Reads,
    state: QuarantineState | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[QuarantineRow]:
    """What was refused and why, newest first."""
    return await quarantine.list_quarantined(reading, state=state, limit=limit, cursor=cursor)


@router.get("/quarantined-intakes/{intake_id}", dependencies=staff(*INTAKE_POSTS))
async def get_quarantined_intake(intake_id: UUID, reading: Reads) -> QuarantineOut:
    """One refused document as it was received."""
    return await quarantine.quarantined_page(reading, intake_id)


@router.post("/quarantined-intakes/{intake_id}/closing", dependencies=staff(*INTAKE_POSTS))
async def close_quarantined_intake(intake_id: UUID, work: Writes) -> QuarantineRow:
    """Somebody has looked at it."""
    return await quarantine.close_quarantined(work, intake_id)


@router.post("/quarantined-intakes/{intake_id}/mending", dependencies=staff(*INTAKE_POSTS))
async def mend_quarantined_intake(intake_id: UUID, body: JsonLead, work: Writes) -> IntakeResults:
    """Take a refused prospect as it has been completed by hand: by the same rules as when it came."""
    return await mending.mend(work, intake_id, body)


@router.post("/quarantined-intakes/{intake_id}/replay", dependencies=staff(*INTAKE_POSTS))
async def replay_quarantined_intake(intake_id: UUID, work: Writes) -> IntakeResults:
    """Read a refused prospect again as it came, after what stood in its way has changed."""
    return await mending.replay(work, intake_id)


@router.get("/partners/{partner_id}/vendors", dependencies=staff(Role.MARKETING, Role.SALES_MANAGER))
async def list_vendors(partner_id: UUID, reading: Reads) -> list[VendorLinkOut]:
    """Which store a partner means by which vendor."""
    return await quarantine.list_vendors(reading, partner_id)


@router.put("/partners/{partner_id}/vendors", dependencies=staff(Role.MARKETING, Role.SALES_MANAGER))
async def map_vendor(partner_id: UUID, body: VendorLink, work: Writes) -> list[VendorLinkOut]:
    """From now on this vendor of the partner means that store."""
    return await quarantine.map_vendor(work, partner_id, body)
