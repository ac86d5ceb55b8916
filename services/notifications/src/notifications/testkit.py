"""For tests: a notifications service on a fresh database, and a partner's server on loopback that answers as told."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aiohttp import web
from contracts.gateway import PartnerChanged
from contracts.leads import ConsentChanged, CustomerContactChanged, LoanSubmitted
from contracts.vocabulary import Purpose
from service_defaults.clocks import BusinessClock, FrozenClock
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import GROUP, STORE, ServiceHarness, running_service, staff_principal

from contracts.examples import example
from notifications.app import DEFINITION
from notifications.delivery.courier import Courier
from notifications.endpoint.event_types import WebhookType
from notifications.endpoint.service import register_endpoint
from notifications.settings import Settings, own_settings

CUSTOMER = UUID("01920000-0000-7000-8000-000000000001")
PARTNER = UUID("01930000-0000-7000-8000-0000000000f1")
KEEPER = staff_principal(Role.CHANNEL_PARTNER_MANAGER)
APPLICANT = {"name": "王小明", "mobile": "+8619900000001", "id_no": "11010119900307001X"}

Respond = Callable[[web.Request], Any]


@dataclass
class Sink:
    """A partner's server. `respond` decides every answer; `received` is what came, raw."""

    port: int = 0
    respond: Respond = lambda _: web.Response(status=204)
    received: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.received.append((request.path, dict(request.headers), await request.read()))
        answer = self.respond(request)
        response: web.StreamResponse = await answer if hasattr(answer, "__await__") else answer
        return response


@asynccontextmanager
async def open_sink() -> AsyncIterator[Sink]:
    made = Sink()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@dataclass
class Bench:
    """The service with its partner's server and a wall clock that is moved by hand."""

    service: ServiceHarness
    sink: Sink
    wall: FrozenClock
    courier: Courier

    @property
    def settings(self) -> Settings:
        return own_settings(self.service.service.platform)

    async def partner(self, partner_id: UUID = PARTNER, *, active: bool = True, revision: int = 1, **more: Any) -> UUID:
        values = {"name": "安融示例金融", "kind": "finance", "store_ids": (STORE,)} | more
        await self.service.deliver(
            PartnerChanged(partner_id=partner_id, group_id=GROUP, active=active, revision=revision, **values)
        )
        return partner_id

    async def endpoint(self, partner_id: UUID = PARTNER, url: str | None = None, **more: Any) -> tuple[UUID, str]:
        """A registered endpoint and its secret."""
        types = list(WebhookType)
        async with self.service.work() as work:
            made = await register_endpoint(work, partner_id, url or self.sink.url, types, **more)
        return made.endpoint.id, made.secret

    async def consent(
        self,
        *,
        granted: bool = True,
        purpose: Purpose = Purpose.SHARE,
        recipient_id: UUID | None = PARTNER,
        **more: Any,
    ) -> UUID:
        consent_id = new_id()
        values = {"channel": None, "wording_version": "2026-01", "store_id": STORE, "customer_id": CUSTOMER} | more
        event = ConsentChanged(
            consent_id=consent_id, purpose=purpose, recipient_id=recipient_id, granted=granted, **values
        )
        await self.service.deliver(event)
        return consent_id

    async def contact(self, *, mobile: str | None = "+8619900000001", email: str | None = None) -> None:
        sealed = self.service.service.platform.vault.seal_for_transport(
            {"name": "王小明", "mobile": mobile, "email": email}
        )
        revision = int(self.service.now.timestamp() * 1000)
        await self.service.deliver(
            CustomerContactChanged(
                customer_id=CUSTOMER, store_id=STORE, group_id=GROUP, person_key="k", sealed=sealed, revision=revision
            )
        )

    async def post_due(self, **later: float) -> int:
        """Let wall time pass, then post what is due."""
        if later:
            self.wall.tick(timedelta(**later))
        return await self.courier.drain()


@asynccontextmanager
async def bench_at(postgres: Postgres, sink: Sink, start: datetime, **chosen: Any) -> AsyncIterator[Bench]:
    trusted = {f"127.0.0.1:{sink.port}", f"localhost:{sink.port}"}
    settings: dict[str, Any] = {"webhook_trusted": trusted, "webhook_timeout_seconds": 2.0} | chosen
    by_hand = replace(DEFINITION, background=())
    async with running_service(postgres, by_hand, Settings, **settings) as harness:
        wall = FrozenClock(start)
        platform = harness.service.platform
        platform.clock = BusinessClock(wall=wall.now)
        courier = Courier(platform, luck=lambda: 0.0)
        await harness.organise()
        yield Bench(harness, sink, wall, courier)
        await courier.close()


def application(bench: Bench, **change: Any) -> LoanSubmitted:
    """A new application for the partner."""
    sealed = bench.service.service.platform.vault.seal_for_transport(APPLICANT)
    values = {"loan_id": new_id(), "partner_id": PARTNER, "applicant_sealed": sealed, "customer_id": CUSTOMER}
    return example(LoanSubmitted).model_copy(update=values | change)


async def ready(bench: Bench) -> tuple[UUID, str]:
    """A partner with an endpoint and the customer's consent."""
    await bench.partner()
    endpoint = await bench.endpoint()
    await bench.consent()
    return endpoint


async def _get(bench: Bench, path: str) -> Any:
    async with bench.service.client(KEEPER) as client:
        return (await client.get(path)).raise_for_status().json()


async def log(bench: Bench, query: str = "") -> list[dict[str, Any]]:
    """The webhook log as the partners' keeper sees it."""
    rows: list[dict[str, Any]] = (await _get(bench, f"/webhook-deliveries{query}"))["items"]
    return rows


async def one(bench: Bench, delivery_id: str) -> dict[str, Any]:
    row: dict[str, Any] = await _get(bench, f"/webhook-deliveries/{delivery_id}")
    return row


async def endpoint_of(bench: Bench, endpoint_id: UUID) -> dict[str, Any]:
    row: dict[str, Any] = await _get(bench, f"/webhook-endpoints/{endpoint_id}")
    return row


async def post(bench: Bench, path: str, body: dict[str, Any] | None = None) -> Any:
    async with bench.service.client(KEEPER) as client:
        return await client.post(path, json=body) if body is not None else await client.post(path)


def answering(*statuses: int, **headers: str) -> Respond:
    """These answers one after the other, the last one for ever."""
    left = list(statuses)

    def respond(_: web.Request) -> web.Response:
        return web.Response(status=left.pop(0) if len(left) > 1 else left[0], headers=headers)

    return respond
