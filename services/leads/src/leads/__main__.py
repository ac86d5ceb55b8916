"""Distributed entry: this service alone, over Kafka."""

from messaging.kafka import KafkaTransport
from service_defaults.serve import serve

from leads.app import create_service
from leads.settings import Settings


def main() -> None:
    settings = Settings()
    transport = KafkaTransport(settings.kafka_bootstrap_servers, prefix=settings.kafka_prefix)
    service = create_service(settings, transport)
    serve("leads", service.app, service.running(), transport, settings, prepare=service.prepare)


if __name__ == "__main__":
    main()
