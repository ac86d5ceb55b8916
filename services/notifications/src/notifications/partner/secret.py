"""Making, sealing, opening and replacing secrets. Every time one comes to light it is written down."""

from datetime import timedelta
from uuid import UUID

from contracts.partners import PartnerSecretChanged
from service_defaults.ids import new_id
from service_defaults.webhook_signature import key_of, new_secret
from service_defaults.work import Reading, Work

from notifications.partner import repository
from notifications.partner.errors import SecretUnusable
from notifications.partner.models import SecretAccess, WebhookSecret

_PLACE = {"table": WebhookSecret.__tablename__, "column": "secret_sealed"}


async def make(
    work: Work, partner_id: UUID, endpoint_id: UUID | None, *, secret: str | None = None, shown: bool = False
) -> str:
    """A new current secret, generated unless given. `shown`: its text is in the answer. Raises `SecretUnusable`."""
    text = secret or new_secret()
    try:
        key_of(text)
    except ValueError:
        raise SecretUnusable(pointer="/secret") from None
    row_id = new_id()
    work.session.add(
        WebhookSecret(
            id=row_id,
            partner_id=partner_id,
            endpoint_id=endpoint_id,
            secret_sealed=work.vault.seal(text, row_id=row_id, **_PLACE),
            created_at=work.wall,
            revealed_at=work.wall if shown else None,
        )
    )
    await work.session.flush()
    record(work, partner_id, endpoint_id, "set" if secret else "created")
    if endpoint_id is None:
        await tell(work, partner_id)
    return text


async def replace(
    work: Work,
    partner_id: UUID,
    endpoint_id: UUID | None,
    *,
    overlap: timedelta,
    secret: str | None = None,
    shown: bool = False,
) -> str:
    """A new current secret; the former one holds until the overlap is over."""
    await repository.lock(work.session, partner_id)
    await repository.retire(work.session, partner_id, endpoint_id, work.wall + overlap)
    return await make(work, partner_id, endpoint_id, secret=secret, shown=shown)


async def tell(work: Work, partner_id: UUID) -> None:
    """What the partner signs with, for services that check its signed documents themselves; sealed on the way."""
    rows = await repository.secrets_of(work.session, partner_id, None, work.wall)
    told = [
        {"secret": open_secret(work, row), "retires_at": row.retires_at.isoformat() if row.retires_at else None}
        for row in rows
    ]
    sealed = work.vault.seal_for_transport({"secrets": told})
    work.emit(PartnerSecretChanged(partner_id=partner_id, sealed=sealed))


def open_secret(reading: Reading, row: WebhookSecret) -> str:
    """The text, for signing and checking; never for an answer."""
    return reading.vault.open(row.secret_sealed, row_id=row.id, **_PLACE)


def record(work: Work, partner_id: UUID, endpoint_id: UUID | None, act: str) -> None:
    work.session.add(
        SecretAccess(
            id=new_id(),
            partner_id=partner_id,
            endpoint_id=endpoint_id,
            act=act,
            actor=work.actor.id,
            at=work.now,
        )
    )
