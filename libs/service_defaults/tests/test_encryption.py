import base64
import pickle
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.encryption import SealBroken, Vault, generate_key

OLD, NEW, INDEX, TRANSPORT = bytes(range(32)), bytes(range(32, 64)), b"i" * 32, b"t" * 32
ROW = UUID("01900000-0000-7000-8000-000000000001")
PLACE: dict[str, Any] = {"table": "person", "column": "mobile", "row_id": ROW}
VAULT = Vault({1: OLD, 2: NEW}, 2, INDEX)


@given(st.text())
def test_what_was_sealed_opens_in_its_place(text: str):
    assert VAULT.open(VAULT.seal(text, **PLACE), **PLACE) == text


def test_sealing_twice_gives_different_values_of_the_documented_layout():
    first, second = VAULT.seal("19900000001", **PLACE), VAULT.seal("19900000001", **PLACE)
    assert first != second
    assert first[:3] == b"\x01\x00\x02"
    assert len(first) == 3 + 12 + len("19900000001") + 16
    assert b"19900000001" not in first


@pytest.mark.parametrize(
    "moved",
    [{"table": "visit"}, {"column": "email"}, {"row_id": uuid4()}, {"table": "personm", "column": "obile"}],
    ids=["table", "column", "row", "shifted boundary"],
)
def test_a_value_copied_elsewhere_does_not_open(moved: dict[str, Any]):
    value = VAULT.seal("19900000001", **PLACE)
    with pytest.raises(SealBroken):
        VAULT.open(value, **(PLACE | moved))


