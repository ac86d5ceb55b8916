"""What views, answers and histories mean: pure rules."""

import math
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from leads.behaviour.policy import DayCount, is_origin, longest_streak, page_path, profile_of
from leads.lead.policy import Stage
from leads.score.features import FEATURES, History, features, next_change
from leads.score.fitting import Case, auc, fit, probability, quality, train
from leads.score.policy import card_of, logit, rules_of
from leads.score.schedule import next_month
from leads.setting.interest import Layer, ScoreSettings, SignalKind, SignalRules, TemperatureSettings
from leads.signal.policy import Earlier, Found, behaviour_signals, news
from leads.temperature.policy import Facts, Reason, Standing, judge

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def seen(
    ago: int, kind: str = "model_view", model: str | None = "远航 X5", *, count: int = 1, rival: str | None = None
) -> DayCount:
    at = NOW - timedelta(days=ago)
    return DayCount(TODAY - timedelta(days=ago), kind, model, None, rival, count, at, at)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/models/x5?mobile=19900000001#top", "/models/x5"),
        ("https://www.example.com/a/b?x=1", "/a/b"),
        ("models", "/models"),
        ("http://[broken", "/"),
        ("", "/"),
    ],
)
def test_a_page_is_kept_without_what_somebody_typed(address: str, path: str) -> None:
    assert page_path(address) == path


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("https://www.example.com", True),
        ("http://localhost:5173", True),
        ("https://www.example.com/x", False),
        ("https://user@example.com", False),
        ("www.example.com", False),
        ("https://example.com:99999", False),
        ("null", False),
    ],
)
def test_what_an_origin_is(text: str, *, fine: bool) -> None:
    assert is_origin(text) is fine


def test_three_days_running_on_one_model() -> None:
    rows = [seen(2), seen(1, model="远航 x5 "), seen(0, "configurator_change"), seen(0, model="远航 E5")]
    streak = longest_streak(rows, TODAY)
    assert streak is not None
    assert (streak.days, streak.last_day) == (3, TODAY)
    assert longest_streak([seen(4), seen(3), seen(2)], TODAY) is None, "a run that broke off is none"
    assert longest_streak([seen(0, "site_view")], TODAY) is None, "the home page is no model"


def test_the_profile_names_what_is_looked_at_most() -> None:
    rows = [
        seen(9, model="远航 E5", count=30),
        seen(2),
        seen(1),
        seen(0, "price_inquiry"),
        seen(0, "compare", rival="长风 C6"),
    ]
    profile = profile_of(rows, TODAY)
    assert [model["model"] for model in profile.models] == ["远航 X5", "远航 E5"]
    assert (profile.models[0]["days"], profile.models[0]["price_views"]) == (3, 1)
    assert profile.rivals[0]["name"] == "长风 C6"
    assert profile.active_days == 4


SIGNALS = [
    ([seen(2), seen(1), seen(0)], {SignalKind.SAME_MODEL_DAYS: 3}),
    ([seen(1), seen(0)], {}),
    ([seen(3), seen(2), seen(1)], {SignalKind.SAME_MODEL_DAYS: 3}),
    ([seen(4), seen(3), seen(2)], {}),
    ([seen(6, "price_inquiry"), seen(0, "price_inquiry")], {SignalKind.PRICE_AGAIN: 2}),
    ([seen(8, "price_inquiry"), seen(0, "price_inquiry")], {}),
    ([seen(5, "price_inquiry", count=2), seen(0)], {}),
    ([seen(0, "compare", rival="长风 C6")], {SignalKind.RIVAL_COMPARED: 1}),
    ([seen(0, "compare")], {}),
    ([seen(20), seen(0)], {SignalKind.RETURN_AFTER_SILENCE: 20}),
    ([seen(15), seen(0)], {}),
    ([seen(0, count=12)], {SignalKind.BUSY_DAY: 12}),
    ([seen(0, "configurator_change", count=3)], {SignalKind.CONFIGURED: 3}),
    ([], {}),
]


@pytest.mark.parametrize(("rows", "kinds"), SIGNALS)
def test_signals(rows: list[DayCount], kinds: dict[SignalKind, int]) -> None:
    found = behaviour_signals(rows, TODAY, SignalRules())
    assert {one.kind: one.count for one in found} == kinds
    assert behaviour_signals(rows, TODAY, SignalRules(kinds=())) == []


