"""Rules of an ownership dispute. Pure: what the evidence speaks for. A person rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class DisputeStatus(StrEnum):
    OPEN = "open"
    RULED = "ruled"
    WITHDRAWN = "withdrawn"


class Grounds(StrEnum):
    """What the claimant says."""

    RECEIVED_FIRST = "received_first"
    REGISTERED_FIRST = "registered_first"
    CONTINUED_CONTACT = "continued_contact"
    NOT_FOLLOWED_UP = "not_followed_up"
    CUSTOMER_ASKS = "customer_asks"
    REFERRED = "referred"
    OTHER = "other"


class Ruling(StrEnum):
    KEEP = "keep"
    TRANSFER = "transfer"
    SPLIT = "split"


class Why(StrEnum):
    """What speaks for a ruling."""

    OWNER_PROTECTED = "owner_protected"
    PROTECTION_LAPSED = "protection_lapsed"
    CLAIMANT_ACTIVE = "claimant_active"
    CLAIMANT_FIRST = "claimant_first"
    OWNER_FIRST = "owner_first"
    BOTH_ACTIVE = "both_active"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Side:
    """What one person did with the customer. `first_at` is the earliest of all of it."""

    first_at: datetime | None = None
    effective: int = 0
    last_effective_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    ruling: Ruling
    reasons: tuple[Why, ...]


def suggest(owner: Side, claimant: Side, *, protected: bool, opened_at: datetime, recent_days: int) -> Suggestion:
    """Who is protected keeps; protection that lapsed while somebody else worked goes over; two who both worked share.
    Without any of these the first hand counts 首问负责制."""
    recent = opened_at - timedelta(days=recent_days)
    owner_works = owner.last_effective_at is not None and owner.last_effective_at >= recent
    claimant_works = claimant.last_effective_at is not None and claimant.last_effective_at >= recent
    if owner_works and claimant_works:
        return Suggestion(Ruling.SPLIT, (Why.BOTH_ACTIVE,))
    if protected:
        return Suggestion(Ruling.KEEP, (Why.OWNER_PROTECTED,))
    if claimant_works:
        return Suggestion(Ruling.TRANSFER, (Why.PROTECTION_LAPSED, Why.CLAIMANT_ACTIVE))
    if claimant.first_at is None:
        reason = Why.OWNER_FIRST if owner.first_at else Why.NO_EVIDENCE
        return Suggestion(Ruling.KEEP, (reason,))
    if owner.first_at is None or claimant.first_at < owner.first_at:
        return Suggestion(Ruling.TRANSFER, (Why.PROTECTION_LAPSED, Why.CLAIMANT_FIRST))
    return Suggestion(Ruling.KEEP, (Why.OWNER_FIRST,))


def shares(ruling: Ruling, owner_id: UUID | None, claimant_id: UUID, claimant_percent: int) -> dict[str, int]:
    """How the deal counts; always a hundred in all."""
    if ruling is Ruling.TRANSFER or owner_id is None:
        return {str(claimant_id): 100}
    if ruling is Ruling.KEEP:
        return {str(owner_id): 100}
    return {str(owner_id): 100 - claimant_percent, str(claimant_id): claimant_percent}
