"""Call-backs: when each is due, what an attempt leads to, which states follow which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from aftersales.contact_hours import ContactHours
from aftersales.setting.schemas import CallBackRule

_RETRY_AFTER = timedelta(hours=2)


class CareStatus(StrEnum):
    SCHEDULED = "scheduled"
    DUE = "due"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    NO_MORE = "no_more"


OPEN = frozenset({CareStatus.SCHEDULED, CareStatus.DUE, CareStatus.IN_PROGRESS})
WAITING = frozenset({CareStatus.DUE, CareStatus.IN_PROGRESS})


class Trigger(StrEnum):
    DELIVERY = "delivery"
    SERVICE = "service"
    MANUAL = "manual"


class Method(StrEnum):
    """回访方式."""

    PHONE = "phone"
    SMS = "sms"
    WECHAT = "wechat"
    EMAIL = "email"
    VISIT = "visit"
    OTHER = "other"


class AttemptOutcome(StrEnum):
    """An attempt that did not become a conversation."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    SWITCHED_OFF = "switched_off"
    CALL_LATER = "call_later"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"


class Result(StrEnum):
    """回访结果 of a conversation: it succeeded, or something has to be followed up."""

    SUCCESS = "success"
    FOLLOW_UP = "follow_up"


class Ending(StrEnum):
    """Why a call-back ends without a conversation."""

    FAILED = "failed"
    UNREACHABLE = "unreachable"
    NO_MORE = "no_more"


class LatentNeed(StrEnum):
    """What the customer lets shine through between the answers."""

    REPURCHASE = "repurchase"
    TRADE_IN = "trade_in"
    RENEWAL = "renewal"
    MAINTENANCE = "maintenance"
    ACCESSORIES = "accessories"
    REFERRAL = "referral"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlannedCall:
    rule: CallBackRule
    due_on: date
    due_at: datetime


def plan_call_backs(
    delivered_at: datetime, rules: Sequence[CallBackRule], hours: ContactHours
) -> tuple[PlannedCall, ...]:
    """Each call-back on its own local day after delivery, at the delivery's time of day moved into contact hours."""
    return tuple(
        PlannedCall(rule, due_on, due_at)
        for rule in sorted(rules, key=lambda each: each.day)
        for due_on, due_at in [due_after(delivered_at, rule.day, hours)]
    )


def due_after(start: datetime, days: int, hours: ContactHours) -> tuple[date, datetime]:
    """The local day `days` after start, and the instant (UTC) on it at which to call."""
    local = start.astimezone(hours.zone)
    due_on = local.date() + timedelta(days=days)
    return due_on, hours.on_day(due_on, local.time())


def status_after(outcome: AttemptOutcome, attempts: int, most: int) -> CareStatus:
    """`attempts` counts this one; the last vain attempt ends the task."""
    if outcome is AttemptOutcome.REFUSED:
        return CareStatus.NO_MORE
    if outcome is AttemptOutcome.WRONG_NUMBER:
        return CareStatus.FAILED
    if outcome is AttemptOutcome.CALL_LATER or attempts < most:
        return CareStatus.IN_PROGRESS
    return CareStatus.UNREACHABLE


def propose_next_attempt(now: datetime, attempts: int, hours: ContactHours) -> datetime:
    """First again two hours later, then the next day at the other half of the day: people have habits."""
    return hours.next_from(now + _RETRY_AFTER) if attempts <= 1 else hours.other_half(now)


def rate(part: int, whole: int) -> str | None:
    """A ratio as decimal text with four places; None where there is nothing to divide by."""
    return f"{part / whole:.4f}" if whole else None


def net_promoter_score(promoters: int, passives: int, detractors: int) -> int | None:
    """%9–10 minus %0–6, rounded half away from zero; None without answers."""
    whole = promoters + passives + detractors
    if not whole:
        return None
    points = 100 * (promoters - detractors)
    sign = 1 if points >= 0 else -1
    return sign * ((2 * abs(points) + whole) // (2 * whole))
