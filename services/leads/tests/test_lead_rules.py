"""Pure rules of leads: rotation, clocks, cadence, matching, contact points."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from contracts.vocabulary import LeadKind
from hypothesis import given
from hypothesis import strategies as st
from leads.assignment.policy import Choice, Person, Reason, Tally, choose
from leads.customer.policy import (
    Lifecycle,
    email_point,
    identifying,
    in_order,
    later_life,
    person_number,
    phone_point,
    read_phone,
)
from leads.intake.policy import Meeting, match, place, vendor_key
from leads.lead.policy import (
    Channel,
    Stage,
    contact_choices,
    escalate,
    family_of,
    is_forward,
    next_contact,
    response_clock,
)
from leads.lead.wish import Known
from leads.setting.schemas import LeadSettings, ResponseSettings
from pydantic import ValidationError
from service_defaults.calendar import BusinessCalendar

CALENDAR = BusinessCalendar(ZoneInfo("Asia/Shanghai"))
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 14, tzinfo=UTC)
OPENING = datetime(2026, 3, 11, 1, tzinfo=UTC)
ADVISER = frozenset({"sales_advisor"})


def people(count: int, *brands: tuple[str, ...]) -> list[Person]:
    """Advisers in order of seniority."""
    known = (*brands, *((),) * count)
    return [Person(UUID(int=n + 1), f"顾问{n}", f"a{n}", ADVISER, known[n]) for n in range(count)]


def give(staff: list[Person], tally: Tally, turn: int, **more: Any) -> Choice:
    options = {"on_duty": frozenset(p.id for p in staff), "brand": None, "quota": 0} | more
    return choose(
        staff, posts=("sales_advisor",), fallback_posts=("floor_supervisor",), tally=tally, turn=turn, **options
    )


@given(st.integers(1, 9), st.integers(0, 60), st.integers(0, 1000))
def test_rotation_is_fair_to_one(staff_count: int, leads: int, turn: int) -> None:
    staff, tally, given_to = people(staff_count), Tally(), Counter()
    for _ in range(leads):
        choice = give(staff, tally, turn)
        tally, turn = choice.tally, choice.turn
        given_to[choice.person.id] += 1
    counts = [given_to[p.id] for p in staff]
    assert max(counts) - min(counts) <= 1
    assert dict(tally.given) == {str(who): count for who, count in given_to.items()}


def test_first_lead_of_the_day_does_not_always_go_to_the_most_senior() -> None:
    staff = people(3)
    assert len({give(staff, Tally(), turn).person.id for turn in range(3)}) == 3


def test_late_comer_starts_level() -> None:
    staff, tally, turn = people(3), Tally(), 0
    for _ in range(10):
        choice = give(staff[:2], tally, turn)
        tally, turn = choice.tally, choice.turn
    received = Counter()
    for _ in range(6):
        choice = give(staff, tally, turn)
        tally, turn = choice.tally, choice.turn
        received[choice.person.id] += 1
    assert received[staff[2].id] == 2


def test_duty_brand_quota_and_fallback() -> None:
    staff = people(2, ("远航",), ("星途",))
    boss = Person(UUID(int=99), "主管", "boss", frozenset({"floor_supervisor"}))
    assert give(staff, Tally(), 0, brand="星途").person == staff[1]
    assert give(staff, Tally(), 0, brand="星途", on_duty=frozenset({staff[0].id})).person == staff[0]
    absent = give(staff, Tally(), 0, on_duty=frozenset())
    assert absent.reason is Reason.ROTATION_ACTIVE
    full = Tally({str(p.id): 2 for p in staff}, {})
    queued = give([*staff, boss], full, 0, quota=2)
    assert (queued.reason, queued.person) == (Reason.SUPERVISOR_QUEUE, boss)
    assert len(queued.explanation["candidates"]) == 2
    assert give([], Tally(), 0).reason is Reason.NOBODY


@pytest.mark.parametrize(
    ("channel", "now", "on_duty", "due", "deferred"),
    [
        (Channel.ONLINE, NOON, True, NOON + timedelta(minutes=5), False),
        (Channel.ONLINE, NOON, False, NOON + timedelta(minutes=5), False),
        (Channel.ONLINE, NIGHT, False, OPENING + timedelta(minutes=5), True),
        (Channel.ONLINE, NIGHT, True, NIGHT + timedelta(minutes=5), False),
        (Channel.PHONE, NOON, True, NOON + timedelta(minutes=1), False),
    ],
)
def test_response_clock(channel: Channel, now: datetime, on_duty: bool, due: datetime, deferred: bool) -> None:
    clock = response_clock(channel, now, somebody_on_duty=on_duty, calendar=CALENDAR, rules=ResponseSettings())
    assert (clock.due_at, clock.deferred) == (due, deferred)


def test_nobody_waits_in_the_showroom() -> None:
    rules = ResponseSettings()
    assert response_clock(Channel.SHOWROOM, NOON, somebody_on_duty=True, calendar=CALENDAR, rules=rules) is None


@given(st.sampled_from(["N", "H", "A", "B", "C", "O"]), st.integers(0, 2 * 365 * 24 * 60))
def test_next_contact_is_after_the_cadence_and_in_opening_hours(level: str, minutes: int) -> None:
    settings, now = LeadSettings(), NOON + timedelta(minutes=minutes)
    planned = next_contact(level, now, settings, CALENDAR)
    cadence = timedelta(hours=settings.level(level).cadence_hours)
    assert CALENDAR.is_open(planned)
    assert now + cadence <= planned < now + cadence + timedelta(days=1)


def test_levels_without_cadence_plan_nothing_and_chips_keep_within_the_level() -> None:
    settings = LeadSettings()
    assert next_contact("D", NOON, settings, CALENDAR) is None
    assert set(contact_choices("H", NOON, settings, CALENDAR)) == {"tomorrow"}
    assert set(contact_choices("B", NOON, settings, CALENDAR)) == {"tomorrow", "in_3_days", "in_7_days"}


def test_ladder_has_two_rungs() -> None:
    rules = ResponseSettings()
    first = escalate(0, NOON, rules)
    assert (first.step, first.roles) == (1, ("floor_supervisor", "sales_manager"))
    assert first.next_at == NOON + timedelta(minutes=15)
    assert escalate(1, NOON, rules).roles == ("general_manager",)
    assert escalate(2, NOON, rules) is None


@given(st.sampled_from(list(Stage)), st.sampled_from(list(Stage)))
def test_stages_never_go_back(one: Stage, other: Stage) -> None:
    assert not (is_forward(one, other) and is_forward(other, one))
    assert not is_forward(Stage.LOST, other)


def test_families_and_lives() -> None:
    assert {family_of(kind) for kind in ("buy", "lease", "test_drive")} == {"buying"}
    assert {family_of(kind) for kind in (LeadKind.SELL, LeadKind.TRADE_IN)} == {"selling"}
    assert later_life(Lifecycle.OWNER, Lifecycle.PROSPECT) is Lifecycle.REPURCHASE
    assert later_life(Lifecycle.BUYER, Lifecycle.PROSPECT) is Lifecycle.BUYER
    assert later_life(Lifecycle.REPURCHASE, Lifecycle.OWNER) is Lifecycle.LOYAL
    assert later_life(Lifecycle.CHURNED, Lifecycle.PROSPECT) is Lifecycle.REPURCHASE


def test_numbers_identify_before_addresses_and_relays_never() -> None:
    mobile = phone_point(read_phone("199 0000 0001", "CN"))
    relay = phone_point(read_phone("9501234567890", "CN"))
    mail = email_point("li@example.com")
    assert identifying((relay, mail, mobile)) == (mobile,)
    assert identifying((relay, mail)) == (mail,)
    assert identifying((relay,)) == ()
    assert in_order((mail, relay, mobile))[0] == mobile
    assert person_number((relay, mobile)) == "+8619900000001"


def known(*, by_key: bool, refs: int = 0, has_key: bool = True) -> Known:
    return Known(
        customer_id=UUID(int=7),
        name="",
        owner_id=None,
        lifecycle="potential",
        by_key=by_key,
        has_key=has_key,
        ref_lead_ids=tuple(UUID(int=n + 1) for n in range(refs)),
        open_leads=(),
    )


@pytest.mark.parametrize(
    ("found", "has_key", "resend", "meeting", "warning"),
    [
        ([], True, False, Meeting.STRANGER, None),
        ([known(by_key=True)], True, False, Meeting.CUSTOMER, None),
        ([known(by_key=True, refs=1)], True, False, Meeting.SAME_LEAD, None),
        ([known(by_key=False, refs=1)], False, False, Meeting.SAME_LEAD, None),
        ([known(by_key=False, refs=1)], True, True, Meeting.SAME_LEAD, None),
        ([known(by_key=False, refs=1)], True, False, Meeting.STRANGER, "external_id_reused"),
        ([known(by_key=False, refs=1, has_key=False)], True, False, Meeting.SAME_LEAD, None),
    ],
)
def test_matching(found: list[Known], has_key: bool, resend: bool, meeting: Meeting, warning: str | None) -> None:
    matched = match(found, has_key=has_key, resend=resend)
    assert (matched.meeting, matched.warning) == (meeting, warning)


def test_store_of_a_document() -> None:
    mapped, named, default = {vendor_key("D-17"): UUID(int=1)}, {vendor_key("滨江店"): UUID(int=2)}, UUID(int=3)
    options = {"mapped": mapped, "named": named, "default": default}
    assert place(("d 17",), **options).store_id == UUID(int=1)
    assert place(("滨江 店",), **options).store_id == UUID(int=2)
    assert place(("别处",), **options).warning == "vendor_unmapped"
    assert place((), **options).warning == "store_by_default"


def test_settings_need_the_levels_that_stages_set() -> None:
    levels = [level.model_dump() for level in LeadSettings().levels if level.code != "O"]
    with pytest.raises(ValidationError):
        LeadSettings.model_validate({"levels": levels})
