"""Use cases of public links: made, looked up, revoked. Their life is measured in wall time."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service_defaults.work import Reading, Work

from leads.public_link import repository
from leads.public_link.models import PublicLink

_TOKEN_BYTES = 16
_PREFIX = "leads_"


class LinkPurpose(StrEnum):
    ORDER_PROGRESS = "order_progress"


@dataclass(frozen=True, slots=True)
class FreshLink:
    """The only moment at which the token exists outside its holder's hands."""

    token: str
    expires_at: datetime


async def create(
    work: Work, purpose: LinkPurpose, ref_id: UUID, *, store_id: UUID, customer_id: UUID, days: int
) -> FreshLink:
    """A new link; earlier ones to the same thing end."""
    await revoke(work, purpose, ref_id)
    secret = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = work.wall + timedelta(days=days)
    work.session.add(
        PublicLink(
            token_hash=hash_of(secret),
            store_id=store_id,
            customer_id=customer_id,
            purpose=purpose,
            ref_id=ref_id,
            created_at=work.wall,
            created_by=work.actor.staff_id,
            expires_at=expires_at,
        )
    )
    return FreshLink(f"{_PREFIX}{secret}", expires_at)


async def revoke(work: Work, purpose: LinkPurpose, ref_id: UUID) -> None:
    await repository.revoke(work.session, purpose, ref_id, work.wall)


async def living(reading: Reading, purpose: LinkPurpose) -> PublicLink | None:
    """The link that the asking principal holds, unless it has expired or was revoked."""
    return await repository.living(reading.session, reading.actor.id, purpose, wall_of(reading))


async def of_thing(reading: Reading, purpose: LinkPurpose, ref_id: UUID) -> PublicLink | None:
    return await repository.of_thing(reading.session, purpose, ref_id, wall_of(reading))


def hash_of(secret: str) -> str:
    """SHA-256 in hex of the token without its prefix: the id by which the gateway introduces its holder."""
    return hashlib.sha256(secret.encode()).hexdigest()


def wall_of(reading: Reading) -> datetime:
    return reading.platform.clock.now() - reading.platform.clock.offset
