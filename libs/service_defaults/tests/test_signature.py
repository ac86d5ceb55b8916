from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.signature import InvalidStrokes, signature_digest, validate_strokes_svg

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STROKES = "M1 2L3 4"


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("M1 2L3 4", "M1 2L3 4"),
        ("M 1,2 L 3,4", "M1 2L3 4"),
        ("\nM1 2\tL 3 4 5 6 ", "M1 2L3 4 5 6"),
        ("M0 0Q1.5 2.25 3 4M5 5C1 2 3 4 5 6", "M0 0Q1.5 2.25 3 4M5 5C1 2 3 4 5 6"),
        ("M10000 0L0 10000.0", "M10000 0L0 10000.0"),
    ],
)
def test_strokes_are_kept_in_canonical_form(path: str, canonical: str):
    assert validate_strokes_svg(path) == canonical
    assert validate_strokes_svg(canonical) == canonical


@pytest.mark.parametrize(
    "path",
    [
        "",
        " ",
        "M1 2",
        "L1 2",
        "1 2M1 2L3 4",
        "M1 2L3",
        "M1 2L",
        "M1 2Q1 2",
        "M1 2C1 2 3 4",
        "M1 2l3 4",
        "M1 2L-3 4",
        "M1 2L1e9 4",
        "M1 2L10001 4",
        "M1 2L123456 4",
        "M1 2L3 4Z",
        "M1 2A1 1 0 0 0 3 4",
        'M1 2L3 4"/><script>alert(1)</script>',
        "M1 2L３ ４",
        "M1 2L3 4\x00",
        "M1 2L.5 .5",
        "M1 2L1000010000",
        "M1 2L1.5.5",
        "M1 2L1.1234567 1",
        "M1 2" + "L3 4" * 20_000,
    ],
)
def test_anything_else_is_refused(path: str):
    with pytest.raises(InvalidStrokes):
        validate_strokes_svg(path)


@given(st.text(alphabet="MLQC0123456789., <>\"'&;zZ-e", max_size=80))
def test_what_passes_holds_nothing_but_commands_and_numbers(path: str):
    try:
        canonical = validate_strokes_svg(path)
    except InvalidStrokes:
        return
    assert set(canonical) <= set("MLQC0123456789. ")
    assert validate_strokes_svg(canonical) == canonical


POINTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=2, max_size=50)


@given(st.lists(POINTS, min_size=1, max_size=5))
def test_every_drawing_of_lines_passes(strokes: list[list[tuple[int, int]]]):
    path = "".join("M" + "L".join(f"{x},{y}" for x, y in stroke) for stroke in strokes)
    assert validate_strokes_svg(path) == path.replace(",", " ")


def test_the_digest_is_stable_and_independent_of_the_zone():
    digest = signature_digest("报价单 v3", STROKES, "王小明", NOW)
    assert digest == "d146bb836e816fda967afad7da79a1ed365beb2dab7af80c2e77715d4d234122"
    assert digest == signature_digest("报价单 v3", STROKES, "王小明", NOW.astimezone(timezone(timedelta(hours=8))))


def test_any_change_gives_another_digest():
    digests = {
        signature_digest("a", "b", "c", NOW),
        signature_digest("x", "b", "c", NOW),
        signature_digest("a", "x", "c", NOW),
        signature_digest("a", "b", "x", NOW),
        signature_digest("a", "b", "c", NOW + timedelta(microseconds=1)),
        signature_digest("ab", "", "c", NOW),
        signature_digest('a", "b', "b", "c", NOW),
    }
    assert len(digests) == 7


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        signature_digest("a", "b", "c", NOW.replace(tzinfo=None))
