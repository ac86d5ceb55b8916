"""The gate that keeps published events readable."""

import pytest
from embedded.compatibility import breaking_changes
from messaging import Event
from pydantic import BaseModel


class Car(BaseModel):
    vin: str


class Told(Event, type="toy.thing_told.v1", key="id"):
    id: str
    when: str | None = None
    car: Car


OLD = Told.model_json_schema(mode="serialization")


class _Base(BaseModel):
    id: str
    when: str | None = None
    car: Car


class MoreOptional(_Base):
    extra: int | None = None


class FewerFields(BaseModel):
    id: str
    car: Car


class OtherType(BaseModel):
    id: int
    when: str | None = None
    car: Car


class DemandsMore(_Base):
    extra: int


class MayBeNull(BaseModel):
    id: str | None
    when: str | None = None
    car: Car


def test_the_same_and_more_optional_fields_are_fine() -> None:
    assert breaking_changes(OLD, OLD) == []
    assert breaking_changes(OLD, MoreOptional.model_json_schema(mode="serialization")) == []


@pytest.mark.parametrize(
    ("model", "word"),
    [(FewerFields, "gone"), (OtherType, "type"), (DemandsMore, "no default"), (MayBeNull, "null")],
)
def test_what_breaks_a_consumer_is_named(model: type[BaseModel], word: str) -> None:
    changes = breaking_changes(OLD, model.model_json_schema(mode="serialization"))
    assert len(changes) == 1
    assert word in changes[0]
