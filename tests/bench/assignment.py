"""A morning's leads over all advisers: by the policy alone, and as a manager gives them out, everything written."""

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import psutil
from bench.measure import cpu_seconds
from bench.report import Table
from bench.stand import postgres
from leads.app import DEFINITION
from leads.assignment.policy import Person, Tally, choose
from leads.ownership.models import OwnershipChange
from leads.settings import Settings
from leads.testkit import fill_pool
from leads.transfer.models import TransferLine
from messaging.tables import OutboxRow
from service_defaults.collector import spare_what_stands
from service_defaults.identity import Role
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import ServiceHarness, running_service, staff_principal
from service_defaults.timeline import TimelineEntry

_LEADS, _ADVISERS = 2759, 82
_MOVED = (
    "UPDATE lead SET assignee_id = assignee_id, assignment = assignment, version = version + 1 WHERE is_open",
    "UPDATE customer SET owner_id = owner_id, version = version + 1",
    "UPDATE customer_access SET owner_id = owner_id, changed_at = changed_at",
    "UPDATE ownership SET since = since",
)


async def run(folder: Path) -> Table:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    chosen, given = _one_after_another()
    with postgres(folder) as server:
        kit = Postgres(server.get_uri(driver="asyncpg"), "bench")
        async with running_service(kit, DEFINITION, Settings) as leads:
            seconds, mine, theirs, shares = await _distributed(leads, psutil.Process(server.get_postmaster_info().pid))
            bare = await _bare(leads.service.platform.database.url)
    what = f"{_LEADS:,} leads over {_ADVISERS} advisers"
    rows = [
        [f"{what}, by the policy alone", f"{chosen:.2f} s", "", _spread(given)],
        [f"{what}, given out at once", f"{seconds:.2f} s", f"{mine:.2f} + {theirs:.2f} s", _spread(shares)],
        ["control: the same rows written by bare SQL", f"{bare:.2f} s", "", ""],
    ]
    raw = {"policy_s": chosen, "seconds": seconds, "service_cpu_s": mine, "postgres_cpu_s": theirs, "bare_s": bare}
    note = "Given out: one request, all in one transaction, with an event, a line and an explanation for each."
    return Table(["what", "took", "CPU: service + PostgreSQL", "leads an adviser"], rows, raw, note)


def _spread(given: Iterable[int]) -> str:
    return f"{min(given)} to {max(given)}"


def _one_after_another() -> tuple[float, list[int]]:
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
    return time.perf_counter() - began, list(given.values())


async def _distributed(leads: ServiceHarness, server: psutil.Process) -> tuple[float, float, float, list[int]]:
    manager = staff_principal(Role.SALES_MANAGER)
    crowd = [staff_principal(Role.SALES_ADVISOR, name=f"顾问{n}") for n in range(_ADVISERS)]
    await leads.organise(manager, *crowd)
    await fill_pool(leads, _LEADS)
    body = {"unassigned": True, "mode": "rotation", "reason": "批量分配"}
    spare_what_stands()
    async with leads.client(manager) as client:
        began, mine, theirs = time.perf_counter(), time.process_time(), cpu_seconds(server)
        answer = await client.post("/transfers", json=body, timeout=60)
        took = time.perf_counter() - began, time.process_time() - mine, cpu_seconds(server) - theirs
    assert answer.status_code == 201, answer.text
    shares = [share["customers"] for share in answer.json()["shares"]]
    assert (sum(shares), len(shares), max(shares) - min(shares) <= 1) == (_LEADS, _ADVISERS, True)
    return *took, shares


async def _bare(url: str) -> float:
    copies = [_again(model) for model in (OwnershipChange, TransferLine, TimelineEntry, OutboxRow)]
    connection = await asyncpg.connect(url.replace("+asyncpg", "", 1))
    began = time.perf_counter()
    async with connection.transaction():
        for statement in (*_MOVED, *copies):
            await connection.execute(statement)
    took = time.perf_counter() - began
    await connection.close()
    return took


def _again(model: Any) -> str:
    """Every row of the table once more, under a new id."""
    table = model.__table__
    names = [column.name for column in table.columns if column.identity is None]
    values = ", ".join("gen_random_uuid()" if name in ("id", "event_id") else f'o."{name}"' for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM {table.name} o"
