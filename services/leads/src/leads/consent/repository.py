"""All SQL of the consent ledger."""

from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import select

from leads.consent.models import Consent


async def ledger(session: ReadSession, actor: Principal, customer_id: UUID, limit: int) -> list[Consent]:
    statement = scoped(Consent, actor).where(same_person(Consent.customer_id, customer_id))
    return list((await session.scalars(statement.order_by(Consent.at.desc(), Consent.id.desc()).limit(limit))).all())


async def newest(
    session: ReadSession, customer_id: UUID, purpose: str, recipient_id: UUID | None, channel: str | None
) -> list[Consent]:
    """The newest line for exactly this channel and the newest for every channel, newest first.

    Regardless of scope: the gate asks about rows that a use case was let through to.
    """
    statement = select(Consent).where(
        same_person(Consent.customer_id, customer_id),
        Consent.purpose == purpose,
        Consent.recipient_id == recipient_id if recipient_id else Consent.recipient_id.is_(None),
        Consent.channel.is_(None) if channel is None else Consent.channel.is_(None) | (Consent.channel == channel),
    )
    return list((await session.scalars(statement.order_by(Consent.at.desc(), Consent.id.desc()).limit(20))).all())
