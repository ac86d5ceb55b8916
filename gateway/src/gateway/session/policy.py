"""Rules of sign-in: how often one may try, and what a refresh token of some generation means."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(seconds=5)
WINDOW = timedelta(minutes=15)
_FIRST_BLOCK = 30.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """`free` attempts in a window; each further one blocks for twice as long, up to `longest` seconds."""

    free: int
    longest: float


# Account and address together is the real limit; the others stop spraying without letting strangers lock people out.
PAIR = Allowance(free=5, longest=900.0)
ACCOUNT = Allowance(free=100, longest=60.0)
ADDRESS = Allowance(free=100, longest=900.0)


@dataclass(frozen=True, slots=True)
class Attempts:
    count: int
    window_from: datetime
    blocked_until: datetime | None


def wait_seconds(attempts: Attempts, now: datetime) -> int:
    """Whole seconds until the next attempt may be made; 0 = now."""
    if attempts.blocked_until is None or attempts.blocked_until <= now:
        return 0
    return int((attempts.blocked_until - now).total_seconds()) + 1


def charge(attempts: Attempts, allowance: Allowance, now: datetime) -> Attempts:
    """Count an attempt before it is judged, so that parallel guesses gain nothing."""
    fresh = now - attempts.window_from >= WINDOW
    count = 1 if fresh else attempts.count + 1
    over = count - allowance.free
    block = min(_FIRST_BLOCK * 2.0 ** min(over, 16), allowance.longest) if over >= 0 else None
    return Attempts(
        count=count,
        # A block keeps its window alive, else waiting it out would start from nothing.
        window_from=now if fresh or block else attempts.window_from,
        blocked_until=None if block is None else now + timedelta(seconds=block),
    )


class Verdict(StrEnum):
    ROTATE = "rotate"
    REPEAT = "repeat"
    REUSED = "reused"


def judge(presented: int, current: int, rotated_at: datetime, now: datetime) -> Verdict:
    """What a genuine refresh token of generation `presented` may do.

    Only the immediately previous one is forgiven, and only for 5 seconds: an answer got lost, a tab was faster.
    """
    if presented == current:
        return Verdict.ROTATE
    if presented == current - 1 and timedelta() <= now - rotated_at <= GRACE:
        return Verdict.REPEAT
    return Verdict.REUSED
