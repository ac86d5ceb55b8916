"""Where a path leads, and how much it may bring."""

import re
from collections.abc import Collection
from typing import NamedTuple

from service_defaults.errors import Malformed, NotFound

PREFIX = "/api/v1/"
GATEWAY = "gateway"
STREAM = "/stream"
_PUBLIC_DOORS = (("notifications", "/webhooks/inbound/"), ("leads", "/beacon/"), ("leads", "/web-forms/wf_"))
# Encoded slashes, backslashes, dots and NUL are how two readers come to see two different paths.
_CONFUSING = re.compile(rb"%2f|%5c|%00|%2e|\\|//|/\.{1,2}(?:/|$)", re.IGNORECASE)
_MIB = 1_048_576
_INTAKE_CAP = _MIB // 2
_BEACON_CAP = 24_576
_FILES_CAP = 10 * _MIB + 65_536


class Route(NamedTuple):
    """`tail` is the path behind the service's name, with its slash."""

    service: str
    tail: str
    anonymous: bool
    cap: int


def match(path: str, raw_path: bytes, services: Collection[str], *, default_cap: int) -> Route:
    """Raises `NotFound` for what leads nowhere, `Malformed` for what could lead to two places."""
    if _CONFUSING.search(raw_path) or "\x00" in path:
        raise Malformed
    if not path.startswith(PREFIX):
        raise NotFound
    service, slash, tail = path[len(PREFIX) :].partition("/")
    if service not in services or not slash:
        raise NotFound
    tail = slash + tail
    anonymous = any(service == name and tail.startswith(door) for name, door in _PUBLIC_DOORS)
    return Route(service, tail, anonymous, _cap(service, tail, default_cap))


def _cap(service: str, tail: str, default: int) -> int:
    """Bytes. Intake's own limit is 256 KiB; the service sees somewhat more, to note what it refuses."""
    if service == "leads" and tail.startswith("/intake/"):
        return _INTAKE_CAP
    if service == "leads" and tail.startswith(("/beacon/", "/web-forms/wf_")):
        return _BEACON_CAP
    if "/files" in tail:
        return _FILES_CAP
    return default
