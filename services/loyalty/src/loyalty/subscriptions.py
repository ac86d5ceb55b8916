"""Event → handler."""

from messaging import Event
from service_defaults.service import Handler

SUBSCRIPTIONS: dict[type[Event], Handler] = {}
