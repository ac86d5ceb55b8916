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
) -> Deal:
    """Each to the least loaded who knows the brand; ties go round from `turn` on, so that being here longest, or
    having the smallest id, is worth nothing."""
    brands = {item.brand for item in items}
    fits = {brand: fit(people, posts, on_duty, brand) for brand in brands}
    everybody = {person.id: person for _, able, _ in fits.values() for person in able}
    start = min((tally.load[str(one)] for one in everybody if str(one) in tally.load), default=0)
    load = {one: tally.load.get(str(one), start) for one in everybody}
    given = {one: tally.given.get(str(one), 0) for one in everybody}
    order = {one: place for place, one in enumerate(sorted(everybody))}
    dealt: list[Dealt] = []
    for item in items:
        reason, able, skipped = fits[item.brand]
        free = [person for person in able if not person.full(given[person.id], quota)]
        if not free:
            why = {"reason": Reason.NOBODY, "brand": item.brand, "skipped": told_skipped(skipped)}
            dealt.append(Dealt(item.id, None, why))
            continue
        count = len(order)
        best = min(free, key=lambda person: (load[person.id], (order[person.id] - turn) % count))
        dealt.append(Dealt(item.id, best, _why(reason, item, best, free, given=given, load=load)))
        load[best.id] += 1
        given[best.id] += 1
        turn = order[best.id] + 1
    kept = Tally({**tally.given, **_named(given)}, {**tally.load, **_named(load)})
    return Deal(dealt, kept, turn)


def _named(counts: dict[UUID, int]) -> dict[str, int]:
    return {str(one): count for one, count in counts.items()}


def _why(
    reason: Reason, item: Item, best: Person, free: Sequence[Person], *, given: dict[UUID, int], load: dict[UUID, int]
) -> dict[str, Any]:
    """The chosen one beside a few others; all of them are in the rotation's tally."""
    shown = [best, *[person for person in free[: _TOLD + 1] if person is not best][: _TOLD - 1]]
    return {
        "rule": reason,
        "brand": item.brand,
        "of": len(free),
        "candidates": [
            {
                "staff_id": str(person.id),
                "name": person.name,
                "given_today": given[person.id],
                "load": load[person.id],
            }
            for person in shown
        ],
    }
