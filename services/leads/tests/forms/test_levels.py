"""Levels as a store's data, and what a month starts with."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.form.policy import FormKind, day_marks, post_of
from leads.level import repository
from leads.level.months import Month, month_at, month_span, months_up_to, starts_at
from leads.setting.levels import REGRADING, SCHEMES, LevelPurpose, LevelScheme, check_levels
from leads.setting.schemas import LeadSettings
from service_defaults.identity import Role
from service_defaults.organisation import StoreChanged
from service_defaults.testkit.service import GROUP, STORE

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "America/Santiago", "Africa/Cairo", "Pacific/Apia", "UTC")]


@pytest.mark.parametrize(
    ("month", "days", "starts"),
    [
        (Month(2026, 3), 31, "2026-02-28T16:00:00+00:00"),
        (Month(2028, 2), 29, "2028-01-31T16:00:00+00:00"),
        (Month(2027, 2), 28, "2027-01-31T16:00:00+00:00"),
        (Month(2026, 12), 31, "2026-11-30T16:00:00+00:00"),
    ],
)
def test_a_month_begins_at_its_local_midnight(month: Month, days: int, starts: str) -> None:
    assert month.days == days
    assert month_span(month, SHANGHAI)[0].isoformat() == starts


def test_a_midnight_that_a_clock_change_skips_begins_at_the_jump() -> None:
    # In Egypt the clock went from 00:00 to 01:00 on 28 April 2023.
    assert starts_at(date(2023, 4, 28), ZoneInfo("Africa/Cairo")) == datetime(2023, 4, 27, 22, 0, tzinfo=UTC)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(ZONES))
def test_months_follow_each_other_without_a_gap(day: date, zone: ZoneInfo) -> None:
    month = Month.of(day)
    start, end = month_span(month, zone)
    assert end == month_span(month.next(), zone)[0]
    assert month.next().before() == month
    assert month_at(start, zone) == month_at(end - timedelta(seconds=61), zone) == month
    assert month_at(start - timedelta(seconds=61), zone) == month.before()
    assert [str(one) for one in months_up_to(month, 3)][-1] == str(month)


@given(st.sets(st.integers(1, 31)), st.sets(st.integers(1, 31)))
def test_a_matrix_day_tells_plan_and_level(planned: set[int], made: set[int]) -> None:
    days = {number: date(2026, 3, number) for number in planned | made}
    marks = day_marks([days[n] for n in planned], [days[n] for n in made], [(date.min, "N"), (date(2026, 3, 10), "A")])
    assert marks.keys() == planned | made
    for number, mark in marks.items():
        assert mark.planned is (number in planned)
        assert mark.level == (None if number not in made else "A" if number >= 10 else "N")


@pytest.mark.parametrize("scheme", LevelScheme)
def test_every_scheme_holds_together(scheme: LevelScheme) -> None:
    check_levels(SCHEMES[scheme])
    others = {level.code for other in LevelScheme if other is not scheme for level in SCHEMES[other]}
    codes = {level.code for level in SCHEMES[scheme]}
    assert set(REGRADING[scheme].values()) <= codes
    assert others - codes <= REGRADING[scheme].keys()
    assert LeadSettings(levels=SCHEMES[scheme]).level_for(LevelPurpose.ORDERED) == "O"


@pytest.mark.parametrize(
    ("roles", "form", "post"),
    [
        ({Role.FLOOR_SUPERVISOR}, FormKind.VISIT_REGISTER, "supervisor"),
        ({Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER}, FormKind.VISIT_REGISTER, "manager"),
        ({Role.SALES_ADVISOR}, FormKind.VISIT_REGISTER, None),
        ({Role.SALES_ADVISOR}, FormKind.DAILY_REPORT, "adviser"),
        ({Role.RECEPTIONIST}, FormKind.CONTACT_MATRIX, None),
        ({Role.GENERAL_MANAGER}, FormKind.CUSTOMER_CARD, "manager"),
    ],
)
def test_as_whom_somebody_signs(roles: set[Role], form: FormKind, post: str | None) -> None:
    assert post_of(roles, form) == post


async def _months(house: Any) -> dict[str, dict[str, int]]:
    return {one["month"]: one["levels"] for one in await house.get(house.cast.manager, "/month-snapshots")}


async def test_a_jump_of_half_a_year_freezes_every_month(house: Any) -> None:
    lead = (await house.online(1))["lead_id"]
    await house.contact(lead, "B")
    await house.leads.advance(days=180)
    assert await _months(house) == {
        "2026-09-01": {"B": 1},
        "2026-08-01": {"B": 1},
        "2026-07-01": {"B": 1},
        "2026-06-01": {"B": 1},
        "2026-05-01": {"B": 1},
        "2026-04-01": {"B": 1},
        "2026-03-01": {},
    }


async def test_the_last_second_counts_and_midnight_does_not(house: Any) -> None:
    """Graded at 23:59:59 is in the snapshot; whatever happens from 00:00 on is not, even if the job runs late."""
    first = (await house.online(1))["lead_id"]
    await house.contact(first, "C")
    midnight = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
    await house.leads.advance(seconds=(midnight - house.leads.now).total_seconds() - 1)
    await house.contact(first, "A")
    clock = house.leads.service.platform.clock
    # The worker sleeps over midnight: the desk goes on without it.
    clock.advance_to(clock.offset + timedelta(seconds=1))
    await house.contact(first, "H")
    late = (await house.online(2))["lead_id"]
    await house.contact(late, "H")
    clock.advance_to(clock.offset + timedelta(hours=9))
    await house.contact(first, "B")
    await house.leads.drain()
    assert (await _months(house))["2026-04-01"] == {"A": 1}
    async with house.leads.reading() as reading:
        assert await repository.is_frozen(reading.session, STORE, date(2026, 4, 1))


async def test_each_store_has_its_own_midnight(house: Any) -> None:
    moved = StoreChanged(
        store_id=STORE,
        group_id=GROUP,
        name="星河路店",
        brand="远航",
        timezone="Asia/Urumqi",
        currency="CNY",
        region="CN",
        city="乌鲁木齐",
        address="星河路 1 号",
        phone="02155550100",
        opening=(),
        revision=2,
    )
    await house.leads.deliver(moved)
    await house.leads.advance(days=40)
    snapshots = await house.get(house.cast.manager, "/month-snapshots")
    # April had been planned in the old zone; from then on the new one counts.
    assert snapshots[0]["month"] == "2026-04-01"
    await house.leads.advance(days=30)
    assert (await house.get(house.cast.manager, "/month-snapshots"))[0]["frozen_at"] == "2026-04-30T18:00:00Z"


async def test_changing_the_scheme_regrades_with_history(house: Any, cast: SimpleNamespace) -> None:
    hot, cold = (await house.online(1))["lead_id"], (await house.online(2))["lead_id"]
    await house.contact(hot, "H")
    await house.contact(cold, "C")
    offered = await house.get(cast.manager, "/level-schemes")
    assert offered["used"] == {"H": 1, "C": 1}
    short = await house.send(cast.manager, "PUT", "/level-scheme", 422, 0, scheme="abcd", regrading={})
    assert short.json()["code"] == "regrading_incomplete"
    change = {"scheme": "abcd", "regrading": offered["schemes"][1]["regrading"]}
    await house.send(cast.manager, "PUT", "/level-scheme", 412, 7, **change)
    changed = (await house.send(cast.manager, "PUT", "/level-scheme", 200, 0, **change)).json()
    assert changed["regraded"] == 1
    assert [level["code"] for level in changed["settings"]["levels"]] == list("NABCDOSF")
    lead = await house.get(cast.manager, f"/leads/{hot}")
    assert (lead["level"], lead["levels"][-1]["reason"]) == ("A", "scheme:abcd")
    await house.contact(hot, "D")
    await house.send(cast.adviser, "PUT", "/level-scheme", 403, 1, **change)


async def test_a_level_in_use_does_not_vanish(house: Any, cast: SimpleNamespace) -> None:
    lead = (await house.online(1))["lead_id"]
    await house.contact(lead, "B")
    settings = await house.get(cast.manager, "/settings")
    body = {name: value for name, value in settings.items() if name not in ("store_id", "version")}
    body["levels"] = [level for level in body["levels"] if level["code"] != "B"]
    refused = await house.send(cast.manager, "PUT", "/settings", 409, 0, **body)
    assert refused.json()["code"] == "level_in_use"
    body["levels"] = [level for level in body["levels"] if level["purpose"] != "new"]
    await house.send(cast.manager, "PUT", "/settings", 422, 0, **body)
