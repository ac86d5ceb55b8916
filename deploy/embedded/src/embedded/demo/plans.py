"""Who the demo's customers are: where they come from, how far they get, when they came."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from random import Random

from embedded.demo.house import CAR_LINES, TRADED_IN
from embedded.demo.people import Person, Population
from embedded.demo.simulation import in_opening_hours


class Reach(IntEnum):
    """How far a life goes."""

    NEW = 0
    CONTACTED = 1
    VISITED = 2
    TEST_DRIVEN = 3
    APPRAISED = 4
    QUOTED = 5
    ORDERED = 6
    ALLOCATED = 7
    READY = 8
    DELIVERED = 9


_DOORS = ("platform", "platform", "platform", "walk_in", "walk_in", "phone")
_SOURCES = ("autohome", "dongchedi", "yiche", "douyin")
_COLD_ENDS = ("price", "competitor", "no_stock", "postponed", "family", "bought_used")

_QUOTAS: tuple[tuple[Reach, int, int, int], ...] = (
    # reach, how many, earliest and latest arrival in days before the demo's present
    (Reach.CONTACTED, 9, 12, 1),
    (Reach.VISITED, 9, 14, 2),
    (Reach.TEST_DRIVEN, 8, 16, 4),
    (Reach.APPRAISED, 4, 12, 5),
    (Reach.QUOTED, 8, 20, 6),
    (Reach.ORDERED, 4, 18, 8),
    (Reach.ALLOCATED, 3, 22, 14),
    (Reach.READY, 3, 30, 20),
    (Reach.DELIVERED, 38, 210, 24),
    (Reach.DELIVERED, 8, 30, 14),
    (Reach.TEST_DRIVEN, 5, 3, 1),
)
_LOST = 12
_THIS_MORNING = (1, 2, 3, 9, 25)
SPAN_DAYS = 215


@dataclass(frozen=True, slots=True)
class Plan:
    person: Person
    arrives: datetime
    reach: Reach
    door: str
    source: str
    line: int
    trades_in: tuple[str, str, int, int, int] | None
    loan: bool
    lost: str | None
    unhappy: bool
    referred: bool


def make_plans(present: datetime, population: Population, random: Random) -> list[Plan]:
    """Some hundred lives, oldest first, spread over the months before `present`."""
    plans = [
        _plan(present, population, random, reach=reach, days=(early, late))
        for reach, number, early, late in _QUOTAS
        for _ in range(number)
    ]
    plans += [
        _plan(
            present,
            population,
            random,
            reach=Reach(random.randrange(1, 6)),
            days=(90, 12),
            lost=random.choice(_COLD_ENDS),
        )
        for _ in range(_LOST)
    ]
    plans += [
        replace(
            _plan(present, population, random, reach=Reach.NEW, days=(1, 0)),
            arrives=present - timedelta(minutes=minutes),
            door="platform",
        )
        for minutes in _THIS_MORNING
    ]
    return sorted(plans, key=lambda plan: plan.arrives)


def _plan(
    present: datetime,
    population: Population,
    random: Random,
    *,
    reach: Reach,
    days: tuple[int, int],
    lost: str | None = None,
) -> Plan:
    early, late = days
    minutes = random.randrange(late * 1440, early * 1440)
    arrives, door = present - timedelta(minutes=minutes), random.choice(_DOORS)
    trades_in = random.choice(TRADED_IN) if reach is Reach.APPRAISED or random.random() < 0.25 else None
    return Plan(
        person=population.person(),
        arrives=arrives if door == "platform" else in_opening_hours(arrives),
        reach=reach,
        door=door,
        source=random.choice(_SOURCES),
        line=random.randrange(len(CAR_LINES)),
        trades_in=trades_in,
        loan=random.random() < 0.4,
        lost=lost,
        unhappy=reach is Reach.DELIVERED and random.random() < (0.16 if late > 20 else 0.5),
        referred=reach is Reach.DELIVERED and random.random() < 0.25,
    )
