"""SQL of the courier: claim what is due, write down what came of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from sqlalchemy import ARRAY, Uuid, bindparam, func, select, text, update

from notifications.delivery.models import WebhookDelivery
from notifications.endpoint.models import WebhookEndpoint
from notifications.partner.models import PartnerRef

# A few per endpoint and one per failing endpoint, so that a long queue or a slow answer takes nobody else's place.
_CLAIM = text(
    """
    UPDATE webhook_delivery SET leased_until = :lease WHERE id IN (
      SELECT picked.id FROM webhook_endpoint AS e
      JOIN partner_ref AS p ON p.id = e.partner_id AND p.active
      CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_delivery AS d
        WHERE d.endpoint_id = e.id AND d.state = 'pending' AND d.next_attempt_at <= :wall
          AND (d.leased_until IS NULL OR d.leased_until <= :wall)
        ORDER BY d.next_attempt_at, d.id
        LIMIT CASE WHEN e.failing_since IS NULL THEN :share ELSE 1 END
        FOR UPDATE SKIP LOCKED
      ) AS picked
      WHERE e.state = 'active' AND (e.paused_until IS NULL OR e.paused_until <= :wall) AND e.id <> ALL (:busy)
      LIMIT :room
    ) RETURNING id
    """
).bindparams(bindparam("busy", type_=ARRAY(Uuid())))

Claimed = tuple[WebhookDelivery, WebhookEndpoint, str]


async def claim_due(
    session: WriteSession, wall: datetime, *, lease: timedelta, busy: Collection[UUID], share: int, room: int
) -> Sequence[Claimed]:
    """Lease what is due, at most `share` per endpoint that is not `busy`; with the endpoint and the partner's name."""
    values = {"wall": wall, "lease": wall + lease, "busy": list(busy), "share": share, "room": room}
    ids = (await session.scalars(_CLAIM, values)).all()
    if not ids:
        return ()
    statement = (
        select(WebhookDelivery, WebhookEndpoint, PartnerRef.name)
        .join(WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id)
        .join(PartnerRef, PartnerRef.id == WebhookDelivery.partner_id)
        .where(WebhookDelivery.id.in_(ids))
    )
    return [(row[0], row[1], row[2]) for row in (await session.execute(statement)).all()]


async def anything_due(session: ReadSession, wall: datetime) -> bool:
    """A cheap look before a claim: an idle courier writes nothing."""
    statement = select(WebhookDelivery.id).where(
        WebhookDelivery.state == "pending",
        WebhookDelivery.next_attempt_at <= wall,
        WebhookDelivery.leased_until.is_(None) | (WebhookDelivery.leased_until <= wall),
    )
    return await session.scalar(statement.limit(1)) is not None


async def locked(session: WriteSession, ids: Collection[UUID]) -> dict[UUID, WebhookDelivery]:
    """In one order, so that two couriers never wait for each other."""
    statement = select(WebhookDelivery).where(WebhookDelivery.id.in_(ids)).order_by(WebhookDelivery.id)
    return {row.id: row for row in await session.scalars(statement.with_for_update())}


async def endpoint_failed(
    session: WriteSession, endpoint_id: UUID, wall: datetime, pause_until: datetime | None
) -> None:
    """Technical columns only: the version that people change stays."""
    values = {
        "failing_since": func.coalesce(WebhookEndpoint.failing_since, wall),
        "paused_until": func.greatest(WebhookEndpoint.paused_until, pause_until),
        "version": WebhookEndpoint.version,
    }
    await session.execute(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == endpoint_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


async def endpoint_succeeded(session: WriteSession, endpoint_id: UUID, now: datetime) -> None:
    values = {
        "failing_since": None,
        "paused_until": None,
        "last_success_at": now,
        "version": WebhookEndpoint.version,
    }
    await session.execute(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == endpoint_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