def test_any_flipped_bit_is_noticed():
    value = VAULT.seal("19900000001", **PLACE)
    for bit in range(len(value) * 8):
        broken = bytearray(value)
        broken[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            VAULT.open(bytes(broken), **PLACE)


@given(st.binary(max_size=80))
def test_foreign_bytes_never_open_nor_crash(value: bytes):
    with pytest.raises(SealBroken):
        VAULT.open(value, **PLACE)


@pytest.mark.parametrize("length", [0, 1, 14, 15, 20, 30])
def test_a_truncated_value_is_refused(length: int):
    with pytest.raises(SealBroken):
        VAULT.open(VAULT.seal("19900000001", **PLACE)[:length], **PLACE)


def test_rotation_keeps_old_values_readable_and_names_them():
    before = Vault({1: OLD}, 1, INDEX)
    value = before.seal("19900000001", **PLACE)
    assert not before.reseal_needed(value)
    assert VAULT.reseal_needed(value)
    assert VAULT.open(value, **PLACE) == "19900000001"
    assert not VAULT.reseal_needed(VAULT.seal("19900000001", **PLACE))
    with pytest.raises(SealBroken, match="key 1 is not configured"):
        Vault({2: NEW}, 2, INDEX).open(value, **PLACE)
    with pytest.raises(SealBroken):
        VAULT.reseal_needed(b"clear")


def test_the_blind_index_tells_equal_from_different():
    index = VAULT.blind_index("mobile", "19900000001", scope="store:1")
    assert len(index) == 32
    assert index == Vault({7: NEW}, 7, INDEX).blind_index("mobile", "19900000001", scope="store:1")
    others = {
        VAULT.blind_index("mobile", "19900000002", scope="store:1"),
        VAULT.blind_index("email", "19900000001", scope="store:1"),
        VAULT.blind_index("mobile", "19900000001", scope="store:2"),
        VAULT.blind_index("mobile1", "9900000001", scope="store:1"),
        Vault({1: OLD}, 1, b"j" * 32).blind_index("mobile", "19900000001", scope="store:1"),
    }
    assert len(others) == 5
    assert index not in others


@given(st.text(), st.text(), st.text())
def test_search_tokens_are_stable_bigints_apart_from_the_blind_index(kind: str, text: str, scope: str):
    token = VAULT.search_token(kind, text, scope=scope)
    assert -(2**63) <= token < 2**63
    assert token == VAULT.search_token(kind, text, scope=scope)
    assert token.to_bytes(8, "big", signed=True) != VAULT.blind_index(kind, text, scope=scope)[:8]


def test_search_tokens_do_not_change_between_releases():
    assert VAULT.search_token("char", "王", scope="store:1") == 865752963369892044


def test_transport_round_trip_between_services():
    contact = {"mobile": "19900000001", "name": "王小明", "tags": [1, None]}
    sealed = VAULT.seal_for_transport(contact, purpose="contact")
    assert set(sealed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=")
    assert VAULT.open_from_transport(sealed, purpose="contact") == contact
    with pytest.raises(SealBroken):
        VAULT.open_from_transport(sealed, purpose="invoice")


def test_services_with_masters_of_their_own_share_a_transport_key():
    sender, receiver = Vault({1: OLD}, 1, INDEX, TRANSPORT), Vault({9: NEW}, 9, b"j" * 32, TRANSPORT)
    assert receiver.open_from_transport(sender.seal_for_transport({"a": 1})) == {"a": 1}


def test_events_sealed_before_a_rotation_open_after_it():
    sealed = Vault({1: OLD}, 1, INDEX).seal_for_transport({"a": 1})
    assert VAULT.open_from_transport(sealed) == {"a": 1}
    assert Vault({1: OLD}, 1, INDEX, TRANSPORT).open_from_transport(sealed) == {"a": 1}


@pytest.mark.parametrize("text", ["", "?", "AAAA", "é", "A" * 80, base64.b64encode(bytes(range(60))).decode()])
def test_a_foreign_transport_text_is_refused(text: str):
    with pytest.raises(SealBroken):
        VAULT.open_from_transport(text)


def test_a_field_does_not_open_as_transport():
    value = VAULT.seal('{"a":1}', table="", column="", row_id="event")
    with pytest.raises(SealBroken):
        VAULT.open_from_transport(base64.urlsafe_b64encode(value).decode())


def test_settings_carry_base64_and_the_newest_key_is_active():
    keys, index = {1: generate_key(), 2: generate_key()}, generate_key()
    assert repr(Vault.from_base64(keys, index_key=index)) == "Vault(keys=[1, 2], active=2)"
    older = Vault.from_base64(keys, index_key=index, active=1, transport_key=generate_key())
    assert repr(older) == "Vault(keys=[1, 2], active=1)"


def test_both_base64_alphabets_are_read():
    key = b"\xfb\xff" * 16
    urlsafe, standard = base64.urlsafe_b64encode(key).decode(), base64.b64encode(key).decode()
    one, other = (Vault.from_base64({1: text}, index_key=text) for text in (urlsafe, standard))
    assert other.open(one.seal("x", **PLACE), **PLACE) == "x"


@pytest.mark.parametrize(
    ("keys", "active", "index"),
    [
        ({}, 1, INDEX),
        ({1: OLD}, 2, INDEX),
        ({0: OLD}, 0, INDEX),
        ({70_000: OLD}, 70_000, INDEX),
        ({1: b"short"}, 1, INDEX),
        ({1: OLD}, 1, b""),
    ],
)
def test_unusable_keys_are_refused_at_start(keys: dict[int, bytes], active: int, index: bytes):
    with pytest.raises(ValueError):
        Vault(keys, active, index)


@pytest.mark.parametrize("text", ["not base64!", "secret" * 7, ""])
def test_a_bad_key_in_settings_is_refused_without_being_shown(text: str):
    with pytest.raises(ValueError) as refused:
        Vault.from_base64({1: text}, index_key=generate_key())
    assert text == "" or text not in str(refused.value)
    assert refused.value.__cause__ is None


def test_key_material_does_not_show_nor_leave():
    shown = repr(VAULT) + str(VAULT)
    assert OLD.hex() not in shown
    assert repr(OLD) not in shown
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(VAULT)


def test_subkeys_differ_by_purpose():
    assert len(VAULT.subkey("cursor")) == 32
    assert VAULT.subkey("cursor") != VAULT.subkey("link")
