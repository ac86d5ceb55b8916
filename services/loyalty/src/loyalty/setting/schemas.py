"""Numbers of the loyalty programme with their defaults."""

import itertools
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, model_validator


class TierRule(BaseModel, frozen=True):
    """A tier and the lifetime points it takes."""

    code: str
    lifetime_points: Annotated[int, Field(ge=0, le=10**9)]


DEFAULT_TIERS = (
    TierRule(code="bronze", lifetime_points=0),
    TierRule(code="silver", lifetime_points=3_000),
    TierRule(code="gold", lifetime_points=10_000),
    TierRule(code="diamond", lifetime_points=30_000),
)


class LoyaltySettings(BaseModel, extra="forbid"):
    """One point per 10 yuan paid, pending 3 days; a referral earns points worth 500 yuan."""

    points_per_yuan: Annotated[Decimal, Field(ge=0, le=100, decimal_places=4)] = Decimal("0.1")
    pending_days: Annotated[int, Field(ge=0, le=90)] = 3
    valid_months: Annotated[int, Field(ge=1, le=120)] = 24
    point_value_fen: Annotated[int, Field(ge=1, le=10_000)] = 10
    referral_reward_fen: Annotated[int, Field(ge=0, le=10**8)] = 50_000
    tiers: Annotated[tuple[TierRule, ...], Field(min_length=1, max_length=8)] = DEFAULT_TIERS

    @model_validator(mode="after")
    def _tiers_climb(self) -> "LoyaltySettings":
        marks = [tier.lifetime_points for tier in self.tiers]
        if marks[0] != 0 or any(a >= b for a, b in itertools.pairwise(marks)):
            raise ValueError("the first tier starts at 0 and every next one asks for more")
        return self


class SettingsOut(BaseModel):
    settings: LoyaltySettings
    version: int
