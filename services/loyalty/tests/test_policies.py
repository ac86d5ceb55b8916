"""Rules of points and tiers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loyalty.ledger.policy import EntryKind, points_for, points_worth, sides_of
from loyalty.member.policy import next_tier, tier_of
from loyalty.referral.policy import refused_because
from loyalty.setting.schemas import DEFAULT_TIERS, LoyaltySettings, TierRule
from pydantic import ValidationError


@pytest.mark.parametrize(
    ("paid_fen", "points"), [(23_980_000, 23_980), (999, 0), (1_000, 1), (1_999, 1), (0, 0), (-500, 0)]
)
def test_one_point_per_ten_yuan_paid(paid_fen: int, points: int) -> None:
    assert points_for(paid_fen, Decimal("0.1")) == points


def test_a_reward_in_points_is_never_worth_less_than_promised() -> None:
    assert points_worth(50_000, 10) == 5_000
    assert points_worth(50_001, 10) == 5_001


@given(kind=st.sampled_from(EntryKind), points=st.integers(0, 10**9))
def test_both_sides_of_an_entry_balance(kind: EntryKind, points: int) -> None:
    assert sum(side.points for side in sides_of(kind, points)) == 0


@pytest.mark.parametrize(
    ("lifetime", "tier", "following"),
    [
        (0, "bronze", ("silver", 3_000)),
        (2_999, "bronze", ("silver", 1)),
        (3_000, "silver", ("gold", 7_000)),
        (10_000, "gold", ("diamond", 20_000)),
        (30_000, "diamond", None),
    ],
)
def test_tiers(lifetime: int, tier: str, following: tuple[str, int] | None) -> None:
    assert tier_of(lifetime, DEFAULT_TIERS) == tier
    assert next_tier(lifetime, DEFAULT_TIERS) == following


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_points_never_mean_a_lower_tier(a: int, b: int) -> None:
    codes = [tier.code for tier in DEFAULT_TIERS]
    low, high = sorted((a, b))
    assert codes.index(tier_of(low, DEFAULT_TIERS)) <= codes.index(tier_of(high, DEFAULT_TIERS))


def test_tiers_must_climb() -> None:
    with pytest.raises(ValidationError):
        LoyaltySettings(tiers=(TierRule(code="a", lifetime_points=0), TierRule(code="b", lifetime_points=0)))


def test_nobody_refers_himself() -> None:
    assert refused_because(referrer_key="k", referee_key="k", same_customer=False) == "self_referral"
    assert refused_because(referrer_key=None, referee_key=None, same_customer=True) == "self_referral"
    assert refused_because(referrer_key=None, referee_key=None, same_customer=False) is None
