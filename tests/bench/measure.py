"""One case by all its ways, interleaved: through the gateway, at the service, through a plain proxy, the control."""

import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from bench.load import BadAnswer, Door, Times, best, middle, per_second, timed, times_of

ROUNDS = int(os.environ.get("ROUNDS", "5"))
CALLS = int(os.environ.get("CALLS", "60"))
SECONDS = float(os.environ.get("SECONDS", "2"))
AT_ONCE = 16
_WARM_UP = 8

Way = Callable[[], Awaitable[Callable[[], Awaitable[Any]]]]
"""Opens a connection of its own and answers what asks once over it."""


@dataclass(slots=True)
class Case:
    """What is asked; `ways` by name, the first one is ours."""

    what: str
    ways: dict[str, Way]


@dataclass(slots=True)
class Found:
    """Milliseconds one at a time, calls per second with sixteen at once, by way; CPU by process, of the first."""

    what: str
    one: dict[str, Times] = field(default_factory=dict)
    rate: dict[str, float] = field(default_factory=dict)
    cpu_us: dict[str, float] = field(default_factory=dict)
    note: str = ""


def asking(door: Door, *paths: str) -> Way:
    """GET these paths in turn."""
    requests = [door.get(path) for path in paths]

    async def opened() -> Callable[[], Awaitable[bytes]]:
        connection = await door.open()
        turn = iter(range(10**9))

        async def ask() -> bytes:
            nonlocal connection
            request = requests[next(turn) % len(requests)]
            if not connection.closed:
                with suppress(ConnectionResetError):
                    return await connection.send(request)
            # Idle while another way was measured; servers do not wait for ever.
            connection = await door.open()
            return await connection.send(request)

        return ask

    return opened


async def measure(case: Case, processes: Mapping[str, psutil.Process]) -> Found:
    found = Found(case.what)
    alone = {name: await way() for name, way in case.ways.items()}
    for ask in alone.values():
        await timed(ask, calls=_WARM_UP)
    rounds: dict[str, list[Times]] = {name: [] for name in alone}
    for _ in range(ROUNDS):
        for name, ask in alone.items():
            rounds[name].append(times_of(await timed(ask, calls=CALLS)))
    found.one = {name: best(seen) for name, seen in rounds.items()}
    try:
        await _at_once(case, found, processes)
    except BadAnswer as error:
        # Told in the table: a refusal under load is a finding, not the end of the run.
        found.note = f"{case.what}, {AT_ONCE} at once: {str(error)[:60]}"
    return found


async def _at_once(case: Case, found: Found, processes: Mapping[str, psutil.Process]) -> None:
    crowds = {name: [await way() for _ in range(AT_ONCE)] for name, way in case.ways.items()}
    rates: dict[str, list[float]] = {name: [] for name in crowds}
    for _ in range(3):
        for place, (name, crowd) in enumerate(crowds.items()):
            before = {process: cpu_seconds(one) for process, one in processes.items()}
            rates[name].append(await per_second(crowd, seconds=SECONDS))
            if place == 0:
                calls = rates[name][-1] * SECONDS
                spent = {p: (cpu_seconds(one) - before[p]) / calls * 1e6 for p, one in processes.items()}
                found.cpu_us = {p: min(spent[p], found.cpu_us.get(p, spent[p])) for p in spent}
    found.rate = {name: max(middle(seen), 0.0) for name, seen in rates.items()}


def cpu_seconds(process: psutil.Process) -> float:
    """Of a process and, for PostgreSQL, of its backends that live."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def load_average() -> str:
    return Path("/proc/loadavg").read_text(encoding="ascii").split(" ", 1)[0]
