from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from service_defaults.calendar import (
    DEFAULT_HOURS,
    BusinessCalendar,
    DayKind,
    DayRule,
    OpeningHours,
    parse_shifts,
    seed_rules,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Changes by day, at midnight (Beirut), over it (St. John's before 2011), by half an hour, and a date that never was.
ZONES = ["Asia/Shanghai", "America/New_York", "Asia/Beirut", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]
WEEKDAYS = OpeningHours.parse([["09:00-12:00", "13:30-18:00"]] * 5 + [[], []])
NEVER = OpeningHours(((),) * 7)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def store(hours: OpeningHours = DEFAULT_HOURS, *rules: DayRule) -> BusinessCalendar:
    return BusinessCalendar(SHANGHAI, hours, rules)


def rule(day: str, kind: str, *hours: str) -> DayRule:
    return DayRule(date.fromisoformat(day), DayKind(kind), parse_shifts(hours))


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-03-02 08:59:59", False, "2026-03-02 09:00"),
        ("2026-03-02 09:00", True, "2026-03-02 09:00"),
        ("2026-03-02 11:59:59.999999", True, "2026-03-02 11:59:59.999999"),
        ("2026-03-02 12:00", False, "2026-03-02 13:30"),
        ("2026-03-02 18:00", False, "2026-03-03 09:00"),
        ("2026-03-06 18:00", False, "2026-03-09 09:00"),
        ("2026-03-07 10:00", False, "2026-03-09 09:00"),
        ("2026-03-02 00:00", False, "2026-03-02 09:00"),
        ("2026-03-02 23:59:59", False, "2026-03-03 09:00"),
    ],
)
def test_split_shifts_and_weekends(moment: str, is_open: bool, opens: str):
    calendar = store(WEEKDAYS)
    assert calendar.is_open(at(moment)) is is_open
    assert calendar.next_open(at(moment)) == at(opens)


def test_the_default_store_lives_on_weekends_and_holidays():
    assert store().is_open(at("2026-03-08 18:29"))
    assert not store().is_open(at("2026-03-08 18:30"))
    assert store().is_open(at("2026-10-01 10:00"))


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (rule("2026-10-01", "holiday"), []),
        (rule("2026-10-10", "workday"), ["09:00-12:00", "13:30-18:00"]),
        (rule("2026-10-10", "workday", "10:00-15:00"), ["10:00-15:00"]),
        (rule("2026-10-12", "workday"), ["09:00-12:00", "13:30-18:00"]),
        (rule("2026-10-12", "special", "10:00-11:00"), ["10:00-11:00"]),
        (rule("2026-10-12", "special"), []),
    ],
)
def test_rules_for_single_dates(day: DayRule, hours: list[str]):
    assert store(WEEKDAYS, day).shifts(day.date) == parse_shifts(hours)
    assert store(WEEKDAYS, day).is_open_day(day.date) is bool(hours)


def test_of_two_rules_the_later_one_holds():
    seeded, own = rule("2026-10-01", "holiday"), rule("2026-10-01", "special", "10:00-16:00")
    assert store(WEEKDAYS, seeded, own).is_open(at("2026-10-01 10:00"))


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-03-02 09:00", 0, "2026-03-02 09:00"),
        ("2026-03-02 08:00", 0, "2026-03-02 09:00"),
        ("2026-03-02 11:55", 4, "2026-03-02 11:59"),
        ("2026-03-02 11:55", 5, "2026-03-02 13:30"),
        ("2026-03-02 11:55", 6, "2026-03-02 13:31"),
        ("2026-03-02 22:00", 5, "2026-03-03 09:05"),
        ("2026-03-06 17:58", 5, "2026-03-09 09:03"),
        ("2026-03-02 09:00", 450, "2026-03-03 09:00"),
        ("2026-03-02 09:00", 450 * 5 + 1, "2026-03-09 09:01"),
    ],
)
def test_open_time_is_added_over_nights_and_weekends(start: str, minutes: int, due: str):
    calendar, duration = store(WEEKDAYS), timedelta(minutes=minutes)
    assert calendar.add_open_time(at(start), duration) == at(due)
    assert calendar.open_time_between(at(start), at(due)) == duration


def test_open_days():
    calendar = store(WEEKDAYS, rule("2026-03-09", "holiday"))
    friday, saturday, tuesday = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 10)
    assert calendar.shift_to_open_day(friday) == friday
    assert calendar.shift_to_open_day(saturday) == tuesday
    assert calendar.next_open_day(friday) == tuesday
    assert calendar.local_date(datetime(2026, 3, 6, 16, tzinfo=UTC)) == saturday


