"""Composition root: the only wiring of the service."""

from pathlib import Path

from messaging import Transport
from service_defaults.service import Service, ServiceDefinition, build

from loyalty.api import ROUTERS
from loyalty.jobs import TIMERS
from loyalty.settings import Settings
from loyalty.subscriptions import SUBSCRIPTIONS

DEFINITION = ServiceDefinition(
    name="loyalty",
    title="Chemai loyalty: from owner to advocate",
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    timers=TIMERS,
    migrations=Path(__file__).parent / "migrations",
)


def create_service(settings: Settings, transport: Transport) -> Service:
    return build(DEFINITION, settings, transport)
