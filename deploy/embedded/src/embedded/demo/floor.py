"""Visitors while they are in the house: the steps of the reception, then the departure; a few are there right now."""

from datetime import time, timedelta
from typing import Any

from embedded.demo.simulation import ZONE, Life
from embedded.demo.stage import Stage

_CLOSED = time(18, 0)
_FIRST, _LAST = ("first_need", "presentation"), ("deep_need", "first_proposal", "next_appointment")
WALK_IN_MINUTES_BEFORE = 24


async def hosted(stage: Stage, visit: dict[str, Any]) -> Life:
    """From the greeting to the door; who is still talking at closing time is written down with the reason."""
    desk, path = stage.cast["linxiaoman"], f"/visits/{visit['id']}"
    arrived = stage.simulation.now.astimezone(ZONE).date()
    for step in _FIRST:
        await desk.post("leads", f"{path}/steps", step=step)
    yield timedelta(minutes=20)
    for step in _LAST[: 1 + visit["companions"]]:
        await desk.post("leads", f"{path}/steps", step=step)
    yield timedelta(minutes=15)
    left = stage.simulation.now.astimezone(ZONE)
    late = left.date() != arrived or left.time() >= _CLOSED
    await desk.post("leads", f"{path}/departure", **({"reason": "谈到打烊，次日补登"} if late else {}))


async def this_morning(stage: Stage) -> Life:
    """Whom the demo finds in the showroom: a couple that is being shown a car, and somebody who only looks around."""
    desk = stage.cast["linxiaoman"]
    visit = await desk.post(
        "leads", "/visits", mobile="19900008101", name="田雨桐", companions=1, wanted="远航 X5", transport="car"
    )
    await desk.post("leads", f"/visits/{visit['id']}/greeting")
    stage.simulation.begin(stage.simulation.now + timedelta(minutes=6), hosted(stage, visit))
    yield timedelta(minutes=WALK_IN_MINUTES_BEFORE - 5)
    looker = await desk.post("leads", "/visits", anonymous=True, companions=1, transport="walk")
    await desk.post("leads", f"/visits/{looker['id']}/greeting")
