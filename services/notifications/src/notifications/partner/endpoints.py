"""HTTP of the secrets that partners sign their webhooks with."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.identity import Role
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import Reads, Writes, staff
from service_defaults.work import Reading

from notifications.partner import service
from notifications.partner.models import PartnerRef, SecretAccess, WebhookSecret
from notifications.partner.schemas import PartnerSecretOut, SecretAccessRow, SecretRotation, WebhookPartnerRow

router = APIRouter(tags=["webhook partners"])
KEEPERS = (Role.CHANNEL_PARTNER_MANAGER,)
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/webhook-partners", dependencies=staff(*KEEPERS))
async def list_webhook_partners(reading: Reads, limit: Limit = 50, cursor: Cursor = None) -> Page[WebhookPartnerRow]:
    """Partners in scope with the address that they post their webhooks to."""
    filters = filter_hash()
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_partners(reading, after=after, limit=limit + 1)
    return Page[WebhookPartnerRow].of(
        rows,
        limit,
        item=lambda row: _row(reading, *row),
        cursor=lambda row: encode_cursor([row[0].id], filter_hash=filters),
    )


@router.post("/webhook-partners/{partner_id}/secret-reveal", dependencies=staff(*KEEPERS))
async def reveal_partner_secret(partner_id: UUID, work: Writes) -> PartnerSecretOut:
    """Show the secret that the partner signs with, once; who saw it is written down."""
    return PartnerSecretOut(partner_id=partner_id, secret=await service.reveal_secret(work, partner_id))


@router.post("/webhook-partners/{partner_id}/secret-rotation", dependencies=staff(*KEEPERS))
async def rotate_partner_secret(partner_id: UUID, body: SecretRotation, work: Writes) -> PartnerSecretOut:
    """A new secret, shown this once; the former one is believed until the overlap is over."""
    secret = await service.rotate_secret(work, partner_id, body.overlap)
    return PartnerSecretOut(partner_id=partner_id, secret=secret)


@router.get("/webhook-partners/{partner_id}/secret-accesses", dependencies=staff(*KEEPERS))
async def list_secret_accesses(
    partner_id: UUID, reading: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[SecretAccessRow]:
    """Who made, saw or replaced the partner's secrets, newest first."""
    filters = filter_hash(partner=partner_id)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_accesses(reading, partner_id, after=after, limit=limit + 1)
    people = {UUID(row.actor) for row in rows if row.actor != "system"}
    names = {str(staff_id): name for staff_id, name in (await staff_names(reading.session, people)).items()}
    return Page[SecretAccessRow].of(
        rows,
        limit,
        item=lambda row: _access(row, names),
        cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=filters),
    )


def _row(reading: Reading, partner: PartnerRef, secret: WebhookSecret | None) -> WebhookPartnerRow:
    base = reading.platform.settings.public_base_url.rstrip("/")
    return WebhookPartnerRow(
        id=partner.id,
        name=partner.name,
        kind=partner.kind,
        active=partner.active,
        inbound_url=f"{base}{service.INBOUND_PATH}/{partner.id}",
        secret_created_at=secret.created_at if secret else None,
        secret_revealed_at=secret.revealed_at if secret else None,
    )


def _access(row: SecretAccess, names: dict[str, str]) -> SecretAccessRow:
    name = names.get(row.actor, "")
    return SecretAccessRow(id=row.id, endpoint_id=row.endpoint_id, act=row.act, actor_name=name, at=row.at)
