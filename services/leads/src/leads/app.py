"""Composition root: the only wiring of the service."""

from pathlib import Path

from messaging import Transport
from service_defaults.service import Service, ServiceDefinition, build

from leads.api import ROUTERS
from leads.bulk_import.process import ImportWorker
from leads.jobs import TIMERS
from leads.mailbox.polling import MailboxPoller
from leads.settings import Settings
from leads.subscriptions import SUBSCRIPTIONS

DEFINITION = ServiceDefinition(
    name="leads",
    title="Chemai leads: from stranger to delivered car",
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    timers=TIMERS,
    migrations=Path(__file__).parent / "migrations",
    background=(ImportWorker, MailboxPoller),
)


def create_service(settings: Settings, transport: Transport) -> Service:
    return build(DEFINITION, settings, transport)
