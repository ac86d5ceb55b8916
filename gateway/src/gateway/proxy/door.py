"""The hot path, raw ASGI: check, authenticate, exchange the credential, hand on, answer."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service_defaults.clocks import BusinessClock
from service_defaults.errors import DomainError, TooLarge, TooMany, Unauthenticated
from service_defaults.problems import language_of, problem_response
from service_defaults.tracing import continue_trace
from service_defaults.work import Platform
from starlette.types import Receive, Scope, Send

from gateway.proxy import addresses, headers, routing, traces
from gateway.proxy.authentication import SAFE_METHODS, Authenticator
from gateway.proxy.bodies import Answer, BodyTooLarge, CappedBody
from gateway.proxy.breaker import Breaker
from gateway.proxy.deadlines import Deadline, allowed_seconds
from gateway.proxy.errors import DeadlineExceeded, UpstreamBroken, UpstreamFailed
from gateway.proxy.grants import Exchange, Grant
from gateway.proxy.headers import Header, Incoming
from gateway.proxy.limits import Buckets
from gateway.proxy.observation import Observation
from gateway.proxy.routing import Route
from gateway.proxy.traces import Trace
from gateway.proxy.upstream import HAS_BODY, Upstream
from gateway.settings import Settings

logger = logging.getLogger(__name__)
_FAILURES = frozenset({502, 504})
_SECURITY: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Cookie, Authorization, Accept-Language"),
)


@dataclass(slots=True)
class Backend:
    """An upstream with its breaker."""

    upstream: Upstream
    breaker: Breaker = field(default_factory=Breaker)


@dataclass(slots=True)
class Passage:
    """One request on its way through the door."""

    scope: Scope
    incoming: Incoming
    trace: Trace
    request_id: bytes
    address: str
    deadline: Deadline
    body: CappedBody
    limit_headers: tuple[Header, ...] = ()
    service: str = "none"


class Door:
    """Everything under /api."""

    def __init__(
        self,
        *,
        settings: Settings,
        platform: Platform,
        backends: Mapping[str, Backend],
        authenticator: Authenticator,
        exchange: Exchange,
        public_paths: frozenset[tuple[str, str]],
        observation: Observation,
    ) -> None:
        self._settings = settings
        self._platform = platform
        self._backends = backends
        self._authenticator = authenticator
        self._exchange = exchange
        self._public_paths = public_paths
        self._observation = observation
        self._recorded = traces.is_recorded()
        self._clients = Buckets("default", rate=settings.client_rate_per_second, burst=settings.client_burst)
        self._addresses = Buckets("address", rate=settings.address_rate_per_second, burst=settings.address_burst)
        secure = ((b"strict-transport-security", b"max-age=31536000"),)
        self._security = _SECURITY + (secure if settings.public_base_url.startswith("https://") else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        passage, failure = self._read(scope, receive)
        answer = Answer(
            send,
            added=lambda: self._added(passage),
            body=passage.body,
            on_progress=lambda: passage.deadline.prolong() if answer.started else None,
        )
        if self._recorded:
            given = passage.incoming.text(b"traceparent")
            with traces.recorded(passage.trace, given, f"gateway {scope['method']}") as passage.trace:
                await self._serve(passage, answer, failure)
        else:
            await self._serve(passage, answer, failure)
        self._observation.note(passage.service, answer.status, time.perf_counter() - started)

    async def _serve(self, passage: Passage, answer: Answer, failure: DomainError | None) -> None:
        try:
            if failure is not None:
                raise failure
            await self._within_deadline(passage, answer)
        except UpstreamBroken:
            logger.warning("%s broke off in the middle of an answer", passage.service)
        except DomainError as error:
            with continue_trace(passage.trace.traceparent, "gateway refusal"):
                await self._refuse(passage, answer, error)

    def _read(self, scope: Scope, receive: Receive) -> tuple[Passage, DomainError | None]:
        """The request's headers; where they cannot be read, the refusal is still answered in due form."""
        failure: DomainError | None = None
        try:
            incoming = headers.read_headers(scope)
        except DomainError as error:
            incoming, failure = Incoming({}, has_body=False, length=None), error
        trace = traces.begin(incoming.text(b"traceparent"))
        seconds = allowed_seconds(incoming.text(b"x-request-timeout"), self._settings.request_seconds)
        passage = Passage(
            scope=scope,
            incoming=incoming,
            trace=trace,
            request_id=headers.request_id(incoming, otherwise=trace.trace_id),
            address=addresses.client_address(scope, incoming, self._settings.trusted_proxies),
            deadline=Deadline(seconds),
            body=CappedBody(receive, self._settings.max_body_bytes),
        )
        return passage, failure

    async def _within_deadline(self, passage: Passage, answer: Answer) -> None:
        try:
            async with passage.deadline:
                await self._pass(passage, answer)
        except TimeoutError as error:
            if not passage.deadline.passed:
                raise UpstreamFailed from error
            if answer.started:
                raise UpstreamBroken from error
            raise DeadlineExceeded from error

    async def _pass(self, passage: Passage, answer: Answer) -> None:
        scope, incoming = passage.scope, passage.incoming
        route = routing.match(
            scope["path"], _raw_path(scope), self._backends.keys(), default_cap=self._settings.max_body_bytes
        )
        passage.service = route.service
        answer.keep_cookies = own = route.service == routing.GATEWAY
        passage.body.limit_to(route.cap)
        if incoming.length is not None and incoming.length > route.cap:
            raise TooLarge(limit_kib=route.cap // 1024)
        grant = await self._admit(passage, route)
        if own and route.tail == routing.STREAM:
            passage.deadline.lift()
        await self._hand_on(passage, route, grant, answer)

    async def _admit(self, passage: Passage, route: Route) -> Grant | None:
        """The caller's grant, None on public paths. Raises what keeps the caller out."""
        method = passage.scope["method"]
        if route.anonymous:
            # Apart from sign-in: who reads a web site in the store's own network keeps nobody out.
            self._draw(passage, self._addresses, f"{route.service} {passage.address}")
            return None
        if route.service == routing.GATEWAY and (method, route.tail) in self._public_paths:
            self._draw(passage, self._addresses, passage.address)
            if method not in SAFE_METHODS:
                self._authenticator.check_origin(passage.incoming)
            return None
        try:
            grant = await self._authenticator.grant(passage.incoming, route, method)
        except Unauthenticated:
            self._draw(passage, self._addresses, passage.address)
            raise
        if grant.service is not None:
            self._draw(passage, self._addresses, passage.address)
        self._draw(passage, self._clients, grant.meter)
        return grant

    def _draw(self, passage: Passage, buckets: Buckets, key: str) -> None:
        draw = buckets.draw(key)
        passage.limit_headers = ((b"ratelimit-policy", buckets.policy), (b"ratelimit", buckets.header(draw)))
        if not draw.allowed:
            raise TooMany(seconds=max(1, draw.wait))

    async def _hand_on(self, passage: Passage, route: Route, grant: Grant | None, answer: Answer) -> None:
        backend = self._backends[route.service]
        with backend.breaker.attempt() as attempt:
            try:
                await backend.upstream(self._inner_scope(passage, route, grant), passage.body, answer)
            except BodyTooLarge:
                pass
            except (UpstreamFailed, UpstreamBroken):
                # Neither is the service's doing: a body over its cap, a client that went away.
                attempt.failed = not (passage.body.over or passage.body.left)
                if attempt.failed:
                    raise
            finally:
                # A caller's own short deadline says nothing about the service.
                late = passage.deadline.passed and passage.deadline.seconds >= self._settings.request_seconds
                attempt.failed = attempt.failed or late or answer.status in _FAILURES
                attempt.succeeded = answer.started and not attempt.failed
        if passage.body.over and not answer.started:
            passage.body.over = False
            raise TooLarge(limit_kib=route.cap // 1024)

    def _inner_scope(self, passage: Passage, route: Route, grant: Grant | None) -> Scope:
        scope = passage.scope
        own = route.service == routing.GATEWAY
        inner = headers.for_upstream(scope["headers"], passage.incoming, keep_cookies=own)
        inner += [
            (b"host", passage.incoming.by_name.get(b"host", b"gateway")),
            (b"x-request-id", passage.request_id),
            (b"x-forwarded-for", passage.address.encode()),
            (b"traceparent", passage.trace.traceparent.encode()),
            (b"x-request-timeout", f"{passage.deadline.seconds:.3f}".encode()),
        ]
        if grant is not None:
            inner.append((b"authorization", self._exchange.authorization(grant)))
            if own and grant.session_id is not None:
                inner.append((headers.SESSION_HEADER, str(grant.session_id).encode()))
        return {
            "type": "http",
            "asgi": scope.get("asgi", {"version": "3.0"}),
            "http_version": "1.1",
            "method": scope["method"],
            "scheme": scope.get("scheme", "http"),
            "path": scope["path"],
            "raw_path": _raw_path(scope),
            "query_string": scope.get("query_string", b""),
            "root_path": "",
            "headers": inner,
            "client": (passage.address, 0),
            "server": scope.get("server"),
            HAS_BODY: passage.incoming.has_body,
        }

    def _added(self, passage: Passage) -> Sequence[Header]:
        return (
            (b"x-business-time", _instant(self._platform.clock)),
            (b"x-request-id", passage.request_id),
            *passage.limit_headers,
            *self._security,
        )

    async def _refuse(self, passage: Passage, answer: Answer, error: DomainError) -> None:
        if answer.started:
            return
        extra: dict[str, str] = {}
        if "seconds" in error.params:
            extra["Retry-After"] = str(error.params["seconds"])
        if error.status in (400, 413, 431):
            # The rest of the body was not read, so the connection cannot be used again.
            extra["Connection"] = "close"
        language = language_of({"accept-language": passage.incoming.text(b"accept-language") or "zh"})
        response = problem_response(error, language, extra)
        answer.own = True
        await response(passage.scope, passage.body, answer)


def _raw_path(scope: Scope) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]


def _instant(clock: BusinessClock) -> bytes:
    return clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z").encode()


def serves(path: str) -> bool:
    """Whether a path is the door's."""
    return path == "/api" or path.startswith("/api/")
