"""kill -9 at every named point: what was acknowledged has exactly one effect, in order, on both transports."""

import asyncio
import os
import re
import sys
from pathlib import Path
from uuid import uuid4

import messaging
import pytest
from messaging import FAULTPOINTS
from service_defaults.testkit.noting import NewService

HERE = Path(__file__).parent
CHILD = HERE / "crash_child.py"
NOTES = 60


def test_every_named_point_stands_in_the_code_and_no_other():
    source = "".join(path.read_text() for path in Path(messaging.__file__).parent.glob("*.py"))
    named = set(re.findall(r'faultpoint\("([\w.]+)"\)', source))
    assert named == {name for name in FAULTPOINTS if not name.startswith("work.")}


async def run_child(*arguments: str, faultpoint: str = "") -> tuple[int, list[tuple[str, int]]]:
    """Exit code and the notes it acknowledged."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(CHILD), *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "CHEMAI_FAULTPOINT": faultpoint},
    )
    out, err = await process.communicate()
    assert process.returncode in (0, -9), err.decode()[-3000:]
    return process.returncode, [(line.split()[0], int(line.split()[1])) for line in out.decode().splitlines()]


async def crash_and_come_back(new_service: NewService, bootstrap_servers: str, faultpoint: str) -> str:
    """What is wrong with the ledger afterwards; empty when it balances."""
    service, prefix = await new_service(), f"crash{uuid4().hex[:8]}"
    arguments = service.url, bootstrap_servers, prefix
    died, acknowledged = await run_child(*arguments, str(NOTES), faultpoint=faultpoint)
    if died != -9:
        return "was never reached"
    await run_child(*arguments, "0")
    happened = [(key, n) for key in "ab" for n in await service.effects(key)]
    if len(happened) != len(set(happened)):
        return f"twice: {happened}"
    if lost := set(acknowledged) - set(happened):
        return f"lost: {lost}"
    if len(happened) > len(acknowledged) + 1:
        return f"from nowhere: {set(happened) - set(acknowledged)}"
    for key in "ab":
        if (numbers := await service.effects(key)) != list(range(len(numbers))):
            return f"out of order: {numbers}"
    return ""


async def ledgers(new_service: NewService, bootstrap_servers: str, names: set[str]) -> dict[str, str]:
    few_at_once = asyncio.Semaphore(4)

    async def one(name: str, passes: int) -> tuple[str, str]:
        async with few_at_once:
            return name, await crash_and_come_back(new_service, bootstrap_servers, f"{name}:{passes}")

    results = await asyncio.gather(*(one(name, 1 + place % 3) for place, name in enumerate(sorted(names))))
    return {name: wrong for name, wrong in results if wrong}


@pytest.mark.timeout(300)
async def test_every_point_in_process(new_service: NewService):
    reached = {name for name in FAULTPOINTS if not name.startswith("kafka.")}
    assert await ledgers(new_service, "-", reached) == {}


@pytest.mark.kafka
@pytest.mark.timeout(300)
async def test_every_point_over_kafka(new_service: NewService, kafka: str):
    assert await ledgers(new_service, kafka, FAULTPOINTS - {"transport.after_store"}) == {}
