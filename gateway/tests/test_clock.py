"""The business clock: forward only, told to everyone, and a demo that never starts at night."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from contracts.gateway import ClockMoved
from gateway.clock.policy import demo_start
from gateway.testkit import House, open_house
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.organisation import OpeningSpan
from service_defaults.testkit import Postgres

CLOCK = "/api/v1/gateway/clock"
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAILY = [OpeningSpan(weekday=day, opens=time(9), closes=time(18)) for day in range(1, 8)]
WEEKDAYS = [span for span in DAILY if span.weekday <= 5]


@pytest.fixture(scope="module")
async def settled() -> list[str]:
    return []


@pytest.fixture(scope="module")
async def house(postgres: Postgres, settled: list[str]) -> AsyncIterator[House]:
    async def settle() -> None:
        settled.append("asked")

    async with open_house(postgres, settle=settle, demo=True) as opened:
        yield opened


async def test_it_moves_forward_and_every_answer_says_so(house: House, settled: list[str]) -> None:
    async with house.browser("advisor") as client:
        before = datetime.fromisoformat((await client.get(CLOCK)).json()["business_time"])
        moved = await client.post(f"{CLOCK}/advance", json={"days": 3})
        assert moved.json()["settled"] is True
        assert settled == ["asked"]
        after = datetime.fromisoformat(moved.json()["business_time"])
        assert timedelta(days=3) <= after - before < timedelta(days=3, minutes=1)
        header = (await client.get("/api/v1/gateway/nowhere")).headers["x-business-time"]
        assert datetime.fromisoformat(header) >= after
        await client.post(f"{CLOCK}/advance", json={"hours": 5})
    told = [event.offset_seconds for event in await house.harness.events(ClockMoved)]
    assert told == [3 * 86400, 3 * 86400 + 5 * 3600]


@pytest.mark.parametrize("body", [{}, {"days": 0}, {"days": 401}, {"days": -1}, {"days": 1, "hours": 1}, {"weeks": 1}])
async def test_it_refuses_anything_else(house: House, body: dict[str, int]) -> None:
    async with house.browser("advisor") as client:
        assert (await client.post(f"{CLOCK}/advance", json=body)).status_code == 422


async def test_outside_the_demo_there_is_no_time_machine(postgres: Postgres) -> None:
    async with open_house(postgres) as real:
        async with real.phone("advisor") as client:
            assert (await client.post(f"{CLOCK}/advance", json={"days": 1})).status_code == 404
            assert (await client.get(CLOCK)).json()["demo"] is False
        async with real.visitor() as client:
            assert (await client.get("/api/v1/gateway/demo/accounts")).status_code == 404
            assert (await client.post("/api/v1/gateway/demo/sessions", json={"username": "advisor"})).status_code == 404
            answer = await client.post(
                "/api/v1/gateway/sessions", json={"username": "advisor", "password": "长安街上看花 2026"}
            )
            assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    ("now", "opening", "expected"),
    [
        ("2026-03-10T11:00", DAILY, "2026-03-10T11:00"),
        ("2026-03-10T06:00", DAILY, "2026-03-10T10:05"),
        ("2026-03-10T18:00", DAILY, "2026-03-11T10:05"),
        ("2026-03-13T20:00", WEEKDAYS, "2026-03-16T10:05"),
        ("2026-03-14T12:00", DAILY, "2026-03-14T12:00"),
        ("2026-03-10T12:00", [], "2026-03-10T12:00"),
    ],
)
def test_where_the_demo_starts(now: str, opening: list[OpeningSpan], expected: str) -> None:
    start = demo_start(local(now), opening, SHANGHAI)
    assert start == local(expected)


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001 - made aware below
def test_the_start_is_never_before_now_and_always_in_opening_hours(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    start = demo_start(now, DAILY, SHANGHAI)
    assert start >= now
    assert time(9) <= start.astimezone(SHANGHAI).time() < time(18)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
