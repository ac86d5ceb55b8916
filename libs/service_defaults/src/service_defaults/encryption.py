"""Encryption of personal data at rest and in events, and the keyed hashes that make it searchable.

A sealed value is `version (1) | key id (2) | nonce (12) | ciphertext and tag`, AES-256-GCM. The associated data name
the place a value belongs to, so that one copied into another row, column or table does not open. Key ids allow
rotation: new values are sealed with the active key, old ones open as long as their key is configured.

Every AES and HMAC key is derived from a 32-byte master by HKDF-SHA256 (RFC 5869), one per column: the limit of 2^32
random nonces per key (NIST SP 800-38D §8.3) then holds per column and key id.
"""

import base64
import binascii
import functools
import hmac
import json
import os
from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_VERSION = 1
_HEADER_BYTES = 3
_NONCE_BYTES = 12
_OWN_TRANSPORT_KEY = 0
_SHORT = 8


class SealBroken(Exception):
    """A sealed value does not open: damaged, moved from where it belongs, or its key is not configured."""


class Vault:
    """Seals, opens and indexes. Safe to share between threads; its repr shows no key.

    `keys` are master keys by id (1 to 65535), `active` the id that seals. `index_key` is for keyed hashes and must stay
    the same for the life of the data. `transport_key` is for services that share events but no master key; without it
    transport keys are derived from the masters and rotate with them. ValueError for unusable keys.
    """

    def __init__(
        self, keys: Mapping[int, bytes], active: int, index_key: bytes, transport_key: bytes | None = None
    ) -> None:
        if active not in keys or not all(0 < key_id < 1 << 16 for key_id in keys):
            raise ValueError("key ids are 1 to 65535 and the active one is among them")
        self._keys = dict(keys)
        self._active = active
        self._transport_id = active
        if transport_key is not None:
            self._keys[_OWN_TRANSPORT_KEY] = transport_key
            self._transport_id = _OWN_TRANSPORT_KEY
        if any(len(key) != KEY_BYTES for key in [*self._keys.values(), index_key]):
            raise ValueError(f"every key has {KEY_BYTES} bytes")
        self._index_key = index_key
        self._blind_key = self.subkey("blind index")
        self._search_key = self.subkey("search token")
        self._cipher = functools.lru_cache(maxsize=512)(self._derive_cipher)
        self._short_token = functools.lru_cache(maxsize=32_768)(self._token)

    @classmethod
    def from_base64(
        cls, keys: Mapping[int, str], *, index_key: str, active: int | None = None, transport_key: str | None = None
    ) -> Self:
        """From settings: keys in base64 (either alphabet). The highest key id is active unless said otherwise."""
        return cls(
            {key_id: _key_from(text) for key_id, text in keys.items()},
            max(keys, default=0) if active is None else active,
            _key_from(index_key),
            None if transport_key is None else _key_from(transport_key),
        )

    def __repr__(self) -> str:
        return f"Vault(keys={sorted(self._keys.keys() - {_OWN_TRANSPORT_KEY})}, active={self._active})"

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a vault is not pickled: its keys would leave the process")

    def seal(self, text: str, *, table: str, column: str, row_id: UUID | str) -> bytes:
        """Encrypt a column's text for exactly this row."""
        cipher = self._cipher(self._active, _packed("field", table, column))
        return self._encrypt(cipher, self._active, text.encode(), _packed(table, column, str(row_id)))

    def open(self, value: bytes, *, table: str, column: str, row_id: UUID | str) -> str:
        """The text of a sealed value. SealBroken when it was not sealed for this row or was changed."""
        purpose = _packed("field", table, column)
        return self._decrypt(value, purpose, _packed(table, column, str(row_id))).decode()

    def reseal_needed(self, value: bytes) -> bool:
        """Whether a value was sealed with a key other than the active one. SealBroken when it is no sealed value."""
        return _key_id(value) != self._active

    def blind_index(self, kind: str, text: str, *, scope: str) -> bytes:
        """32 bytes that are equal exactly when kind, text and scope are. Normalise the text before."""
        return hmac.digest(self._blind_key, _packed(scope, kind, text), "sha256")

    def search_token(self, kind: str, text: str, *, scope: str) -> int:
        """A signed 64-bit token (PostgreSQL bigint) for the token index; collisions are possible but rare."""
        # Characters, syllables and initials recur in name after name; whole numbers do not, and are not kept.
        return self._short_token(scope, kind, text) if len(text) <= _SHORT else self._token(scope, kind, text)

    def _token(self, scope: str, kind: str, text: str) -> int:
        digest = hmac.digest(self._search_key, _place(scope, kind) + _packed(text), "sha256")
        return int.from_bytes(digest[:8], "big", signed=True)

    def seal_for_transport(self, obj: Mapping[str, Any], *, purpose: str = "event") -> str:
        """Encrypt a JSON object for an event, as base64url. It opens only under the same purpose."""
        plain = json.dumps(obj, ensure_ascii=False, separators=(",", ":")).encode()
        cipher = self._cipher(self._transport_id, _packed("transport"))
        return base64.urlsafe_b64encode(self._encrypt(cipher, self._transport_id, plain, _packed(purpose))).decode()

    def open_from_transport(self, sealed: str, *, purpose: str = "event") -> dict[str, Any]:
        """The object sealed by `seal_for_transport`. SealBroken for anything else."""
        try:
            value = base64.b64decode(sealed, altchars="-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise SealBroken("not base64url") from error
        opened: dict[str, Any] = json.loads(self._decrypt(value, _packed("transport"), _packed(purpose)))
        return opened

    def subkey(self, purpose: str) -> bytes:
        """32 bytes for another keyed hash, such as signed cursors; stable like the index key."""
        return _derive(self._index_key, _packed("subkey", purpose))

    def _derive_cipher(self, key_id: int, purpose: bytes) -> AESGCM:
        if key_id not in self._keys:
            raise SealBroken(f"key {key_id} is not configured")
        return AESGCM(_derive(self._keys[key_id], purpose))

    @staticmethod
    def _encrypt(cipher: AESGCM, key_id: int, plain: bytes, place: bytes) -> bytes:
        header = bytes([_VERSION]) + key_id.to_bytes(2, "big")
        nonce = os.urandom(_NONCE_BYTES)
        return header + nonce + cipher.encrypt(nonce, plain, header + place)

    def _decrypt(self, value: bytes, purpose: bytes, place: bytes) -> bytes:
        cipher = self._cipher(_key_id(value), purpose)
        header, body = value[:_HEADER_BYTES], value[_HEADER_BYTES:]
        try:
            return cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], header + place)
        except (InvalidTag, ValueError) as error:
            raise SealBroken("damaged, or sealed for another place or key") from error


def generate_key() -> str:
    """A fresh master or index key in base64, for set-up."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _key_from(text: str) -> bytes:
    try:
        return base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        # The cause would carry key material into a traceback.
        raise ValueError("a key is not valid base64") from None


def _key_id(value: bytes) -> int:
    if len(value) < _HEADER_BYTES + _NONCE_BYTES or value[0] != _VERSION:
        raise SealBroken("not a sealed value of a known version")
    return int.from_bytes(value[1:_HEADER_BYTES], "big")


def _derive(master: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"chemai/v1/" + info).derive(master)


@functools.lru_cache(maxsize=1024)
def _place(*parts: str) -> bytes:
    """`_packed` of what is the same for many values: a store and a kind."""
    return _packed(*parts)


def _packed(*parts: str) -> bytes:
    """Parts joined so that no two different lists give the same bytes."""
    packed = b""
    for part in parts:
        encoded = part.encode()
        packed += len(encoded).to_bytes(4, "big") + encoded
    return packed
