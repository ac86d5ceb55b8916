"""Arithmetic on money. Amounts are whole fen (1/100 yuan), rates are percent as decimal text: "3.99" is 3.99 %.

Everything between an exact input and a rounded result is exact (`fractions`); a half is rounded away from zero, so that
a refund mirrors its payment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import accumulate

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Instalment:
    """One monthly payment, in fen."""

    number: int
    payment_fen: int
    principal_fen: int
    interest_fen: int
    balance_fen: int
    """What is still owed after it."""


@dataclass(frozen=True, slots=True)
class Instalments:
    """A plan that pays back its principal exactly."""

    monthly_fen: int
    """Every payment but the last, which takes the remainder."""
    payments: tuple[Instalment, ...]

    @property
    def total_fen(self) -> int:
        return sum(one.payment_fen for one in self.payments)

    @property
    def interest_fen(self) -> int:
        return sum(one.interest_fen for one in self.payments)


def percent_of(fen: int, rate: Decimal | str) -> int:
    """`rate` percent of an amount, rounded half up: 13 % of 1.00 yuan are 13 fen. ValueError for an unreadable rate."""
    return _half_up(fen * _percent(rate))


def split_evenly(fen: int, parts: int) -> list[int]:
    """An amount in parts that differ by at most one fen, the greater first. ValueError below one part."""
    if parts < 1:
        raise ValueError("at least one part")
    sign = -1 if fen < 0 else 1
    share, rest = divmod(abs(fen), parts)
    return [sign * (share + (number < rest)) for number in range(parts)]


def share_out(fen: int, weights: Sequence[int]) -> list[int]:
    """An amount in proportion to weights, none lost: a discount over the lines of an order. ValueError if all are 0."""
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights are not negative and not all zero")
    marks = [_half_up(Fraction(fen * sum_so_far, total)) for sum_so_far in accumulate(weights)]
    return [mark - before for before, mark in zip([0, *marks], marks, strict=False)]


def annuity(principal_fen: int, annual_rate: Decimal | str, months: int) -> Instalments:
    """Equal monthly instalments (等额本息), each rounded half up; the last one takes the remainder.

    The nominal annual rate counts a twelfth per month; a rate of zero splits the principal. Where rounding has paid a
    tiny principal early, later payments are zero. ValueError for a principal or term below one or a rate outside 0–100.
    """
    monthly_rate = _percent(annual_rate) / _MONTHS_PER_YEAR
    if principal_fen < 1 or months < 1 or not 0 <= monthly_rate * _MONTHS_PER_YEAR <= 1:
        raise ValueError("a loan has a principal, a term and a rate from 0 to 100 percent")
    monthly = _half_up(_exact_instalment(principal_fen, monthly_rate, months))
    payments, balance = [], principal_fen
    for number in range(1, months + 1):
        interest = _half_up(balance * monthly_rate)
        principal = balance if number == months else min(monthly - interest, balance)
        balance -= principal
        payments.append(Instalment(number, principal + interest, principal, interest, balance))
    return Instalments(monthly, tuple(payments))


def format_yuan(fen: int, *, symbol: str = "¥") -> str:
    """For people: ¥1,234.50, and -¥0.05 for less than nothing."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{symbol}{yuan:,}.{rest:02d}"


def _exact_instalment(principal: int, rate: Fraction, months: int) -> Fraction:
    if not rate:
        return Fraction(principal, months)
    growth = (1 + rate) ** months
    return principal * rate * growth / (growth - 1)


def _percent(rate: Decimal | str) -> Fraction:
    try:
        return Fraction(Decimal(rate)) / 100
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise ValueError(f"not a rate: {rate!r}") from error


def _half_up(amount: Fraction) -> int:
    whole = int(abs(amount) + Fraction(1, 2))
    return -whole if amount < 0 else whole
