"""What the API shows of messages."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from notifications.message.models import Message
from notifications.message.policy import Gate, MessageState
from notifications.template.policy import Channel


class GateOut(BaseModel):
    """One answer of a gate; `until` where it only postpones."""

    gate: Gate
    passed: bool
    code: str
    until: datetime | None
    at: datetime


class MessageRow(BaseModel):
    """A line of the message list. `blocked_by` is the newest gate that did not let it pass."""

    id: UUID
    customer_id: UUID
    customer_name: str
    template: str
    channel: Channel
    locale: str
    purpose: str
    state: MessageState
    text: str | None
    recipient_masked: str | None
    ref_kind: str
    ref_id: UUID
    due_at: datetime
    sent_at: datetime | None
    created_at: datetime
    blocked_by: GateOut | None

    @classmethod
    def of(cls, message: Message, customer_name: str | None) -> Self:
        return cls.model_validate(_plain(message, customer_name, cls))


class MessageOut(MessageRow):
    """A message with its whole trace: why it was sent, or why not. `sandbox`: nobody got it, the sandbox keeps it."""

    cause: str
    transactional: bool
    expires_at: datetime | None
    attempts: int
    template_version: int | None
    gates: list[GateOut]
    sandbox: bool

    @classmethod
    def traced(cls, message: Message, customer_name: str | None, *, sandbox: bool) -> Self:
        return cls.model_validate({**_plain(message, customer_name, cls), "sandbox": sandbox})


def _plain(message: Message, customer_name: str | None, kind: type[MessageRow]) -> dict[str, object]:
    closed = [line for line in message.gates if not line["passed"]]
    blocked = closed[-1] if closed and message.state != MessageState.SENT else None
    shown = {name: getattr(message, name) for name in kind.model_fields if hasattr(message, name)}
    return {**shown, "customer_name": customer_name or "", "blocked_by": blocked}
