"""What a car may become, and what an odometer may say."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class CarKind(StrEnum):
    NEW = "new"
    DEMO = "demo"
    USED = "used"


class CarStatus(StrEnum):
    """`allocated` is set by an order, `delivered` by the hand-over; the rest by the stock keeper."""

    IN_STOCK = "in_stock"
    RESERVED = "reserved"
    ALLOCATED = "allocated"
    SOLD = "sold"
    DELIVERED = "delivered"
    DEMO = "demo"


class TaxClass(StrEnum):
    """Which purchase-tax rule the model falls under: only cars of the new-energy catalogue get its relief."""

    STANDARD = "standard"
    NEW_ENERGY = "new_energy"


SELLABLE = frozenset({CarStatus.IN_STOCK, CarStatus.RESERVED, CarStatus.DEMO})
LIVE = frozenset({CarStatus.IN_STOCK, CarStatus.RESERVED, CarStatus.ALLOCATED, CarStatus.SOLD, CarStatus.DEMO})
_HUNDRED_YUAN = 10_000
_BY_HAND = frozenset({CarStatus.IN_STOCK, CarStatus.RESERVED, CarStatus.DEMO, CarStatus.SOLD})


def may_set_by_hand(current: CarStatus, wanted: CarStatus) -> bool:
    """The stock keeper moves free cars; an order's car moves with its order."""
    return current == wanted or (current in _BY_HAND and wanted in _BY_HAND)


def resting_status(kind: CarKind) -> CarStatus:
    """Where a car goes that nobody claims (any more)."""
    return CarStatus.DEMO if kind == CarKind.DEMO else CarStatus.IN_STOCK


def asking_price(cost_fen: int, markup_percent: Decimal) -> int:
    """What a used car is offered for at first, in whole hundreds of yuan."""
    asked = cost_fen * (100 + markup_percent) / 100
    return int((asked / _HUNDRED_YUAN).to_integral_value(ROUND_HALF_UP)) * _HUNDRED_YUAN


def age_in_days(arrived_on: date, today: date) -> int:
    """Days in stock (库龄), from 0 on the day of arrival; a planned arrival counts as 0."""
    return max((today - arrived_on).days, 0)
