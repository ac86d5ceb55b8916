"""kill -9 of every process at every named fault point, while work goes on: nothing is lost, nothing happens twice."""

import os
import time
from collections import deque

import pytest
from distributed import SERVICES, Distributed
from faults.ledger import Ledger
from faults.traffic import Traffic
from messaging import FAULTPOINTS
from story.people import wait_for

# Passed by the embedded form alone; libs/messaging kills it there.
EMBEDDED_ONLY = {"transport.after_store"}
POINTS = sorted(FAULTPOINTS - EMBEDDED_ONLY)
VICTIMS = (*SERVICES, "gateway")
TWICE = 2
_LONGEST = 400


def plan(processes_per_point: int) -> dict[str, deque[str]]:
    """Which process dies where, one after the other: each point in that many processes."""
    lanes: dict[str, deque[str]] = {name: deque() for name in VICTIMS}
    for place, point in enumerate(POINTS):
        for further in range(processes_per_point):
            lanes[VICTIMS[(place + further) % len(VICTIMS)]].append(point)
    return lanes


class Reaper:
    """Arms every process with its next point, and brings back who died."""

    def __init__(self, system: Distributed, lanes: dict[str, deque[str]]) -> None:
        self._system = system
        self._lanes = lanes
        self._armed: dict[str, str | None] = dict.fromkeys(lanes)
        self.died: list[tuple[str, str]] = []

    @property
    def done(self) -> bool:
        return not any(self._armed.values())

    def begin(self) -> None:
        for name in self._lanes:
            self._system.processes[name].kill()
            self._start(name)

    def revive(self) -> None:
        for name, point in self._armed.items():
            process = self._system.processes[name]
            if process.exit_code is None:
                continue
            assert point is not None, f"{name} died unasked:\n{process.log_end()}"
            assert process.exit_code == -9, f"{name}, armed with {point}, ended by itself:\n{process.log_end()}"
            self.died.append((name, point))
            self._start(name)

    def _start(self, name: str) -> None:
        lane = self._lanes[name]
        self._armed[name] = point = lane.popleft() if lane else None
        self._system.processes[name].start(**({"CHEMAI_FAULTPOINT": f"{point}:{passes(point)}"} if point else {}))


def passes(point: str) -> int:
    """At which pass it happens: not always the first."""
    return 1 + POINTS.index(point) % 3


def test_there_are_a_dozen_points() -> None:
    assert len(POINTS) >= 12
    planned = plan(TWICE)
    assert {point for lane in planned.values() for point in lane} == set(POINTS)
    assert all(planned.values())


@pytest.mark.kafka
@pytest.mark.timeout(_LONGEST + 300)
def test_whoever_dies_wherever_the_books_balance(distributed: Distributed) -> None:
    """`CHEMAI_TEST_FAULTS=all` kills every process at every point."""
    lanes = plan(len(VICTIMS) if os.environ.get("CHEMAI_TEST_FAULTS") == "all" else TWICE)
    deaths = {(name, point) for name, lane in lanes.items() for point in lane}
    reaper = Reaper(distributed, lanes)
    traffic = Traffic(distributed, reaper.revive)
    ledger = Ledger(distributed, traffic.absentee)
    deadline = time.monotonic() + _LONGEST
    reaper.begin()
    while not reaper.done and time.monotonic() < deadline:
        traffic.go_on()
        reaper.revive()
    assert set(reaper.died) == deaths, f"never reached: {deaths - set(reaper.died)}"
    for name in VICTIMS:
        distributed.processes[name].wait_until_ready()
    faults: dict[str, str] = {}

    def balanced() -> bool:
        faults.clear()
        faults.update(ledger.faults(traffic.sent))
        return not faults

    try:
        wait_for("the effects", balanced, seconds=90)
    except AssertionError:
        pytest.fail(f"after {traffic.sent} rounds and {len(reaper.died)} deaths: {faults}\n{reaper.died}")
