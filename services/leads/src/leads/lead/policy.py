"""Rules of a lead: stages, levels, the response clock, the next contact. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.vocabulary import LeadKind
from service_defaults.calendar import BusinessCalendar

from leads.setting.levels import LevelPurpose
from leads.setting.schemas import LeadSettings, ResponseSettings


class Stage(StrEnum):
    """How far a lead has come. The last three are off the road: lost and invalid for good, frozen for a while."""

    NEW = "new"
    CONTACTED = "contacted"
    VISITED = "visited"
    TEST_DRIVEN = "test_driven"
    QUOTED = "quoted"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    LOST = "lost"
    INVALID = "invalid"
    FROZEN = "frozen"


ROAD = (
    Stage.NEW,
    Stage.CONTACTED,
    Stage.VISITED,
    Stage.TEST_DRIVEN,
    Stage.QUOTED,
    Stage.ORDERED,
    Stage.DELIVERED,
)
CLOSED = frozenset({Stage.DELIVERED, Stage.LOST, Stage.INVALID, Stage.FROZEN})
GRADING_STAGES = CLOSED | {Stage.ORDERED}
"""Reaching one of these sets the level by itself."""


class Family(StrEnum):
    """A customer has at most one open lead of each family."""

    BUYING = "buying"
    SELLING = "selling"


class Channel(StrEnum):
    """Where the lead came in; showroom and phone centre are counted apart."""

    ONLINE = "online"
    PHONE = "phone"
    SHOWROOM = "showroom"
    DCC = "dcc"
    REFERRAL = "referral"


def family_of(kind: LeadKind | str) -> Family:
    return Family.SELLING if kind in (LeadKind.SELL, LeadKind.TRADE_IN) else Family.BUYING


def is_forward(current: Stage, wanted: Stage) -> bool:
    """Whether reaching `wanted` is news. Off the road nothing moves by itself."""
    return current in ROAD and wanted in ROAD and ROAD.index(wanted) > ROAD.index(current)


def level_for(stage: Stage, current: str, settings: LeadSettings) -> str:
    """Some stages grade by themselves: ordered, delivered, lost and frozen have their level in every scheme."""
    match stage:
        case Stage.ORDERED:
            return settings.level_for(LevelPurpose.ORDERED)
        case Stage.DELIVERED:
            return settings.level_for(LevelPurpose.DELIVERED)
        case Stage.LOST | Stage.FROZEN | Stage.INVALID:
            return settings.level_for(LevelPurpose.CLOSED)
        case _:
            return current


def makes_card(level: str, settings: LeadSettings) -> bool:
    """建卡: a lead may become a card when it is first graded, or ordered at once."""
    return _purpose(level, settings) in (LevelPurpose.GRADED, LevelPurpose.ORDERED, LevelPurpose.DELIVERED)


def awaits_confirmation(level: str, settings: LeadSettings) -> bool:
    """Whether a card of this level counts only after the supervisor confirmed the file; a signed order is proof."""
    return settings.file_quality.confirmation and _purpose(level, settings) is LevelPurpose.GRADED


def _purpose(level: str, settings: LeadSettings) -> LevelPurpose | None:
    rule = settings.level(level)
    return rule.purpose if rule else None


@dataclass(frozen=True, slots=True)
class ResponseClock:
    """`deferred` says that nobody was there: the minutes count from the next opening."""

    starts_at: datetime
    due_at: datetime
    deferred: bool


def response_clock(
    channel: Channel, now: datetime, *, somebody_on_duty: bool, calendar: BusinessCalendar, rules: ResponseSettings
) -> ResponseClock | None:
    """When the first reply is due. None where somebody is talking to the customer already."""
    if channel is Channel.SHOWROOM:
        return None
    minutes = rules.phone_minutes if channel is Channel.PHONE else rules.online_minutes
    opens = calendar.next_open(now)
    starts = now if somebody_on_duty or opens is None else opens
    return ResponseClock(starts, starts + timedelta(minutes=minutes), deferred=starts > now)


def next_contact(level: str, now: datetime, settings: LeadSettings, calendar: BusinessCalendar) -> datetime | None:
    """The latest planned contact for a level, at a time when the store is open. None for levels without cadence."""
    rule = settings.level(level)
    if rule is None or rule.cadence_hours is None:
        return None
    return snapped(now + timedelta(hours=rule.cadence_hours), calendar)


def snapped(instant: datetime, calendar: BusinessCalendar) -> datetime:
    """The same instant, or the next opening when the store is closed then."""
    return calendar.next_open(instant) or instant


CHOICE_DAYS = {"tomorrow": 1, "in_3_days": 3, "in_7_days": 7}


def contact_choices(
    level: str, now: datetime, settings: LeadSettings, calendar: BusinessCalendar
) -> dict[str, datetime]:
    """What is offered as chips: tomorrow, 3 days, 7 days; none later than the level's cadence allows."""
    latest = next_contact(level, now, settings, calendar)
    choices = {code: snapped(now + timedelta(days=days), calendar) for code, days in CHOICE_DAYS.items()}
    return {code: at for code, at in choices.items() if latest is None or at <= latest or code == "tomorrow"}


@dataclass(frozen=True, slots=True)
class Escalation:
    """What happens now that a reply is missing, and when to look again."""

    step: int
    roles: tuple[str, ...]
    next_at: datetime | None


def escalate(step: int, due_at: datetime, rules: ResponseSettings) -> Escalation | None:
    """The rung after `step` of the ladder; None when there is none."""
    if step >= len(rules.ladder):
        return None
    return Escalation(step + 1, tuple(rules.ladder[step].roles), first_rung_at(step + 1, due_at, rules))


def first_rung_at(step: int, due_at: datetime, rules: ResponseSettings) -> datetime | None:
    """When the rung with that index is due."""
    if step >= len(rules.ladder):
        return None
    return due_at + timedelta(minutes=rules.ladder[step].after_minutes)
