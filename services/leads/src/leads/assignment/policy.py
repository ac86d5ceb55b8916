"""Fair rotation. Pure: who gets the next lead of a store, and how that is explained."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID


class Reason(StrEnum):
    """Why somebody was given a lead."""

    PRESENT_OWNER = "present_owner"
    FORMER_OWNER = "former_owner"
    REGISTERED_BY = "registered_by"
    ROTATION_ON_DUTY = "rotation_on_duty"
    ROTATION_ACTIVE = "rotation_active"
    SUPERVISOR_QUEUE = "supervisor_queue"
    NOBODY = "nobody"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be given leads. No `brands` means any brand; a `quota` of one's own goes before the store's."""

    id: UUID
    name: str
    username: str
    roles: frozenset[str]
    brands: tuple[str, ...] = ()
    on_leave: bool = False
    quota: int | None = None
    key: str = field(init=False, repr=False, compare=False)
    """The id as a tally names it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", str(self.id))

    def full(self, given: int, quota: int) -> bool:
        """Whether the day's quota is used up. An own quota of 0 means none at all, the store's 0 means any."""
        return given >= self.quota if self.quota is not None else bool(quota) and given >= quota


@dataclass(frozen=True, slots=True)
class Tally:
    """What one queue of a store gave on a day. `load` equals `given` but for late-comers, who start level with the
    least loaded, so that the afternoon's shift is not buried under what the morning's had."""

    given: Mapping[str, int] = field(default_factory=dict)
    load: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """`tally` and `turn` are to be kept; `explanation` is stored beside the lead."""

    person: Person | None
    reason: Reason
    tally: Tally
    turn: int
    explanation: dict[str, Any]


def choose(
    people: Sequence[Person],
    *,
    posts: Collection[str],
    fallback_posts: Sequence[str],
    on_duty: frozenset[UUID] | None,
    tally: Tally,
    turn: int,
    brand: str | None,
    quota: int,
) -> Choice:
    """The least loaded adviser on duty who knows the brand; ties go round, whoever has been here longest.

    Nobody on duty: all active advisers. None of these, or all at their quota: the supervisor's queue.
    """
    reason, able, skipped = fit(people, posts, on_duty, brand)
    free = [person for person in able if not person.full(tally.given.get(person.key, 0), quota)]
    skipped += _others(able, free, Skip.QUOTA)
    if not free:
        choice = _fallback(people, fallback_posts, tally, turn, brand=brand, full=able)
        choice.explanation["skipped"] = told_skipped(skipped)
        return choice
    load = _loads(free, tally)
    ordered = sorted(free, key=lambda person: person.id)
    ranks = {person.id: (place - turn) % len(ordered) for place, person in enumerate(ordered)}
    chosen = min(ordered, key=lambda person: (load[person.key], ranks[person.id]))
    explanation = _explained(reason, chosen, ordered, given=tally.given, load=load, brand=brand)
    explanation["skipped"] = told_skipped(skipped)
    key = chosen.key
    kept = Tally(
        given={**tally.given, key: tally.given.get(key, 0) + 1},
        load={**tally.load, **load, key: load[key] + 1},
    )
    return Choice(chosen, reason, kept, turn + 1, explanation)


class Skip(StrEnum):
    """Why somebody of the posts was not asked."""

    LEAVE = "on_leave"
    OFF_DUTY = "off_duty"
    BRAND = "brand"
    QUOTA = "quota"


Skipped = list[tuple[Person, Skip]]


def fit(
    people: Sequence[Person], posts: Collection[str], on_duty: frozenset[UUID] | None, brand: str | None
) -> tuple[Reason, list[Person], Skipped]:
    """Who comes into question: at work, on duty where somebody is, knowing the brand where somebody does."""
    holders = [person for person in people if person.roles & set(posts)]
    skipped: Skipped = [(person, Skip.LEAVE) for person in holders if person.on_leave]
    advisers = [person for person in holders if not person.on_leave]
    present = [person for person in advisers if on_duty is not None and person.id in on_duty]
    if present:
        skipped += _others(advisers, present, Skip.OFF_DUTY)
    able = _skilled(present or advisers, brand)
    skipped += _others(present or advisers, able, Skip.BRAND)
    return Reason.ROTATION_ON_DUTY if present else Reason.ROTATION_ACTIVE, able, skipped


def _others(people: Sequence[Person], kept: Sequence[Person], why: Skip) -> Skipped:
    ids = {person.id for person in kept}
    return [(person, why) for person in people if person.id not in ids]


def told_skipped(skipped: Skipped) -> list[dict[str, str]]:
    return [{"staff_id": person.key, "name": person.name, "why": why} for person, why in skipped[:_TOLD]]


_TOLD = 30
"""So many names explain a choice; more would only fill the table."""


def _skilled(people: Sequence[Person], brand: str | None) -> list[Person]:
    wanted = (brand or "").casefold()
    fitting = [p for p in people if not p.brands or wanted in {known.casefold() for known in p.brands}]
    return fitting if wanted and fitting else list(people)


def _loads(people: Sequence[Person], tally: Tally) -> dict[str, int]:
    known = [tally.load[person.key] for person in people if person.key in tally.load]
    start = min(known, default=0)
    return {person.key: tally.load.get(person.key, start) for person in people}


def _fallback(
    people: Sequence[Person],
    posts: Sequence[str],
    tally: Tally,
    turn: int,
    *,
    brand: str | None,
    full: Sequence[Person],
) -> Choice:
    for post in posts:
        at_work = [person for person in people if post in person.roles and not person.on_leave]
        holders = sorted(at_work, key=lambda person: person.id)
        if holders:
            chosen = holders[turn % len(holders)]
            told = _explained(Reason.SUPERVISOR_QUEUE, chosen, full, given=tally.given, load=tally.load, brand=brand)
            return Choice(chosen, Reason.SUPERVISOR_QUEUE, tally, turn + 1, told)
    return Choice(
        None,
        Reason.NOBODY,
        tally,
        turn,
        _explained(Reason.NOBODY, None, full, given=tally.given, load=tally.load, brand=brand),
    )


def _explained(
    reason: Reason,
    chosen: Person | None,
    candidates: Sequence[Person],
    *,
    given: Mapping[str, int],
    load: Mapping[str, int],
    brand: str | None,
) -> dict[str, Any]:
    return {
        "reason": reason,
        "staff_id": chosen.key if chosen else None,
        "brand": brand,
        "candidates": [
            {
                "staff_id": person.key,
                "name": person.name,
                "given_today": given.get(person.key, 0),
                "load": load.get(person.key, 0),
            }
            for person in sorted(candidates, key=lambda person: load.get(person.key, 0))[:_TOLD]
        ],
    }


def direct(reason: Reason, person: Person | None) -> dict[str, Any]:
    """The explanation of a choice that was none."""
    return {"reason": reason, "staff_id": person.key if person else None, "brand": None, "candidates": []}


def tally_of(counts: Mapping[str, Any], queue: str, *, day: date, today: date) -> Tally:
    """The queue's tally; yesterday's does not count."""
    kept = counts.get(queue) if day == today else None
    return Tally(kept["given"], kept["load"]) if kept else Tally()


def with_tally(counts: Mapping[str, Any], queue: str, tally: Tally, *, day: date, today: date) -> dict[str, Any]:
    """All queues' counts with one replaced."""
    others = dict(counts) if day == today else {}
    return {**others, queue: {"given": dict(tally.given), "load": dict(tally.load)}}
