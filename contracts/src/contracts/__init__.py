"""What services, the web app and partners agree on: events and shared vocabulary."""

from messaging import Event

from contracts import aftersales, gateway, imports, intake, interest, leads, loyalty, notifications, partners

_MODULES = (aftersales, gateway, imports, intake, interest, leads, loyalty, notifications, partners)

EVENTS: tuple[type[Event], ...] = tuple(
    sorted(
        {
            value
            for module in _MODULES
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Event) and value is not Event
        },
        key=lambda kind: kind.event_type,
    )
)
"""Every event of the system, the only list there is."""
