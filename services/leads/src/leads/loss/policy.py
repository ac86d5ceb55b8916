"""Rules of defeat. Pure: at which node it happened, who verifies, when somebody is asked again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from leads.lead.policy import Stage
from leads.setting.loss import LossReason, LossSettings, LossType


class CaseStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REACTIVATED = "reactivated"


class Outcome(StrEnum):
    LOST = "lost"
    INVALID = "invalid"


class Node(StrEnum):
    """战败节点: where on the road the customer was lost."""

    BEFORE_ARRIVAL = "before_arrival"
    AFTER_RECEPTION = "after_reception"
    AFTER_DRIVE = "after_drive"
    NEGOTIATION = "negotiation"
    PAPERWORK = "paperwork"


BENCHMARK_PERCENT: Mapping[Node, int] = {
    Node.AFTER_RECEPTION: 35,
    Node.AFTER_DRIVE: 28,
    Node.NEGOTIATION: 22,
    Node.PAPERWORK: 15,
}
"""Shares of the trade, of those who had arrived."""

_NODES = {
    Stage.NEW: Node.BEFORE_ARRIVAL,
    Stage.CONTACTED: Node.BEFORE_ARRIVAL,
    Stage.VISITED: Node.AFTER_RECEPTION,
    Stage.TEST_DRIVEN: Node.AFTER_DRIVE,
    Stage.QUOTED: Node.NEGOTIATION,
    Stage.ORDERED: Node.PAPERWORK,
}


def node_of(stage: Stage, *, had_order: bool, arrived: bool) -> Node:
    """An order that was cancelled makes it paperwork; a quote by telephone is negotiation without arrival."""
    if had_order:
        return Node.PAPERWORK
    node = _NODES.get(stage, Node.BEFORE_ARRIVAL)
    return Node.AFTER_RECEPTION if node is Node.BEFORE_ARRIVAL and arrived else node


class Close(StrEnum):
    """结案 kinds on the customer's card."""

    OTHER_BRAND = "other_brand"
    POSTPONED = "postponed"
    GIVEN_UP = "given_up"


def close_kind(reason: LossReason) -> Close:
    if reason.type is LossType.COMPETITOR:
        return Close.OTHER_BRAND
    return Close.POSTPONED if reason.second_chance_days else Close.GIVEN_UP


def second_chance_at(reason: LossReason, decided_at: datetime) -> datetime | None:
    """When the pool offers the customer again; None where that would be pointless."""
    if reason.second_chance_days is None:
        return None
    return decided_at + timedelta(days=reason.second_chance_days)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Somebody who could make the call; `open_calls` are those they still have to make."""

    id: UUID
    roles: frozenset[str]
    open_calls: int


def choose_verifier(
    people: Sequence[Verifier], posts: Sequence[str], losers: Collection[UUID], turn: int
) -> UUID | None:
    """Of the first post that anybody fit holds, whoever has the fewest calls to make; never one who lost the customer.
    Ties go round, so that nobody's seniority makes them the one."""
    for post in posts:
        fit = sorted((p for p in people if post in p.roles and p.id not in losers), key=lambda p: p.id)
        if fit:
            ranks = {person.id: (place - turn) % len(fit) for place, person in enumerate(fit)}
            return min(fit, key=lambda person: (person.open_calls, ranks[person.id])).id
    return None


class VerificationResult(StrEnum):
    """What the customer said. `unreachable` means: try again, up to the store's number of attempts."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    REACTIVATED = "reactivated"
    UNREACHABLE = "unreachable"


def freeze_days(times_before: int, rules: LossSettings) -> int:
    return rules.freeze_days[0] if times_before == 0 else rules.freeze_days[1]
