"""All SQL of partners."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Kind, Principal, Scope
from service_defaults.paging import CursorValue, keyset
from sqlalchemy import ColumnElement, false, select, true, update

from gateway.organisation.models import Store
from gateway.partner.models import Partner, PartnerKey


def _within(actor: Principal) -> ColumnElement[bool]:
    """Partners of the group that serve one of the actor's stores."""
    if actor.kind is Kind.SYSTEM:
        return true()
    if actor.kind is not Kind.STAFF:
        return false()
    mine = Partner.group_id == actor.group_id
    return mine if actor.scope is Scope.GROUP else mine & Partner.store_ids.overlap(list(actor.store_ids))


async def partners(
    session: ReadSession, actor: Principal, *, kind: str | None, after: Sequence[CursorValue] | None, limit: int
) -> list[Partner]:
    statement = select(Partner).where(_within(actor))
    if kind is not None:
        statement = statement.where(Partner.kind == kind)
    return list(await session.scalars(keyset(statement, [(Partner.id, "asc")], after).limit(limit)))


async def partner(session: ReadSession, actor: Principal, partner_id: UUID) -> Partner | None:
    found: Partner | None = await session.scalar(select(Partner).where(_within(actor), Partner.id == partner_id))
    return found


async def lock_partner(session: WriteSession, actor: Principal, partner_id: UUID) -> Partner | None:
    statement = select(Partner).where(_within(actor), Partner.id == partner_id).with_for_update()
    found: Partner | None = await session.scalar(statement)
    return found


async def all_partners(session: ReadSession, group_id: UUID | None) -> list[Partner]:
    statement = select(Partner).order_by(Partner.id)
    if group_id is not None:
        statement = statement.where(Partner.group_id == group_id)
    return list(await session.scalars(statement))


async def known_stores(session: ReadSession, actor: Principal, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Store → group of those ids that the actor may name."""
    statement = select(Store.id, Store.group_id).where(Store.id.in_(ids))
    if actor.kind is not Kind.SYSTEM:
        allowed = Store.group_id == actor.group_id
        statement = statement.where(allowed if actor.scope is Scope.GROUP else Store.id.in_(actor.store_ids))
    return {row.id: row.group_id for row in await session.execute(statement)}


async def keys(session: ReadSession, partner_id: UUID) -> list[PartnerKey]:
    statement = select(PartnerKey).where(PartnerKey.partner_id == partner_id).order_by(PartnerKey.id.desc()).limit(200)
    return list(await session.scalars(statement))


async def revoke_key(session: WriteSession, partner_id: UUID, key_id: UUID, at: datetime) -> bytes | None:
    """The digest of the key that was in force and is not any more."""
    found: bytes | None = await session.scalar(
        update(PartnerKey)
        .where(PartnerKey.id == key_id, PartnerKey.partner_id == partner_id, PartnerKey.revoked_at.is_(None))
        .values(revoked_at=at)
        .returning(PartnerKey.digest)
    )
    return found


async def key_exists(session: ReadSession, partner_id: UUID, key_id: UUID) -> bool:
    statement = select(PartnerKey.id).where(PartnerKey.id == key_id, PartnerKey.partner_id == partner_id)
    return await session.scalar(statement) is not None


async def by_digest(session: ReadSession, digest: bytes) -> tuple[PartnerKey, Partner] | None:
    row = (
        await session.execute(
            select(PartnerKey, Partner)
            .join(Partner, Partner.id == PartnerKey.partner_id)
            .where(PartnerKey.digest == digest, PartnerKey.revoked_at.is_(None), Partner.active)
        )
    ).first()
    return None if row is None else (row[0], row[1])


async def mark_used(session: WriteSession, key_id: UUID, at: datetime) -> None:
    await session.execute(update(PartnerKey).where(PartnerKey.id == key_id).values(last_used_at=at))
