"""Many leads at once to many people. Pure: fair to one lead, within quotas, explained for each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leads.assignment.policy import Person, Reason, Tally, fit, told_skipped

QUEUE = "distribution"
"""The rotation keeps its tally apart from the channels'."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Item:
    id: UUID
    brand: str | None


@dataclass(frozen=True, slots=True)
class Dealt:
    """`person` None: everybody is at their quota, or nobody is there."""

    item_id: UUID
    person: Person | None
    rule: Reason
    why: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deal:
    items: list[Dealt]
    tally: Tally
    turn: int


def deal_out(
    items: Sequence[Item],
    people: Sequence[Person],
    *,
    posts: Collection[str],
    on_duty: frozenset[UUID] | None,
    tally: Tally,
    turn: int,
    quota: int,
    explained: bool = True,
) -> Deal:
    """Each to the least loaded who knows the brand; ties go round from `turn` on, so that being here longest, or
    having the smallest id, is worth nothing."""
    brands = {item.brand for item in items}
    fits = {brand: fit(people, posts, on_duty, brand) for brand in brands}
    everybody = {person.key: person for _, able, _ in fits.values() for person in able}
    start = min((tally.load[one] for one in everybody if one in tally.load), default=0)
    load = {one: tally.load.get(one, start) for one in everybody}
    given = {one: tally.given.get(one, 0) for one in everybody}
    order = {one: place for place, one in enumerate(sorted(everybody))}
    limited = bool(quota) or any(person.quota is not None for person in everybody.values())
    dealt: list[Dealt] = []
    for item in items:
        reason, able, skipped = fits[item.brand]
        free = [person for person in able if not person.full(given[person.key], quota)] if limited else able
        if not free:
            why = {"reason": Reason.NOBODY, "brand": item.brand, "skipped": told_skipped(skipped)}
            dealt.append(Dealt(item.id, None, Reason.NOBODY, why))
            continue
        best = _next(free, load, order, turn)
        why = _why(reason, item, best, free, given=given, load=load) if explained else {}
        dealt.append(Dealt(item.id, best, reason, why))
        load[best.key] += 1
        given[best.key] += 1
        turn = order[best.key] + 1
    return Deal(dealt, Tally({**tally.given, **given}, {**tally.load, **load}), turn)


def _next(free: Sequence[Person], load: dict[str, int], order: dict[str, int], turn: int) -> Person:
    """Of the least loaded the first from `turn` on, round and round."""
    least = min([load[person.key] for person in free])
    level = [person for person in free if load[person.key] == least]
    count = len(order)
    return level[0] if len(level) == 1 else min(level, key=lambda person: (order[person.key] - turn) % count)


def _why(
    reason: Reason, item: Item, best: Person, free: Sequence[Person], *, given: dict[str, int], load: dict[str, int]
) -> dict[str, Any]:
    """The chosen one beside a few others; all of them are in the rotation's tally."""
    shown = [best, *[person for person in free[: _TOLD + 1] if person is not best][: _TOLD - 1]]
    return {
        "rule": reason,
        "brand": item.brand,
        "of": len(free),
        "candidates": [
            {
                "staff_id": person.key,
                "name": person.name,
                "given_today": given[person.key],
                "load": load[person.key],
            }
            for person in shown
        ],
    }
