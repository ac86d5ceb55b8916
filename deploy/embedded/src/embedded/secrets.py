"""Secrets of a local installation: made at first start, readable by their owner only."""

import base64
import json
import secrets
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import BaseModel


class Secrets(BaseModel):
    token_private_key: str
    token_public_key: str
    master_key: str
    index_key: str
    transport_key: str
    partner_secret: str

    def platform(self) -> dict[str, Any]:
        """What every service's settings take."""
        return {
            "token_public_key": self.token_public_key,
            "master_keys": {1: self.master_key},
            "index_key": self.index_key,
            "transport_key": self.transport_key,
        }


def load_or_make(folder: Path) -> Secrets:
    file = folder / "secrets.json"
    if file.exists():
        return Secrets.model_validate_json(file.read_text())
    made = make()
    file.touch(mode=0o600)
    file.write_text(json.dumps(made.model_dump(), indent=1))
    return made


def make() -> Secrets:
    key = Ed25519PrivateKey.generate()
    return Secrets(
        token_private_key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        token_public_key=key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        master_key=_random_key(),
        index_key=_random_key(),
        transport_key=_random_key(),
        partner_secret=f"whsec_{_random_key()}",
    )


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
