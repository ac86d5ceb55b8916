"""The same rules where time and people run out: midnight, month end, holidays, leap day, a store that never opens, a
roster of nobody."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st
from leads.assignment.dealing import Item, deal_out
from leads.assignment.policy import Person, Tally, choose, tally_of, with_tally
from leads.lead.policy import Channel, contact_choices, next_contact, response_clock
from leads.level.months import Month, month_at, month_span
from leads.ownership.policy import Hold, protection
from leads.pool.policy import Action, Held, judge, morning
from leads.setting.ownership import ProtectionSettings
from leads.setting.schemas import LeadSettings
from service_defaults.calendar import BusinessCalendar, DayKind, DayRule, OpeningHours
from service_defaults.ids import new_id

SHANGHAI = ZoneInfo("Asia/Shanghai")
RULES = LeadSettings()
GOLDEN_WEEK = tuple(DayRule(date(2028, 10, day), DayKind.HOLIDAY) for day in range(1, 8))
LEAP_DAY_OFF = DayRule(date(2028, 2, 29), DayKind.HOLIDAY)
CALENDARS = (
    BusinessCalendar(SHANGHAI, rules=(*GOLDEN_WEEK, LEAP_DAY_OFF)),
    BusinessCalendar(SHANGHAI, OpeningHours.parse([["09:00-12:00", "13:30-18:00"]] * 5 + [[], []]), GOLDEN_WEEK),
    BusinessCalendar(SHANGHAI, OpeningHours.parse([["22:00-23:59"]] * 7)),
    BusinessCalendar(SHANGHAI, OpeningHours(((),) * 7)),
)
EDGES = tuple(
    datetime.combine(date.fromisoformat(day), at, SHANGHAI)
    for day in ("2028-02-28", "2028-02-29", "2028-03-01", "2028-09-30", "2028-10-07", "2028-12-31", "2029-01-01")
    for at in (time(), time(9), time(12), time(18, 30), time(23, 59, 59, 999_999))
)
anywhere = st.datetimes(datetime(2027, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
instants = st.one_of(st.sampled_from(EDGES), anywhere)
calendars = st.sampled_from(CALENDARS)
graded = st.sampled_from([level.code for level in RULES.levels if level.cadence_hours is not None])


def opens(calendar: BusinessCalendar) -> bool:
    return calendar.next_open(EDGES[0]) is not None


@given(graded, instants, calendars)
def test_the_next_contact_is_the_first_open_moment_after_the_cadence(
    level: str, now: datetime, calendar: BusinessCalendar
) -> None:
    rule = RULES.level(level)
    assert rule is not None
    assert rule.cadence_hours is not None
    due = now + timedelta(hours=rule.cadence_hours)
    planned = next_contact(level, now, RULES, calendar)
    assert planned is not None
    assert planned >= due
    if opens(calendar):
        assert calendar.is_open(planned)
        assert calendar.open_time_between(due, planned) == timedelta()
    else:
        assert planned == due


@given(graded, instants, calendars)
def test_chips_go_forward_and_only_tomorrow_may_pass_the_cadence(
    level: str, now: datetime, calendar: BusinessCalendar
) -> None:
    choices = contact_choices(level, now, RULES, calendar)
    offered = list(choices.values())
    assert offered == sorted(offered)
    assert all(at > now for at in offered)
    latest = next_contact(level, now, RULES, calendar)
    assert all(at <= latest for code, at in choices.items() if code != "tomorrow" and latest is not None)


@given(instants, calendars, st.booleans(), st.sampled_from([Channel.ONLINE, Channel.PHONE]))
def test_the_response_clock_starts_with_people(
    now: datetime,
    calendar: BusinessCalendar,
    somebody: bool,
    channel: Channel,
) -> None:
    clock = response_clock(channel, now, somebody_on_duty=somebody, calendar=calendar, rules=RULES.response)
    assert clock is not None
    assert clock.due_at > clock.starts_at >= now
    assert clock.deferred == (clock.starts_at > now)
    if somebody or not opens(calendar):
        assert clock.starts_at == now
    else:
        assert calendar.is_open(clock.starts_at)
        assert calendar.open_time_between(now, clock.starts_at) == timedelta()


@given(instants, calendars)
@example(datetime(2028, 2, 29, tzinfo=SHANGHAI), CALENDARS[0])
def test_the_pools_morning_is_an_opening_or_now(now: datetime, calendar: BusinessCalendar) -> None:
    at = morning(now, calendar)
    assert at >= now
    if opens(calendar):
        assert calendar.is_open(at)
    else:
        assert at == now


@given(instants, st.integers(0, 400), calendars)
def test_nobody_is_taken_back_unwarned_even_where_the_store_never_opens(
    since: datetime, days: int, calendar: BusinessCalendar
) -> None:
    held = Held(since, None, None, False, ("H",), False, False, frozenset(), None, None, None)
    now = since + timedelta(days=days)
    verdict = judge(held, now, RULES, calendar)
    assert verdict.action is not Action.RECLAIM
    if verdict.action is Action.WARN:
        assert verdict.reclaim_at is not None
        assert verdict.reclaim_at >= now + timedelta(days=RULES.pool.notify_days)


@given(instants, st.timedeltas(timedelta(), timedelta(days=500)))
@example(datetime(2028, 2, 29, tzinfo=SHANGHAI), timedelta(days=366))
def test_protection_never_outlives_its_limit(first: datetime, later: timedelta) -> None:
    rules = ProtectionSettings()
    now = first + later
    hold = Hold(first_contact_at=first, contact_at=now, engaged=False)
    until = protection(hold, now, rules).until
    assert until is None or until <= first + timedelta(days=rules.hard_limit_days)


@given(anywhere)
@example(datetime(2028, 2, 28, 16, tzinfo=UTC))
@example(datetime(2028, 2, 29, 15, 59, 59, tzinfo=UTC))
@example(datetime(2028, 12, 31, 16, tzinfo=UTC))
def test_every_instant_lies_in_one_month(instant: datetime) -> None:
    month = month_at(instant, SHANGHAI)
    start, end = month_span(month, SHANGHAI)
    assert start <= instant < end
    assert month_at(end, SHANGHAI) == month.next()
    assert month_span(month.before(), SHANGHAI)[1] == start


def test_a_leap_day_belongs_to_its_february() -> None:
    assert (Month(2028, 2).last, Month(2028, 2).days, Month(2027, 2).days) == (date(2028, 2, 29), 29, 28)


@given(st.integers(0, 6), st.integers(0, 500), st.integers(0, 3), st.sampled_from([None, frozenset()]))
def test_a_roster_of_nobody_never_stops_a_lead(
    absent: int, turn: int, quota: int, on_duty: frozenset[object] | None
) -> None:
    """Nobody at all, everybody on leave, nobody on duty: a choice is answered, and a reason for it."""
    away = [Person(new_id(), f"顾问{n}", f"a{n}", frozenset({"sales_advisor"}), on_leave=True) for n in range(absent)]
    roster = {"posts": ("sales_advisor",), "on_duty": on_duty, "tally": Tally(), "turn": turn, "quota": quota}
    choice = choose(away, fallback_posts=("floor_supervisor",), brand=None, **roster)
    assert choice.person is None
    assert choice.turn == turn
    assert choice.explanation["reason"] == choice.reason
    dealt = deal_out([Item(new_id(), None) for _ in range(5)], away, **roster)
    assert [one.person for one in dealt.items] == [None] * 5


@given(st.dates(date(2028, 2, 27), date(2028, 3, 2)), st.integers(0, 5))
def test_the_days_tally_ends_at_midnight(day: date, given_today: int) -> None:
    tally = Tally(given={"a": given_today}, load={"a": given_today})
    counts = with_tally({}, "online", tally, day=day, today=day)
    assert tally_of(counts, "online", day=day, today=day) == tally
    assert tally_of(counts, "online", day=day, today=day + timedelta(days=1)) == Tally()
    assert tally_of(counts, "showroom", day=day, today=day) == Tally()
    assert set(with_tally(counts, "phone", tally, day=day, today=day)) == {"online", "phone"}
    assert set(with_tally(counts, "phone", tally, day=day, today=day + timedelta(days=1))) == {"phone"}
