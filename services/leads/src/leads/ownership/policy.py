"""首问负责制 and 保护期. Pure: how long a customer is nobody else's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from leads.setting.ownership import ProtectionSettings


class How(StrEnum):
    """How a customer came into the present hands, beside the reasons of assignment."""

    CLAIMED = "claimed"
    REASSIGNED = "reassigned"
    DISTRIBUTED = "distributed"
    HANDED_OVER = "handed_over"
    RULED = "ruled"
    UNDONE = "undone"
    SILENT = "silent"
    UNTOUCHED = "untouched"
    RELEASED = "released"
    SECOND_CHANCE = "second_chance"
    REGISTERED_BY = "registered_by"


@dataclass(frozen=True, slots=True)
class Hold:
    """Effective contacts under the present owner; `engaged`: the customer came in person or ordered."""

    first_contact_at: datetime | None
    contact_at: datetime | None
    engaged: bool


class ProtectionState(StrEnum):
    """`none`: no effective contact yet. `lapsed`: not renewed in time. `exhausted`: the hard limit was reached."""

    NONE = "none"
    PROTECTED = "protected"
    LAPSED = "lapsed"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class Protection:
    """`limit_at` is the end that no further contact moves; None once the customer came or ordered."""

    state: ProtectionState
    until: datetime | None
    limit_at: datetime | None

    @property
    def active(self) -> bool:
        return self.state is ProtectionState.PROTECTED


NO_PROTECTION = Protection(ProtectionState.NONE, None, None)


def protection(hold: Hold, now: datetime, rules: ProtectionSettings) -> Protection:
    """Counted from effective contacts only; attempts, messages and planned contacts renew nothing."""
    if hold.first_contact_at is None or hold.contact_at is None:
        return NO_PROTECTION
    limit = None if hold.engaged else hold.first_contact_at + timedelta(days=rules.hard_limit_days)
    renewed = hold.contact_at + timedelta(days=rules.days)
    until = renewed if limit is None else min(renewed, limit)
    if now < until:
        return Protection(ProtectionState.PROTECTED, until, limit)
    reached = limit is not None and now >= limit
    return Protection(ProtectionState.EXHAUSTED if reached else ProtectionState.LAPSED, until, limit)
