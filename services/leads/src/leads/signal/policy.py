"""Which behaviour is a signal. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from leads.behaviour.policy import BehaviourKind, DayCount, longest_streak, same_name
from leads.setting.interest import SignalKind, SignalRules

_TWICE = 2


class SignalState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Found:
    """A signal with what it counted: days, views or changes. `rival` is the other car of a comparison, `note` the
    words of whoever asks.
    """

    kind: SignalKind
    model: str | None = None
    count: int | None = None
    rival: str | None = None
    note: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """What must not be raised twice within the pause."""
        return self.kind, same_name(self.model or "")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A signal that was raised before."""

    kind: str
    model: str | None
    at: datetime

    @property
    def about(self) -> tuple[str, str]:
        return self.kind, same_name(self.model or "")


def behaviour_signals(rows: Sequence[DayCount], today: date, rules: SignalRules) -> list[Found]:
    """What the views say today; `rows` are a customer's counts per local day, oldest first."""
    fresh = [row for row in rows if row.day >= today - timedelta(days=1)]
    if not fresh:
        return []
    found = [
        *_same_model(rows, today, rules),
        *_price_again(rows, fresh, today, rules),
        *_rivals(fresh),
        *_return(rows, rules),
        *_busy(fresh, rules),
        *_configured(fresh, rules),
    ]
    return [one for one in found if one.kind in rules.kinds]


def _same_model(rows: Sequence[DayCount], today: date, rules: SignalRules) -> Iterator[Found]:
    streak = longest_streak(rows, today)
    if streak is not None and streak.days >= rules.same_model_days:
        yield Found(SignalKind.SAME_MODEL_DAYS, streak.model, streak.days)


def _price_again(
    rows: Sequence[DayCount], fresh: Sequence[DayCount], today: date, rules: SignalRules
) -> Iterator[Found]:
    since = today - timedelta(days=rules.price_days - 1)
    asked = _by_model(row for row in rows if row.kind == BehaviourKind.PRICE_INQUIRY and row.day >= since)
    now = {row.model_key for row in fresh if row.kind == BehaviourKind.PRICE_INQUIRY}
    for key, (model, count) in asked.items():
        if count >= rules.price_views and key in now:
            yield Found(SignalKind.PRICE_AGAIN, model, count)


def _rivals(fresh: Sequence[DayCount]) -> Iterator[Found]:
    compared = [row for row in fresh if row.kind == BehaviourKind.COMPARE and row.rival]
    if compared:
        last = max(compared, key=lambda row: row.last_at)
        yield Found(SignalKind.RIVAL_COMPARED, last.model, sum(row.count for row in compared), rival=last.rival)


def _return(rows: Sequence[DayCount], rules: SignalRules) -> Iterator[Found]:
    days = sorted({row.day for row in rows})
    if len(days) < _TWICE:
        return
    pause = (days[-1] - days[-2]).days
    if pause > rules.silence_days:
        yield Found(SignalKind.RETURN_AFTER_SILENCE, _latest_model(rows), pause)


def _busy(fresh: Sequence[DayCount], rules: SignalRules) -> Iterator[Found]:
    days: dict[date, int] = defaultdict(int)
    for row in fresh:
        days[row.day] += row.count
    most = max(days.values())
    if most >= rules.busy_views:
        yield Found(SignalKind.BUSY_DAY, _latest_model(fresh), most)


def _configured(fresh: Sequence[DayCount], rules: SignalRules) -> Iterator[Found]:
    changes = _by_model(row for row in fresh if row.kind == BehaviourKind.CONFIGURATOR_CHANGE)
    for model, count in changes.values():
        if count >= rules.configurations:
            yield Found(SignalKind.CONFIGURED, model, count)


def _by_model(rows: Iterable[DayCount]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for row in rows:
        if row.model and row.model_key:
            found[row.model_key] = (row.model, found.get(row.model_key, ("", 0))[1] + row.count)
    return found


def _latest_model(rows: Sequence[DayCount]) -> str | None:
    named = [row for row in rows if row.model_key]
    return max(named, key=lambda row: row.last_at).model if named else None


def news(found: Sequence[Found], earlier: Sequence[Earlier], now: datetime, rules: SignalRules) -> list[Found]:
    """What was not raised within the pause, each thing once."""
    since = now - timedelta(days=rules.pause_days)
    known = {one.about for one in earlier if one.at > since}
    return list({one.about: one for one in found if one.about not in known}.values())