def test_a_store_that_never_opens_is_never_open():
    calendar, now = store(NEVER, rule("2026-03-05", "workday"), rule("2026-03-01", "holiday")), at("2026-03-02 10:00")
    assert calendar.next_open(now) is None
    assert calendar.add_open_time(now, timedelta(0)) is None
    assert calendar.shift_to_open_day(now.date()) is None
    assert calendar.next_open_day(now.date()) is None
    assert calendar.open_time_between(now, at("2027-03-02 10:00")) == timedelta()
    assert not calendar.is_open(now)


def test_a_store_open_on_one_special_day_only():
    calendar = store(NEVER, rule("2026-05-01", "special", "10:00-12:00"))
    assert calendar.next_open(at("2026-03-02 10:00")) == at("2026-05-01 10:00")
    assert calendar.add_open_time(at("2026-03-02 10:00"), timedelta(hours=1)) == at("2026-05-01 11:00")
    assert calendar.add_open_time(at("2026-03-02 10:00"), timedelta(hours=2)) is None
    assert calendar.next_open(at("2026-05-01 12:00")) is None


def test_the_leap_day_is_a_day():
    assert store().next_open_day(date(2028, 2, 28)) == date(2028, 2, 29)
    week = store().open_time_between(at("2028-02-26 00:00"), at("2028-03-04 00:00"))
    assert week == 7 * timedelta(hours=9, minutes=30)


@pytest.mark.parametrize(
    ("day", "hours", "spans"),
    [
        # The clock jumps from 02:00 to 03:00 (07:00Z): four hours on the wall are three.
        ("2026-03-08", ["00:00-04:00"], [("05:00", "08:00")]),
        ("2026-03-08", ["02:15-02:45"], [("07:15", "07:45")]),
        ("2026-03-08", ["02:00-02:30", "03:00-03:15"], [("07:00", "07:30")]),
        ("2026-03-08", ["02:30-03:45"], [("07:30", "07:45")]),
        # It falls back from 02:00 to 01:00 (06:00Z): four hours on the wall are five.
        ("2026-11-01", ["00:00-04:00"], [("04:00", "09:00")]),
        ("2026-11-01", ["01:15-01:45"], [("05:15", "05:45")]),
    ],
)
def test_days_with_a_clock_change(day: str, hours: list[str], spans: list[tuple[str, str]]):
    calendar = BusinessCalendar(ZoneInfo("America/New_York"), OpeningHours.parse([hours] * 7))
    expected = [tuple(datetime.fromisoformat(f"{day}T{text}Z") for text in span) for span in spans]
    assert calendar.spans(date.fromisoformat(day)) == expected


def test_a_date_that_never_was_has_no_hours():
    calendar = BusinessCalendar(ZoneInfo("Pacific/Apia"))
    assert calendar.spans(date(2011, 12, 30)) == []
    assert calendar.next_open_day(date(2011, 12, 29)) == date(2011, 12, 31)


