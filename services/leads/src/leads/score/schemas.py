"""What goes over the wire about scores."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from leads.score.policy import Method
from leads.score.training import TrainingOutcome


class EffectOut(BaseModel):
    """`points` are tenths of log-odds for or against a deal: 7 double the odds. `typical` is the usual value."""

    code: str
    value: float
    typical: float
    points: float


class ScoreOut(BaseModel):
    """Why this score. `effects` are all things that count, the strongest first; three of them are the reasons.

    `score` is null for a lead that is closed, ordered, or about selling a car.
    """

    lead_id: UUID
    score: int | None
    method: Method
    model_number: int | None
    needed: int
    cases: int
    effects: list[EffectOut]


class FactorOut(BaseModel):
    code: str
    points: float
    typical: float


class ScoreModelRow(BaseModel):
    """AUC: how often a won lead stands above a lost one. Brier: mean squared error, less is better.

    Both on `held` leads that the fit has not seen, beside the rules and beside the bare share of won leads.
    """

    id: UUID
    number: int
    trained_at: datetime
    trained_by_name: str | None
    accepted: bool
    in_use: bool
    fitted: int
    held: int
    won: int
    auc: float
    brier: float
    rules_auc: float
    rules_brier: float
    share_brier: float


class ScoreStanding(BaseModel):
    """What a store's scores rest on. `outcome` is how the last training ended, `cases` and `won` what there is now."""

    method: Method
    cases: int
    won: int
    needed: int
    needed_of_each: int
    next_at: datetime | None
    last_at: datetime | None
    outcome: TrainingOutcome | None
    factors: list[FactorOut]
    models: list[ScoreModelRow]
