"""From what counts to a probability with its reasons. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from leads.score.features import FEATURES
from leads.setting.interest import ScoreSettings

REASONS = 3
_TENTHS = 10.0


class Method(StrEnum):
    RULES = "rules"
    MODEL = "model"


TYPICAL: dict[str, float] = {
    "talked": 0.7,
    "visited": 0.4,
    "test_driven": 0.25,
    "quoted": 0.2,
    "buys_this_week": 0.15,
    "buys_soon": 0.25,
    "buys_this_month": 0.25,
    "buys_later": 0.15,
    "contacts": 1.5,
    "unanswered": 0.5,
    "silent_week": 0.2,
    "silent_fortnight": 0.2,
    "open_month": 0.2,
    "open_quarter": 0.1,
    "revisits": 0.1,
    "referral": 0.1,
    "walk_in": 0.3,
    "trade_in": 0.25,
    "late_reply": 0.1,
    "web_days": 0.3,
    "web_price": 0.1,
    "web_streak": 0.05,
    "rival": 0.05,
}
"""A lead of no particular kind: what the rules' points are measured against."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of a typical lead, and what each thing adds to them as far as it differs from the typical."""

    method: Method
    intercept: float
    weights: Mapping[str, float]
    typical: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one thing adds, in tenths of log-odds: 7 double the odds."""

    code: str
    value: float
    typical: float
    points: float


@dataclass(frozen=True, slots=True)
class Card:
    """A probability in percent, 1 to 99, and all effects, the strongest first."""

    score: int
    probability: float
    effects: tuple[Effect, ...]

    @property
    def reasons(self) -> tuple[Effect, ...]:
        return self.effects[:REASONS]


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))


def rules_of(settings: ScoreSettings) -> Weights:
    points = settings.points.model_dump()
    return Weights(
        Method.RULES,
        logit(settings.base_percent / 100),
        {code: points[code] / _TENTHS for code in FEATURES},
        TYPICAL,
    )


def card_of(weights: Weights, found: Mapping[str, float]) -> Card:
    """Every effect is its weight times the distance from the typical; they and the intercept add up to the score."""
    effects = [
        Effect(
            code,
            found.get(code, 0.0),
            weights.typical.get(code, 0.0),
            weights.weights.get(code, 0.0) * (found.get(code, 0.0) - weights.typical.get(code, 0.0)) * _TENTHS,
        )
        for code in FEATURES
    ]
    probability = sigmoid(weights.intercept + sum(effect.points for effect in effects) / _TENTHS)
    strongest = sorted(effects, key=lambda effect: (-abs(effect.points), effect.code))
    return Card(min(99, max(1, round(probability * 100))), probability, tuple(strongest))
