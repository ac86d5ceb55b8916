from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.redaction import REDACTED, is_secret, redact, scrub


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("call 19900000001 now", "call [mobile] now"),
        ("+86 199-0000-0001", "[mobile]"),
        ("0086 199 0000 0001,", "[mobile],"),
        ("tel19900000001x", "tel[mobile]x"),
        ("19900000001/19900000002", "[mobile]/[mobile]"),
        ("wang.xm+crm@example.com,x", "[email],x"),
        ("id 11010119900307123X.", "id [id]."),
        ("Authorization: Bearer abc.def-1=", "Authorization: Bearer [redacted]"),
        ("got eyJhbGciOi.eyJzdWIi.c2ln end", "got [token] end"),
        ("GET /x?token=abc&page=2", "GET /x?token=[redacted]&page=2"),
        ("offset 1763800000000 of 12345678901", "offset 1763800000000 of 12345678901"),
        ("at 2026-03-02T12:00:00.199000Z", "at 2026-03-02T12:00:00.199000Z"),
        ("lead 0190a199-0000-7000-8000-a19900000001", "lead 0190a199-0000-7000-8000-a19900000001"),
        ("a @ b, 3@, @x", "a @ b, 3@, @x"),
        ("", ""),
    ],
)
def test_contact_points_and_tokens_are_taken_out_of_text(text: str, scrubbed: str):
    assert scrub(text) == scrubbed


@given(st.text(max_size=20), st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.text(alphabet="ab ,.王@=", max_size=5))
def test_no_mobile_survives_in_any_surroundings(before: str, mobile: str, after: str):
    surrounded = before.rstrip("0123456789+- ") + mobile + after
    assert mobile not in scrub(surrounded)


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("mobile", True),
        ("owner_mobile", True),
        ("ownerMobile", True),
        ("E-Mail".replace("-", ""), True),
        ("id_no", True),
        ("password", True),
        ("access_token", True),
        ("Set-Cookie", True),
        ("X-Api-Key", True),
        ("mobile_masked", False),
        ("tokens", False),
        ("store_id", False),
        ("automobile", False),
    ],
)
def test_secret_keys(key: str, secret: bool):
    assert is_secret(key) is secret


class Lead:
    def __str__(self) -> str:
        return "Lead(19900000001)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"mobile": 19900000001, "n": 1}, {"mobile": REDACTED, "n": 1}),
        ({"a": [{"token": "x"}, ("a@example.com",)]}, {"a": [{"token": REDACTED}, ["[email]"]]}),
        ({1: None, "f": 1.5, "t": True}, {"1": None, "f": 1.5, "t": True}),
        (b"\x00" * 7, "<7 bytes>"),
        (Lead(), "Lead([mobile])"),
        (date(2026, 3, 2), "2026-03-02"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_structures_are_redacted_to_json_types(value: Any, shown: Any):
    assert redact(value) == shown
