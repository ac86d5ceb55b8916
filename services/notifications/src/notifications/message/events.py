"""The only place that builds this event."""

from uuid import UUID

from contracts.notifications import MessageSent

from notifications.message.models import Message


def message_sent(message: Message, owner_id: UUID | None) -> MessageSent:
    return MessageSent(
        message_id=message.id,
        customer_id=message.customer_id,
        store_id=message.store_id,
        owner_id=owner_id,
        channel=message.channel,
        template=message.template,
    )