def test_the_same_signal_waits_for_its_pause() -> None:
    rules = SignalRules()
    found = [Found(SignalKind.SAME_MODEL_DAYS, "远航 X5", 4), Found(SignalKind.SAME_MODEL_DAYS, "远航 E5", 3)]
    earlier = [Earlier(SignalKind.SAME_MODEL_DAYS, "远航 x5", NOW - timedelta(days=1))]
    assert [one.model for one in news(found, earlier, NOW, rules)] == ["远航 E5"]
    assert len(news(found, earlier, NOW + timedelta(days=7), rules)) == 2


# --- temperature

RULES = TemperatureSettings()


def facts(**more: object) -> Facts:
    return Facts(
        **{"now": NOW, "vip": False, "open": True, "ordered": False, "inquiry_at": NOW, "answer_at": NOW, **more}
    )  # type: ignore[arg-type]


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


STANDINGS = [
    # before, facts, layer after, reason
    (None, {}, Layer.WARM, Reason.INQUIRY),
    (None, {"heat": ((NOW, "test_driven"),)}, Layer.HOT, "test_driven"),
    (None, {"inquiry_at": ago(20), "answer_at": ago(20)}, Layer.COLD, Reason.SILENT),
    (
        Standing(Layer.WARM, ago(30), "inquiry"),
        {"inquiry_at": ago(40), "answer_at": ago(15)},
        Layer.COLD,
        Reason.SILENT,
    ),
    (Standing(Layer.WARM, ago(30), "inquiry"), {"inquiry_at": ago(40), "answer_at": ago(14)}, Layer.WARM, "inquiry"),
    (Standing(Layer.HOT, ago(30), "quoted"), {"inquiry_at": ago(40), "answer_at": ago(15)}, Layer.WARM, Reason.SILENT),
    (Standing(Layer.WARM, ago(0), "silent"), {"inquiry_at": ago(40), "answer_at": ago(15)}, Layer.WARM, "silent"),
    (Standing(Layer.HOT, ago(30), "quoted"), {"answer_at": ago(40), "ordered": True}, Layer.HOT, "quoted"),
    (Standing(Layer.COLD, ago(3), "silent"), {"inquiry_at": ago(1)}, Layer.WARM, Reason.INQUIRY),
    (Standing(Layer.COLD, ago(3), "silent"), {"inquiry_at": ago(9), "clicks": (ago(2),) * 2}, Layer.COLD, "silent"),
    (
        Standing(Layer.COLD, ago(3), "silent"),
        {"inquiry_at": ago(9), "clicks": (ago(2),) * 3},
        Layer.WARM,
        Reason.CLICKS,
    ),
    (Standing(Layer.COLD, ago(3), "silent"), {"inquiry_at": ago(9), "clicks": (ago(4),) * 3}, Layer.COLD, "silent"),
    (Standing(Layer.COLD, ago(3), "silent"), {"heat": ((ago(1), Reason.HOT_LEVEL),)}, Layer.HOT, Reason.HOT_LEVEL),
    (Standing(Layer.WARM, ago(3), "silent"), {"heat": ((ago(4), "test_driven"),)}, Layer.WARM, "silent"),
    (Standing(Layer.HOT, ago(1), "quoted"), {"open": False}, Layer.COLD, Reason.CLOSED),
    (Standing(Layer.HOT, ago(1), "quoted"), {"vip": True}, Layer.VIP, Reason.VIP),
    (Standing(Layer.VIP, ago(1), Reason.VIP), {}, Layer.WARM, Reason.VIP_ENDED),
    (Standing(Layer.VIP, ago(99), Reason.BY_HAND), {"answer_at": ago(90)}, Layer.VIP, Reason.BY_HAND),
    (Standing(Layer.VIP, ago(99), Reason.BY_HAND), {"open": False}, Layer.VIP, Reason.BY_HAND),
]


@pytest.mark.parametrize(("before", "known", "layer", "reason"), STANDINGS)
def test_who_moves_when(before: Standing | None, known: dict[str, object], layer: Layer, reason: str) -> None:
    verdict = judge(facts(**known), before, RULES)
    assert (verdict.standing.layer, verdict.standing.reason) == (layer, reason)
    assert verdict.ask is (before is not None and before.layer is Layer.HOT and reason == Reason.SILENT)


