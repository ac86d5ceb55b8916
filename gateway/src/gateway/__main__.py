"""Distributed entry: the gateway alone, services over HTTP, events over Kafka."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from messaging.kafka import KafkaTransport
from service_defaults.serve import serve

from gateway.app import Gateway, create_gateway
from gateway.proxy.http_upstream import HttpUpstream
from gateway.settings import Settings


@asynccontextmanager
async def opened(gateway: Gateway, *, demo: bool) -> AsyncIterator[None]:
    """A demo opens its doors in opening hours."""
    async with gateway.running():
        if demo:
            await gateway.enter_opening_hours()
        yield


def main() -> None:
    settings = Settings()
    transport = KafkaTransport(settings.kafka_bootstrap_servers, prefix=settings.kafka_prefix)
    upstreams = {name: HttpUpstream(url) for name, url in settings.upstreams.items()}
    gateway = create_gateway(settings, transport, upstreams)
    running = opened(gateway, demo=settings.demo)
    serve("gateway", gateway.app, running, transport, settings, prepare=gateway.service.prepare)


if __name__ == "__main__":
    main()
