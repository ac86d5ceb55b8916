"""Protection, pool, rotation, disputes, defeat: the rules by themselves, over every clock they may meet."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leads.assignment.dealing import Item, deal_out
from leads.assignment.policy import Person, Tally, choose
from leads.dispute.policy import Ruling, Side, shares, suggest
from leads.lead.policy import Stage
from leads.loss.policy import Node, Verifier, choose_verifier, node_of, second_chance_at
from leads.ownership.policy import Hold, ProtectionState, protection
from leads.pool.policy import (
    Action,
    Blocker,
    Claimant,
    ClaimRefusal,
    Held,
    PoolKind,
    claim_refusal,
    judge,
    morning,
    patience,
)
from leads.setting.loss import DEFAULT_REASONS, LossSettings
from leads.setting.ownership import PoolSettings, ProtectionSettings
from leads.setting.schemas import LeadSettings
from service_defaults.calendar import BusinessCalendar, DayKind, DayRule
from service_defaults.ids import new_id

SHANGHAI = ZoneInfo("Asia/Shanghai")
CLOSED = [DayRule(date(2026, 10, day), DayKind.HOLIDAY) for day in range(1, 8)]
CALENDAR = BusinessCalendar(SHANGHAI, rules=CLOSED)
RULES = LeadSettings()
FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 12, 31)  # noqa: DTZ001 - hypothesis adds the zone
instants = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
spans = st.timedeltas(timedelta(), timedelta(days=400))
levels = st.sampled_from(["N", "H", "A", "B", "C"])


def held(since: datetime, **more: object) -> Held:
    plain = {
        "since": since,
        "contact_at": None,
        "attempt_at": None,
        "claimed": False,
        "levels": ("A",),
        "awaited": False,
        "high_value": False,
        "blockers": frozenset(),
        "protected_until": None,
        "warned_at": None,
        "reclaim_at": None,
    }
    return Held(**{**plain, **more})


@given(first=instants, gap=spans, later=spans, days=st.integers(1, 60), limit=st.integers(60, 400))
def test_protection_ends_and_only_effective_contacts_move_its_end(
    first: datetime, gap: timedelta, later: timedelta, days: int, limit: int
) -> None:
    rules = ProtectionSettings(days=days, hard_limit_days=limit)
    contact = first + gap
    now = contact + later
    found = protection(Hold(first, contact, engaged=False), now, rules)
    assert found.until == min(contact + timedelta(days=days), first + timedelta(days=limit))
    assert found.active == (now < found.until)
    assert not protection(Hold(first, contact, engaged=False), first + timedelta(days=limit), rules).active
    arrived = protection(Hold(first, contact, engaged=True), now, rules)
    assert arrived.limit_at is None
    assert arrived.active == (now < contact + timedelta(days=days))


def test_without_an_effective_contact_nobody_is_protected() -> None:
    now = datetime(2028, 2, 29, tzinfo=UTC)
    assert protection(Hold(None, None, engaged=True), now, ProtectionSettings()).state is ProtectionState.NONE


@given(since=instants, level=levels, silent=spans, contact=st.none() | spans)
def test_a_reclaim_has_been_warned_of_and_comes_on_a_morning(
    since: datetime, level: str, silent: timedelta, contact: timedelta | None
) -> None:
    contact_at = since + contact if contact is not None else None
    now = (contact_at or since) + silent
    customer = held(since, contact_at=contact_at, levels=(level,))
    verdict = judge(customer, now, RULES, CALENDAR)
    assert verdict.action is not Action.RECLAIM, "nobody is taken back without a warning"
    if verdict.action is Action.WARN:
        assert verdict.reclaim_at is not None
        assert verdict.reclaim_at >= now + timedelta(days=RULES.pool.notify_days)
        assert CALENDAR.is_open(verdict.reclaim_at)
        warned = held(since, contact_at=contact_at, levels=(level,), warned_at=now, reclaim_at=verdict.reclaim_at)
        before = judge(warned, verdict.reclaim_at - timedelta(seconds=1), RULES, CALENDAR)
        assert before.action is Action.KEEP
        assert judge(warned, verdict.reclaim_at, RULES, CALENDAR).action is Action.RECLAIM
    else:
        assert verdict.look_at is not None
        assert now < verdict.look_at or silent == timedelta()


@given(since=instants, level=levels, pause=spans, times=st.integers(1, 10), extra=st.booleans())
def test_nobody_is_warned_before_the_levels_patience_runs_out(
    since: datetime, level: str, pause: timedelta, times: int, extra: bool
) -> None:
    chosen = RULES.model_copy(update={"pool": PoolSettings(overdue_times=times, levels=())})
    customer = held(since, levels=(level,), high_value=extra)
    limit = patience(level, chosen, high_value=extra)
    cadence = timedelta(hours=chosen.level(level).cadence_hours)
    assert limit == cadence * (1 + times * (2 if extra else 1))
    verdict = judge(customer, since + pause, chosen, CALENDAR)
    if pause < limit - timedelta(days=chosen.pool.notify_days):
        assert verdict.action is Action.KEEP


@given(since=instants, silent=spans, blockers=st.sets(st.sampled_from(list(Blocker)), min_size=1))
def test_who_has_an_order_a_delivery_or_a_complaint_stays(
    since: datetime, silent: timedelta, blockers: set[Blocker]
) -> None:
    now = since + silent
    customer = held(
        since, claimed=True, blockers=frozenset(blockers), warned_at=since, reclaim_at=since + timedelta(days=1)
    )
    verdict = judge(customer, now, RULES, CALENDAR)
    assert verdict.action is Action.KEEP
    assert verdict.look_at is not None
    assert verdict.look_at > now


@given(since=instants, tried=st.booleans())
def test_a_claim_that_is_not_worked_goes_back_after_seven_days(since: datetime, tried: bool) -> None:
    customer = held(since, claimed=True, levels=("C",), attempt_at=since + timedelta(hours=1) if tried else None)
    verdict = judge(customer, since + timedelta(days=6), RULES, BusinessCalendar(SHANGHAI))
    assert (verdict.action is Action.WARN) is (not tried)
    if not tried:
        assert verdict.kind is PoolKind.UNTOUCHED


def test_levels_without_cadence_and_finished_lives_are_no_business_of_the_pool() -> None:
    since = datetime(2026, 3, 1, tzinfo=UTC)
    for one in (held(since, levels=("O",)), held(since, levels=("A", "O")), held(since, levels=())):
        assert judge(one, since + timedelta(days=999), RULES, CALENDAR).look_at is None
    waiting = held(since, levels=(), awaited=True)
    assert judge(waiting, since + timedelta(days=31), RULES, CALENDAR).action is Action.WARN
    off = RULES.model_copy(update={"pool": PoolSettings(enabled=False)})
    assert judge(held(since), since + timedelta(days=999), off, CALENDAR).action is Action.KEEP


@given(instant=instants)
def test_mornings_are_openings_and_never_in_the_past(instant: datetime) -> None:
    found = morning(instant, CALENDAR)
    assert instant <= found <= instant + timedelta(days=9)
    assert found.astimezone(SHANGHAI).time() == time(9)
    assert found.astimezone(SHANGHAI).date() not in {rule.date for rule in CLOSED}


def test_a_store_that_is_never_open_still_has_a_pool() -> None:
    shut = [DayRule(date(2026, 3, day), DayKind.HOLIDAY) for day in range(1, 32)]
    assert morning(datetime(2026, 3, 5, tzinfo=UTC), BusinessCalendar(SHANGHAI, rules=shut)).astimezone(
        SHANGHAI
    ).date() == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("claimant", "hours", "refusal"),
    [
        (Claimant(0, 0), 0, None),
        (Claimant(10, 0), 0, ClaimRefusal.DAILY_LIMIT),
        (Claimant(9, 300, capacity=300), 0, ClaimRefusal.CAPACITY),
        (Claimant(9, 300), 0, None),
        (Claimant(0, 0, capacity=0), 0, ClaimRefusal.CAPACITY),
        (Claimant(0, 0, gave_up_at=datetime(2026, 2, 10, tzinfo=UTC)), 0, ClaimRefusal.REPEAT),
        (Claimant(0, 0, gave_up_at=datetime(2026, 2, 8, tzinfo=UTC)), 0, None),
        (Claimant(0, 0), 1, ClaimRefusal.NEW_DATA),
        (Claimant(0, 0, manager=True), 1, None),
    ],
)
def test_who_may_claim(claimant: Claimant, hours: int, refusal: ClaimRefusal | None) -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    assert claim_refusal(now + timedelta(hours=hours), claimant, now, PoolSettings()) is refusal


def people(count: int, **more: object) -> list[Person]:
    return [Person(new_id(), f"顾问{n}", f"a{n}", frozenset({"sales_advisor"}), **more) for n in range(count)]


POSTS = {"posts": ("sales_advisor",), "on_duty": None}


@given(staff=st.integers(1, 30), count=st.integers(0, 200), turn=st.integers(0, 99), quota=st.integers(0, 12))
def test_dealt_out_to_one_within_quotas(staff: int, count: int, turn: int, quota: int) -> None:
    house = people(staff)
    items = [Item(new_id(), None) for _ in range(count)]
    deal = deal_out(items, house, **POSTS, tally=Tally(), turn=turn, quota=quota)
    got = Counter(one.person.id for one in deal.items if one.person)
    fair = [got[person.id] for person in house]
    assert max(fair) - min(fair) <= 1
    assert sum(fair) == (min(count, quota * staff) if quota else count)
    assert not quota or max(fair) <= quota
    assert all(one.why["candidates"][0]["staff_id"] == str(one.person.id) for one in deal.items if one.person)


@given(own=st.lists(st.integers(0, 9), min_size=1, max_size=12), count=st.integers(0, 80))
def test_own_quotas_are_met_and_the_rest_is_fair(own: list[int], count: int) -> None:
    house = [Person(new_id(), f"{n}", f"{n}", frozenset({"sales_advisor"}), quota=q) for n, q in enumerate(own)]
    deal = deal_out([Item(new_id(), None) for _ in range(count)], house, **POSTS, tally=Tally(), turn=0, quota=0)
    got = Counter(one.person.id for one in deal.items if one.person)
    assert all(got[person.id] <= person.quota for person in house)
    assert got.total() == min(count, sum(own))
    open_ones = [got[person.id] for person in house if got[person.id] < person.quota]
    if open_ones:
        assert max(open_ones) - min(open_ones) <= 1
        assert all(got[person.id] >= min(open_ones) for person in house if person.quota >= min(open_ones))


@settings(max_examples=25)
@given(staff=st.integers(2, 20), days=st.integers(1, 120), each=st.integers(1, 3))
def test_being_here_longest_is_worth_nothing(staff: int, days: int, each: int) -> None:
    """A lead or two a day, every day's tally fresh: over the weeks everybody gets the same."""
    house = people(staff)
    got: Counter[UUID] = Counter()
    turn = 0
    for _ in range(days):
        deal = deal_out([Item(new_id(), None) for _ in range(each)], house, **POSTS, tally=Tally(), turn=turn, quota=0)
        turn = deal.turn
        got.update(one.person.id for one in deal.items if one.person)
    assert max(got[p.id] for p in house) - min(got[p.id] for p in house) <= 1


