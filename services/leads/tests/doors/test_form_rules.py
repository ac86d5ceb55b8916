"""Rules of public forms: tokens, proof of work, limits, what looks wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.setting.doors import WebFormSettings
from leads.web_form import policy
from leads.web_form.policy import Age, Suspicion, Token, Traffic

KEY = b"k" * 32
NOW = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)
RULES = WebFormSettings()


@given(st.integers(0, 2**31), st.integers(0, 22))
def test_a_token_comes_back_as_it_went_out(second: int, bits: int) -> None:
    token = Token(datetime.fromtimestamp(second, UTC), bits, "abcdefghijklmnop")
    text = token.signed(KEY, "wf_a")
    assert policy.read_token(KEY, "wf_a", text) == token
    assert policy.read_token(KEY, "wf_b", text) is None
    assert policy.read_token(b"x" * 32, "wf_a", text) is None


@given(st.text(max_size=130))
def test_what_was_not_issued_is_no_token(text: str) -> None:
    assert policy.read_token(KEY, "wf_a", text) is None


def test_no_part_of_a_token_can_be_changed() -> None:
    text = Token(NOW, 14, "abcdefghijklmnop").signed(KEY, "wf_a")
    for place in range(len(text)):
        other = "1" if text[place] != "1" else "2"
        changed = text[:place] + other + text[place + 1 :]
        assert policy.read_token(KEY, "wf_a", changed) is None, place


@pytest.mark.parametrize(
    ("passed", "age"),
    [
        (-60, Age.OLD),
        (-1, Age.YOUNG),
        (0, Age.YOUNG),
        (2.9, Age.YOUNG),
        (3, Age.RIGHT),
        (7200, Age.RIGHT),
        (7201, Age.OLD),
    ],
)
def test_the_age_of_a_token(passed: float, age: Age) -> None:
    token = Token(NOW, 0, "n")
    now = NOW + timedelta(seconds=passed)
    assert policy.age_of(token, now, RULES) is age
    if age is Age.YOUNG:
        later = now + timedelta(seconds=policy.seconds_left(token, now, RULES))
        assert policy.age_of(token, later, RULES) is Age.RIGHT, "who waits as long as told may send"


def test_proof_is_work_and_can_be_checked() -> None:
    text = Token(NOW, 8, "abcdefghijklmnop").signed(KEY, "wf_a")
    found = next(str(number) for number in range(100_000) if policy.is_proof(text, str(number), 8))
    assert policy.is_proof(text, found, 7)
    assert not policy.is_proof(text, found, 30)
    assert policy.is_proof(text, "", 0)
    tried = sum(policy.is_proof(text, str(number), 6) for number in range(6400))
    assert 60 <= tried <= 145, "one in 64"


@pytest.mark.parametrize(
    ("traffic", "bits", "waits"),
    [
        (Traffic(), 0, False),
        (Traffic(address_hour=5, form_hour=29, form_10_minutes=29), 0, False),
        (Traffic(address_hour=6), 14, False),
        (Traffic(form_10_minutes=30), 14, False),
        (Traffic(address_hour=40), 14, True),
        (Traffic(form_hour=600), 0, True),
    ],
)
def test_pressure(traffic: Traffic, bits: int, waits: bool) -> None:
    assert policy.bits_needed(traffic, RULES) == bits
    assert policy.must_wait(traffic, RULES) is waits


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, None),
        ({"name": "王小明"}, None),
        ({"name": "欧阳 静怡 (女士)"}, None),
        ({"words": "想看 X5,周六下午到店,预算 20 万左右"}, None),
        ({"words": "车源见 https://www.example.com/cars/1"}, None),
        ({"words": "http://a.example.com http://b.example.com"}, Suspicion.LINKS),
        ({"words": "加 www.a.cn 和 www.b.cn"}, Suspicion.LINKS),
        ({"name": "加微信 19900001234"}, Suspicion.NAME_ODD),
        ({"name": "1990000"}, Suspicion.NAME_ODD),
        ({"name": "a@example.com"}, Suspicion.NAME_ODD),
        ({"honeypot": "https://spam.example.com"}, Suspicion.HONEYPOT),
        ({"honeypot": "  "}, None),
        ({"traffic": Traffic(same_text_hour=3)}, Suspicion.SAME_TEXT),
        ({"traffic": Traffic(number_day=2)}, None),
        ({"traffic": Traffic(number_day=3)}, Suspicion.NUMBER_OFTEN),
    ],
)
def test_what_looks_wrong(told: dict[str, object], found: Suspicion | None) -> None:
    values = {"honeypot": "", "name": "", "words": "", "traffic": Traffic(), **told}
    assert policy.suspicion(**values, rules=RULES) is found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origin", "writes", "allowed"),
    [
        (None, False, True),
        (None, True, False),
        ("null", True, False),
        ("https://crm.example.com", True, True),
        ("https://WWW.example.com", True, True),
        ("https://www.example.com.evil.example", True, False),
        ("https://evil.example.com", False, False),
    ],
)
def test_who_may_ask(origin: str | None, writes: bool, allowed: bool) -> None:
    origins = ["https://www.example.com"]
    assert policy.may_be_asked_from(origin, "crm.example.com", origins, writes=writes) is allowed


@given(st.text(max_size=200))
def test_the_print_of_a_text_ignores_how_it_is_set(words: str) -> None:
    spaced = " ".join(words)
    assert policy.text_print(words) == policy.text_print(spaced)
