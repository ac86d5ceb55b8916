"""States of an appraisal and who may offer how much."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class AppraisalStatus(StrEnum):
    REQUESTED = "requested"
    INSPECTED = "inspected"
    VALUED = "valued"
    APPROVED = "approved"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    PURCHASED = "purchased"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What people do to an appraisal."""

    INSPECT = "inspect"
    VALUE = "value"
    APPROVE = "approve"
    OFFER = "offer"
    ACCEPT = "accept"
    REFUSE = "refuse"
    EXPIRE = "expire"
    PURCHASE = "purchase"
    CANCEL = "cancel"


class OfferStatus(StrEnum):
    """`superseded`: a later offer took its place before the customer answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class ValueMethod(StrEnum):
    """现行市价法, 重置成本法."""

    MARKET = "market"
    REPLACEMENT = "replacement"


class UseKind(StrEnum):
    """使用性质."""

    PRIVATE = "private"
    COMPANY = "company"
    OPERATING = "operating"


class Vacant(StrEnum):
    """Reasons why an act is not possible now."""

    STATE = "state"
    APPROVAL = "approval"


_S, _A = AppraisalStatus, Act
_STEPS: Mapping[tuple[AppraisalStatus, Act], AppraisalStatus] = {
    (_S.REQUESTED, _A.INSPECT): _S.INSPECTED,
    (_S.INSPECTED, _A.INSPECT): _S.INSPECTED,
    (_S.INSPECTED, _A.VALUE): _S.VALUED,
    (_S.VALUED, _A.VALUE): _S.VALUED,
    (_S.APPROVED, _A.VALUE): _S.VALUED,
    (_S.REFUSED, _A.VALUE): _S.VALUED,
    (_S.EXPIRED, _A.VALUE): _S.VALUED,
    (_S.VALUED, _A.APPROVE): _S.APPROVED,
    (_S.VALUED, _A.OFFER): _S.OFFERED,
    (_S.APPROVED, _A.OFFER): _S.OFFERED,
    (_S.OFFERED, _A.OFFER): _S.OFFERED,
    (_S.REFUSED, _A.OFFER): _S.OFFERED,
    (_S.EXPIRED, _A.OFFER): _S.OFFERED,
    (_S.OFFERED, _A.ACCEPT): _S.ACCEPTED,
    (_S.OFFERED, _A.REFUSE): _S.REFUSED,
    (_S.OFFERED, _A.EXPIRE): _S.EXPIRED,
    (_S.ACCEPTED, _A.PURCHASE): _S.PURCHASED,
    (_S.REQUESTED, _A.CANCEL): _S.CANCELLED,
    (_S.INSPECTED, _A.CANCEL): _S.CANCELLED,
    (_S.VALUED, _A.CANCEL): _S.CANCELLED,
    (_S.APPROVED, _A.CANCEL): _S.CANCELLED,
    (_S.REFUSED, _A.CANCEL): _S.CANCELLED,
    (_S.EXPIRED, _A.CANCEL): _S.CANCELLED,
}
OPEN_WORK = frozenset({_S.REQUESTED, _S.INSPECTED})
"""What still keeps an appraiser busy."""
FINAL = frozenset({_S.PURCHASED, _S.CANCELLED})


def after(status: AppraisalStatus, act: Act) -> AppraisalStatus | None:
    """The status that an act leads to, or None where it is out of place."""
    return _STEPS.get((AppraisalStatus(status), act))


def acts_open(status: AppraisalStatus) -> frozenset[Act]:
    return frozenset(act for state, act in _STEPS if state == status)


def needs_approval(value_fen: int, limit_fen: int | None) -> bool:
    """A value from the store's limit on is looked at by a manager; no limit, no look."""
    return limit_fen is not None and value_fen >= limit_fen


def offer_is_free(amount_fen: int, value_fen: int) -> bool:
    """Up to the appraised value anyone may offer; above it the manager does."""
    return amount_fen <= value_fen


def valid_until(offered_at: datetime, days: int) -> datetime:
    return offered_at + timedelta(days=days)
