"""Which addresses may be called: a partner must not make us talk to ourselves, our network or a cloud's metadata."""

import ipaddress
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address

from yarl import URL

MAX_URL = 500
DEFAULT_PORTS = frozenset({80, 443})

Address = IPv4Address | IPv6Address

_FORBIDDEN_SIGNS = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"^`{}|]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
# What ends in a number is an address to some resolver, in whatever notation (WHATWG URL, "ends in a number").
_NUMERIC = re.compile(r"([0-9]+|0x[0-9a-f]*)", re.ASCII)
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "home.arpa", "lan", "svc")
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_NEVER_V4 = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Within 2000::/3: IETF protocols (Teredo, ORCHID), 6to4, AS112 and documentation carry or stand for other addresses.
_NEVER_V6 = [
    ipaddress.ip_network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


class UrlFault(StrEnum):
    """Why an address is not called."""

    UNREADABLE = "url_unreadable"
    SCHEME = "url_scheme"
    CREDENTIALS = "url_credentials"
    HOST = "url_host"
    PORT = "url_port"
    ADDRESS = "address_not_public"
    UNKNOWN_HOST = "host_unknown"


class UrlRefused(ValueError):
    """The address must not be called."""

    def __init__(self, fault: UrlFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Target:
    """A checked URL. `trusted`: the operator allows this very host and port, wherever it leads."""

    url: URL
    host: str
    port: int
    trusted: bool

    @property
    def confidential(self) -> bool:
        """Whether personal data may travel there: encrypted, or within the operator's own walls."""
        return self.url.scheme == "https" or self.trusted


def read_url(text: str, *, ports: Collection[int] = DEFAULT_PORTS, trusted: Collection[str] = ()) -> Target:
    """Check everything about a URL that can be known without resolving its host. Raises `UrlRefused`."""
    url = _parse(text)
    if url.scheme not in ("http", "https"):
        raise UrlRefused(UrlFault.SCHEME)
    if url.raw_user is not None or url.raw_password is not None or "@" in _authority(text):
        raise UrlRefused(UrlFault.CREDENTIALS)
    host, port = (url.raw_host or "").lower(), url.port
    if port is None:
        raise UrlRefused(UrlFault.PORT)
    target = Target(url.with_fragment(None), host, port, f"{host}:{port}" in trusted)
    if target.trusted:
        return target
    _check_host(host)
    if port not in ports:
        raise UrlRefused(UrlFault.PORT)
    return target


def check_addresses(found: Sequence[str]) -> list[str]:
    """All addresses of a host, every one of which must be public. Raises `UrlRefused`."""
    if not found:
        raise UrlRefused(UrlFault.UNKNOWN_HOST)
    for text in found:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            raise UrlRefused(UrlFault.ADDRESS) from None
        if not is_public(address):
            raise UrlRefused(UrlFault.ADDRESS)
    return list(found)


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet and stands for no other address."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _NEVER_V4)
    if address.scope_id is not None or address not in _GLOBAL_V6:
        return False
    return address.is_global and not any(address in network for network in _NEVER_V6)


def _parse(text: str) -> URL:
    if len(text) > MAX_URL or _FORBIDDEN_SIGNS.search(text):
        raise UrlRefused(UrlFault.UNREADABLE)
    try:
        return URL(text)
    except ValueError:
        raise UrlRefused(UrlFault.UNREADABLE) from None


def _authority(text: str) -> str:
    return re.split(r"[/?#]", text.partition("//")[2], maxsplit=1)[0]


def _check_host(host: str) -> None:
    if ":" in host:
        _check_literal(host)
        return
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        _check_literal(host)
        return
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels) or len(labels) < 2:
        raise UrlRefused(UrlFault.HOST)
    if any(host == name or host.endswith(f".{name}") for name in _PRIVATE_NAMES):
        raise UrlRefused(UrlFault.HOST)


def _check_literal(host: str) -> None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise UrlRefused(UrlFault.HOST) from None
    if not is_public(address):
        raise UrlRefused(UrlFault.ADDRESS)
