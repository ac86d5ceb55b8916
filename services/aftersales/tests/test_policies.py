"""Pure rules: dates, mileage, call-backs, answers, clocks."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from aftersales.care_task.policy import (
    AttemptOutcome,
    CareStatus,
    net_promoter_score,
    plan_call_backs,
    propose_next_attempt,
    rate,
    status_after,
)
from aftersales.complaint.policy import (
    MOVES,
    ClockKind,
    Compensation,
    ComplaintStatus,
    Step,
    clocks_for,
    least_busy,
    steps_from,
    wall_hours,
)
from aftersales.contact_hours import ContactHours
from aftersales.dates import add_months, months_between
from aftersales.maintenance.policy import (
    DueBy,
    Interval,
    MileageBasis,
    MileageRules,
    Reading,
    daily_mileage,
    is_decreasing,
    is_too_fast,
    predict,
    trusted,
)
from aftersales.owned_vehicle.policy import in_warranty, next_inspection
from aftersales.questionnaire.policy import Answer, FaultKind, faults_of, findings_of
from aftersales.questionnaire.service import built_in
from aftersales.setting.schemas import AftersalesSettings, ComplaintRules
from contracts.vocabulary import ComplaintGrade
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = ContactHours(((time(9), time(12)), (time(14), time(20))), SHANGHAI)
RULES = MileageRules()
BOUGHT = date(2026, 3, 10)

days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
some_readings = st.lists(st.builds(Reading, st.dates(BOUGHT, date(2030, 1, 1)), st.integers(0, 400_000)), max_size=12)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


# --- dates


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(days, st.integers(0, 240))
def test_whole_months_count_back_what_was_added(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) in (months, months - 1)
    assert months_between(day, add_months(day, months)) == months or day.day > 28


# --- maintenance


def test_the_first_service_comes_by_months_or_kilometres_whichever_is_first() -> None:
    start = Reading(BOUGHT, 12)
    by_km = predict(Interval(start, 6, 5_000), [start], RULES)
    assert (by_km.due_on, by_km.due_by, by_km.due_km) == (BOUGHT + timedelta(days=125), DueBy.KILOMETRES, 5_012)
    by_months = predict(Interval(start, 3, 5_000), [start], RULES)
    assert (by_months.due_on, by_months.due_by) == (date(2026, 6, 10), DueBy.MONTHS)


@pytest.mark.parametrize(
    ("readings", "km", "basis"),
    [
        ([], 40.0, MileageBasis.DEFAULT),
        ([(0, 12), (3, 900)], 40.0, MileageBasis.DEFAULT),
        ([(0, 12), (20, 1_212)], 60.0, MileageBasis.SINCE_DELIVERY),
        ([(0, 0), (40, 4_000)], 100.0, MileageBasis.READINGS),
        ([(0, 0), (40, 4_000), (80, 6_000), (90, 6_100)], 42.0, MileageBasis.READINGS),
        ([(0, 0), (40, 40)], 5.0, MileageBasis.READINGS),
        ([(0, 0), (40, 40_000)], 200.0, MileageBasis.READINGS),
        ([(0, 0), (40, 4_000), (60, 100)], 100.0, MileageBasis.READINGS),
    ],
)
def test_daily_mileage_is_the_cars_own(readings: list[tuple[int, int]], km: float, basis: MileageBasis) -> None:
    known = [Reading(BOUGHT + timedelta(days=day), read) for day, read in readings]
    assert daily_mileage(known, RULES) == daily_mileage(list(reversed(known)), RULES)
    assert (daily_mileage(known, RULES).km, daily_mileage(known, RULES).basis) == (km, basis)


@given(some_readings, st.integers(1, 24), st.integers(500, 30_000))
def test_a_prediction_stays_between_the_last_service_and_its_months(
    readings: list[Reading], months: int, km: int
) -> None:
    start = Reading(BOUGHT, 0)
    found = predict(Interval(start, months, km), readings, RULES)
    assert found.due_on == min(found.by_months_on, found.by_km_on)
    assert BOUGHT <= found.due_on <= add_months(BOUGHT, months)
    assert RULES.least_daily_km <= found.daily.km <= RULES.most_daily_km


@given(some_readings)
def test_trusted_readings_never_fall(readings: list[Reading]) -> None:
    kept = trusted(readings)
    assert all(a.on <= b.on and a.km <= b.km for a, b in pairwise(kept))
    assert not any(is_decreasing([each for each in kept if each.on != new.on], new) for new in kept)


@given(some_readings, st.integers(0, 400_000))
def test_a_reading_that_falls_back_changes_no_prediction(readings: list[Reading], km: int) -> None:
    kept = list(trusted([Reading(BOUGHT, 0), *readings]))
    late = Reading(kept[-1].on + timedelta(days=1), km)
    if is_decreasing(kept, late):
        interval = Interval(Reading(BOUGHT, 0), 12, 10_000)
        assert predict(interval, [*kept, late], RULES) == predict(interval, kept, RULES)


@given(st.integers(0, 199), st.integers(1, 200))
def test_who_drives_more_comes_sooner(slow: int, more: int) -> None:
    on = BOUGHT + timedelta(days=60)
    interval = Interval(Reading(BOUGHT, 0), 24, 10_000)
    dates = [
        predict(interval, [Reading(BOUGHT, 0), Reading(on, 60 * daily)], RULES).by_km_on
        for daily in (slow, slow + more)
    ]
    assert dates[0] >= dates[1]


def test_an_impossible_distance_is_doubted() -> None:
    known = [Reading(BOUGHT, 12)]
    assert is_too_fast(known, Reading(BOUGHT + timedelta(days=2), 5_000), most_daily_km=200)
    assert not is_too_fast(known, Reading(BOUGHT + timedelta(days=30), 5_000), most_daily_km=200)


# --- the car's dates


@pytest.mark.parametrize(
    ("today", "due", "kind"),
    [
        (date(2026, 3, 11), date(2028, 3, 10), "sticker"),
        (date(2028, 3, 10), date(2028, 3, 10), "sticker"),
        (date(2030, 6, 1), date(2032, 3, 10), "on_site"),
        (date(2033, 1, 1), date(2034, 3, 10), "sticker"),
        (date(2035, 1, 1), date(2036, 3, 10), "on_site"),
        (date(2036, 3, 11), date(2037, 3, 10), "on_site"),
    ],
)
def test_annual_inspection(today: date, due: date, kind: str) -> None:
    found = next_inspection(BOUGHT, today)
    assert (found.due_on, found.kind) == (due, kind)


@pytest.mark.parametrize(
    ("today", "km", "active"),
    [
        (date(2029, 3, 10), 99_999, True),
        (date(2029, 3, 11), 10, False),
        (date(2027, 1, 1), 100_001, False),
        (date(2027, 1, 1), None, True),
    ],
)
def test_a_warranty_ends_with_what_comes_first(today: date, km: int | None, active: bool) -> None:
    assert in_warranty(date(2029, 3, 10), 100_000, today, km) is active


# --- contact hours and call-backs


@given(days, st.times())
def test_a_call_is_due_on_its_own_day_within_contact_hours(day: date, at: time) -> None:
    due = HOURS.on_day(day, at.replace(tzinfo=None))
    assert due.astimezone(SHANGHAI).date() == day
    assert HOURS.welcomes(due)


@given(instants)
def test_the_next_welcome_instant_is_never_earlier_and_stays_when_welcome(instant: datetime) -> None:
    found = HOURS.next_from(instant)
    assert found >= instant
    assert HOURS.welcomes(found)
    assert HOURS.next_from(found) == found
    assert found == instant or not HOURS.welcomes(instant)


@pytest.mark.parametrize(
    ("delivered", "hour"), [("2026-03-10T08:10", 9), ("2026-03-10T12:30", 14), ("2026-03-10T23:50", 19)]
)
def test_delivered_at_any_hour_the_calls_keep_their_days(delivered: str, hour: int) -> None:
    calls = plan_call_backs(local(delivered), AftersalesSettings().call_backs, HOURS)
    assert [(call.due_on - BOUGHT).days for call in calls] == [1, 3, 7, 30, 90, 180, 365]
    assert {call.due_at.astimezone(SHANGHAI).hour for call in calls} == {hour}
    assert all(call.due_at.astimezone(SHANGHAI).date() == call.due_on for call in calls)


def test_the_next_attempt_tries_another_time_of_day() -> None:
    assert propose_next_attempt(local("2026-03-10T10:00"), 1, HOURS) == local("2026-03-10T14:00")
    assert propose_next_attempt(local("2026-03-10T19:00"), 1, HOURS) == local("2026-03-11T09:00")
    assert propose_next_attempt(local("2026-03-10T10:00"), 2, HOURS) == local("2026-03-11T14:00")
    assert propose_next_attempt(local("2026-03-10T15:00"), 2, HOURS) == local("2026-03-11T09:00")


@pytest.mark.parametrize(
    ("outcome", "attempts", "status"),
    [
        (AttemptOutcome.NO_ANSWER, 1, CareStatus.IN_PROGRESS),
        (AttemptOutcome.NO_ANSWER, 3, CareStatus.UNREACHABLE),
        (AttemptOutcome.CALL_LATER, 5, CareStatus.IN_PROGRESS),
        (AttemptOutcome.WRONG_NUMBER, 1, CareStatus.FAILED),
        (AttemptOutcome.REFUSED, 1, CareStatus.NO_MORE),
    ],
)
def test_what_an_attempt_leads_to(outcome: AttemptOutcome, attempts: int, status: CareStatus) -> None:
    assert status_after(outcome, attempts, 3) is status


def test_rates_divide_by_something() -> None:
    assert (rate(1, 3), rate(0, 0)) == ("0.3333", None)
    assert [net_promoter_score(*each) for each in ((6, 2, 2), (0, 0, 3), (1, 0, 2), (0, 0, 0))] == [40, -100, -33, None]


# --- answers


def given_answers(**changed: int | None) -> list[Answer]:
    scores = {
        "overall": 9,
        "delivery_process": 9,
        "adviser": 9,
        "car_condition": 9,
        "functions_explained": 9,
        "recommend": 9,
        **changed,
    }
    return [Answer(question=code, score=score) for code, score in scores.items() if score is not None]


THREE_DAYS = built_in()["delivery_3d"]


@pytest.mark.parametrize(
    ("answers", "kind", "index"),
    [
        (given_answers(adviser=None), FaultKind.MISSING, None),
        ([*given_answers(), Answer(question="weather", score=5)], FaultKind.UNKNOWN_QUESTION, 6),
        ([*given_answers(), Answer(question="overall", score=5)], FaultKind.ANSWERED_TWICE, 6),
        (given_answers(overall=0), FaultKind.OUT_OF_SCALE, 0),
        ([*given_answers(), Answer(question="wishes", score=5)], FaultKind.WRONG_KIND, 6),
        ([*given_answers(), Answer(question="wishes")], FaultKind.WRONG_KIND, 6),
    ],
)
def test_answers_that_do_not_fit(answers: list[Answer], kind: FaultKind, index: int | None) -> None:
    (fault,) = faults_of(THREE_DAYS, answers)
    assert (fault.kind, fault.index) == (kind, index)


@pytest.mark.parametrize(("score", "low"), [(7, ()), (6, ("adviser",)), (1, ("adviser",))])
def test_six_is_low_and_seven_is_not(score: int, low: tuple[str, ...]) -> None:
    found = findings_of(THREE_DAYS, given_answers(adviser=score), low_score=6)
    assert tuple(each.question for each in found.low) == low
    assert (found.satisfaction, found.recommend_score, found.lowest_score) == (9, 9, score)


def test_not_fixed_at_the_first_visit_is_worse_than_any_score() -> None:
    answers = [
        Answer(question="overall", score=5),
        Answer(question="fixed_first_visit", yes=False),
        Answer(question="service_adviser", score=10),
        Answer(question="on_time", yes=False),
        Answer(question="costs_explained", yes=True),
        Answer(question="recommend", score=8),
    ]
    service = built_in()["service_3d"]
    assert faults_of(service, answers) == []
    low = findings_of(service, answers, low_score=6).low
    assert [(each.question, each.category) for each in low] == [
        ("fixed_first_visit", "repair_quality"),
        ("overall", "service_quality"),
    ]


# --- complaints

T0 = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("grade", "hours"),
    [
        (ComplaintGrade.NORMAL, {"respond": 2, "plan": 24, "close": 72}),
        (ComplaintGrade.ESCALATED, {"respond": 2, "plan": 24, "close": 120}),
        (ComplaintGrade.MAJOR, {"respond": 2, "plan": 24, "close": 72, "report": 24}),
    ],
)
def test_clocks_by_grade(grade: ComplaintGrade, hours: dict[str, int]) -> None:
    clocks = clocks_for(grade, T0, ComplaintRules(), wall_hours)
    assert {str(clock.kind): (clock.due_at - T0) / timedelta(hours=1) for clock in clocks} == hours


def test_every_state_but_the_last_leads_on_and_only_steps_of_the_loop_move() -> None:
    for status in ComplaintStatus:
        steps = steps_from(status, Compensation.NONE, report_owed=False)
        assert steps
        assert all(status in MOVES[step][0] for step in steps)
    pending = steps_from(ComplaintStatus.PROPOSED, Compensation.PENDING, report_owed=True)
    assert Step.AGREE not in pending
    assert {Step.DECIDE_COMPENSATION, Step.REPORT} <= set(pending)


def test_a_close_needs_the_customers_word() -> None:
    assert [step for step, (_, target) in MOVES.items() if target is ComplaintStatus.CLOSED] == [Step.SATISFIED]
    assert set(ClockKind) == {"respond", "plan", "close", "report"}


def test_the_least_busy_handler_gets_it() -> None:
    one, two = UUID(int=1), UUID(int=2)
    assert least_busy([one, two], {one: 1}) == two
    assert least_busy([one, two], {}) == one
    assert least_busy([], {}) is None


# --- settings


@pytest.mark.parametrize(
    "change",
    [
        {"contact_hours": [{"opens": "12:00", "closes": "09:00"}]},
        {"contact_hours": [{"opens": "09:00", "closes": "12:00"}, {"opens": "11:00", "closes": "20:00"}]},
        {"maintenance": {"least_daily_km": 50}},
        {"call_backs": [{"day": 1, "kind": "a", "by": "crc", "questionnaire": "ownership"}] * 2},
    ],
)
def test_settings_that_contradict_themselves(change: dict) -> None:
    with pytest.raises(ValidationError):
        AftersalesSettings.model_validate(change)
