"""`make bench`: measures against controls in the same run, prints tables, keeps them in `.data/bench.json`.

`PART=leads,create` chooses parts, `LEADS=1000000` the size, `KEEP=/folder` keeps the data for the next run, `DOCS=1`
writes the tables into docs/benchmarks.md.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

import uvloop
from bench import assignment, creation, events, lists, population, reading, shipped
from bench.report import Table, comparison, into_page, keep, markdown, read
from bench.stand import SHARES, Stand, standing, workplace

PARTS = ("leads", "create", "events", "imports", "assignment", "embedded", "landing")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


async def _with_leads(folder: Path, leads: int, wanted: frozenset[str]) -> None:
    async with standing(folder, ("leads",)) as stand:
        note = await _populated(stand, leads)
        if "leads" in wanted:
            keep("leads", comparison(await reading.run(stand), note))
        if "create" in wanted:
            found, statements = await creation.run(stand)
            keep(
                "create", comparison([found], f"{statements} SQL statements a lead, four stores' desks in turn. {note}")
            )


async def _populated(stand: Stand, leads: int) -> str:
    """What stands in the tables, in words."""
    connection = await stand.connect("leads")
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM lead)"):
        began = time.monotonic()
        await population.populate(connection, stand.vault(), leads, shares=SHARES)
        say(f"{leads:,} leads filed in {time.monotonic() - began:.0f} s")
    store, adviser = stand.staff["manager0"].store_ids[0], stand.staff["adviser0-00"].staff_id
    every = await connection.fetchval("SELECT count(*) FROM lead")
    cards = await connection.fetchval("SELECT count(*) FROM lead WHERE store_id = $1 AND is_open", store)
    busiest = await connection.fetchval("SELECT count(*) FROM lead WHERE assignee_id = $1 AND is_open", adviser)
    await connection.close()
    there = f"{every:,} leads in 4 stores with 82 advisers"
    return f"{there}; {cards:,} open ones in the asked store, {busiest:,} of the adviser."


async def main() -> None:
    chosen = frozenset(filter(None, os.environ.get("PART", "").split(","))) or frozenset(PARTS)
    if unknown := chosen - set(PARTS):
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    simple: dict[str, Table] = {}
    with workplace(os.environ.get("KEEP")) as folder:
        if chosen & {"leads", "create"}:
            await _with_leads(folder, int(os.environ.get("LEADS") or 300_000), chosen)
        if "events" in chosen:
            keep("events", await events.run(folder))
        if "imports" in chosen:
            keep("imports", await lists.run(folder / "imports"))
        if "assignment" in chosen:
            keep("assignment", await assignment.run(folder / "assignment"))
        if "embedded" in chosen:
            keep("embedded", await asyncio.to_thread(shipped.embedded, folder))
    if "landing" in chosen:
        simple["landing"] = shipped.landing()
    for part, table in simple.items():
        keep(part, table)
    say(markdown({part: found for part, found in read().items() if part in chosen}))
    if os.environ.get("DOCS"):
        into_page(markdown(read()))


if __name__ == "__main__":
    uvloop.run(main())
