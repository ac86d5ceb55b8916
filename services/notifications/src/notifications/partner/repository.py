"""SQL of partners and secrets."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Kind, Principal, Scope
from service_defaults.paging import CursorValue, keyset
from sqlalchemy import ColumnElement, and_, false, select, true, update
from sqlalchemy.dialects.postgresql import insert

from notifications.partner.models import PartnerRef, SecretAccess, WebhookSecret


def within(actor: Principal) -> ColumnElement[bool]:
    """Partners of the group that serve one of the actor's stores."""
    if actor.kind is Kind.SYSTEM:
        return true()
    if actor.kind is not Kind.STAFF:
        return false()
    mine = PartnerRef.group_id == actor.group_id
    return mine if actor.scope is Scope.GROUP else mine & PartnerRef.store_ids.overlap(list(actor.store_ids))


async def keep(session: WriteSession, values: dict[str, Any]) -> bool:
    """Keep the newest revision; answers whether it was news."""
    statement = insert(PartnerRef).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: statement.excluded[name] for name in values if name != "id"},
        where=PartnerRef.revision < statement.excluded.revision,
    )
    return (await session.execute(statement.returning(PartnerRef.id))).first() is not None


async def find(session: ReadSession, partner_id: UUID) -> PartnerRef | None:
    """Regardless of scope: whom an event or a request is about."""
    return await session.get(PartnerRef, partner_id)


async def visible(session: ReadSession, actor: Principal, partner_id: UUID) -> PartnerRef | None:
    found: PartnerRef | None = await session.scalar(
        select(PartnerRef).where(within(actor), PartnerRef.id == partner_id)
    )
    return found


async def page(
    session: ReadSession, actor: Principal, *, after: Sequence[CursorValue] | None, limit: int
) -> list[tuple[PartnerRef, WebhookSecret | None]]:
    """Partners with the secret that they sign with now."""
    current = and_(
        WebhookSecret.partner_id == PartnerRef.id,
        WebhookSecret.endpoint_id.is_(None),
        WebhookSecret.retires_at.is_(None),
    )
    statement: Any = select(PartnerRef, WebhookSecret).outerjoin(WebhookSecret, current).where(within(actor))
    statement = keyset(statement, [(PartnerRef.id, "asc")], after).limit(limit)
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def secrets_of(
    session: ReadSession, partner_id: UUID, endpoint_id: UUID | None, wall: datetime
) -> Sequence[WebhookSecret]:
    """Secrets in force, the current one first."""
    statement = select(WebhookSecret).where(
        WebhookSecret.partner_id == partner_id,
        WebhookSecret.endpoint_id.is_(None) if endpoint_id is None else WebhookSecret.endpoint_id == endpoint_id,
        WebhookSecret.retires_at.is_(None) | (WebhookSecret.retires_at > wall),
    )
    statement = statement.order_by(WebhookSecret.retires_at.is_(None).desc(), WebhookSecret.created_at.desc())
    return (await session.scalars(statement)).all()


async def secrets_of_endpoints(
    session: ReadSession, endpoint_ids: Collection[UUID], wall: datetime
) -> dict[UUID, list[WebhookSecret]]:
    """Secrets in force by endpoint, the current one first."""
    statement = select(WebhookSecret).where(
        WebhookSecret.endpoint_id.in_(endpoint_ids),
        WebhookSecret.retires_at.is_(None) | (WebhookSecret.retires_at > wall),
    )
    statement = statement.order_by(WebhookSecret.retires_at.is_(None).desc(), WebhookSecret.created_at.desc())
    found: dict[UUID, list[WebhookSecret]] = defaultdict(list)
    for row in await session.scalars(statement):
        if row.endpoint_id is not None:
            found[row.endpoint_id].append(row)
    return found


async def endpoints_with_secrets(session: ReadSession, partner_id: UUID) -> Sequence[UUID]:
    statement = select(WebhookSecret.endpoint_id).where(
        WebhookSecret.partner_id == partner_id,
        WebhookSecret.endpoint_id.is_not(None),
        WebhookSecret.retires_at.is_(None),
    )
    return [endpoint_id for endpoint_id in await session.scalars(statement) if endpoint_id is not None]


async def retire(session: WriteSession, partner_id: UUID, endpoint_id: UUID | None, at: datetime) -> None:
    """The current secret holds until then; former ones not longer than that."""
    of_owner = WebhookSecret.endpoint_id.is_(None) if endpoint_id is None else WebhookSecret.endpoint_id == endpoint_id
    still = WebhookSecret.retires_at.is_(None) | (WebhookSecret.retires_at > at)
    await session.execute(
        update(WebhookSecret).where(WebhookSecret.partner_id == partner_id, of_owner, still).values(retires_at=at)
    )


async def lock(session: WriteSession, partner_id: UUID) -> None:
    """One change of a partner's secrets at a time."""
    await session.execute(select(PartnerRef.id).where(PartnerRef.id == partner_id).with_for_update())


async def accesses(
    session: ReadSession, partner_id: UUID, *, after: Sequence[CursorValue] | None, limit: int
) -> Sequence[SecretAccess]:
    statement = select(SecretAccess).where(SecretAccess.partner_id == partner_id)
    statement = keyset(statement, [(SecretAccess.at, "desc"), (SecretAccess.id, "desc")], after)
    return (await session.scalars(statement.limit(limit))).all()
