"""The whole system in one process: four services, the gateway and the demo's partner, on one transport."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aftersales.app
import aftersales.settings
import leads.app
import leads.settings
import loyalty.app
import loyalty.settings
import notifications.app
import notifications.settings
from gateway.app import Gateway, create_gateway
from gateway.proxy.upstream import AsgiUpstream
from gateway.settings import Settings as GatewaySettings
from messaging import InProcessTransport
from service_defaults.service import Service
from starlette.types import ASGIApp

from embedded.paths import CHECKOUT
from embedded.secrets import Secrets

DATABASES = ("leads", "aftersales", "loyalty", "notifications", "gateway")
_SETTLE_SECONDS = 20.0


@dataclass(slots=True)
class System:
    """Enter `running()`, then serve `gateway.app`."""

    services: dict[str, Service]
    gateway: Gateway
    transport: InProcessTransport

    @property
    def app(self) -> ASGIApp:
        return self.gateway.app

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for service in self.services.values():
                await stack.enter_async_context(service.running())
            await stack.enter_async_context(self.gateway.running())
            await self.transport.start()
            stack.push_async_callback(self.transport.stop)
            yield

    def all_services(self) -> list[Service]:
        return [self.gateway.service, *self.services.values()]

    async def settle(self, *, seconds: float = _SETTLE_SECONDS) -> bool:
        """Wait until every event is handled and every due timer has fired; False when that took too long."""
        try:
            async with asyncio.timeout(seconds):
                while await self._drain_once():
                    pass
        except TimeoutError:
            return False
        return True

    async def _drain_once(self) -> int:
        done = 0
        for service in self.all_services():
            done += await service.drain()
        return done


def build_system(urls: Mapping[str, str], secrets: Secrets, **chosen: Any) -> System:
    """`urls` by service name; `chosen` goes to every service's settings (host, port, demo, …)."""
    transport = InProcessTransport()
    common = {**secrets.platform(), **chosen}

    def values(name: str) -> dict[str, Any]:
        return {**common, "database_url": urls[name]}

    services = {
        "leads": leads.app.create_service(leads.settings.Settings(**values("leads")), transport),
        "aftersales": aftersales.app.create_service(aftersales.settings.Settings(**values("aftersales")), transport),
        "loyalty": loyalty.app.create_service(loyalty.settings.Settings(**values("loyalty")), transport),
        "notifications": notifications.app.create_service(
            notifications.settings.Settings(**values("notifications")), transport
        ),
    }
    settings = GatewaySettings(
        **values("gateway"), token_private_key=secrets.token_private_key, spa_dir=CHECKOUT / "frontend" / "dist"
    )
    upstreams = {name: AsgiUpstream(service.app) for name, service in services.items()}
    system: System
    gateway = create_gateway(settings, transport, upstreams, settle=lambda: system.settle())  # noqa: PLW0108 - it exists a line later
    system = System(services, gateway, transport)
    return system
