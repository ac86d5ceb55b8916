"""A pile of merges on one file: taken off in any order, each field comes back as it was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from leads.merge import policy
from leads.merge.policy import Layer, Side

FIELDS = ("name", "city", "note", "card.purpose")
VALUES = st.one_of(st.none(), st.sampled_from(["", "甲", "乙", "丙"]))
FILE = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))
PARTIAL = st.dictionaries(st.sampled_from(FIELDS), VALUES)


def pile_up(file: dict[str, Any], merges: list[dict[str, Any]]) -> list[dict[str, Layer]]:
    piles = []
    for wanted in merges:
        piles.append(policy.put_on(file, wanted))
        file.update({name: layer["value"] for name, layer in piles[-1].items()})
    return piles


@given(FILE, st.lists(PARTIAL, max_size=5), st.randoms(use_true_random=False))
def test_taken_off_in_any_order_the_file_is_as_it_was(
    before: dict[str, Any], merges: list[dict[str, Any]], order: Any
) -> None:
    file = dict(before)
    piles = pile_up(file, merges)
    while piles:
        at = order.randrange(len(piles))
        layers = piles.pop(at)
        file.update(policy.take_off(file, layers, piles[at:]))
    assert file == before


@given(FILE, PARTIAL, st.sampled_from(FIELDS))
def test_what_somebody_wrote_since_stays(before: dict[str, Any], wanted: dict[str, Any], name: str) -> None:
    file = dict(before)
    [layers] = pile_up(file, [wanted])
    file[name] = "新写的"
    file.update(policy.take_off(file, layers, []))
    assert file == {**before, name: "新写的"}


@given(st.sampled_from(["note", "name", "tags"]), VALUES, VALUES)
def test_the_default_never_loses_a_word(field: str, kept: Any, absorbed: Any) -> None:
    side = policy.default_side(field, kept, absorbed)
    value = policy.chosen_value(side, kept, absorbed)
    if policy.is_blank(value):
        assert policy.is_blank(kept)
        assert policy.is_blank(absorbed)
    if field == "note" and kept and absorbed and kept != absorbed:
        assert side is Side.BOTH
        assert value == f"{kept}\n{absorbed}"


def test_joined_lists_stay_bounded() -> None:
    joined = policy.chosen_value(Side.BOTH, ["a", "b"], ["b", "c", "d"], most=3)
    assert joined == ["a", "b", "c"]
