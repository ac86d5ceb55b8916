"""Rules of outbound webhooks: when to try again, what an answer means, when an endpoint is given up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

SCHEDULE = (0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Seconds before each attempt, counted from the one before: ten attempts over 75 h 35 m."""
JITTER = 0.1
"""Waits grow by up to this share, so that what failed together is not tried again together."""
GIVE_UP_AFTER = timedelta(days=5)
BODY_LIMIT = 20_000

_THROTTLING = frozenset({429, 502, 503, 504})
_DEFAULT_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=24)


class DeliveryState(StrEnum):
    """`suppressed`: a gate is closed, nothing leaves."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class DisabledReason(StrEnum):
    GONE = "gone"
    FAILING = "failing"
    BY_HAND = "by_hand"


class Gate(StrEnum):
    CONSENT = "consent"
    ENDPOINT = "endpoint"
    TRANSPORT = "transport"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back of one attempt: an HTTP status, or the kind of failure that kept one from coming."""

    status: int | None
    error: str | None
    retry_after: timedelta | None
    duration_ms: int

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from an answer. `next_attempt_at` and `pause_until` are wall time."""

    state: DeliveryState
    next_attempt_at: datetime | None = None
    pause_until: datetime | None = None
    disable: DisabledReason | None = None


def judge(answer: Answer, *, attempts: int, failing_since: datetime | None, now: datetime, luck: float) -> Verdict:
    """`attempts` counts this one, `luck` is a random number from 0 to 1, `now` wall time."""
    if answer.accepted:
        return Verdict(DeliveryState.DELIVERED)
    if answer.status == 410:
        return Verdict(DeliveryState.FAILED, disable=DisabledReason.GONE)
    pause = _pause(answer)
    wait = wait_before(attempts + 1, luck)
    given_up = failing_since is not None and now - failing_since >= GIVE_UP_AFTER
    state = DeliveryState.FAILED if wait is None else DeliveryState.PENDING
    return Verdict(
        state,
        next_attempt_at=None if wait is None else now + max(wait, pause or timedelta()),
        pause_until=now + pause if pause else None,
        disable=DisabledReason.FAILING if given_up else None,
    )


def wait_before(attempt: int, luck: float) -> timedelta | None:
    """How long to wait before the n-th attempt (from 1); None when there is none left."""
    if attempt > len(SCHEDULE):
        return None
    return timedelta(seconds=SCHEDULE[attempt - 1] * (1 + JITTER * luck))


def read_retry_after(text: str | None, now: datetime) -> timedelta | None:
    """`Retry-After` in seconds or as a date, at most a day; None when absent, past or unreadable."""
    if not text:
        return None
    if text.strip().isascii() and text.strip().isdigit():
        return min(timedelta(seconds=min(int(text.strip()[:9]), 10**8)), _LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return min(until - now, _LONGEST_PAUSE) if until > now else None


def _pause(answer: Answer) -> timedelta | None:
    if answer.status not in _THROTTLING:
        return None
    return answer.retry_after or _DEFAULT_PAUSE


def gate(name: Gate, *, passed: bool, code: str, at: datetime) -> dict[str, object]:
    """One line of the trace of why something left or did not."""
    return {"gate": str(name), "passed": passed, "code": code, "at": at.isoformat()}
