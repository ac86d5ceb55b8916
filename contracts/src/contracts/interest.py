"""What the leads service tells of attention: signals, and how warm a customer is."""

from uuid import UUID

from messaging import Event


class SignalRaised(Event, type="leads.signal_raised.v1", key="customer_id"):
    """Something about a customer asks for attention now. `kind` is a stable code, `count` its figure."""

    signal_id: UUID
    lead_id: UUID | None
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    kind: str
    model: str | None
    count: int | None


class TemperatureChanged(Event, type="leads.temperature_changed.v1", key="customer_id"):
    """A customer moved to another layer: cold, warm, hot or vip. `reason` is a stable code."""

    customer_id: UUID
    lead_id: UUID | None
    store_id: UUID
    owner_id: UUID | None
    old: str
    new: str
    reason: str
