"""`make bench` (PART=, LEADS=, KEEP=): measures against controls in the same run, prints a table, writes a JSON."""

import asyncio
import os
import sys
import time

import uvloop

from bench import population, reading
from bench.stand import SHARES, Stand, standing, workplace


async def _populated(stand: Stand, leads: int) -> None:
    connection = await stand.connect("leads")
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM lead)"):
        began = time.monotonic()
        await population.populate(connection, stand.vault(), leads, shares=SHARES)
        sys.stderr.write(f"{leads:,} leads in {time.monotonic() - began:.0f} s\n")
    await connection.close()


async def main() -> None:
    leads = int(os.environ.get("LEADS") or 300_000)
    with workplace(os.environ.get("KEEP")) as folder:
        async with standing(folder, ("leads",)) as stand:
            await _populated(stand, leads)
            for found in await reading.run(stand):
                print(found.what)
                for name, t in found.one.items():
                    print(f"   {name:12s} {t.p50:7.2f} {t.p95:7.2f}   {found.rate.get(name,0):8.0f}/s")
                print("   ", {k: round(v) for k, v in found.cpu_us.items()})


if __name__ == "__main__":
    uvloop.run(main())
