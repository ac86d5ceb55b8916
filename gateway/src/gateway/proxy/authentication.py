"""Which credential a request carries, and what it opens."""

import hashlib
import hmac
import re
from collections import OrderedDict
from urllib.parse import urlsplit

from service_defaults.errors import Forbidden, Unauthenticated
from service_defaults.identity import Kind, Principal

from gateway.partner.policy import needed_scope
from gateway.partner.registry import ApiKeys
from gateway.proxy.grants import Grant
from gateway.proxy.headers import Incoming
from gateway.proxy.routing import GATEWAY, Route
from gateway.session.errors import CsrfTokenMissing, ForeignOrigin
from gateway.session.registry import Sessions

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_COOKIE = "chemai_session="
_LINK = re.compile(r"(leads|aftersales|loyalty|notifications)_([A-Za-z0-9_-]{16,128})", re.ASCII)
_LINKS_KNOWN = 4096


class Authenticator:
    """Bearer (phone), X-API-Key (partner), X-Link-Token (public link), cookie (browser): the first present counts."""

    def __init__(self, sessions: Sessions, keys: ApiKeys, *, origins: frozenset[str], local_origins: bool) -> None:
        self._sessions = sessions
        self._keys = keys
        self._origins = origins
        self._local_origins = local_origins
        self._links: OrderedDict[str, Grant] = OrderedDict()

    async def grant(self, incoming: Incoming, route: Route, method: str) -> Grant:
        """Raises `Unauthenticated`, `Forbidden`, `CsrfTokenMissing`, `ForeignOrigin`."""
        headers = incoming.by_name
        if b"authorization" in headers:
            return await self._bearer(incoming.text(b"authorization"))
        if b"x-api-key" in headers:
            return await self._api_key(incoming.text(b"x-api-key"), route)
        if b"x-link-token" in headers:
            return self._link(incoming.text(b"x-link-token"), route)
        return await self._cookie(incoming, method)

    async def _bearer(self, value: str) -> Grant:
        scheme, _, token = value.partition(" ")
        grant = await self._sessions.grant(token.strip()) if scheme.lower() == "bearer" else None
        if grant is None:
            raise Unauthenticated
        return grant

    async def _api_key(self, key: str, route: Route) -> Grant:
        grant = await self._keys.grant(key)
        if grant is None:
            raise Unauthenticated
        if grant.scopes is not None and needed_scope(route.service, route.tail) not in grant.scopes:
            raise Forbidden
        return grant

    def _link(self, value: str, route: Route) -> Grant:
        grant = self._links.get(value)
        if grant is None:
            match = _LINK.fullmatch(value)
            if match is None:
                raise Unauthenticated
            digest = hashlib.sha256(match[2].encode()).hexdigest()
            grant = Grant(Principal(kind=Kind.LINK, id=digest), meter=f"link {digest}", service=match[1])
            self._links[value] = grant
            if len(self._links) > _LINKS_KNOWN:
                self._links.popitem(last=False)
        if route.service != grant.service or not route.tail.startswith("/public/"):
            raise Forbidden
        return grant

    async def _cookie(self, incoming: Incoming, method: str) -> Grant:
        token = _cookie_value(incoming.text(b"cookie"))
        grant = await self._sessions.grant(token) if token else None
        if grant is None:
            raise Unauthenticated
        if method not in SAFE_METHODS:
            self.check_origin(incoming)
            given = incoming.text(b"x-csrf-token")
            if not hmac.compare_digest(given.encode(), grant.csrf_token.encode()):
                raise CsrfTokenMissing
        return grant

    def check_origin(self, incoming: Incoming) -> None:
        """Raises `ForeignOrigin` when a browser says that another site sends this."""
        origin = incoming.text(b"origin")
        if not origin or origin in self._origins:
            return
        site = urlsplit(origin)
        if site.netloc and site.netloc == incoming.text(b"host"):
            return
        if self._local_origins and site.hostname in ("localhost", "127.0.0.1", "::1"):
            return
        raise ForeignOrigin


def is_own(route: Route) -> bool:
    return route.service == GATEWAY


def _cookie_value(header: str) -> str | None:
    for part in header.split(";"):
        name_and_value = part.strip()
        if name_and_value.startswith(_COOKIE):
            return name_and_value[len(_COOKIE) :]
    return None
