"""Fits and judges a logistic regression. Pure, and fast enough in plain Python for a store's history.

23 weights on 5,000 closed leads take some seconds once a month in a process of its own; scikit-learn with numpy and
scipy would add 62 MB of wheels to every installation for it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

RIDGE = 1.0
_STEPS = 25
_CLOSE = 1e-7
_AS_WELL = 0.05
Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Quality:
    """On rows that the fit has not seen. AUC: a won lead is above a lost one. Brier: mean squared error."""

    auc: float
    brier: float


def probability(weights: Row, row: Row) -> float:
    odds = weights[0] + sum(weight * value for weight, value in zip(weights[1:], row, strict=True))
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))


def fit(rows: Sequence[Row], won: Sequence[int], *, ridge: float = RIDGE) -> list[float]:
    """Weights with the intercept first: Newton's method on the penalised likelihood, the intercept unpenalised."""
    size = len(rows[0]) + 1
    weights = [0.0] * size
    full = [(1.0, *row) for row in rows]
    for _ in range(_STEPS):
        gradient = [0.0] + [-ridge * weight for weight in weights[1:]]
        hessian = [[ridge if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        for row, outcome in zip(full, won, strict=True):
            _add(row, outcome, weights, gradient, hessian)
        step = _solve(hessian, gradient)
        weights = [weight + move for weight, move in zip(weights, step, strict=True)]
        if max(abs(move) for move in step) < _CLOSE:
            break
    return weights


def _add(row: Row, outcome: int, weights: Row, gradient: list[float], hessian: list[list[float]]) -> None:
    # Most of a row is zeros: only what is there adds.
    there = [(place, value) for place, value in enumerate(row) if value]
    odds = sum(weights[place] * value for place, value in there)
    guess = 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))
    weight = max(guess * (1 - guess), 1e-9)
    for place, value in there:
        gradient[place] += value * (outcome - guess)
        line, scaled = hessian[place], weight * value
        for other, second in there:
            line[other] += scaled * second


def _solve(matrix: list[list[float]], target: Sequence[float]) -> list[float]:
    """Gauss with pivots; the ridge keeps the matrix regular."""
    size = len(target)
    lines = [[*line, value] for line, value in zip(matrix, target, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda place: abs(lines[place][column]))
        lines[column], lines[pivot] = lines[pivot], lines[column]
        divisor = lines[column][column] or 1e-12
        for place in range(column + 1, size):
            factor = lines[place][column] / divisor
            if factor:
                lines[place] = [a - factor * b for a, b in zip(lines[place], lines[column], strict=True)]
    found = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(lines[place][other] * found[other] for other in range(place + 1, size))
        found[place] = (lines[place][size] - rest) / (lines[place][place] or 1e-12)
    return found


def quality(guesses: Sequence[float], won: Sequence[int]) -> Quality:
    brier = sum((guess - outcome) ** 2 for guess, outcome in zip(guesses, won, strict=True)) / len(won)
    return Quality(auc(guesses, won), brier)


def auc(guesses: Sequence[float], won: Sequence[int]) -> float:
    """By ranks, ties shared; 0.5 where there is nothing to tell apart."""
    order = sorted(range(len(guesses)), key=lambda place: guesses[place])
    ranks = [0.0] * len(guesses)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and guesses[order[end + 1]] == guesses[order[start]]:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2 + 1
        start = end + 1
    ones = sum(won)
    zeros = len(won) - ones
    if not ones or not zeros:
        return 0.5
    total = sum(rank for rank, outcome in zip(ranks, won, strict=True) if outcome)
    return (total - ones * (ones + 1) / 2) / (ones * zeros)


@dataclass(frozen=True, slots=True)
class Case:
    """A closed lead as it stood at some instant of its life, what the rules said then, and how it ended."""

    values: tuple[float, ...]
    rules: float
    won: int
    held: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """`weights` with the intercept first; measured beside the rules and beside the share of won leads."""

    weights: tuple[float, ...]
    typical: tuple[float, ...]
    fitted: int
    held: int
    model: Quality
    rules: Quality
    share_brier: float

    @property
    def accepted(self) -> bool:
        """Truer than the rules and than no model at all on leads it has not seen, and it ranks about as well."""
        truer = self.model.brier < min(self.rules.brier, self.share_brier)
        return truer and self.model.auc >= self.rules.auc - _AS_WELL


def train(cases: Sequence[Case]) -> Trained:
    """Fit on what is not held back, judge on what is."""
    seen = [case for case in cases if not case.held]
    held = [case for case in cases if case.held]
    weights = fit([case.values for case in seen], [case.won for case in seen])
    outcomes = [case.won for case in held]
    share = sum(case.won for case in seen) / len(seen)
    return Trained(
        weights=tuple(weights),
        typical=tuple(sum(column) / len(seen) for column in zip(*(case.values for case in seen), strict=True)),
        fitted=len(seen),
        held=len(held),
        model=quality([probability(weights, case.values) for case in held], outcomes),
        rules=quality([case.rules for case in held], outcomes),
        share_brier=quality([share] * len(held), outcomes).brier,
    )
