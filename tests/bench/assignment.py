"""A morning's leads over all advisers, by the policy that the desk uses."""

import time
from collections import Counter
from uuid import UUID

from bench.report import Table
from leads.assignment.policy import Person, Tally, choose

_LEADS, _ADVISERS = 2759, 82


def run() -> Table:
    post = frozenset({"sales_advisor"})
    people = [Person(UUID(int=n + 1), f"顾问{n}", f"adviser{n}", post) for n in range(_ADVISERS)]
    on_duty = frozenset(person.id for person in people)
    tally, turn, given = Tally(), 0, Counter[UUID]()
    began = time.perf_counter()
    for _ in range(_LEADS):
        choice = choose(
            people,
            posts=post,
            fallback_posts=(),
            on_duty=on_duty,
            tally=tally,
            turn=turn,
            brand=None,
            quota=0,
        )
        assert choice.person is not None
        tally, turn = choice.tally, choice.turn
        given[choice.person.id] += 1
    seconds = time.perf_counter() - began
    spread = f"{min(given.values())} to {max(given.values())}"
    rows = [[f"{_LEADS:,} leads over {_ADVISERS} advisers", f"{seconds:.2f} s", spread]]
    note = "One after another, each with its explanation of all candidates; no database in it."
    return Table(
        ["what", "took", "leads an adviser"], rows, {"seconds": seconds, "given": sorted(given.values())}, note
    )
