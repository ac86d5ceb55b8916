"""Whether what is known of a customer's consent opens the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

NO_RECIPIENT = UUID(int=0)
EVERY_CHANNEL = ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """The newest word of a customer on one purpose, recipient and channel."""

    purpose: str
    recipient_id: UUID
    channel: str
    consent_id: UUID
    granted: bool
    changed_at: datetime


def decisive(
    lines: Sequence[ConsentLine], purpose: str, *, recipient_id: UUID = NO_RECIPIENT, channel: str = EVERY_CHANNEL
) -> ConsentLine | None:
    """The newest line that speaks of this: one for every channel also speaks of each. None when nothing is known."""
    spoken = [
        line
        for line in lines
        if line.purpose == purpose and line.recipient_id == recipient_id and line.channel in (EVERY_CHANNEL, channel)
    ]
    # Of two lines of one instant the refusal counts.
    return max(spoken, key=lambda line: (line.changed_at, not line.granted), default=None)


def granted(
    lines: Sequence[ConsentLine], purpose: str, *, recipient_id: UUID = NO_RECIPIENT, channel: str = EVERY_CHANNEL
) -> bool:
    """Closed when unknown."""
    line = decisive(lines, purpose, recipient_id=recipient_id, channel=channel)
    return line is not None and line.granted
