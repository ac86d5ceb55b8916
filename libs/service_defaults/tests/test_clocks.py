from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.clocks import BusinessClock, FrozenClock, WallClock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_wall_time_is_aware_utc():
    assert WallClock().now().utcoffset() == timedelta()


def test_business_time_is_wall_time_plus_the_offset():
    wall = FrozenClock(NOON)
    clock = BusinessClock(3 * DAY, wall.now)
    assert clock.now() == NOON + 3 * DAY
    wall.tick(timedelta(minutes=5))
    assert clock.now() == NOON + 3 * DAY + timedelta(minutes=5)


def test_business_time_follows_the_wall_by_default():
    before = datetime.now(UTC)
    assert before <= BusinessClock().now() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("asked", "moved", "offset"),
    [(2 * DAY, True, 2 * DAY), (DAY, False, DAY), (timedelta(), False, DAY), (-DAY, False, DAY)],
)
def test_the_offset_only_moves_forward(asked: timedelta, moved: bool, offset: timedelta):
    clock = BusinessClock(DAY, FrozenClock(NOON).now)
    assert clock.advance_to(asked) is moved
    assert clock.offset == offset
    assert clock.now() == NOON + offset


@given(st.lists(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400))))
def test_offsets_in_any_order_end_at_the_greatest(offsets: list[timedelta]):
    clock = BusinessClock(timedelta(), FrozenClock(NOON).now)
    for offset in offsets:
        clock.advance_to(offset)
    assert clock.offset == max([timedelta(), *offsets])


def test_instants_are_normalised_to_utc():
    shanghai = timezone(timedelta(hours=8))
    frozen = FrozenClock(datetime(2026, 3, 2, 20, tzinfo=shanghai))
    assert frozen.now() == NOON
    assert frozen.now().tzinfo is UTC
    frozen.set(datetime(2026, 3, 3, 20, tzinfo=shanghai))
    assert frozen.now() == NOON + DAY


def test_a_naive_instant_is_refused():
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        FrozenClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        BusinessClock(DAY, lambda: naive).now()


def test_the_repr_tells_the_offset():
    assert repr(BusinessClock(DAY)) == "BusinessClock(offset=1 day, 0:00:00)"
