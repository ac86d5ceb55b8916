"""SQL of webhook deliveries as people see and steer them; the courier's stands in courier_repository.py."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scoped
from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from notifications.delivery.models import WebhookAttempt, WebhookDelivery
from notifications.endpoint.models import WebhookEndpoint
from notifications.partner.models import PartnerRef

Row = tuple[WebhookDelivery, str | None]


async def claim(session: WriteSession, delivery: WebhookDelivery) -> bool:
    """Write the delivery unless that endpoint is being told already; False when it is."""
    values = {column.key: getattr(delivery, column.key) for column in WebhookDelivery.__table__.columns}
    statement = insert(WebhookDelivery).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["webhook_id", "partner_id", "endpoint_id"])
    return (await session.execute(statement.returning(WebhookDelivery.id))).first() is not None


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    wanted: dict[str, Any],
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Row]:
    """Newest first with the partner's name; `wanted` are column names with their values, none for any."""
    statement = _with_partner(actor)
    for name, value in wanted.items():
        if value is not None:
            statement = statement.where(getattr(WebhookDelivery, name) == value)
    statement = keyset(statement, [(WebhookDelivery.created_at, "desc"), (WebhookDelivery.id, "desc")], after)
    return [(row[0], row[1]) for row in (await session.execute(statement.limit(limit))).all()]


async def visible(
    session: ReadSession, actor: Principal, delivery_id: UUID
) -> tuple[WebhookDelivery, str | None, WebhookEndpoint | None] | None:
    """A delivery with the partner's name and its endpoint, null when that is gone."""
    statement = (
        _with_partner(actor)
        .add_columns(WebhookEndpoint)
        .outerjoin(WebhookEndpoint, WebhookEndpoint.id == WebhookDelivery.endpoint_id)
        .where(WebhookDelivery.id == delivery_id)
    )
    row = (await session.execute(statement)).first()
    return None if row is None else (row[0], row[1], row[2])


async def lock(session: WriteSession, delivery_id: UUID) -> WebhookDelivery:
    statement = select(WebhookDelivery).where(WebhookDelivery.id == delivery_id).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one()


async def attempts_of(session: ReadSession, delivery_id: UUID) -> Sequence[WebhookAttempt]:
    statement = select(WebhookAttempt).where(WebhookAttempt.delivery_id == delivery_id)
    return (await session.scalars(statement.order_by(WebhookAttempt.number).limit(200))).all()


async def stop_personal(session: WriteSession, customer_id: UUID, partner_id: UUID, line: dict[str, Any]) -> None:
    """What is personal and not delivered yet is suppressed, and its body dropped."""
    await session.execute(
        _closing(line)
        .values(body_sealed=None)
        .where(
            same_person(WebhookDelivery.customer_id, customer_id),
            WebhookDelivery.partner_id == partner_id,
            WebhookDelivery.personal,
            WebhookDelivery.state != "delivered",
            WebhookDelivery.body_sealed.is_not(None),
        )
    )


async def hold_back(session: WriteSession, endpoint_id: UUID, line: dict[str, Any]) -> None:
    waiting = (WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.state == "pending")
    await session.execute(_closing(line).where(*waiting))


async def requeue_missed(session: WriteSession, endpoint: WebhookEndpoint, wall: datetime, limit: int) -> int:
    """Queue again what failed or was held back and still has its body; answers how many."""
    own = WebhookDelivery.endpoint_id == endpoint.id
    homeless = (
        WebhookDelivery.endpoint_id.is_(None)
        & (WebhookDelivery.partner_id == endpoint.partner_id)
        & WebhookDelivery.event_type.in_(endpoint.event_types)
    )
    missed = (
        select(WebhookDelivery.id)
        .where(
            own | homeless,
            WebhookDelivery.state.in_(("failed", "suppressed")),
            WebhookDelivery.body_sealed.is_not(None),
        )
        .order_by(WebhookDelivery.created_at)
        .limit(limit)
    )
    result = await session.scalars(
        update(WebhookDelivery)
        .where(WebhookDelivery.id.in_(missed))
        .values(
            state="pending",
            endpoint_id=endpoint.id,
            attempts_before=WebhookDelivery.attempts_before + WebhookDelivery.attempts,
            attempts=0,
            next_attempt_at=wall,
            leased_until=None,
        )
        .returning(WebhookDelivery.id)
    )
    return len(result.all())


async def earliest_purge(session: ReadSession) -> datetime | None:
    kept = (WebhookDelivery.body_sealed.is_not(None), WebhookDelivery.state != "pending")
    due: datetime | None = await session.scalar(select(func.min(WebhookDelivery.purge_at)).where(*kept))
    return due


async def purge(session: WriteSession, now: datetime, limit: int) -> None:
    """Drop the bodies whose time is over."""
    over = (
        select(WebhookDelivery.id)
        .where(
            WebhookDelivery.body_sealed.is_not(None),
            WebhookDelivery.state != "pending",
            WebhookDelivery.purge_at <= now,
        )
        .limit(limit)
    )
    await session.execute(update(WebhookDelivery).where(WebhookDelivery.id.in_(over)).values(body_sealed=None))


def _closing(line: dict[str, Any]) -> Any:
    added = WebhookDelivery.gates.op("||")(bindparam("line", [line], type_=JSONB))
    return update(WebhookDelivery).values(state="suppressed", gates=added, leased_until=None)


def _with_partner(actor: Principal) -> Select[Any]:
    return (
        scoped(WebhookDelivery, actor)
        .outerjoin(PartnerRef, PartnerRef.id == WebhookDelivery.partner_id)
        .add_columns(PartnerRef.name)
    )
