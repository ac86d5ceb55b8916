"""Composition root: the only wiring of the service."""

from pathlib import Path

from messaging import Transport
from service_defaults.service import Service, ServiceDefinition, build

from aftersales.api import ROUTERS
from aftersales.jobs import TIMERS
from aftersales.settings import Settings
from aftersales.subscriptions import SUBSCRIPTIONS

DEFINITION = ServiceDefinition(
    name="aftersales",
    title="Chemai aftersales: from keys to trust",
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    timers=TIMERS,
    migrations=Path(__file__).parent / "migrations",
)


def create_service(settings: Settings, transport: Transport) -> Service:
    return build(DEFINITION, settings, transport)
