"""Tests talk to this machine only."""

import errno
import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_cut_off = False


class OutsideWorld(RuntimeError):
    """A test tried to reach another machine."""


def _is_local(host: object) -> bool:
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return host in ("localhost", "")


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = args[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            if _cut_off:
                raise OSError(errno.ENETUNREACH, "nobody is outside")
            raise OutsideWorld(f"a test may not connect to {address[0]}")
    elif event == "socket.getaddrinfo":
        host = args[0].decode() if isinstance(args[0], bytes) else args[0]
        if isinstance(host, str) and not _is_name_we_may_ask(host):
            if _cut_off:
                raise socket.gaierror(socket.EAI_NONAME, "nobody is outside")
            raise OutsideWorld(f"a test may not look up {host}")


def _is_name_we_may_ask(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host in ("localhost", "")
    return True


def forbid_everything_but_loopback() -> None:
    """From now on to the end of the process. uvloop connects past this hook; tests run on the plain loop."""
    sys.addaudithook(_watch)


@contextmanager
def cut_off() -> Iterator[None]:
    """Who reaches outside finds nobody, as behind a closed firewall, and the test goes on: for addresses made up."""
    global _cut_off  # noqa: PLW0603 - an audit hook stands for the whole process
    _cut_off = True
    try:
        yield
    finally:
        _cut_off = False
