"""Timers of this service."""

from service_defaults.jobs import Timer

from notifications.delivery import service as deliveries
from notifications.inbound import service as inbound
from notifications.message import sending

TIMERS: tuple[Timer, ...] = (
    Timer("send_messages", sending.next_due, sending.send_due),
    Timer("read_inbound_webhooks", inbound.next_waiting, inbound.process_waiting),
    Timer("purge_delivered_bodies", deliveries.next_purge, deliveries.purge_bodies),
    Timer("purge_inbound_bodies", inbound.next_purge, inbound.purge_bodies),
)
