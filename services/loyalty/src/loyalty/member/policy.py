"""Tiers by lifetime points."""

from collections.abc import Sequence

from loyalty.setting.schemas import TierRule


def tier_of(lifetime_points: int, tiers: Sequence[TierRule]) -> str:
    reached = [tier.code for tier in tiers if lifetime_points >= tier.lifetime_points]
    return reached[-1] if reached else tiers[0].code


def next_tier(lifetime_points: int, tiers: Sequence[TierRule]) -> tuple[str, int] | None:
    """The next tier and the points still missing; None at the top."""
    for tier in tiers:
        if tier.lifetime_points > lifetime_points:
            return tier.code, tier.lifetime_points - lifetime_points
    return None
