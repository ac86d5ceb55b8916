"""Composition root: the only wiring of the gateway."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contracts.gateway import PartnerChanged
from fastapi.routing import APIRoute
from messaging import Envelope, Transport
from service_defaults.identity import SYSTEM, TokenSigner
from service_defaults.organisation import StaffChanged, StoreChanged
from service_defaults.service import Service, ServiceDefinition, build
from service_defaults.web import Access
from service_defaults.work import Platform, Work

from gateway.api import ROUTERS
from gateway.clock import service as clock
from gateway.front import Front
from gateway.jobs import TIMERS
from gateway.live.hub import Hub
from gateway.partner.registry import ApiKeys
from gateway.proxy.authentication import Authenticator
from gateway.proxy.door import Backend, Door
from gateway.proxy.grants import Exchange
from gateway.proxy.observation import Observation
from gateway.proxy.routing import GATEWAY
from gateway.proxy.upstream import AsgiUpstream, Upstream
from gateway.runtime import Runtime, Settle
from gateway.session.passwords import Passwords
from gateway.session.registry import Sessions
from gateway.session.service import Lives
from gateway.session.tokens import Tokens
from gateway.settings import Settings
from gateway.spa.files import WebApp
from gateway.subscriptions import SUBSCRIPTIONS

DEFINITION = ServiceDefinition(
    name=GATEWAY,
    title="Chemai gateway: one door",
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    timers=TIMERS,
    migrations=Path(__file__).parent / "migrations",
)


@dataclass(slots=True)
class Gateway:
    """`app` is the whole ASGI app; `service` the gateway's own part, assembled like any service."""

    app: Front
    service: Service
    runtime: Runtime

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Upstream pools, worker and clock; to be entered once."""
        async with AsyncExitStack() as stack:
            stack.callback(self.runtime.passwords.close)
            for upstream in self.runtime.upstreams.values():
                await upstream.start()
                stack.push_async_callback(upstream.stop)
            await stack.enter_async_context(self.service.running())
            await clock.restore(self.service.platform)
            stack.callback(self.app.drain)
            yield

    async def enter_opening_hours(self) -> None:
        """For a demonstration: outside opening hours business time goes on to the next morning's 10:05."""
        platform = self.service.platform
        async with platform.database.write() as session:
            work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
            offset = await clock.enter_opening_hours(work)
        platform.clock.advance_to(offset)


def create_gateway(
    settings: Settings, transport: Transport, upstreams: Mapping[str, Upstream], settle: Settle | None = None
) -> Gateway:
    """`settle` returns when all services have fired what is due; given where they share this process."""
    service = build(DEFINITION, settings, transport)
    runtime = _runtime(settings, service.platform, upstreams, settle)
    service.app.state.runtime = runtime
    _listen(runtime, transport)
    backends = {name: Backend(upstream) for name, upstream in upstreams.items()}
    backends[GATEWAY] = Backend(AsgiUpstream(service.app))
    door = Door(
        settings=settings,
        platform=service.platform,
        backends=backends,
        authenticator=Authenticator(
            runtime.sessions,
            runtime.keys,
            origins=frozenset({settings.public_base_url.rstrip("/")}),
            local_origins=settings.demo,
        ),
        exchange=Exchange(TokenSigner(settings.token_private_key.get_secret_value())),
        public_paths=_public_paths(),
        observation=Observation(service.app.state.metrics),
    )
    gateway: Gateway
    pages = WebApp(settings.spa_dir)
    front = Front(api=door, own=service.app, pages=pages, on_drain=runtime.hub.close, running=lambda: gateway.running())  # noqa: PLW0108 - it exists a line later
    gateway = Gateway(front, service, runtime)
    return gateway


def _runtime(
    settings: Settings, platform: Platform, upstreams: Mapping[str, Upstream], settle: Settle | None
) -> Runtime:
    def wall() -> datetime:
        return platform.clock.now() - platform.clock.offset

    tokens = Tokens(platform.vault, access_life=settings.access_life)
    recheck = settings.recheck_after.total_seconds()
    return Runtime(
        settings=settings,
        platform=platform,
        tokens=tokens,
        lives=Lives(longest=settings.session_life, idle=settings.session_idle_life),
        passwords=Passwords(),
        sessions=Sessions(platform.database, tokens, wall=wall, recheck_seconds=recheck),
        keys=ApiKeys(platform.database, wall=wall, recheck_seconds=recheck),
        hub=Hub(),
        upstreams=upstreams,
        settle=settle,
    )


def _listen(runtime: Runtime, transport: Transport) -> None:
    """Every process of the gateway hears what changes its memory, whichever of them changed it."""

    def heard(envelope: Envelope) -> None:
        if envelope.type == StaffChanged.event_type:
            runtime.sessions.forget_staff(envelope.event(StaffChanged).staff_id)
        elif envelope.type == StoreChanged.event_type:
            runtime.sessions.forget_group(envelope.event(StoreChanged).group_id)
        else:
            runtime.keys.forget_partner(envelope.event(PartnerChanged).partner_id)

    kinds = (StaffChanged, StoreChanged, PartnerChanged)
    transport.tap([kind.event_type for kind in kinds], heard)
    transport.tap(None, runtime.hub.show)
    runtime.sessions.on_end = runtime.hub.end


def _public_paths() -> frozenset[tuple[str, str]]:
    """Operations that declare themselves public; none of them has a parameter in its path."""
    return frozenset(
        (method, route.path)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for dependency in route.dependencies
        if isinstance(dependency.dependency, Access) and dependency.dependency.anonymous
        for method in route.methods or ()
    )
