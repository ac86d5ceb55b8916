"""CloudEvents 1.0 over Kafka: our writing is read by others, theirs by us, and what is wrong is refused."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from cloudevents.core.bindings import kafka as foreign
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st
from messaging import Envelope, KafkaMessage, MalformedEnvelope, UnknownType
from pydantic import ValidationError
from service_defaults.testkit.noting import AT, Noted, note

RECEIVED = datetime(2031, 1, 1, tzinfo=UTC)
MINIMAL = {"specversion": "1.0", "id": "7", "type": "io.example.test", "source": "https://example.com"}
JSON_EVENT = "application/cloudevents+json"

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1)
envelopes = st.builds(
    Envelope,
    id=st.uuids(),
    type=texts,
    source=texts,
    key=texts,
    time=st.datetimes(timezones=st.just(UTC)),
    data=st.binary(min_size=1),
    subject=st.none() | texts,
    traceparent=st.none() | texts,
    store_id=st.none() | texts,
    owner_id=st.none() | texts,
)


def read(message: KafkaMessage) -> Envelope:
    return Envelope.from_kafka(message, received=RECEIVED)


def structured(event: dict[str, Any], content_type: str = JSON_EVENT, key: bytes | None = None) -> KafkaMessage:
    return KafkaMessage(key, json.dumps(event).encode(), [("content-type", content_type.encode())])


@given(envelopes)
def test_what_is_written_is_read(envelope: Envelope):
    assert read(envelope.to_kafka()) == envelope


@given(envelopes)
def test_a_foreign_library_reads_ours(envelope: Envelope):
    key, value, headers = envelope.to_kafka()
    event = foreign.from_kafka_event(foreign.KafkaMessage(dict(headers), key, value))
    assert UUID(event.get_id()) == envelope.id
    assert (event.get_type(), event.get_source(), event.get_time()) == (envelope.type, envelope.source, envelope.time)
    assert (event.get_specversion(), event.get_datacontenttype()) == ("1.0", "application/json")
    assert event.get_subject() == envelope.subject
    extensions = [event.get_extension(name) for name in ("partitionkey", "traceparent", "storeid", "ownerid")]
    assert extensions == [envelope.key, envelope.traceparent, envelope.store_id, envelope.owner_id]


@pytest.mark.parametrize("write", [foreign.to_binary_event, foreign.to_structured_event])
@given(data=st.dictionaries(st.text(), st.integers() | st.text() | st.none() | st.booleans()), key=texts)
def test_we_read_a_foreign_librarys(write: Any, data: dict[str, Any], key: str):
    event = CloudEvent(
        {
            **MINIMAL,
            "time": AT,
            "datacontenttype": "application/json",
            "subject": "s",
            "partitionkey": key,
            "storeid": "st1",
        },
        data,
    )
    message = write(event)
    envelope = read(KafkaMessage(message.key.encode(), message.value, list(message.headers.items())))
    assert (envelope.type, envelope.source, envelope.time) == (MINIMAL["type"], MINIMAL["source"], AT)
    assert (envelope.key, envelope.subject, envelope.store_id) == (key, "s", "st1")
    assert json.loads(envelope.data) == data


def test_the_event_comes_back():
    envelope = note("客户", 3, store_id="s1")
    assert envelope.event(Noted) == Noted(subject_id="客户", n=3, store_id="s1")
    assert (envelope.source, envelope.service, envelope.key) == ("/chemai/tests", "tests", "客户")
    assert (envelope.store_id, envelope.owner_id) == ("s1", None)


def test_the_record_key_is_the_partition_key():
    key, _, headers = note("a").to_kafka()
    assert key == dict(headers)["ce_partitionkey"] == b"a"


def test_a_service_announces_only_its_own_types():
    with pytest.raises(ValueError, match="leads does not own"):
        Envelope.of(Noted(subject_id="a", n=1), service="leads", at=AT)


def test_an_instant_has_a_zone_and_travels_in_utc():
    event = Noted(subject_id="a", n=1)
    with pytest.raises(ValueError, match="time zone"):
        Envelope.of(event, service="tests", at=AT.replace(tzinfo=None))
    shanghai = AT.astimezone(tz=datetime.now().astimezone().tzinfo)
    assert Envelope.of(event, service="tests", at=shanghai).time == AT


def test_ids_are_version_7_and_differ():
    ids = {note("a").id for _ in range(1000)}
    assert len(ids) == 1000
    assert {each.version for each in ids} == {7}


def test_data_of_another_shape_is_refused():
    envelope = read(structured({**MINIMAL, "type": "tests.noted.v1", "data": {"n": "x"}}))
    with pytest.raises(ValidationError):
        envelope.event(Noted)
    with pytest.raises(UnknownType, match="is not"):
        read(structured(MINIMAL)).event(Noted)


@pytest.mark.parametrize(
    "content_type",
    [JSON_EVENT, f"{JSON_EVENT}; charset=utf-8", "Application/CloudEvents+JSON", f"{JSON_EVENT} ;charset=UTF-8"],
)
def test_the_content_type_decides_whatever_its_case(content_type: str):
    assert read(structured({**MINIMAL, "data": {"a": 1}}, content_type)).data == b'{"a":1}'


def test_headers_may_be_of_any_case():
    envelope = read(KafkaMessage(None, b"{}", [(f"CE_{name}", text.encode()) for name, text in MINIMAL.items()]))
    assert envelope.type == MINIMAL["type"]


@pytest.mark.parametrize(
    ("key", "extra", "expected"),
    [
        (b"record", {"partitionkey": "attribute", "subject": "s"}, "record"),
        (None, {"partitionkey": "attribute", "subject": "s"}, "attribute"),
        (None, {"subject": "s"}, "s"),
        (None, {}, "7"),
    ],
)
def test_the_key_of_a_foreign_event(key: bytes | None, extra: dict[str, str], expected: str):
    assert read(structured({**MINIMAL, **extra}, key=key)).key == expected


def test_a_foreign_id_is_one_with_its_source():
    one, again, other = (
        read(structured({**MINIMAL, "source": source})) for source in ("https://a", "https://a", "https://b")
    )
    assert one.id == again.id != other.id


@pytest.mark.parametrize(
    ("extra", "data"),
    [
        ({}, b""),
        ({"data": None}, b""),
        ({"data": {"名": "王"}}, '{"名":"王"}'.encode()),
        ({"data": "text"}, b'"text"'),
        ({"data": "text", "datacontenttype": "text/plain"}, b"text"),
        ({"data": [1, 2.5, None]}, b"[1,2.5,null]"),
        ({"data_base64": "AAH/"}, b"\x00\x01\xff"),
        ({"data": {"a": 1}, "datacontenttype": "application/vnd.example+json"}, b'{"a":1}'),
    ],
)
def test_data_of_a_structured_event(extra: dict[str, Any], data: bytes):
    assert read(structured({**MINIMAL, **extra})).data == data


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2018-04-05T17:31:00Z", timedelta()),
        ("2018-04-05T17:31:00.000000000Z", timedelta()),
        ("2018-04-05T18:31:00+01:00", timedelta()),
        ("2018-04-05t16:31:00.5-01:00", timedelta(seconds=0.5)),
    ],
)
def test_instants_of_rfc_3339(written: str, expected: timedelta):
    assert read(structured({**MINIMAL, "time": written})).time - datetime(2018, 4, 5, 17, 31, tzinfo=UTC) == expected


@pytest.mark.parametrize("empty", [{}, {"time": None, "subject": None, "datacontenttype": None, "dataschema": None}])
def test_what_is_optional_may_be_absent(empty: dict[str, None]):
    envelope = read(structured({**MINIMAL, **empty}))
    assert (envelope.time, envelope.subject) == (RECEIVED, None)


def test_extensions_of_every_type_are_let_through():
    read(structured({**MINIMAL, "extinteger": 10, "extboolean": True, "extbinary": "TWE=", "exturiref": "//a/b"}))


WRONG = [
    *({name: None} for name in MINIMAL),
    *({name: ""} for name in MINIMAL),
    {"specversion": "0.9"},
    {"specversion": "0.3"},
    {"id": 25},
    {"id": {"xyz": "abc"}},
    {"id": "a\x00b"},
    {"source": "\ud800"},
    *(
        {"time": f"2018-04-05T{rest}"}
        for rest in ("", "18:31Z", "18:31:00X", "18:31:00", "18:31:00+25:00", "18:31:00+xx:00", "18:31:00+05")
    ),
    {"time": "lunchtime"},
    {"time": 1522949460},
    {"time": "0001-01-01T00:00:00+14:00"},
    {"datacontenttype": "xyz"},
    {"datacontenttype": ""},
    {"dataschema": ""},
    {"subject": ""},
    {"subject": "a\x00b"},
    {"MyExtension": "bad"},
    {"my.extension": "bad"},
    {"data": "text", "data_base64": "eyAieHl6IjogMTIzIH0="},
    {"data_base64": "no base64"},
    {"data_base64": 5},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_wrong_is_refused(wrong: dict[str, Any]):
    with pytest.raises(MalformedEnvelope):
        read(structured({**MINIMAL, **wrong}))


@pytest.mark.parametrize(
    "message",
    [
        KafkaMessage(None, None, []),
        KafkaMessage(b"k", b"{}", [("content-type", b"application/json")]),
        KafkaMessage(b"k", b"{}", [("content-type", b"\xff")]),
        KafkaMessage(b"\xff", b"{}", [(f"ce_{name}", text.encode()) for name, text in MINIMAL.items()]),
        KafkaMessage(b"a\x00b", b"{}", [(f"ce_{name}", text.encode()) for name, text in MINIMAL.items()]),
        *(structured(MINIMAL, kind) for kind in ("application/cloudevents+xml", "application/cloudevents-batch+json")),
        *(
            KafkaMessage(None, value, [("content-type", JSON_EVENT.encode())])
            for value in (b"", b"[]", b"7", b"{", None)
        ),
    ],
)
def test_records_that_are_no_events(message: KafkaMessage):
    with pytest.raises(MalformedEnvelope):
        read(message)


@given(st.binary(), st.lists(st.tuples(st.text(), st.binary())), st.none() | st.binary())
def test_whatever_comes_is_read_or_refused(value: bytes, headers: list[tuple[str, bytes]], key: bytes | None):
    for content_type in (b"application/json", JSON_EVENT.encode()):
        try:
            read(KafkaMessage(key, value, [*headers, ("content-type", content_type)]))
        except MalformedEnvelope:
            continue


def test_an_unreadable_record_stands_in_nobodys_way():
    message = KafkaMessage(b"customer", b"\xff", [])
    first, again = (Envelope.unreadable("chemai.leads/0/17", message, received=RECEIVED) for _ in range(2))
    other = Envelope.unreadable("chemai.leads/0/18", message, received=RECEIVED)
    assert first == again
    assert (first.type, first.data) == ("unreadable", b"\xff")
    assert len({first.id, other.id}) == len({first.key, other.key}) == 2