def test_leave_duty_brand_and_quota_are_told() -> None:
    there, away, off, other = (people(1)[0] for _ in range(4))
    house = [
        there,
        Person(away.id, "休假", "b", away.roles, on_leave=True),
        off,
        Person(other.id, "别的品牌", "d", other.roles, brands=("逐风",)),
    ]
    duty = frozenset({there.id, away.id, other.id})
    chosen = choose(
        house,
        posts=("sales_advisor",),
        fallback_posts=(),
        on_duty=duty,
        tally=Tally(),
        turn=0,
        brand="远航",
        quota=0,
    )
    assert chosen.person == there
    assert {one["why"] for one in chosen.explanation["skipped"]} == {"on_leave", "off_duty", "brand"}
    nobody = deal_out([Item(new_id(), None)], [], **POSTS, tally=Tally(), turn=5, quota=0)
    assert nobody.items[0].person is None
    assert nobody.turn == 5


def test_what_the_evidence_speaks_for() -> None:
    now = datetime(2026, 3, 10, tzinfo=UTC)
    old, new = Side(now - timedelta(days=40), 1, now - timedelta(days=30)), Side(now, 1, now - timedelta(days=1))
    rules = {"opened_at": now, "recent_days": 7}
    assert suggest(old, new, protected=False, **rules).ruling is Ruling.TRANSFER
    assert suggest(new, old, protected=True, **rules).ruling is Ruling.KEEP
    assert suggest(new, new, protected=True, **rules).ruling is Ruling.SPLIT
    assert suggest(Side(), Side(), protected=False, **rules).ruling is Ruling.KEEP
    assert suggest(Side(), old, protected=False, **rules).ruling is Ruling.TRANSFER


