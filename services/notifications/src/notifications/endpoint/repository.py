"""SQL of endpoints."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import CursorValue, keyset
from sqlalchemy import delete, select

from notifications.endpoint.models import WebhookEndpoint
from notifications.partner.models import PartnerRef, WebhookSecret
from notifications.partner.repository import within

Row = tuple[WebhookEndpoint, str]


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    partner_id: UUID | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Row]:
    statement = _with_partner(actor)
    if partner_id is not None:
        statement = statement.where(WebhookEndpoint.partner_id == partner_id)
    statement = keyset(statement, [(WebhookEndpoint.id, "desc")], after).limit(limit)
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def visible(session: ReadSession, actor: Principal, endpoint_id: UUID) -> Row | None:
    row = (await session.execute(_with_partner(actor).where(WebhookEndpoint.id == endpoint_id))).first()
    return None if row is None else (row[0], row[1])


async def lock(session: WriteSession, endpoint_id: UUID) -> WebhookEndpoint | None:
    """Regardless of scope: the courier's word on an endpoint."""
    statement = select(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id).with_for_update()
    found: WebhookEndpoint | None = await session.scalar(statement)
    return found


async def subscribed(session: ReadSession, event_type: str, partner_id: UUID) -> Sequence[WebhookEndpoint]:
    """The partner's endpoints that want to be told of that, disabled ones too."""
    statement = (
        select(WebhookEndpoint)
        .where(WebhookEndpoint.partner_id == partner_id, WebhookEndpoint.event_types.contains([event_type]))
        .order_by(WebhookEndpoint.id)
    )
    return (await session.scalars(statement)).all()


async def subscribed_partners(session: ReadSession, event_type: str, store_id: UUID) -> Sequence[UUID]:
    """Active partners of a store with an endpoint for that."""
    statement = (
        select(PartnerRef.id)
        .distinct()
        .join(WebhookEndpoint, WebhookEndpoint.partner_id == PartnerRef.id)
        .where(
            PartnerRef.active,
            PartnerRef.store_ids.contains([store_id]),
            WebhookEndpoint.event_types.contains([event_type]),
        )
        .order_by(PartnerRef.id)
    )
    return (await session.scalars(statement)).all()


async def remove(session: WriteSession, endpoint_id: UUID) -> None:
    await session.execute(delete(WebhookSecret).where(WebhookSecret.endpoint_id == endpoint_id))
    await session.execute(delete(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id))


def _with_partner(actor: Principal) -> Any:  # Select of WebhookEndpoint and the partner's name
    return (
        select(WebhookEndpoint, PartnerRef.name)
        .join(PartnerRef, PartnerRef.id == WebhookEndpoint.partner_id)
        .where(within(actor))
    )
