"""What a hint says, and who may hear it. Hints carry ids and instants only."""

import json
from dataclasses import dataclass
from typing import Any

from contracts.notifications import StaffNotified
from messaging import EVENT_TYPES, Envelope
from service_defaults.identity import Principal, Scope
from service_defaults.organisation import ClockMoved

_PEOPLE = (
    "owner_id",
    "previous_owner_id",
    "assignee_id",
    "adviser_id",
    "service_adviser_id",
    "appraiser_id",
    "staff_id",
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint, ready to be sent, with what decides who may hear it."""

    type: str
    store_id: str | None
    group_id: str | None
    people: frozenset[str]
    addressee: str | None
    text: bytes


def hint_of(envelope: Envelope) -> Hint:
    data = _data(envelope)
    entity, identity = _entity(envelope, data)
    shown = {
        "entity": entity,
        "id": identity,
        "version": data.get("revision"),
        "store_id": envelope.store_id,
        "owner_id": envelope.owner_id,
        "customer_id": data.get("customer_id"),
        "type": envelope.type,
        "business_time": envelope.time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    body = json.dumps(shown, separators=(",", ":"))
    return Hint(
        type=envelope.type,
        store_id=envelope.store_id,
        group_id=_text(data.get("group_id")),
        people=frozenset(_people(data)),
        addressee=_text(data.get("staff_id")) if envelope.type == StaffNotified.event_type else None,
        text=f"event: hint\ndata: {body}\n\n".encode(),
    )


def may_hear(hint: Hint, principal: Principal, stores: frozenset[str], team_members: frozenset[str]) -> bool:
    """The scope of rows, applied to hints: store-wide posts hear their stores, others what is theirs or the team's."""
    if hint.type == ClockMoved.event_type:
        return True
    if hint.addressee is not None:
        return hint.addressee == principal.id
    wide = principal.scope in (Scope.STORE, Scope.GROUP)
    if hint.store_id is None:
        return wide and hint.group_id is not None and hint.group_id == str(principal.group_id)
    if hint.store_id not in stores:
        return False
    if wide or hint.type.startswith("gateway."):
        return True
    return principal.id in hint.people or bool(hint.people & team_members)


def _data(envelope: Envelope) -> dict[str, Any]:
    try:
        data = json.loads(envelope.data)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _entity(envelope: Envelope, data: dict[str, Any]) -> tuple[str, str]:
    """An event is about what its first id names: lead_id → lead."""
    kind = EVENT_TYPES.get(envelope.type)
    names = kind.model_fields if kind is not None else data
    for name in names:
        if name.endswith("_id") and data.get(name) is not None:
            return name.removesuffix("_id"), str(data[name])
    return envelope.type.split(".")[1] if "." in envelope.type else envelope.type, envelope.key


def _people(data: dict[str, Any]) -> list[str]:
    named = [str(data[name]) for name in _PEOPLE if data.get(name)]
    listed = data.get("notify_ids")
    return named + [str(item) for item in listed] if isinstance(listed, list) else named


def _text(value: object) -> str | None:
    return None if value is None else str(value)