@given(percent=st.integers(1, 99), ruling=st.sampled_from(list(Ruling)))
def test_shares_are_a_hundred(percent: int, ruling: Ruling) -> None:
    assert sum(shares(ruling, new_id(), new_id(), percent).values()) == 100


@pytest.mark.parametrize(
    ("stage", "had_order", "arrived", "node"),
    [
        (Stage.NEW, False, False, Node.BEFORE_ARRIVAL),
        (Stage.CONTACTED, False, True, Node.AFTER_RECEPTION),
        (Stage.TEST_DRIVEN, False, True, Node.AFTER_DRIVE),
        (Stage.QUOTED, False, False, Node.NEGOTIATION),
        (Stage.QUOTED, True, True, Node.PAPERWORK),
    ],
)
def test_nodes(stage: Stage, had_order: bool, arrived: bool, node: Node) -> None:
    assert node_of(stage, had_order=had_order, arrived=arrived) is node


@given(calls=st.lists(st.integers(0, 5), min_size=1, max_size=8), turn=st.integers(0, 50), data=st.data())
def test_the_loser_never_verifies(calls: list[int], turn: int, data: st.DataObject) -> None:
    posts = st.sampled_from(["crc_agent", "floor_supervisor", "sales_advisor"])
    staff = [Verifier(new_id(), frozenset({data.draw(posts)}), open_calls) for open_calls in calls]
    losers = data.draw(st.sets(st.sampled_from([one.id for one in staff])))
    chosen = choose_verifier(staff, ("crc_agent", "floor_supervisor"), losers, turn)
    assert chosen not in losers
    fit = [one for one in staff if one.id not in losers and "crc_agent" in one.roles]
    if fit:
        assert next(one for one in staff if one.id == chosen).open_calls == min(one.open_calls for one in fit)


def test_reasons_are_data_and_say_when_to_ask_again() -> None:
    assert len(DEFAULT_REASONS) == 19
    now = datetime(2028, 2, 29, tzinfo=UTC)
    rules = LossSettings()
    assert second_chance_at(rules.reason("price"), now) == now + timedelta(days=30)
    assert second_chance_at(rules.reason("wrong_or_empty_number"), now) is None
    with pytest.raises(ValueError, match="distinct"):
        LossSettings(reasons=(DEFAULT_REASONS[0], DEFAULT_REASONS[0]))
