"""What a contact means. Pure."""

from enum import StrEnum


class Method(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    WECHAT = "wechat"
    VISIT = "visit"
    EMAIL = "email"
    OTHER = "other"


class Outcome(StrEnum):
    """`messaged`: something was sent and no answer is there yet."""

    CONNECTED = "connected"
    NOT_NOW = "not_now"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    MESSAGED = "messaged"


_TALKED = frozenset({Outcome.CONNECTED, Outcome.NOT_NOW, Outcome.REFUSED})


def is_effective(outcome: Outcome) -> bool:
    """Somebody spoke with the customer. Only effective contacts move a lead on and renew protection."""
    return outcome in _TALKED


RETRY_HOURS = 2
"""Nobody answered: try again after this pause, unless the level's cadence is shorter."""
