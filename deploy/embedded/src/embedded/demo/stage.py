"""What a life needs of the world around it."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from embedded.demo.cast import Cast
from embedded.demo.simulation import Simulation

STROKES = "M12 40 L30 22 L44 46 L60 20 L84 44 L110 30"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(slots=True)
class Stage:
    simulation: Simulation
    cast: Cast
    random: Random
    partners: dict[str, UUID]
    models: list[str]
    test_cars: list[str]
    owners: list[dict[str, Any]] = field(default_factory=list)
    left_open: set[str] = field(default_factory=set)

    def identity_number(self) -> str:
        """A number that checks (GB 11643) for an administrative code that no place has."""
        birth = f"19{self.random.randrange(62, 99)}{self.random.randrange(1, 13):02d}{self.random.randrange(1, 28):02d}"
        digits = f"990101{birth}{self.random.randrange(1000):03d}"
        total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
        return digits + "10X98765432"[total % 11]


def days(stage: Stage, least: int, most: int) -> timedelta:
    """A pause of some days and odd minutes."""
    return timedelta(days=stage.random.randrange(least, most), minutes=stage.random.randrange(180))
