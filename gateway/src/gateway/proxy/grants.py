"""What a credential from outside opens, and its exchange for the internal token."""

import time
from dataclasses import dataclass, field
from uuid import UUID

from service_defaults.identity import TOKEN_LIFE, Principal, TokenSigner

_RENEW_BEFORE = 60.0


@dataclass(slots=True)
class Grant:
    """One credential, checked. `meter` names its rate; `scopes` is for API keys, `service` for links."""

    principal: Principal
    meter: str
    session_id: UUID | None = None
    csrf_token: str = ""
    scopes: frozenset[str] | None = None
    service: str | None = None
    team_members: frozenset[str] = frozenset()
    internal: bytes = field(default=b"", repr=False)
    internal_until: float = 0.0


class Exchange:
    """Gives each grant its internal token, signed anew shortly before the old one expires."""

    def __init__(self, signer: TokenSigner) -> None:
        self._signer = signer

    def authorization(self, grant: Grant) -> bytes:
        """The value of the Authorization header that services get."""
        now = time.time()
        if grant.internal_until <= now:
            grant.internal = b"Bearer " + self._signer.sign(grant.principal).encode()
            grant.internal_until = now + TOKEN_LIFE.total_seconds() - _RENEW_BEFORE
        return grant.internal