def test_a_hot_one_without_progress_is_a_task_once() -> None:
    hot = Standing(Layer.HOT, ago(2), Reason.HOT_LEVEL)
    late = judge(facts(answer_at=ago(1)), hot, RULES)
    assert (late.remind, late.moved, late.standing.reminded) == (True, False, True)
    assert judge(facts(answer_at=ago(1)), late.standing, RULES).remind is False
    assert judge(facts(progress_at=ago(1)), hot, RULES).remind is False
    early = judge(facts(), Standing(Layer.HOT, ago(1.9), Reason.HOT_LEVEL), RULES)
    assert (early.remind, early.next_at) == (False, ago(1.9) + timedelta(hours=48))


instants = st.floats(0, 60, allow_nan=False).map(ago)
standings = st.builds(Standing, st.sampled_from(Layer), instants, st.sampled_from([*Reason, "quoted"]), st.booleans())
any_facts = st.builds(
    Facts,
    now=st.just(NOW),
    vip=st.booleans(),
    open=st.booleans(),
    ordered=st.booleans(),
    inquiry_at=instants,
    answer_at=instants,
    progress_at=st.none() | instants,
    heat=st.lists(st.tuples(instants, st.sampled_from(["quoted", "hot_level"])), max_size=3).map(tuple),
    clicks=st.lists(instants, max_size=5).map(tuple),
)


@example(facts(inquiry_at=NOW, heat=((NOW, "quoted"),)), Standing(Layer.VIP, NOW, Reason.VIP))
@example(facts(inquiry_at=NOW, heat=((ago(4), "quoted"),)), Standing(Layer.COLD, ago(3), Reason.SILENT))
@given(any_facts, st.none() | standings)
def test_the_next_look_lies_ahead_and_a_second_look_changes_nothing(known: Facts, before: Standing | None) -> None:
    first = judge(known, before, RULES)
    assert first.next_at is None or first.next_at > NOW
    second = judge(known, first.standing, RULES)
    assert (second.moved, second.remind) == (False, False)
    assert second.standing == first.standing


@given(any_facts, standings)
def test_silence_takes_one_layer_at_a_time(known: Facts, before: Standing) -> None:
    verdict = judge(known, before, RULES)
    if verdict.standing.reason == Reason.SILENT and verdict.moved:
        order = [Layer.COLD, Layer.WARM, Layer.HOT]
        assert order.index(before.layer) - order.index(verdict.standing.layer) == 1


@given(any_facts, standings)
def test_when_the_time_comes_something_happens(known: Facts, before: Standing) -> None:
    first = judge(known, before, RULES)
    if first.next_at is not None:
        later = judge(
            Facts(**{**{name: getattr(known, name) for name in known.__slots__}, "now": first.next_at}),
            first.standing,
            RULES,
        )
        assert later.moved or later.remind


# --- score


def life(**more: object) -> History:
    base = {
        "created_at": ago(10),
        "channel": "online",
        "source": "autohome",
        "trade_in": False,
        "response_due_at": ago(10) + timedelta(minutes=5),
        "first_response_at": ago(10) + timedelta(minutes=2),
        "zone": ZONE,
    }
    return History(**{**base, **more})  # type: ignore[arg-type]


def test_a_history_is_read_as_it_stood() -> None:
    past = life(
        contacts=[(ago(9), True), (ago(3), False), (ago(2), False)],
        levels=[(ago(9), 7), (ago(1), 90)],
        stages=[(ago(9), Stage.CONTACTED), (ago(8), Stage.VISITED), (ago(4), Stage.QUOTED), (ago(1), Stage.LOST)],
        visits=[ago(8), ago(8), ago(5)],
        views=[seen(2), seen(1), seen(0, "price_inquiry", rival="长风 C6")],
    )
    now = features(past, NOW)
    assert {code for code, value in now.items() if value} == {
        "talked", "visited", "quoted", "buys_later", "contacts", "unanswered", "revisits",
        "web_days", "web_price", "web_streak", "rival",
    }  # fmt: skip
    assert (now["unanswered"], now["revisits"], now["web_days"]) == (2, 2, 3)
    then = features(past, ago(8.5))
    assert {code for code, value in then.items() if value} == {"talked", "buys_this_week", "contacts"}
    silent = features(life(created_at=ago(40), response_due_at=None), NOW)
    assert {code for code, value in silent.items() if value} == {"silent_fortnight", "open_month"}
    late = features(life(first_response_at=None), NOW)
    assert late["late_reply"] == 1


