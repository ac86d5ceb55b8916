"""What counts for a deal, read off a lead's history at any instant: the same today as in training. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from leads.behaviour.policy import BehaviourKind, DayCount, longest_streak
from leads.lead.policy import ROAD, Channel, Stage
from leads.setting.interest import ScorePoints

FEATURES: tuple[str, ...] = tuple(ScorePoints.model_fields)
"""Codes of what counts, in the order of the settings."""

_WEEK, _FORTNIGHT = timedelta(days=7), timedelta(days=15)
_MONTH, _QUARTER = timedelta(days=30), timedelta(days=90)
_WEB = timedelta(days=14)
_STREAK_DAYS = 3
_CAPS = {"contacts": 5, "unanswered": 4, "revisits": 3, "web_days": 5}
_REFERRALS = frozenset({"referral", "friend", "owner_referral", "staff_referral"})


@dataclass(frozen=True, slots=True)
class History:
    """One lead's life. `contacts` are (when, spoke with them); `levels` (when, days until they buy)."""

    created_at: datetime
    channel: str
    source: str
    trade_in: bool
    response_due_at: datetime | None
    first_response_at: datetime | None
    zone: ZoneInfo
    contacts: Sequence[tuple[datetime, bool]] = ()
    levels: Sequence[tuple[datetime, int | None]] = ()
    stages: Sequence[tuple[datetime, str]] = ()
    visits: Sequence[datetime] = ()
    views: Sequence[DayCount] = ()


def features(life: History, at: datetime) -> dict[str, float]:
    """Everything that counts, as it stood at `at`; nothing that came later is looked at."""
    found = dict.fromkeys(FEATURES, 0.0)
    found |= _road(life, at)
    found |= _window(life, at)
    found |= _contacts(life, at)
    found |= _origin(life, at)
    found |= _web(life, at)
    return found


def _road(life: History, at: datetime) -> dict[str, float]:
    reached = {stage for when, stage in life.stages if when <= at}
    far = max((ROAD.index(Stage(stage)) for stage in reached if stage in ROAD), default=0)
    steps = {
        "talked": Stage.CONTACTED,
        "visited": Stage.VISITED,
        "test_driven": Stage.TEST_DRIVEN,
        "quoted": Stage.QUOTED,
    }
    # A step that others went past counts as taken, but for the drive: a quote without one is no drive.
    found = {name: float(far >= ROAD.index(stage)) for name, stage in steps.items()}
    found["test_driven"] = float(Stage.TEST_DRIVEN in reached)
    return found


def _window(life: History, at: datetime) -> dict[str, float]:
    days = next((window for when, window in reversed(list(life.levels)) if when <= at), None)
    if days is None:
        return {}
    names = ((7, "buys_this_week"), (15, "buys_soon"), (30, "buys_this_month"))
    name = next((name for limit, name in names if days <= limit), "buys_later")
    return {name: 1.0}


def last_answer(life: History, at: datetime) -> datetime:
    """When somebody last heard from the customer, the inquiry included."""
    heard = [when for when, spoke in life.contacts if spoke and when <= at]
    heard += [when for when in life.visits if when <= at]
    return max([life.created_at, *heard])


def _contacts(life: History, at: datetime) -> dict[str, float]:
    spoken = [when for when, spoke in life.contacts if spoke and when <= at]
    answered = last_answer(life, at)
    tried = sum(not spoke and answered < when <= at for when, spoke in life.contacts)
    silence, age = at - answered, at - life.created_at
    return {
        "contacts": float(min(len(spoken), _CAPS["contacts"])),
        "unanswered": float(min(tried, _CAPS["unanswered"])),
        "silent_week": float(_WEEK <= silence < _FORTNIGHT),
        "silent_fortnight": float(silence >= _FORTNIGHT),
        "open_month": float(_MONTH <= age < _QUARTER),
        "open_quarter": float(age >= _QUARTER),
        "revisits": float(min(max(sum(when <= at for when in life.visits) - 1, 0), _CAPS["revisits"])),
    }


def _origin(life: History, at: datetime) -> dict[str, float]:
    due, replied = life.response_due_at, life.first_response_at
    late = due is not None and due < at and (replied is None or replied > due)
    return {
        "referral": float(life.channel == Channel.REFERRAL or life.source in _REFERRALS),
        "walk_in": float(life.channel == Channel.SHOWROOM),
        "trade_in": float(life.trade_in),
        "late_reply": float(late),
    }


def _web(life: History, at: datetime) -> dict[str, float]:
    rows = [row for row in life.views if at - _WEB <= row.first_at <= at]
    if not rows:
        return {}
    streak = longest_streak(rows, at.astimezone(life.zone).date())
    return {
        "web_days": float(min(len({row.day for row in rows}), _CAPS["web_days"])),
        "web_price": float(any(row.kind == BehaviourKind.PRICE_INQUIRY for row in rows)),
        "web_streak": float(streak is not None and streak.days >= _STREAK_DAYS),
        "rival": float(any(row.rival for row in rows)),
    }


def next_change(life: History, at: datetime) -> datetime | None:
    """When something will count differently although nothing happens."""
    answered = last_answer(life, at)
    instants = [answered + _WEEK, answered + _FORTNIGHT, life.created_at + _MONTH, life.created_at + _QUARTER]
    if life.response_due_at is not None and life.first_response_at is None:
        instants.append(life.response_due_at + timedelta(seconds=1))
    if any(at - _WEB <= row.first_at <= at for row in life.views):
        tomorrow = at.astimezone(life.zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        instants.append(tomorrow.astimezone(at.tzinfo))
    return min((when for when in instants if when > at), default=None)
