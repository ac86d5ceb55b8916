"""Takes personal data and secrets out of what is about to be logged.

A net, not a licence: nobody logs a contact point on purpose. By key (`mobile`, `access_token`, …) the whole value goes;
by shape, mobiles, e-mail addresses, identity numbers, bearer and signed tokens go from any text.
"""

import re
from collections.abc import Mapping
from typing import Any

REDACTED = "[redacted]"

_SECRET_KEY = re.compile(
    r"(?:^|_)(?:mobile|phone|email|id_no|password|passwd|secret|token|authorization|cookie|api_key|bank_account)$"
)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\bbearer\s+[\w.~+/-]+=*"), "Bearer [redacted]"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "[token]"),
    (re.compile(r"(?i)\b(password|secret|token|id_no|mobile|email|api_key)=[^\s&;,]+"), r"\1=[redacted]"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), "[email]"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"), "[id]"),
)
# An id may hold eleven digits in a row; it is what one searches the log for, so it stays.
_MOBILE_OR_ID = re.compile(
    r"\b(?P<id>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b"
    r"|(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"
)


def scrub(text: str) -> str:
    """A text without what looks like a contact point, an identity number or a token."""
    for shape, replacement in _SHAPES:
        text = shape.sub(replacement, text)
    return _MOBILE_OR_ID.sub(lambda match: match["id"] or "[mobile]", text)


def redact(value: Any) -> Any:
    """A copy made of JSON types. Objects of other types are shown by their repr, scrubbed."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return scrub(value)
        case bytes() | bytearray() | memoryview():
            return f"<{len(value)} bytes>"
        case Mapping():
            return {str(key): REDACTED if is_secret(str(key)) else redact(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [redact(item) for item in value]
    return scrub(str(value))


def is_secret(key: str) -> bool:
    """Whether a key by itself says that its value must not be logged. `mobile_masked` may be."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).replace("-", "_").lower()
    return _SECRET_KEY.search(snake) is not None
