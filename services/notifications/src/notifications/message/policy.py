"""Gates on the way of a message, and when a failed one is tried again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from contracts.vocabulary import Purpose

from notifications.consent.policy import ConsentLine, decisive, granted

ATTEMPTS = 6
_FIRST_WAIT = timedelta(seconds=30)
_TRACE_LENGTH = 40


class MessageState(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"


class Gate(StrEnum):
    """In the order in which a message comes to them."""

    STORE = "store"
    VALIDITY = "validity"
    CONTACT = "contact"
    CONSENT = "consent"
    QUIET_HOURS = "quiet_hours"
    TEMPLATE = "template"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class GateResult:
    """`until` is set by a gate that only postpones."""

    gate: Gate
    passed: bool
    code: str
    until: datetime | None = None

    def trace(self, at: datetime) -> dict[str, Any]:
        return {
            "gate": str(self.gate),
            "passed": self.passed,
            "code": self.code,
            "until": self.until.isoformat() if self.until else None,
            "at": at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class ContactHours:
    """When a customer may be written to without having caused it: local time, `opens` before `closes`."""

    opens: time
    closes: time
    zone: ZoneInfo

    def next_from(self, instant: datetime) -> datetime:
        """The first instant (UTC) not before `instant` that is no quiet hour."""
        local = instant.astimezone(self.zone)
        if self.opens <= local.time() < self.closes:
            return instant.astimezone(UTC)
        day = local.date() if local.time() < self.opens else local.date() + timedelta(days=1)
        return datetime.combine(day, self.opens, tzinfo=self.zone).astimezone(UTC)


def consent_gate(lines: Sequence[ConsentLine], purpose: str, channel: str) -> GateResult:
    """Service messages need no consent unless they were declined; any other purpose is closed when unknown."""
    line = decisive(lines, purpose, channel=channel)
    if purpose == Purpose.SERVICE:
        declined = line is not None and not line.granted
        return GateResult(Gate.CONSENT, not declined, "declined" if declined else "not_needed")
    if granted(lines, purpose, channel=channel):
        return GateResult(Gate.CONSENT, passed=True, code="granted")
    return GateResult(Gate.CONSENT, passed=False, code="unknown" if line is None else "withdrawn")


def quiet_gate(hours: ContactHours, now: datetime, *, transactional: bool) -> GateResult:
    """Closed until the next morning; what the customer caused himself passes at any hour."""
    if transactional:
        return GateResult(Gate.QUIET_HOURS, passed=True, code="transactional")
    opens = hours.next_from(now)
    if opens > now:
        return GateResult(Gate.QUIET_HOURS, passed=False, code="quiet_hours", until=opens)
    return GateResult(Gate.QUIET_HOURS, passed=True, code="welcome")


def validity_gate(expires_at: datetime | None, now: datetime) -> GateResult:
    late = expires_at is not None and now >= expires_at
    return GateResult(Gate.VALIDITY, not late, "too_late" if late else "timely")


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after the n-th failed attempt, doubling and then some; None when it was the last."""
    return _FIRST_WAIT * 4 ** (attempts - 1) if attempts < ATTEMPTS else None


def extended(trace: Sequence[dict[str, Any]], results: Sequence[GateResult], at: datetime) -> list[dict[str, Any]]:
    """The trace with what was just found, the oldest lines dropped when it grows too long."""
    return [*trace, *(result.trace(at) for result in results)][-_TRACE_LENGTH:]
