"""One event on its way: CloudEvents 1.0, written to Kafka in binary mode, read in binary and structured mode."""

import base64
import json
import re
import secrets
import time as clock
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from messaging.event import Event
from messaging.failures import UnknownType

E = TypeVar("E", bound=Event)
Kind: TypeAlias = type[E]

_NAME = re.compile(r"[a-z0-9]+")
_MEDIA = re.compile(r"[^/;\s]+/[^/;\s]+(\s*;.*)?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

UNREADABLE = "unreadable"
"""Type of an envelope that stands for a record nobody could read."""


class KafkaMessage(NamedTuple):
    """What the Kafka binding needs of a record."""

    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


class MalformedEnvelope(ValueError):
    """The record is not a CloudEvent that we can keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An event with the attributes that travel beside it.

    `time` is the business instant at which it happened; `key` decides the order; `data` is the event as JSON.
    """

    id: UUID
    type: str
    source: str
    key: str
    time: datetime
    data: bytes
    subject: str | None = None
    traceparent: str | None = None
    store_id: str | None = None
    owner_id: str | None = None

    @classmethod
    def of(cls, event: Event, *, service: str, at: datetime, traceparent: str | None = None) -> "Envelope":
        """Wrap an event that `service` announces as having happened `at`. ValueError for another service's type."""
        if event.event_type.partition(".")[0] != service:
            raise ValueError(f"{service} does not own the type {event.event_type}")
        if at.tzinfo is None:
            raise ValueError("the instant of an event needs a time zone")
        return cls(
            id=_new_id(),
            type=event.event_type,
            source=f"/chemai/{service}",
            key=event.key,
            time=at.astimezone(UTC),
            data=event.model_dump_json().encode(),
            subject=event.key,
            traceparent=traceparent,
            store_id=_attribute(event, "store_id"),
            owner_id=_attribute(event, "owner_id"),
        )

    @classmethod
    def unreadable(cls, place: str, message: KafkaMessage, *, received: datetime) -> "Envelope":
        """Stand-in for a record that could not be read: parked like any unknown type, in nobody's way."""
        value = message.value or b""
        identity = uuid5(NAMESPACE_URL, f"{place}#{value.hex()}")
        return cls(id=identity, type=UNREADABLE, source="/unreadable", key=place, time=received, data=value)

    @property
    def service(self) -> str:
        """The producing service."""
        return self.type.partition(".")[0]

    def event(self, kind: Kind[E]) -> E:
        """The data as that event. UnknownType when it is another; pydantic.ValidationError when it does not fit."""
        if self.type != kind.event_type:
            raise UnknownType(f"{self.type} is not {kind.event_type}")
        return kind.model_validate_json(self.data)

    def to_kafka(self) -> KafkaMessage:
        attributes = {
            "specversion": "1.0",
            "id": str(self.id),
            "type": self.type,
            "source": self.source,
            "time": self.time.isoformat().replace("+00:00", "Z"),
            "partitionkey": self.key,
            "subject": self.subject,
            "traceparent": self.traceparent,
            "storeid": self.store_id,
            "ownerid": self.owner_id,
        }
        headers = [(f"ce_{name}", text.encode()) for name, text in attributes.items() if text is not None]
        return KafkaMessage(self.key.encode(), self.data, [("content-type", b"application/json"), *headers])

    @classmethod
    def from_kafka(cls, message: KafkaMessage, *, received: datetime) -> "Envelope":
        """Read a record in either mode; `received` stands in for a time that the producer left out.

        MalformedEnvelope when it is no CloudEvent 1.0.
        """
        try:
            headers = {name.lower(): value.decode() for name, value in message.headers}
            if headers.get("content-type", "").lower().startswith("application/cloudevents"):
                attributes, data = _structured(headers["content-type"], message.value or b"")
            else:
                attributes = {name[3:]: value for name, value in headers.items() if name.startswith("ce_")}
                attributes["datacontenttype"] = headers.get("content-type")
                data = message.value or b""
            key = message.key.decode() if message.key else attributes.get("partitionkey")
            return _build(attributes, key, data, received)
        except (ValueError, KeyError, OverflowError, AttributeError, TypeError) as error:
            raise MalformedEnvelope(f"{type(error).__name__}: {error}") from error


def _attribute(event: Event, name: str) -> str | None:
    value = getattr(event, name, None)
    return None if value is None else str(value)


def _structured(content_type: str, value: bytes) -> tuple[dict[str, Any], bytes]:
    if content_type.lower().partition(";")[0].strip() != "application/cloudevents+json":
        raise ValueError(f"cannot read {content_type}")
    attributes = json.loads(value)
    encoded, plain = attributes.pop("data_base64", None), attributes.pop("data", None)
    if encoded is not None and plain is not None:
        raise ValueError("data twice")
    if encoded is not None:
        return attributes, base64.b64decode(encoded, validate=True)
    if plain is None:
        return attributes, b""
    if isinstance(plain, str) and not _is_json(attributes.get("datacontenttype") or "application/json"):
        return attributes, plain.encode()
    return attributes, json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _is_json(content_type: str) -> bool:
    media = content_type.lower().partition(";")[0].strip()
    return media.endswith(("/json", "+json"))


def _build(attributes: Mapping[str, Any], key: str | None, data: bytes, received: datetime) -> Envelope:
    present = {name: value for name, value in attributes.items() if value is not None}
    if present.get("specversion") != "1.0":
        raise ValueError("not CloudEvents 1.0")
    if not all(_NAME.fullmatch(name) for name in present):
        raise ValueError("an attribute's name is not of a-z and 0-9")
    if "datacontenttype" in present and not _MEDIA.fullmatch(present["datacontenttype"]):
        raise ValueError("not a media type")
    identity, source, subject = _text(present["id"]), _text(present["source"]), _optional_text(present.get("subject"))
    _optional_text(present.get("dataschema"))
    return Envelope(
        id=_identity(source, identity),
        type=_text(present["type"]),
        source=source,
        key=_text(key or subject or identity),
        time=_instant(present["time"]) if "time" in present else received,
        data=data,
        subject=subject,
        traceparent=_optional_text(present.get("traceparent")),
        store_id=_optional_text(present.get("storeid")),
        owner_id=_optional_text(present.get("ownerid")),
    )


def _instant(value: str) -> datetime:
    if not _INSTANT.fullmatch(value.upper()):
        raise ValueError("not an instant of RFC 3339")
    return datetime.fromisoformat(value.upper()).astimezone(UTC)


def _identity(source: str, identity: str) -> UUID:
    # CloudEvents calls source + id unique, and an id may be any text; ours are UUIDs and are kept as they are.
    try:
        return UUID(identity)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"{source}#{identity}")


def _text(value: object) -> str:
    # PostgreSQL stores neither NUL nor lone surrogates; one such attribute would hold up the whole topic.
    if not isinstance(value, str) or not value or "\x00" in value:
        raise ValueError("an attribute is no text, empty, or cannot be stored")
    value.encode()
    return value


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _new_id() -> UUID:
    milliseconds = clock.time_ns() // 1_000_000
    bits = secrets.randbits(74)
    return UUID(int=milliseconds << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & ((1 << 62) - 1))
