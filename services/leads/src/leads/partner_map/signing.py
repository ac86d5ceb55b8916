"""Whether a document comes from who shares the secret: Standard Webhooks over the raw bytes, each id once."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from contracts.partners import PartnerSecretChanged
from service_defaults.webhook_signature import SignatureRejected, verify
from service_defaults.work import Work

from leads.partner_map import repository
from leads.partner_map.errors import NonceReused, SignatureRefused
from leads.partner_map.models import PartnerSecret
from leads.partner_map.policy import NONCE_LIFE, Seen

_TABLE, _COLUMN = PartnerSecret.__tablename__, "sealed"
_NO_SECRET = "secret_unknown"  # noqa: S105 - a reason, not a secret


async def check(work: Work, partner_id: UUID, headers: Mapping[str, str], body: bytes, digest: str) -> None:
    """Raises `SignatureRefused`, which leaves a line for the store, and `NonceReused`.

    The same document under the same id passes: it is a retry, and intake answers it as before.
    """
    known = await _secrets(work, partner_id)
    if not known:
        await _refuse(work, partner_id, _NO_SECRET)
    try:
        nonce = verify(known, headers, body, now=work.wall)
    except SignatureRejected as rejected:
        await _refuse(work, partner_id, str(rejected.fault))
    else:
        seen = Seen(partner_id, nonce, digest, work.wall)
        if not await repository.claim_nonce(work.session, seen, NONCE_LIFE):
            await repository.count_fault(work.session, partner_id, "nonce_reused", work.wall)
            raise NonceReused


async def on_partner_secret_changed(work: Work, event: PartnerSecretChanged) -> None:
    """Keep what the partner signs with, under this service's own key."""
    told = json.dumps(work.vault.open_from_transport(event.sealed))
    sealed = work.vault.seal(told, table=_TABLE, column=_COLUMN, row_id=event.partner_id)
    values = {"partner_id": event.partner_id, "sealed": sealed, "changed_at": work.now}
    await repository.keep_secret(work.session, values)


async def _secrets(work: Work, partner_id: UUID) -> list[str]:
    """Those in force at this wall instant."""
    row = await repository.secret(work.session, partner_id)
    if row is None:
        return []
    told = json.loads(work.vault.open(row.sealed, table=_TABLE, column=_COLUMN, row_id=partner_id))
    return [
        one["secret"]
        for one in told["secrets"]
        if one["retires_at"] is None or datetime.fromisoformat(one["retires_at"]) > work.wall
    ]


async def _refuse(work: Work, partner_id: UUID, reason: str) -> None:
    await repository.count_fault(work.session, partner_id, reason, work.wall)
    raise SignatureRefused
