"""CloudEvents envelope, outbox, relay, inbox, delivery and the two transports."""

from messaging import outbox
from messaging.backoff import Backoff
from messaging.delivery import Deliverer, Handle, Sessions
from messaging.envelope import Envelope, KafkaMessage, MalformedEnvelope
from messaging.event import EVENT_TYPES, Event
from messaging.failures import PermanentFailure, UnknownType, is_infrastructure
from messaging.faultpoints import FAULTPOINTS, faultpoint
from messaging.in_process import InProcessTransport
from messaging.inbox import DeadLetter, Inbox, InboxBacklog
from messaging.outbox import Backlog
from messaging.relay import Relay
from messaging.tables import InboxRow, MessagingBase, OutboxRow
from messaging.transport import Store, Tap, Transport, TransportStopped

__all__ = [
    "EVENT_TYPES",
    "FAULTPOINTS",
    "Backlog",
    "Backoff",
    "DeadLetter",
    "Deliverer",
    "Envelope",
    "Event",
    "Handle",
    "InProcessTransport",
    "Inbox",
    "InboxBacklog",
    "InboxRow",
    "KafkaMessage",
    "MalformedEnvelope",
    "MessagingBase",
    "OutboxRow",
    "PermanentFailure",
    "Relay",
    "Sessions",
    "Store",
    "Tap",
    "Transport",
    "TransportStopped",
    "UnknownType",
    "faultpoint",
    "is_infrastructure",
    "outbox",
]