moments = st.lists(st.floats(0, 40, allow_nan=False).map(ago), max_size=6).map(sorted)


@given(moments, moments, st.floats(0, 40, allow_nan=False).map(ago))
def test_what_comes_later_does_not_count(contacts: list[datetime], visits: list[datetime], at: datetime) -> None:
    whole = life(created_at=ago(41), contacts=[(when, True) for when in contacts], visits=visits)
    until = life(
        created_at=ago(41),
        contacts=[(when, True) for when in contacts if when <= at],
        visits=[when for when in visits if when <= at],
    )
    assert features(whole, at) == features(until, at)
    change = next_change(whole, at)
    assert change is None or change > at


values = st.fixed_dictionaries({code: st.integers(0, 5).map(float) for code in FEATURES})


@given(values, st.sampled_from(FEATURES))
def test_a_score_follows_its_reasons(found: dict[str, float], code: str) -> None:
    weights = rules_of(ScoreSettings())
    card = card_of(weights, found)
    more = card_of(weights, {**found, code: found[code] + 1})
    assert math.isclose(
        logit(card.probability), weights.intercept + sum(e.points for e in card.effects) / 10, abs_tol=1e-6
    )
    if weights.weights[code] > 0:
        assert more.probability > card.probability
    elif weights.weights[code] < 0:
        assert more.probability < card.probability
    assert 1 <= card.score <= 99
    assert len(card.reasons) == 3
    sizes = [abs(effect.points) for effect in card.effects]
    assert sizes == sorted(sizes, reverse=True)


def test_auc_and_brier() -> None:
    assert auc([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0]) == 1
    assert auc([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0]) == 0
    assert auc([0.5, 0.5, 0.5], [1, 0, 0]) == 0.5
    assert auc([0.3], [1]) == 0.5
    assert quality([1.0, 0.0], [1, 0]).brier == 0


def cases(number: int = 800, *, told: bool = True) -> list[Case]:
    """A made history with one strong, one weak and one empty cause; the same every time."""
    found = []
    for place in range(number):
        strong, weak, empty = float(place % 3 == 0), float(place % 5), float(place % 7 == 0)
        odds = -1 + 2 * strong + 0.3 * weak if told else -1.0
        won = int((place * 7919 % 1000) / 1000 < 1 / (1 + math.exp(-odds)))
        found.append(Case((strong, weak, empty), rules=0.3 + 0.1 * empty, won=won, held=place % 4 == 1))
    return found


def test_training_finds_what_counts_and_is_the_same_every_time() -> None:
    first, again = train(cases()), train(cases())
    assert first == again
    assert (first.fitted, first.held) == (600, 200)
    assert first.weights[1] == pytest.approx(2, abs=0.5)
    assert first.weights[2] == pytest.approx(0.3, abs=0.15)
    assert abs(first.weights[3]) < 0.5
    assert first.accepted
    assert first.model.auc > first.rules.auc
    assert first.model.brier < first.share_brier


def test_a_model_that_knows_nothing_is_not_used() -> None:
    assert not train(cases(told=False)).accepted


def test_the_fit_holds_where_one_cause_tells_all() -> None:
    weights = fit([(1.0,), (0.0,)] * 50, [1, 0] * 50)
    assert all(math.isfinite(weight) for weight in weights)
    assert probability(weights, (1.0,)) > 0.9
    assert probability(weights, (0.0,)) < 0.1


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 3, 31, 19, 30, tzinfo=UTC)),
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), datetime(2026, 12, 31, 19, 30, tzinfo=UTC)),
        (datetime(2026, 12, 31, 16, 1, tzinfo=UTC), datetime(2027, 1, 31, 19, 30, tzinfo=UTC)),
    ],
)
def test_the_first_of_the_stores_next_month(now: datetime, due: datetime) -> None:
    assert next_month(now, ZONE) == due
