"""The only way out to partners: one resolution, every address of it checked, and the connection made to exactly those.

Host and SNI stay the URL's; no redirect is followed, no proxy and no cookie used, no answer read beyond its head.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from notifications.delivery.policy import Answer, read_retry_after
from notifications.endpoint.policy import Target, UrlFault, UrlRefused, check_addresses, read_url
from notifications.settings import Settings

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""All addresses of a host; OSError when it has none."""

_LOOKUP_SECONDS = 3.0
_USER_AGENT = "Chemai-Webhooks/1"
_FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "timeout"),
    (aiohttp.ClientConnectorCertificateError, "certificate_refused"),
    (aiohttp.ClientSSLError, "tls_failed"),
    (aiohttp.ClientConnectorError, "connection_failed"),
    (aiohttp.ServerDisconnectedError, "connection_lost"),
    (aiohttp.ClientError, "protocol_error"),
    (OSError, "connection_lost"),
)


async def system_lookup(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Refused(OSError):
    """An `OSError`, which is what the connector takes as a failed resolution."""

    def __init__(self, fault: UrlFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class _PinningResolver(AbstractResolver):
    """Answers the addresses of a host only if every one of them may be called; the connector dials just those."""

    def __init__(self, lookup: Lookup, trusted: Collection[str]) -> None:
        self._lookup = lookup
        self._trusted = trusted

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        try:
            addresses = await addresses_of(host, port, self._lookup, trusted=f"{host}:{port}" in self._trusted)
        except UrlRefused as refused:
            raise _Refused(refused.fault) from None
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""


async def addresses_of(host: str, port: int, lookup: Lookup, *, trusted: bool) -> list[str]:
    """The checked addresses of a host; one that cannot be resolved is refused too. Raises `UrlRefused`."""
    try:
        async with asyncio.timeout(_LOOKUP_SECONDS):
            found = await lookup(host, port)
    except (OSError, UnicodeError, TimeoutError):
        raise UrlRefused(UrlFault.UNKNOWN_HOST) from None
    if trusted:
        return found
    return check_addresses(found)


class Egress:
    """Posts webhooks. Make one per process, inside its event loop; close it at the end."""

    def __init__(
        self, settings: Settings, *, lookup: Lookup = system_lookup, tls: ssl.SSLContext | None = None
    ) -> None:
        self._settings = settings
        self._lookup = lookup
        self._tls = tls
        self._session: aiohttp.ClientSession | None = None

    async def check(self, url: str) -> Target:
        """Whether a URL may be an endpoint. Raises `UrlRefused`."""
        target = self.read(url)
        if not _is_literal(target.host):
            await addresses_of(target.host, target.port, self._lookup, trusted=target.trusted)
        return target

    def read(self, url: str) -> Target:
        """What can be said of a URL without asking anybody. Raises `UrlRefused`."""
        return read_url(url, ports=self._settings.webhook_ports, trusted=self._settings.webhook_trusted)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Answer:
        """One attempt; whatever goes wrong is an answer too. `now` is wall time, for `Retry-After`."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        status, error, retry_after = None, None, None
        try:
            status, said = await self._post(self.read(url), body, headers)
            retry_after = read_retry_after(said, now)
        except UrlRefused as refused:
            error = str(refused.fault)
        except (TimeoutError, aiohttp.ClientError, OSError) as failure:
            error = _named(failure)
        duration = timedelta(seconds=loop.time() - began)
        return Answer(status, error, retry_after, round(duration / timedelta(milliseconds=1)))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, target: Target, body: bytes, headers: Mapping[str, str]) -> tuple[int, str | None]:
        async with self._opened().post(target.url, data=body, headers=headers, allow_redirects=False) as response:
            if not response.content.at_eof():
                # Whatever they send after the head is not read, however long it goes on.
                response.close()
            return response.status, response.headers.get("Retry-After")

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=_PinningResolver(self._lookup, self._settings.webhook_trusted),
                use_dns_cache=False,
                limit=0,
                ssl=self._tls or True,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=aiohttp.ClientTimeout(total=self._settings.webhook_timeout_seconds),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": _USER_AGENT},
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


def _is_literal(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdigit()


def _named(failure: BaseException) -> str:
    refused = getattr(failure, "os_error", None)
    if isinstance(refused, _Refused):
        return str(refused.fault)
    return next(name for kind, name in _FAILURES if isinstance(failure, kind))
