"""The only place that builds this event."""

from contracts.notifications import MessageSent

from notifications.message.models import Message


def message_sent(message: Message) -> MessageSent:
    return MessageSent(
        message_id=message.id,
        customer_id=message.customer_id,
        store_id=message.store_id,
        channel=message.channel,
        template=message.template,
    )
