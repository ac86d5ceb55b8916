"""What the pool takes back, when it warns, and who may take what out of it. Pure; the clock is passed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service_defaults.calendar import BusinessCalendar

from leads.setting.levels import LevelPurpose
from leads.setting.ownership import PoolSettings
from leads.setting.schemas import LeadSettings


class PoolKind(StrEnum):
    """Why a customer is in the pool."""

    UNASSIGNED = "unassigned"
    SILENT = "silent"
    UNTOUCHED = "untouched"
    RELEASED = "released"
    SECOND_CHANCE = "second_chance"
    HANDED_OVER = "handed_over"
    REASSIGNED = "reassigned"


class Blocker(StrEnum):
    """What keeps a customer with their adviser however silent it is."""

    ORDER = "live_order"
    DELIVERY = "delivery"
    COMPLAINT = "open_complaint"
    DISPUTE = "open_dispute"
    LOSS = "loss_pending"
    KEY_ACCOUNT = "key_account"


class Action(StrEnum):
    KEEP = "keep"
    WARN = "warn"
    RECLAIM = "reclaim"


LOOK_AHEAD = timedelta(days=7)
"""New settings and faster levels reach everybody within this time."""
BLOCKED_PAUSE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A customer in somebody's hands since then, or since their newest wish. `levels` are those of the open leads;
    `awaited`: without an open lead, and
    neither bought nor lost nor frozen."""

    since: datetime
    contact_at: datetime | None
    attempt_at: datetime | None
    claimed: bool
    levels: tuple[str, ...]
    awaited: bool
    high_value: bool
    blockers: frozenset[Blocker]
    protected_until: datetime | None
    warned_at: datetime | None
    reclaim_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`look_at` None: the pool has no business with this customer until something changes."""

    action: Action
    look_at: datetime | None = None
    reclaim_at: datetime | None = None
    kind: PoolKind | None = None


def judge(held: Held, now: datetime, settings: LeadSettings, calendar: BusinessCalendar) -> Verdict:
    """Keep, warn, or take back. Nobody is taken back without a warning `notify_days` before (where a store warns)."""
    if not settings.pool.enabled:
        return Verdict(Action.KEEP, look_at=now + LOOK_AHEAD)
    if held.blockers:
        return Verdict(Action.KEEP, look_at=morning(now + BLOCKED_PAUSE, calendar))
    due = reclaim_due(held, settings)
    if due is None:
        return Verdict(Action.KEEP)
    at = morning(max(due[0], held.protected_until or due[0]), calendar)
    return _timely(held, now, at, due[1], timedelta(days=settings.pool.notify_days), calendar)


def _timely(  # noqa: PLR0917 - the pieces of one judgement
    held: Held, now: datetime, at: datetime, kind: PoolKind, notice: timedelta, calendar: BusinessCalendar
) -> Verdict:
    if not notice:
        return Verdict(Action.RECLAIM, kind=kind) if now >= at else _keep(at, now)
    if held.warned_at is not None and held.reclaim_at is not None:
        at = max(at, held.reclaim_at)
        return Verdict(Action.RECLAIM, kind=kind) if now >= at else _keep(at, now)
    if now < at - notice:
        return _keep(at - notice, now)
    promised = morning(max(at, now + notice), calendar)
    return Verdict(Action.WARN, look_at=promised, reclaim_at=promised, kind=kind)


def _keep(look_at: datetime, now: datetime) -> Verdict:
    return Verdict(Action.KEEP, look_at=min(look_at, now + LOOK_AHEAD))


def reclaim_due(held: Held, settings: LeadSettings) -> tuple[datetime, PoolKind] | None:
    """When silence, or a claim that was never worked, gives the customer back; the earlier of both."""
    found = [due for due in (_untouched(held, settings.pool), _silent(held, settings)) if due is not None]
    return min(found, default=None)


def _untouched(held: Held, rules: PoolSettings) -> tuple[datetime, PoolKind] | None:
    if not held.claimed or held.attempt_at is not None:
        return None
    return held.since + timedelta(days=rules.untouched_days), PoolKind.UNTOUCHED


def _silent(held: Held, settings: LeadSettings) -> tuple[datetime, PoolKind] | None:
    """Of several open leads the most patient one counts; a lead whose level has no cadence never goes."""
    rules = settings.pool
    anchor = max(held.since, held.contact_at or held.since)
    if held.awaited:
        return anchor + timedelta(days=rules.contact_expire_days), PoolKind.SILENT
    spans = [patience(level, settings, high_value=held.high_value) for level in held.levels]
    known = [span for span in spans if span is not None]
    if not known or len(known) < len(spans):
        return None
    return anchor + max(known), PoolKind.SILENT


def patience(level: str, settings: LeadSettings, *, high_value: bool) -> timedelta | None:
    """From the last effective contact to the reclaim: one cadence, and `times` cadences overdue."""
    rule = settings.level(level)
    if rule is None or rule.cadence_hours is None or rule.purpose not in (LevelPurpose.NEW, LevelPurpose.GRADED):
        return None
    times = settings.pool.times_of(level) * (settings.pool.high_value_multiplier if high_value else 1)
    return timedelta(hours=rule.cadence_hours) * (1 + times)


def morning(instant: datetime, calendar: BusinessCalendar) -> datetime:
    """The first opening of a day that is not before the instant: the pool takes and warns when the day begins."""
    day = calendar.shift_to_open_day(calendar.local_date(instant))
    while day is not None:
        opens = calendar.spans(day)[0][0]
        if opens >= instant:
            return opens
        day = calendar.next_open_day(day)
    return instant


class ClaimRefusal(StrEnum):
    """Why somebody may not take a customer now."""

    DAILY_LIMIT = "daily_limit"
    CAPACITY = "capacity"
    REPEAT = "repeat_cooldown"
    NEW_DATA = "new_data_cooldown"


@dataclass(frozen=True, slots=True)
class Claimant:
    """`gave_up_at` is when this person last lost or returned this customer, `capacity` how many they may have."""

    claims_today: int
    in_work: int
    capacity: int | None = None
    gave_up_at: datetime | None = None
    manager: bool = False


def claim_refusal(
    claimable_from: datetime, claimant: Claimant, now: datetime, rules: PoolSettings
) -> ClaimRefusal | None:
    """The first rule that says no. A manager is not held up by the time that managers are given."""
    if rules.daily_claim_limit and claimant.claims_today >= rules.daily_claim_limit:
        return ClaimRefusal.DAILY_LIMIT
    if claimant.capacity is not None and claimant.in_work >= claimant.capacity:
        return ClaimRefusal.CAPACITY
    pause = timedelta(days=rules.repeat_claim_cooldown_days)
    if claimant.gave_up_at is not None and now < claimant.gave_up_at + pause:
        return ClaimRefusal.REPEAT
    if now < claimable_from and not claimant.manager:
        return ClaimRefusal.NEW_DATA
    return None


def is_high_value(kind: str, lifecycle: str, tags: Sequence[str], rules: PoolSettings) -> bool:
    """Companies, people who bought before, and whom the store tags so: they are waited for longer."""
    bought = lifecycle in ("buyer", "owner", "repurchase", "loyal")
    return kind == "company" or bought or bool(set(tags) & set(rules.high_value_tags))
