"""Who is on duty: the showroom and the phone team of eight weeks past, this one and the two to come."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from gateway.organisation import duty
from gateway.organisation.schemas import DayPut, RosterPut, ShiftPut

from embedded.demo.cast import HouseIds
from embedded.demo.setup import gateway_work
from embedded.demo.simulation import ZONE
from embedded.system import System

WEEKS_BEFORE, WEEKS_AFTER = 8, 2
STORE = "xinghe"
ROTA = ("chenxiao", "lixiang", "wangyue", "zhaoyiming", "sunyan", "zhengjie")
_BEGINS, _ENDS = time(9), time(18)


def on_duty(day: date, present: date) -> tuple[str, ...]:
    """Everybody has one free day a week, each another, and none on the weekday that the demo starts on."""
    free = (day - present).days % 7 - 1
    return tuple(name for place, name in enumerate(ROTA) if place != free)


def week_from(monday: date, present: date, staff: dict[str, UUID]) -> RosterPut:
    days = [monday + timedelta(days=step) for step in range(7)]
    return RosterPut(
        days=[
            DayPut(
                day=day,
                shifts=[
                    ShiftPut(
                        staff_id=staff[name],
                        starts_at=datetime.combine(day, _BEGINS, ZONE),
                        ends_at=datetime.combine(day, _ENDS, ZONE),
                    )
                    for name in on_duty(day, present)
                ],
            )
            for day in days
        ]
    )


async def keep_rosters(system: System, ids: HouseIds, present: datetime) -> None:
    today = present.astimezone(ZONE).date()
    this_monday = today - timedelta(days=today.weekday())
    for week in range(-WEEKS_BEFORE, WEEKS_AFTER + 1):
        monday = this_monday + timedelta(weeks=week)
        async with gateway_work(system) as work:
            await duty.keep_roster(work, ids.stores[STORE], monday, week_from(monday, today, ids.staff), 0)
    await system.settle()
