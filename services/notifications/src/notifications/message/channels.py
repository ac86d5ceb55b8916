"""Ways out to the customer. Today every channel leads into the sandbox; a provider's adapter is one more class."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from service_defaults.contacts import CustomerRef, open_mobile
from service_defaults.work import Work

from notifications.message.models import SandboxMessage
from notifications.template.policy import Channel


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message ready to go. `message_id` is the key under which a provider takes it at most once."""

    message_id: UUID
    channel: Channel
    recipient: str
    recipient_masked: str
    text: str


class ChannelUnavailable(Exception):
    """The provider cannot take it now; it is tried again."""


class ChannelRefused(Exception):
    """The provider will never take it."""


class ChannelAdapter(Protocol):
    """Takes a parcel; raises `ChannelUnavailable` or `ChannelRefused`."""

    async def send(self, work: Work, parcel: Parcel) -> None: ...


class Sandbox:
    """Keeps what would have been sent, in the transaction that marks it sent: visible in the app, sent to nobody."""

    async def send(self, work: Work, parcel: Parcel) -> None:
        table = SandboxMessage.__tablename__
        sealed = work.vault.seal(parcel.recipient, table=table, column="recipient_sealed", row_id=parcel.message_id)
        work.session.add(
            SandboxMessage(
                message_id=parcel.message_id,
                channel=parcel.channel,
                recipient_sealed=sealed,
                recipient_masked=parcel.recipient_masked,
                text=parcel.text,
                taken_at=work.now,
            )
        )


_SANDBOX = Sandbox()
CHANNELS: Mapping[Channel, ChannelAdapter] = dict.fromkeys(Channel, _SANDBOX)


def recipient_of(work: Work, customer: CustomerRef, channel: Channel) -> tuple[str, str] | None:
    """Where a channel reaches the customer, in clear and masked; None when it does not."""
    if channel is Channel.EMAIL:
        if customer.email_sealed is None:
            return None
        place = {"table": CustomerRef.__tablename__, "column": "email_sealed"}
        email = work.vault.open(customer.email_sealed, row_id=customer.customer_id, **place)
        return email, customer.email_masked or ""
    mobile = open_mobile(work, customer)
    return (mobile, customer.mobile_masked or "") if mobile else None
