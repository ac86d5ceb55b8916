from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.money import annuity, format_yuan, percent_of, share_out, split_evenly

FEN = st.integers(-10_000_000_000, 10_000_000_000)
RATES = st.decimals(0, 100, places=4)


@pytest.mark.parametrize(
    ("fen", "rate", "expected"),
    [
        (100, "13", 13),
        (10_000, "3.5", 350),
        (10, "5", 1),
        (9, "5", 0),
        (-10, "5", -1),
        (50, "1", 1),
        (33_333, Decimal("0.6"), 200),
        (1, "150", 2),
        (12_345, "0", 0),
        (10**15, "0.0001", 10**9),
        (100, "1e1", 10),
    ],
)
def test_percent_is_rounded_half_up(fen: int, rate: Decimal | str, expected: int):
    assert percent_of(fen, rate) == expected


@pytest.mark.parametrize("rate", ["", "x", "3,5", "NaN", "Infinity", "1/3"])
def test_an_unreadable_rate_is_refused(rate: str):
    with pytest.raises(ValueError, match="not a rate"):
        percent_of(100, rate)


@given(FEN, RATES)
def test_percent_is_symmetric_and_at_most_half_a_fen_off(fen: int, rate: Decimal):
    part = percent_of(fen, rate)
    assert percent_of(-fen, rate) == -part
    assert abs(Decimal(part) - Decimal(fen) * rate / 100) <= Decimal("0.5")


@given(FEN, st.integers(1, 400))
def test_even_parts_sum_up_and_differ_by_a_fen(fen: int, parts: int):
    split = split_evenly(fen, parts)
    assert (len(split), sum(split)) == (parts, fen)
    assert max(split) - min(split) <= 1
    assert split == sorted(split, key=abs, reverse=True)


@given(FEN, st.lists(st.integers(0, 1_000_000), min_size=1).filter(any))
def test_shares_sum_up_and_are_near_their_proportion(fen: int, weights: list[int]):
    shares = share_out(fen, weights)
    assert sum(shares) == fen
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - fen * weight) <= sum(weights)
        assert weight or share == 0


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_shares_need_weights(weights: list[int]):
    with pytest.raises(ValueError):
        share_out(100, weights)


def test_parts_need_a_number():
    with pytest.raises(ValueError):
        split_evenly(100, 0)


@pytest.mark.parametrize(
    ("principal", "rate", "months", "monthly", "last"),
    [
        # Interest-bearing plans: worked out a second time in 40-digit decimals.
        (10_000_000, "3.99", 36, 295_195, 295_209),
        (10_000_000, "0", 36, 277_778, 277_770),
        (100, "0", 3, 33, 34),
        (120_000, "12", 12, 10_662, 10_660),
        (100, "12", 1, 101, 101),
    ],
)
def test_known_plans(principal: int, rate: str, months: int, monthly: int, last: int):
    plan = annuity(principal, rate, months)
    assert (plan.monthly_fen, plan.payments[-1].payment_fen) == (monthly, last)


@given(st.integers(1, 500_000_000), RATES, st.integers(1, 84))
def test_a_plan_pays_back_exactly_what_was_lent(principal: int, rate: Decimal, months: int):
    plan = annuity(principal, rate, months)
    assert [one.number for one in plan.payments] == list(range(1, months + 1))
    assert sum(one.principal_fen for one in plan.payments) == principal
    assert plan.payments[-1].balance_fen == 0
    assert plan.total_fen == sum(one.payment_fen for one in plan.payments) == principal + plan.interest_fen
    balance = principal
    for one in plan.payments:
        balance -= one.principal_fen
        assert one.payment_fen == one.principal_fen + one.interest_fen
        assert one.balance_fen == balance
        assert min(one.payment_fen, one.principal_fen, one.interest_fen, balance) >= 0


@given(st.integers(1_000_000, 500_000_000), st.decimals(0, 24, places=2), st.integers(2, 84))
def test_all_payments_but_the_last_are_equal_and_the_last_is_near(principal: int, rate: Decimal, months: int):
    plan = annuity(principal, rate, months)
    assert {one.payment_fen for one in plan.payments[:-1]} == {plan.monthly_fen}
    assert abs(plan.payments[-1].payment_fen - plan.monthly_fen) <= 4 * months


def test_a_tiny_principal_is_paid_early():
    payments = [one.payment_fen for one in annuity(100, "0", 60).payments]
    assert payments == [2] * 50 + [0] * 10


@pytest.mark.parametrize(
    ("principal", "rate", "months"), [(0, "3", 12), (-1, "3", 12), (1, "3", 0), (1, "-1", 12), (1, "101", 12)]
)
def test_an_impossible_loan_is_refused(principal: int, rate: str, months: int):
    with pytest.raises(ValueError):
        annuity(principal, rate, months)


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "¥0.00"), (5, "¥0.05"), (123_450, "¥1,234.50"), (-5, "-¥0.05"), (123_456_789_012, "¥1,234,567,890.12")],
)
def test_money_for_people(fen: int, text: str):
    assert format_yuan(fen) == text


def test_another_currency_has_another_sign():
    assert format_yuan(100, symbol="HK$") == "HK$1.00"
