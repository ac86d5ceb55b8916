"""What the demo promises for its present, whatever weekday and hour it starts at."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from embedded.demo.rota import ROTA, on_duty, week_from
from embedded.demo.troubles import CASES, begins_at

_STEP = timedelta(minutes=40)


@pytest.mark.parametrize("weekday", range(7))
def test_all_are_on_duty_at_the_present_and_each_has_one_free_day(weekday: int) -> None:
    present = date(2026, 11, 23) + timedelta(days=weekday)
    assert on_duty(present, present) == ROTA
    week = [on_duty(present + timedelta(days=step), present) for step in range(7)]
    assert [sum(name in day for day in week) for name in ROTA] == [6] * len(ROTA)
    staff = {name: uuid4() for name in ROTA}
    assert len(week_from(date(2026, 11, 23), present, staff).days) == 7


@pytest.mark.parametrize("hour", [1, 5, 9])
def test_complaints_stand_at_different_steps_whatever_the_hour(hour: int) -> None:
    """Opening hours are 01:00 to 10:00 UTC."""
    present = datetime(2026, 11, 23, hour, 5, tzinfo=UTC)
    assert all(begins_at(case, present) + case.steps * _STEP < present for case in CASES)
    assert len({case.steps for case in CASES}) >= 5
