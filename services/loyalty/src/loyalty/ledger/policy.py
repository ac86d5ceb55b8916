"""Rules of points: how many, from when, until when, and which accounts an entry moves."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum


class Account(StrEnum):
    """Three accounts of the programme, two of the member."""

    ISSUED = "programme_issued"
    EXPIRED = "programme_expired"
    REDEEMED = "programme_redeemed"
    PENDING = "member_pending"
    AVAILABLE = "member_available"


class EntryKind(StrEnum):
    GRANT = "grant"
    RELEASE = "release"
    EXPIRE = "expire"


_SIDES = {
    EntryKind.GRANT: (Account.ISSUED, Account.PENDING),
    EntryKind.RELEASE: (Account.PENDING, Account.AVAILABLE),
    EntryKind.EXPIRE: (Account.AVAILABLE, Account.EXPIRED),
}


@dataclass(frozen=True, slots=True)
class Side:
    account: Account
    points: int


def sides_of(kind: EntryKind, points: int) -> tuple[Side, Side]:
    """Both sides of an entry; they sum to zero."""
    source, target = _SIDES[kind]
    return Side(source, -points), Side(target, points)


def points_for(paid_fen: int, points_per_yuan: Decimal) -> int:
    """Whole points for money paid, rounded down in the house's favour as receipts are."""
    return int((Decimal(max(paid_fen, 0)) / 100 * points_per_yuan).to_integral_value(ROUND_DOWN))


def points_worth(amount_fen: int, point_value_fen: int) -> int:
    """Points that redeem for an amount; rounded up so that the promise is kept."""
    return -(-amount_fen // point_value_fen)
