"""Cold, warm, hot, VIP: who moves when, and when to look again. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from leads.setting.interest import Layer, TemperatureSettings


class Reason(StrEnum):
    """Why a customer is in a layer; a hot one may also be there for a stage or a signal, by their own codes."""

    INQUIRY = "inquiry"
    CLICKS = "clicks"
    HOT_LEVEL = "hot_level"
    SILENT = "silent"
    CLOSED = "closed"
    VIP = "vip"
    VIP_ENDED = "vip_ended"
    BY_HAND = "by_hand"
    SCREENED = "screened"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a customer stands. `reminded`: the missing progress of this hot spell was told already."""

    layer: Layer
    since: datetime
    reason: str
    reminded: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at `now`. `heat` are instants that make hot, with their reasons; `clicks` those on contents."""

    now: datetime
    vip: bool
    open: bool
    ordered: bool
    inquiry_at: datetime
    answer_at: datetime
    progress_at: datetime | None = None
    heat: tuple[tuple[datetime, str], ...] = ()
    clicks: tuple[datetime, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Verdict:
    """The layer from now on. `remind`: say that a hot one makes no progress. `ask`: ask why they cooled down."""

    standing: Standing
    moved: bool
    next_at: datetime | None
    remind: bool = False
    ask: bool = False


def judge(facts: Facts, standing: Standing | None, rules: TemperatureSettings) -> Verdict:
    """One step at most: a longer fall takes its time, and each step has its own instant."""
    old = standing or Standing(Layer.WARM, facts.inquiry_at, Reason.INQUIRY)
    layer, reason = _layer(facts, old, rules)
    moved = layer is not old.layer
    new = Standing(layer, facts.now, reason) if moved else old
    remind = _progress_missing(facts, new, rules)
    if remind:
        new = Standing(new.layer, new.since, new.reason, reminded=True)
    return Verdict(
        standing=new,
        moved=moved,
        next_at=_next(facts, new, rules),
        remind=remind,
        ask=moved and old.layer is Layer.HOT and reason == Reason.SILENT,
    )


def _layer(facts: Facts, old: Standing, rules: TemperatureSettings) -> tuple[Layer, str]:
    if facts.vip:
        return Layer.VIP, Reason.VIP
    if _chosen_vip(old):
        return Layer.VIP, old.reason
    if not facts.open:
        return Layer.COLD, Reason.CLOSED
    if old.layer is Layer.VIP:
        return Layer.WARM, Reason.VIP_ENDED
    return _by_answers(facts, old, rules)


def _by_answers(facts: Facts, old: Standing, rules: TemperatureSettings) -> tuple[Layer, str]:
    heat = max((one for one in facts.heat if one[0] > old.since or _with_the_inquiry(one[0], facts, old)), default=None)
    if old.layer is not Layer.HOT and heat is not None and not _cooled(facts, heat[0], rules):
        return Layer.HOT, heat[1]
    if old.layer is Layer.COLD:
        return _rise(facts, old, rules)
    if not facts.ordered and facts.now >= _silent_at(facts, old, rules):
        return (Layer.WARM if old.layer is Layer.HOT else Layer.COLD), Reason.SILENT
    return old.layer, old.reason


def _with_the_inquiry(at: datetime, facts: Facts, old: Standing) -> bool:
    """Who stands where the inquiry put them: what came with it counts as well as what came after."""
    return old.reason == Reason.INQUIRY and at >= old.since == facts.inquiry_at


def _cooled(facts: Facts, heat_at: datetime, rules: TemperatureSettings) -> bool:
    """What once made hot does not, when nobody has answered for so long since."""
    return not facts.ordered and facts.now >= max(facts.answer_at, heat_at) + timedelta(days=rules.silent_days)


def _rise(facts: Facts, old: Standing, rules: TemperatureSettings) -> tuple[Layer, str]:
    if facts.inquiry_at > old.since:
        return Layer.WARM, Reason.INQUIRY
    if sum(at > old.since for at in facts.clicks) >= rules.clicks_to_warm:
        return Layer.WARM, Reason.CLICKS
    return Layer.COLD, old.reason


def _chosen_vip(old: Standing) -> bool:
    return old.layer is Layer.VIP and old.reason == Reason.BY_HAND


def _silent_at(facts: Facts, standing: Standing, rules: TemperatureSettings) -> datetime:
    """When the silence is long enough; every layer starts its own count, so that nobody falls two at once."""
    return max(facts.answer_at, standing.since) + timedelta(days=rules.silent_days)


def _progress_due(standing: Standing, rules: TemperatureSettings) -> datetime:
    return standing.since + timedelta(hours=rules.hot_progress_hours)


def _progress_missing(facts: Facts, standing: Standing, rules: TemperatureSettings) -> bool:
    if standing.layer is not Layer.HOT or standing.reminded or facts.ordered:
        return False
    progressed = facts.progress_at is not None and facts.progress_at > standing.since
    return not progressed and facts.now >= _progress_due(standing, rules)


def _next(facts: Facts, standing: Standing, rules: TemperatureSettings) -> datetime | None:
    if not facts.open or facts.ordered or standing.layer in (Layer.COLD, Layer.VIP):
        return None
    instants = [_silent_at(facts, standing, rules)]
    progressed = facts.progress_at is not None and facts.progress_at > standing.since
    if standing.layer is Layer.HOT and not standing.reminded and not progressed:
        instants.append(_progress_due(standing, rules))
    return min((at for at in instants if at > facts.now), default=None)
