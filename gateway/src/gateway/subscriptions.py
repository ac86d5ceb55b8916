"""Event → handler. The gateway hears its own organisation events like every service (service_defaults)."""

from messaging import Event
from service_defaults.service import Handler

SUBSCRIPTIONS: dict[type[Event], Handler] = {}
