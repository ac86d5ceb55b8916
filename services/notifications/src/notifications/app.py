"""Composition root: the only wiring of the service."""

from pathlib import Path

from messaging import Transport
from service_defaults.service import Service, ServiceDefinition, build

from notifications.api import ROUTERS
from notifications.delivery.courier import Courier
from notifications.jobs import TIMERS
from notifications.settings import Settings
from notifications.subscriptions import SUBSCRIPTIONS

DEFINITION = ServiceDefinition(
    name="notifications",
    title="Chemai notifications: one voice, never twice",
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    timers=TIMERS,
    migrations=Path(__file__).parent / "migrations",
    background=(Courier,),
)


def create_service(settings: Settings, transport: Transport) -> Service:
    return build(DEFINITION, settings, transport)
