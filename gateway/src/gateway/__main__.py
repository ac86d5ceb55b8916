"""Distributed entry: the gateway alone, services over HTTP, events over Kafka."""

from messaging.kafka import KafkaTransport
from service_defaults.serve import serve

from gateway.app import create_gateway
from gateway.proxy.http_upstream import HttpUpstream
from gateway.settings import Settings


def main() -> None:
    settings = Settings()
    transport = KafkaTransport(settings.kafka_bootstrap_servers)
    upstreams = {name: HttpUpstream(url) for name, url in settings.upstreams.items()}
    gateway = create_gateway(settings, transport, upstreams)
    serve("gateway", gateway.app, gateway.running(), transport, settings)


if __name__ == "__main__":
    main()
