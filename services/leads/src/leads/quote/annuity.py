"""Equal instalments (等额本息), exact to the fen."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext


@dataclass(frozen=True, slots=True)
class Instalment:
    number: int
    payment_fen: int
    interest_fen: int
    principal_fen: int
    balance_fen: int


@dataclass(frozen=True, slots=True)
class Annuity:
    """`monthly_fen` but for the last instalment, which takes what rounding left over."""

    monthly_fen: int
    last_fen: int
    interest_fen: int
    schedule: tuple[Instalment, ...]


def annuity(principal_fen: int, annual_rate: Decimal, months: int) -> Annuity:
    """Instalments of a loan at a nominal annual rate given as a share. ValueError for less than a fen or a month."""
    if principal_fen <= 0 or months <= 0 or annual_rate < 0:
        raise ValueError("a loan has a principal, a term and no negative rate")
    with localcontext(prec=50):
        rate = annual_rate / 12
        monthly = _half_up(_payment(Decimal(principal_fen), rate, months))
        schedule = _schedule(principal_fen, rate, months, monthly)
    paid = sum(instalment.payment_fen for instalment in schedule)
    return Annuity(monthly, schedule[-1].payment_fen, paid - principal_fen, schedule)


def _payment(principal: Decimal, rate: Decimal, months: int) -> Decimal:
    if rate == 0:
        return principal / months
    return principal * rate / (1 - (1 + rate) ** -months)


def _schedule(principal_fen: int, rate: Decimal, months: int, monthly_fen: int) -> tuple[Instalment, ...]:
    balance, lines = principal_fen, []
    for number in range(1, months + 1):
        interest = _half_up(balance * rate)
        # A loan of a few fen is paid back before its term: later instalments are then zero.
        payment = balance + interest if number == months else min(monthly_fen, balance + interest)
        balance -= payment - interest
        lines.append(Instalment(number, payment, interest, payment - interest, balance))
    return tuple(lines)


def _half_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
