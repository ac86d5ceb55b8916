"""Rules of API keys."""

import hashlib
import re
import secrets
from enum import StrEnum

_SHAPE = re.compile(r"ck_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", re.ASCII)


class KeyScope(StrEnum):
    """What a key may be used for: handing in leads, or the operations of a service that partners may call."""

    INTAKE = "intake"
    LEADS = "leads"
    AFTERSALES = "aftersales"
    LOYALTY = "loyalty"
    NOTIFICATIONS = "notifications"


def new_key() -> tuple[str, str]:
    """A key (256 random bits) and the prefix it is recognised by."""
    prefix = f"ck_{secrets.token_hex(4)}"
    return f"{prefix}_{secrets.token_urlsafe(32)}", prefix


def digest_of(key: str) -> bytes | None:
    """What is stored of a key; None for what cannot be one."""
    return hashlib.sha256(key.encode()).digest() if _SHAPE.fullmatch(key) else None


def needed_scope(service: str, tail: str) -> str:
    """The scope that a path of a service asks for; `tail` is the path behind the service's name."""
    return KeyScope.INTAKE if service == "leads" and tail.startswith("/intake/") else service
