"""The tokens that clients hold. None of them is ever seen by a service: the gateway exchanges them."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt
from service_defaults.encryption import Vault

_AUDIENCE = "chemai-clients"
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Access:
    session_id: UUID
    expires: float


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh token taken apart; genuine only after `Tokens.is_genuine`."""

    session_id: UUID
    generation: int
    mac: str


class Tokens:
    """Mints and reads access handles, refresh tokens and CSRF tokens under keys derived from the vault's."""

    def __init__(self, vault: Vault, *, access_life: timedelta) -> None:
        self.access_life = access_life
        self._access_key = vault.subkey("gateway access handle")
        self._refresh_key = vault.subkey("gateway refresh token")
        self._csrf_key = vault.subkey("gateway csrf token")

    def access(self, session_id: UUID, at: datetime) -> str:
        claims = {"aud": _AUDIENCE, "sid": session_id.hex, "exp": int((at + self.access_life).timestamp())}
        return jwt.encode(claims, self._access_key, algorithm="HS256")

    def read_access(self, token: str) -> Access | None:
        """The session of a genuine access handle, else None; whether it expired is for the caller's clock."""
        if len(token) > _LONGEST:
            return None
        try:
            claims = jwt.decode(
                token,
                self._access_key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"require": ["exp", "sid"], "verify_exp": False},
            )
            return Access(UUID(hex=claims["sid"]), float(claims["exp"]))
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            return None

    def refresh(self, session_id: UUID, generation: int, nonce: bytes) -> str:
        return f"{session_id.hex}.{generation}.{self._mac(session_id, generation, nonce)}"

    @staticmethod
    def read_refresh(token: str) -> Refresh | None:
        session, _, rest = token.partition(".")
        generation, _, mac = rest.partition(".")
        if len(token) > _LONGEST or not token.isascii() or not generation.isdigit() or len(generation) > 9:
            return None
        try:
            return Refresh(UUID(hex=session), int(generation), mac)
        except ValueError:
            return None

    def is_genuine(self, token: Refresh, nonce: bytes) -> bool:
        return hmac.compare_digest(token.mac, self._mac(token.session_id, token.generation, nonce))

    def csrf(self, session_id: UUID) -> str:
        return _text(hmac.digest(self._csrf_key, session_id.bytes, "sha256")[:18])

    def _mac(self, session_id: UUID, generation: int, nonce: bytes) -> str:
        message = session_id.bytes + generation.to_bytes(8, "big") + nonce
        return _text(hmac.digest(self._refresh_key, message, "sha256"))


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
