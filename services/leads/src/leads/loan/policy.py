"""How a loan application follows its partner's reports, in whatever order and however often they arrive."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from contracts.vocabulary import LoanStatus


class Outcome(StrEnum):
    """`stale`: something newer is known already. `withdrawn`: we took the application back ourselves."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    STALE = "stale"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Report:
    """What the partner said: its running number and instant decide what is newer, not the order of arrival."""

    status: LoanStatus
    sequence: int
    decided_at: datetime


_FINAL = frozenset({LoanStatus.DISBURSED, LoanStatus.CANCELLED})
_STANDS = frozenset(
    {
        LoanStatus.APPROVED,
        LoanStatus.CONTRACT_SIGNED,
        LoanStatus.DISBURSED,
    }
)
DEAD = frozenset({LoanStatus.REJECTED, LoanStatus.CANCELLED})


def _weight(report: Report) -> tuple[bool, int, datetime, str]:
    """Total order of reports: final ones outweigh the rest, so that any order of arrival ends the same."""
    return report.status in _FINAL, report.sequence, report.decided_at, str(report.status)


def judge(known: Report, told: Report, *, withdrawn: bool) -> Outcome:
    """What to do with a report. Only `applied` changes the application."""
    if withdrawn:
        return Outcome.WITHDRAWN
    if told == known:
        return Outcome.DUPLICATE
    return Outcome.APPLIED if _weight(told) > _weight(known) else Outcome.STALE


ANSWERABLE = frozenset({LoanStatus.DOCUMENTS_REQUIRED, LoanStatus.CONDITIONALLY_APPROVED})


def still_missing(asked: Sequence[str], supplied: Collection[str], *, applies_for_less: bool) -> list[str]:
    """What an answer to the partner leaves out. Whoever applies for less lets the partner judge anew."""
    return [] if applies_for_less else [code for code in asked if code not in supplied]


def stands(status: LoanStatus | str) -> bool:
    """Whether the partner has said yes and not taken it back. A conditional approval is not one yet."""
    return status in _STANDS


def covers_delivery(status: LoanStatus, required: Literal["approved", "disbursed"]) -> bool:
    """Whether the car may leave on the strength of this loan."""
    return status == LoanStatus.DISBURSED if required == "disbursed" else stands(status)


def credit(status: LoanStatus, principal_fen: int, approved_fen: int | None) -> int:
    """What the bank stands for: an approval over less leaves the rest to the customer."""
    if status not in _STANDS:
        return 0
    return principal_fen if approved_fen is None else min(principal_fen, approved_fen)


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number_is_sound(number: str) -> bool:
    """Check digit of GB 11643 for 18 places; other lengths are passports and permits that have none."""
    if len(number) != 18:
        return number.isascii() and number.isalnum() and 5 <= len(number) <= 20
    if not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return number[17] == "10X98765432"[total % 11] and _is_day(number[6:14])


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True
