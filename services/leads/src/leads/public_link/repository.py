"""All SQL of public links."""

from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from sqlalchemy import select, update

from leads.public_link.models import PublicLink


async def revoke(session: WriteSession, purpose: str, ref_id: UUID, at: datetime) -> None:
    statement = update(PublicLink).where(
        PublicLink.purpose == purpose, PublicLink.ref_id == ref_id, PublicLink.revoked_at.is_(None)
    )
    await session.execute(statement.values(revoked_at=at).execution_options(synchronize_session=False))


async def living(session: ReadSession, token_hash: str, purpose: str, at: datetime) -> PublicLink | None:
    statement = select(PublicLink).where(
        PublicLink.token_hash == token_hash,
        PublicLink.purpose == purpose,
        PublicLink.revoked_at.is_(None),
        PublicLink.expires_at > at,
    )
    return (await session.scalars(statement)).one_or_none()


async def of_thing(session: ReadSession, purpose: str, ref_id: UUID, at: datetime) -> PublicLink | None:
    statement = (
        select(PublicLink)
        .where(
            PublicLink.purpose == purpose,
            PublicLink.ref_id == ref_id,
            PublicLink.revoked_at.is_(None),
            PublicLink.expires_at > at,
        )
        .order_by(PublicLink.created_at.desc())
        .limit(1)
    )
    return (await session.scalars(statement)).one_or_none()
