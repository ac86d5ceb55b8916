"""Standard Webhooks 1.0.0, symmetric: `v1` signatures over `id.timestamp.body`, made and checked on raw bytes."""

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

TOLERANCE = timedelta(minutes=5)
_PREFIX = "whsec_"
_KEY_BYTES = range(24, 65)
# A dot in an id would make the signed content ambiguous.
_ID = re.compile(r"[\x21-\x2d\x2f-\x7e]{1,200}", re.ASCII)
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class Fault(StrEnum):
    """Why a request is not believed."""

    HEADER_MISSING = "header_missing"
    HEADER_MALFORMED = "header_malformed"
    TIMESTAMP_OUTSIDE = "timestamp_outside"
    SIGNATURE_MISMATCH = "signature_mismatch"


class SignatureRejected(Exception):
    """The request is not proven to come from who shares the secret."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def new_secret() -> str:
    """`whsec_` and 32 random bytes."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """The key of a secret. ValueError unless it is `whsec_` and base64 of 24 to 64 bytes."""
    encoded = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        # The cause would carry the secret into a traceback.
        raise ValueError("a webhook secret is whsec_ and base64") from None
    if not secret.startswith(_PREFIX) or len(key) not in _KEY_BYTES:
        raise ValueError("a webhook secret is whsec_ and base64 of 24 to 64 bytes")
    return key


def sign(secrets_in_force: Sequence[str], *, webhook_id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` header: one signature per secret, so that either side of a rotation verifies."""
    return " ".join(f"v1,{_signature(secret, webhook_id, str(timestamp), body)}" for secret in secrets_in_force)


def verify(secrets_in_force: Sequence[str], headers: Mapping[str, str], body: bytes, *, now: datetime) -> str:
    """The `webhook-id` of a request signed with one of the secrets within five minutes of wall time `now`.

    Header names are lower case. Raises `SignatureRejected`.
    """
    given = [headers.get(f"webhook-{name}") for name in ("id", "timestamp", "signature")]
    webhook_id, timestamp, signatures = (text or "" for text in given)
    if not (webhook_id and timestamp and signatures):
        raise SignatureRejected(Fault.HEADER_MISSING)
    if not (_ID.fullmatch(webhook_id) and _TIMESTAMP.fullmatch(timestamp) and signatures.isascii()):
        raise SignatureRejected(Fault.HEADER_MALFORMED)
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        raise SignatureRejected(Fault.TIMESTAMP_OUTSIDE)
    shown = [part.removeprefix("v1,") for part in signatures.split(" ") if part.startswith("v1,")]
    expected = [_signature(secret, webhook_id, timestamp, body) for secret in secrets_in_force]
    matches = [hmac.compare_digest(ours, theirs) for ours in expected for theirs in shown[:8]]
    if not any(matches):
        raise SignatureRejected(Fault.SIGNATURE_MISMATCH)
    return webhook_id


def _signature(secret: str, webhook_id: str, timestamp: str, body: bytes) -> str:
    content = f"{webhook_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.digest(key_of(secret), content, "sha256")).decode()