SHIFTS = st.lists(st.integers(0, 24 * 12 - 1), max_size=6, unique=True).map(
    lambda marks: tuple(
        (time(a // 12, a % 12 * 5), time(b // 12, b % 12 * 5))
        for a, b in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)
# Around the clock changes above, the leap day, and Apia's missing date.
BASES = st.sampled_from(
    ["2026-03-07", "2026-10-24", "2026-03-28", "2008-11-01", "2011-12-28", "2028-02-27", "2026-04-04"]
)
OFFSETS = st.integers(0, 12 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
DURATIONS = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def calendars(draw: Any) -> tuple[BusinessCalendar, datetime]:
    base = date.fromisoformat(draw(BASES))
    days = st.integers(0, 12).map(lambda number: base + timedelta(days=number))
    rules = st.builds(
        lambda day, kind, hours: DayRule(day, kind, () if kind == "holiday" else hours),
        days,
        st.sampled_from(DayKind),
        SHIFTS,
    )
    hours = OpeningHours(tuple(draw(st.lists(SHIFTS, min_size=7, max_size=7))))
    calendar = BusinessCalendar(ZoneInfo(draw(st.sampled_from(ZONES))), hours, draw(st.lists(rules, max_size=4)))
    return calendar, datetime(base.year, base.month, base.day, tzinfo=UTC)


@given(calendars(), OFFSETS, DURATIONS)
def test_adding_open_time_never_lands_closed_and_is_measured_back(
    made: tuple[BusinessCalendar, datetime], offset: timedelta, duration: timedelta
):
    calendar, base = made
    start = base + offset
    due = calendar.add_open_time(start, duration)
    assume(due is not None)
    assert due is not None
    assert due >= start
    assert calendar.is_open(due)
    assert calendar.open_time_between(start, due) == duration
    assert calendar.open_time_between(due, start) == -duration


@given(calendars(), OFFSETS, DURATIONS, DURATIONS)
def test_adding_open_time_is_additive_and_monotone(
    made: tuple[BusinessCalendar, datetime], offset: timedelta, first: timedelta, second: timedelta
):
    calendar, base = made
    start = base + offset
    halfway = calendar.add_open_time(start, first)
    due = calendar.add_open_time(start, first + second)
    assume(halfway is not None and due is not None)
    assert halfway is not None
    assert due is not None
    assert calendar.add_open_time(halfway, second) == due
    assert halfway <= due
    assert (halfway == due) == (second == timedelta())


@given(calendars(), OFFSETS, OFFSETS, OFFSETS)
def test_open_time_between_adds_up_and_is_never_longer_than_time(
    made: tuple[BusinessCalendar, datetime], a: timedelta, b: timedelta, c: timedelta
):
    calendar, base = made
    early, middle, late = (base + offset for offset in sorted([a, b, c]))
    parts = calendar.open_time_between(early, middle) + calendar.open_time_between(middle, late)
    assert parts == calendar.open_time_between(early, late)
    assert timedelta() <= parts <= late - early


@given(calendars(), OFFSETS)
def test_the_next_opening_is_open_and_nothing_before_it_is(made: tuple[BusinessCalendar, datetime], offset: timedelta):
    calendar, base = made
    start = base + offset
    opens = calendar.next_open(start)
    if opens is None:
        assert calendar.add_open_time(start, timedelta()) is None
    else:
        assert calendar.is_open(opens)
        assert calendar.open_time_between(start, opens) == timedelta()
        assert calendar.add_open_time(start, timedelta()) == opens


@given(calendars(), OFFSETS)
@settings(max_examples=60)
def test_spans_are_ordered_and_apart(made: tuple[BusinessCalendar, datetime], offset: timedelta):
    calendar, base = made
    day = (base + offset).date()
    edges = [edge for number in range(-1, 3) for span in calendar.spans(day + timedelta(days=number)) for edge in span]
    assert edges == sorted(edges)


@given(calendars(), st.integers(0, 12))
def test_shifting_to_an_open_day_is_idempotent(made: tuple[BusinessCalendar, datetime], number: int):
    calendar, base = made
    day = base.date() + timedelta(days=number)
    shifted = calendar.shift_to_open_day(day)
    if shifted is not None:
        assert shifted >= day
        assert calendar.is_open_day(shifted)
        assert calendar.shift_to_open_day(shifted) == shifted
        assert (calendar.next_open_day(day) == shifted) == (shifted > day)


def test_holidays_are_seeded_for_known_years():
    seeded = seed_rules(2026)
    assert seeded.known
    by_date = {rule.date: rule for rule in seeded.rules}
    assert by_date[date(2026, 10, 1)] == DayRule(date(2026, 10, 1), DayKind.HOLIDAY, name="国庆节")
    assert by_date[date(2026, 10, 10)].kind is DayKind.WORKDAY
    assert list(by_date) == sorted(by_date)
    calendar = BusinessCalendar(SHANGHAI, WEEKDAYS, seeded.rules)
    assert calendar.next_open_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert calendar.is_open(at("2026-10-10 10:00"))


@pytest.mark.parametrize("year", [2027, 1999])
def test_an_unknown_year_has_ordinary_weeks_and_says_so(year: int):
    assert (seed_rules(year).rules, seed_rules(year).known) == ((), False)


def test_hours_as_data():
    data = [["09:00-12:00", "13:30-18:00"]] * 5 + [["10:00-16:00"], []]
    assert OpeningHours.parse(data).dump() == data
    assert DEFAULT_HOURS.dump() == [["09:00-18:30"]] * 7


@pytest.mark.parametrize(
    "week",
    [
        [["09:00-18:00"]] * 6,
        [["18:00-09:00"]] * 7,
        [["09:00-09:00"]] * 7,
        [["09:00-13:00", "12:00-18:00"]] * 7,
        [["13:00-18:00", "09:00-12:00"]] * 7,
        [["09:00"]] * 7,
        [["09:00+08:00-18:00"]] * 7,
        [["nine-six"]] * 7,
    ],
)
def test_impossible_hours_are_refused(week: list[list[str]]):
    with pytest.raises(ValueError):
        OpeningHours.parse(week)


def test_other_mistakes_are_refused():
    with pytest.raises(ValueError, match="holiday"):
        rule("2026-10-01", "holiday", "09:00-12:00")
    with pytest.raises(ValueError, match="taken away"):
        store().add_open_time(at("2026-03-02 10:00"), timedelta(minutes=-1))
    naive = at("2026-03-02 10:00").replace(tzinfo=None)
    for question in (store().is_open, store().next_open, store().local_date):
        with pytest.raises(ValueError, match="time zone"):
            question(naive)
