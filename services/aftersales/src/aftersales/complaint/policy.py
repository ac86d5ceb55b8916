"""The closed loop of a complaint: states, steps, clocks, who owns it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from service_defaults.identity import Role

from aftersales.setting.schemas import ComplaintRules


class ComplaintStatus(StrEnum):
    """受理 → 调查 → 方案 → 客户确认 → 执行 → 回访 → 结案; `opened` waits for acceptance."""

    OPENED = "opened"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    PROPOSED = "proposed"
    AGREED = "agreed"
    EXECUTING = "executing"
    VERIFYING = "verifying"
    CLOSED = "closed"


class Source(StrEnum):
    IN_STORE = "in_store"
    HOTLINE = "hotline"
    CALL_BACK = "call_back"
    ONLINE = "online"
    LETTER = "letter"
    RECALL_CENTRE = "recall_centre"
    CONSUMER_ASSOCIATION = "consumer_association"
    MANUFACTURER = "manufacturer"


class Category(StrEnum):
    PRODUCT_QUALITY = "product_quality"
    SERVICE_QUALITY = "service_quality"
    REPAIR_QUALITY = "repair_quality"
    PARTS = "parts"
    SALES = "sales"
    FINANCE_INSURANCE = "finance_insurance"
    OTHER = "other"


class Step(StrEnum):
    """Everything that can happen to a complaint; what moves it stands in `MOVES`."""

    OPEN = "open"
    ACCEPT = "accept"
    INVESTIGATE = "investigate"
    PROPOSE = "propose"
    DECIDE_COMPENSATION = "decide_compensation"
    AGREE = "agree"
    DECLINE = "decline"
    EXECUTE = "execute"
    FINISH = "finish"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    UNREACHED = "unreached"
    REOPEN = "reopen"
    REGRADE = "regrade"
    ASSIGN = "assign"
    REPORT = "report"
    NOTE = "note"
    OVERDUE = "overdue"


class Compensation(StrEnum):
    NONE = "none"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class ClockKind(StrEnum):
    RESPOND = "respond"
    PLAN = "plan"
    CLOSE = "close"
    REPORT = "report"


_S = ComplaintStatus
MOVES: Mapping[Step, tuple[frozenset[ComplaintStatus], ComplaintStatus]] = {
    Step.ACCEPT: (frozenset({_S.OPENED}), _S.ACCEPTED),
    Step.INVESTIGATE: (frozenset({_S.ACCEPTED, _S.INVESTIGATING}), _S.INVESTIGATING),
    Step.PROPOSE: (frozenset({_S.ACCEPTED, _S.INVESTIGATING, _S.PROPOSED}), _S.PROPOSED),
    Step.AGREE: (frozenset({_S.PROPOSED}), _S.AGREED),
    Step.DECLINE: (frozenset({_S.PROPOSED}), _S.INVESTIGATING),
    Step.EXECUTE: (frozenset({_S.AGREED}), _S.EXECUTING),
    Step.FINISH: (frozenset({_S.AGREED, _S.EXECUTING}), _S.VERIFYING),
    Step.SATISFIED: (frozenset({_S.VERIFYING}), _S.CLOSED),
    Step.DISSATISFIED: (frozenset({_S.VERIFYING}), _S.INVESTIGATING),
    Step.REOPEN: (frozenset({_S.CLOSED}), _S.INVESTIGATING),
}
"""Step → (states it may start from, state it leads to)."""

OPEN = frozenset(_S) - {_S.CLOSED}

_OWNER_ROLES: Mapping[Category, tuple[Role, Role]] = {
    Category.PRODUCT_QUALITY: (Role.SERVICE_MANAGER, Role.CRM_MANAGER),
    Category.SERVICE_QUALITY: (Role.SERVICE_MANAGER, Role.CRM_MANAGER),
    Category.REPAIR_QUALITY: (Role.SERVICE_MANAGER, Role.CRM_MANAGER),
    Category.PARTS: (Role.SERVICE_MANAGER, Role.CRM_MANAGER),
    Category.SALES: (Role.CRM_MANAGER, Role.SERVICE_MANAGER),
    Category.FINANCE_INSURANCE: (Role.CRM_MANAGER, Role.SERVICE_MANAGER),
    Category.OTHER: (Role.CRM_MANAGER, Role.SERVICE_MANAGER),
}


class HoursOf(Protocol):
    """Adds working time to an instant: day and night, or opening hours only."""

    def __call__(self, start: datetime, duration: timedelta) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Clock:
    kind: ClockKind
    due_at: datetime


def wall_hours(start: datetime, duration: timedelta) -> datetime:
    return start + duration


def clocks_for(grade: ComplaintGrade, start: datetime, rules: ComplaintRules, add: HoursOf) -> tuple[Clock, ...]:
    """The clocks that start when a complaint is opened. Days to the close are calendar days: a promise to a person."""
    clocks = [
        Clock(ClockKind.RESPOND, add(start, timedelta(minutes=rules.respond_minutes))),
        Clock(ClockKind.PLAN, add(start, timedelta(hours=rules.plan_hours))),
        Clock(ClockKind.CLOSE, start + timedelta(days=close_days(grade, rules))),
    ]
    if grade is ComplaintGrade.MAJOR:
        clocks.append(Clock(ClockKind.REPORT, start + timedelta(hours=rules.report_hours_major)))
    return tuple(clocks)


def clocks_after_reopening(
    grade: ComplaintGrade, start: datetime, rules: ComplaintRules, add: HoursOf
) -> tuple[Clock, ...]:
    """A second round: the customer was answered already, a plan and a close are owed anew."""
    again = clocks_for(grade, start, rules, add)
    return tuple(clock for clock in again if clock.kind in (ClockKind.PLAN, ClockKind.CLOSE))


def regraded_clocks(
    grade: ComplaintGrade, started: datetime, now: datetime, rules: ComplaintRules
) -> tuple[Clock, ...]:
    """The close counts from where the round began; the report of a major complaint from the moment it is one."""
    clocks = [Clock(ClockKind.CLOSE, started + timedelta(days=close_days(grade, rules)))]
    if grade is ComplaintGrade.MAJOR:
        clocks.append(Clock(ClockKind.REPORT, now + timedelta(hours=rules.report_hours_major)))
    return tuple(clocks)


def close_days(grade: ComplaintGrade, rules: ComplaintRules) -> int:
    return {
        ComplaintGrade.NORMAL: rules.close_days_normal,
        ComplaintGrade.ESCALATED: rules.close_days_escalated,
        ComplaintGrade.MAJOR: rules.close_days_major,
    }[grade]


def steps_from(status: ComplaintStatus, compensation: Compensation, *, report_owed: bool) -> tuple[Step, ...]:
    """What may be done next, in the order of the loop; what can always be done (note, assign, regrade) is left out."""
    steps = [step for step, (sources, _) in MOVES.items() if status in sources]
    if compensation is Compensation.PENDING and status is ComplaintStatus.PROPOSED:
        steps = [Step.DECIDE_COMPENSATION, *(step for step in steps if step is not Step.AGREE)]
    if report_owed and status in OPEN:
        steps.append(Step.REPORT)
    return tuple(steps)


def owner_roles(category: Category) -> tuple[Role, ...]:
    """Posts that own this kind of complaint, the preferred first; the general manager where a store has neither."""
    return (*_OWNER_ROLES[category], Role.GENERAL_MANAGER)


def least_busy(candidates: Sequence[UUID], open_counts: Mapping[UUID, int]) -> UUID | None:
    """The candidate with the fewest open complaints; the order of candidates settles a tie."""
    return min(candidates, key=lambda each: open_counts.get(each, 0), default=None)


def roles_to_warn(kind: ClockKind) -> tuple[Role, ...]:
    """Who hears of a missed clock besides the owner: the later the promise, the higher the ladder."""
    managers = (Role.SERVICE_MANAGER, Role.CRM_MANAGER)
    return managers if kind is ClockKind.RESPOND else (*managers, Role.GENERAL_MANAGER)
