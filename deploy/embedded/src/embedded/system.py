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
from partner_simulator.app import create_simulator
from service_defaults.service import Service
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from embedded.demo.house import FINANCE_PARTNER
from embedded.paths import CHECKOUT
from embedded.secrets import Secrets

DATABASES = ("leads", "aftersales", "loyalty", "notifications", "gateway")
LOOPBACK = ("127.0.0.1", "0.0.0.0", "localhost", "::1")  # noqa: S104 - what a user may type
SIMULATOR_PATH = "/simulator/finance"
_SETTLE_SECONDS = 20.0


@dataclass(slots=True)
class System:
    """An ASGI app: enter `running()`, then serve it."""

    services: dict[str, Service]
    gateway: Gateway
    transport: InProcessTransport
    simulator: Starlette
    internal_url: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The gateway, with the demo's finance partner beside it."""
        if scope["type"] == "http" and scope["path"].startswith(f"{SIMULATOR_PATH}/"):
            scope = {**scope, "path": scope["path"].removeprefix(SIMULATOR_PATH)}
            await self.simulator(scope, receive, send)
        else:
            await self.gateway.app(scope, receive, send)

    def drain(self) -> None:
        self.gateway.app.drain()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            # Every service has subscribed when it was built, so nothing is published past anyone.
            await self.transport.start()
            stack.push_async_callback(self.transport.stop)
            for service in self.services.values():
                await stack.enter_async_context(service.running())
            await stack.enter_async_context(self.gateway.running())
            stack.push_async_callback(self.simulator.state.simulator.close)
            yield

    def all_services(self) -> list[Service]:
        return [self.gateway.service, *self.services.values()]

    async def settle(self, *, seconds: float = _SETTLE_SECONDS) -> bool:
        """Wait until every event is handled, every due timer has fired, and all partners have been told and answered.

        False when that took too long.
        """
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
        bank = self.simulator.state.simulator
        if not done and bank.busy:
            await bank.settle()
            done = 1
        return done


def build_system(urls: Mapping[str, str], secrets: Secrets, *, host: str, port: int, public_base_url: str) -> System:
    """`urls` are the databases by service name."""
    transport = InProcessTransport()
    address = f"{'127.0.0.1' if host in LOOPBACK else host}:{port}"
    common = {**secrets.platform(), "demo": True, "public_base_url": public_base_url}

    def values(name: str) -> dict[str, Any]:
        return {**common, "database_url": urls[name]}

    services = {
        "leads": leads.app.create_service(leads.settings.Settings(**values("leads")), transport),
        "aftersales": aftersales.app.create_service(aftersales.settings.Settings(**values("aftersales")), transport),
        "loyalty": loyalty.app.create_service(loyalty.settings.Settings(**values("loyalty")), transport),
        "notifications": notifications.app.create_service(
            notifications.settings.Settings(**values("notifications"), webhook_trusted=frozenset({address})), transport
        ),
    }
    settings = GatewaySettings(
        **values("gateway"), token_private_key=secrets.token_private_key, spa_dir=CHECKOUT / "frontend" / "dist"
    )
    upstreams = {name: AsgiUpstream(service.app) for name, service in services.items()}
    system: System
    gateway = create_gateway(settings, transport, upstreams, settle=lambda: system.settle())  # noqa: PLW0108 - it exists a line later
    callback = f"http://{address}/api/v1/notifications/webhooks/inbound/{FINANCE_PARTNER.id}"
    simulator = create_simulator(secrets.partner_secret, callback, delay_seconds=0.3)
    system = System(services, gateway, transport, simulator, f"http://{address}")
    return system
