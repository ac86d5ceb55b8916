"""HTTP of webhook endpoints."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from notifications.endpoint import service
from notifications.endpoint.event_types import CATALOGUE, WebhookTypes
from notifications.endpoint.schemas import (
    EndpointChange,
    EndpointCreate,
    EndpointEnabling,
    EndpointOut,
    EndpointRow,
    EndpointSecretOut,
)
from notifications.partner.schemas import SecretRotation

router = APIRouter(tags=["webhook endpoints"])
KEEPERS = (Role.CHANNEL_PARTNER_MANAGER,)


@router.get("/webhook-event-types", dependencies=staff(*KEEPERS))
async def list_webhook_event_types() -> WebhookTypes:
    """What partners can be told of."""
    return WebhookTypes(items=list(CATALOGUE))


@router.get("/webhook-endpoints", dependencies=staff(*KEEPERS))
async def list_webhook_endpoints(
    reading: Reads,
    partner_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[EndpointRow]:
    """Endpoints of the partners in scope, newest first."""
    filters = filter_hash(partner=partner_id)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await service.list_endpoints(reading, partner_id=partner_id, after=after, limit=limit + 1)
    return Page[EndpointRow].of(
        rows,
        limit,
        item=lambda row: EndpointRow.of(*row),
        cursor=lambda row: encode_cursor([row[0].id], filter_hash=filters),
    )


@router.post("/webhook-endpoints", status_code=201, dependencies=staff(*KEEPERS))
async def create_webhook_endpoint(body: EndpointCreate, work: Writes) -> EndpointSecretOut:
    """Register an address of a partner. The answer is the only place where its secret is ever shown."""
    made = await service.register_endpoint(
        work, body.partner_id, body.url, body.event_types, description=body.description
    )
    return _with_secret(made)


@router.get("/webhook-endpoints/{endpoint_id}", dependencies=staff(*KEEPERS))
async def get_webhook_endpoint(endpoint_id: UUID, reading: Reads, response: Response) -> EndpointOut:
    """One endpoint with the secrets in force, without their text."""
    return _tagged(await service.get_endpoint(reading, endpoint_id), response)


@router.patch("/webhook-endpoints/{endpoint_id}", dependencies=staff(*KEEPERS))
async def change_webhook_endpoint(
    endpoint_id: UUID, body: EndpointChange, work: Writes, expected: ExpectedVersion, response: Response
) -> EndpointOut:
    """Change address, event types or description."""
    return _tagged(await service.change_endpoint(work, endpoint_id, body, expected), response)


@router.post("/webhook-endpoints/{endpoint_id}/secret-rotation", dependencies=staff(*KEEPERS))
async def rotate_webhook_secret(endpoint_id: UUID, body: SecretRotation, work: Writes) -> EndpointSecretOut:
    """A new secret, shown this once. Until the overlap is over every webhook carries both signatures."""
    return _with_secret(await service.rotate_secret(work, endpoint_id, body.overlap))


@router.post("/webhook-endpoints/{endpoint_id}/disabling", dependencies=staff(*KEEPERS))
async def disable_webhook_endpoint(endpoint_id: UUID, work: Writes) -> EndpointOut:
    """Send nothing there until it is enabled."""
    return await service.disable_endpoint(work, endpoint_id)


@router.post("/webhook-endpoints/{endpoint_id}/enabling", dependencies=staff(*KEEPERS))
async def enable_webhook_endpoint(endpoint_id: UUID, body: EndpointEnabling, work: Writes) -> EndpointOut:
    """Send there again, if wanted with what it missed."""
    return await service.enable_endpoint(work, endpoint_id, recover=body.recover)


@router.delete("/webhook-endpoints/{endpoint_id}", status_code=204, dependencies=staff(*KEEPERS))
async def delete_webhook_endpoint(endpoint_id: UUID, work: Writes) -> None:
    """Forget an endpoint and its secrets; the log of its deliveries stays."""
    await service.delete_endpoint(work, endpoint_id)


def _tagged(shown: EndpointOut, response: Response) -> EndpointOut:
    set_etag(response, shown.version)
    return shown


def _with_secret(made: service.Registered) -> EndpointSecretOut:
    return EndpointSecretOut(endpoint=EndpointRow.of(made.endpoint, made.partner_name), secret=made.secret)
