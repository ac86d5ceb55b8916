"""An event class says its type and key once, and no two say the same type."""

from uuid import UUID

import pytest
from messaging import EVENT_TYPES, Event
from pydantic import ValidationError


class Opened(Event, type="tests.opened.v1", key="case_id"):
    case_id: UUID
    reason: str | None = None


def test_it_knows_its_type_and_key():
    case = UUID(int=7)
    assert (Opened.event_type, Opened.key_field, Opened(case_id=case).key) == ("tests.opened.v1", "case_id", str(case))
    assert EVENT_TYPES["tests.opened.v1"] is Opened


def test_a_consumer_ignores_what_it_does_not_know():
    assert Opened.model_validate({"case_id": UUID(int=1), "added_later": 5}) == Opened(case_id=UUID(int=1))


def test_it_is_frozen():
    with pytest.raises(ValidationError):
        Opened(case_id=UUID(int=1)).reason = "changed"


@pytest.mark.parametrize("wrong", ["opened", "tests.opened", "tests.opened.v0", "Tests.opened.v1", "tests.opened.v1.x"])
def test_a_type_has_a_form(wrong: str):
    with pytest.raises(ValueError, match="is not <service>"):
        type("Wrong", (Event,), {"__annotations__": {"a": str}}, type=wrong, key="a")


def test_the_key_is_a_field():
    with pytest.raises(ValueError, match="not one of its fields"):
        type("Wrong", (Event,), {"__annotations__": {"a": str}}, type="tests.wrong_key.v1", key="b")
    assert "tests.wrong_key.v1" not in EVENT_TYPES


def test_a_type_is_taken_once():
    with pytest.raises(ValueError, match="already the type of Opened"):
        type("Other", (Event,), {"__annotations__": {"case_id": str}}, type="tests.opened.v1", key="case_id")


def test_a_class_without_a_type_is_a_base_of_others():
    class Cased(Event):
        case_id: UUID

    class Closed(Cased, type="tests.closed_case.v1", key="case_id"):
        pass

    assert Closed(case_id=UUID(int=2)).key == str(UUID(int=2))
