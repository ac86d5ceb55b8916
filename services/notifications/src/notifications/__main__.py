"""Distributed entry: this service alone, over Kafka."""

from messaging.kafka import KafkaTransport
from service_defaults.serve import serve

from notifications.app import create_service
from notifications.settings import Settings


def main() -> None:
    settings = Settings()
    transport = KafkaTransport(settings.kafka_bootstrap_servers, prefix=settings.kafka_prefix)
    service = create_service(settings, transport)
    serve("notifications", service.app, service.running(), transport, settings, prepare=service.prepare)


if __name__ == "__main__":
    main()
