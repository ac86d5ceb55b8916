"""Whom a request comes from, believing X-Forwarded-For only from proxies that we run."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.types import Scope

from gateway.proxy.headers import Incoming

Networks = Sequence[IPv4Network | IPv6Network]


def client_address(scope: Scope, incoming: Incoming, trusted: Networks) -> str:
    """The rightmost address that is not one of our proxies."""
    client = scope.get("client")
    peer: str = client[0] if client else ""
    if not trusted or not _within(peer, trusted):
        return peer
    for hop in reversed(incoming.text(b"x-forwarded-for").split(",")):
        address = hop.strip()
        if _parsed(address) is None:
            break
        peer = address
        if not _within(address, trusted):
            break
    return peer


def is_private(address: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and (parsed.is_private or parsed.is_loopback)


def _within(address: str, networks: Networks) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in networks)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
