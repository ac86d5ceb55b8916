"""Turns a draft into rows: sealed, masked, indexed. Used by everyone who makes a customer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from service_defaults.encryption import Vault
from service_defaults.ids import new_id
from service_defaults.search_tokens import Token, name_sort_key, tokens_for

from leads.customer.policy import CustomerDraft, Lifecycle, Point, PointKind, in_order, leading, person_number

POINT_TABLE = "contact_point"


class HomeStore(Protocol):
    """What filing needs of a store."""

    @property
    def id(self) -> UUID: ...
    @property
    def group_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class NewFile:
    """Rows of a new customer, ready to be inserted."""

    id: UUID
    customer: dict[str, Any]
    points: list[dict[str, Any]]
    contact: dict[str, str | None]


def key_index(vault: Vault, store_id: UUID, point: Point) -> bytes | None:
    return vault.blind_index(point.kind, point.key, scope=str(store_id)) if point.key else None


def person_key(vault: Vault, group_id: UUID, points: Iterable[Point]) -> str | None:
    """HMAC of the mobile under the group's name: the same person in every store and service."""
    number = person_number(tuple(points))
    return vault.blind_index("person", number, scope=str(group_id)).hex() if number else None


def sealed_tokens(vault: Vault, store_id: UUID, tokens: Iterable[Token]) -> list[int]:
    return sorted({vault.search_token(kind, text, scope=str(store_id)) for kind, text in tokens})


def tail_tokens(vault: Vault, store_id: UUID, tags: Mapping[str, str]) -> list[int]:
    return sealed_tokens(vault, store_id, tokens_for("", tails=tags))


def own_tokens(vault: Vault, store_id: UUID, names: Iterable[str], points: Iterable[Point]) -> list[int]:
    tokens: set[Token] = set()
    for name in names:
        tokens |= tokens_for(name)
    for point in points:
        if point.phone is not None:
            tokens |= tokens_for("", mobile=point.phone.national)
    return sealed_tokens(vault, store_id, tokens)


def names_of(draft: CustomerDraft) -> tuple[str, ...]:
    contact_name = (draft.company or {}).get("contact_name")
    return (draft.name, contact_name) if contact_name else (draft.name,)


def contact_of(name: str, points: tuple[Point, ...]) -> dict[str, str | None]:
    """The clear text that travels sealed in `CustomerContactChanged`."""
    phone, email = leading(points, PointKind.PHONE), leading(points, PointKind.EMAIL)
    return {"name": name, "mobile": phone.clear if phone else None, "email": email.clear if email else None}


def point_rows(
    vault: Vault, store_id: UUID, customer_id: UUID, points: tuple[Point, ...], now: datetime
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    led: set[PointKind] = set()
    for point in in_order(points):
        row_id = new_id()
        rows.append(
            {
                "id": row_id,
                "store_id": store_id,
                "customer_id": customer_id,
                "kind": point.kind,
                "phone_kind": point.phone.kind if point.phone else None,
                "sealed": vault.seal(point.clear, table=POINT_TABLE, column="sealed", row_id=row_id),
                "masked": point.masked,
                "key_index": key_index(vault, store_id, point),
                "leading": point.kind not in led,
                "live": True,
                "dead_at": None,
                "created_at": now,
            }
        )
        led.add(point.kind)
    return rows


def new_file(
    vault: Vault,
    store: HomeStore,
    draft: CustomerDraft,
    *,
    owner_id: UUID | None,
    lifecycle: Lifecycle,
    now: datetime,
    actor_id: UUID | None,
    customer_id: UUID | None = None,
) -> NewFile:
    """Rows for a customer whom the store does not know yet; the id is given where another service made it."""
    customer_id = customer_id or new_id()
    points = in_order(draft.points)
    customer = {
        **_from_draft(draft),
        "id": customer_id,
        "customer_id": customer_id,
        "store_id": store.id,
        "group_id": store.group_id,
        "person_key": person_key(vault, store.group_id, points),
        "lifecycle": lifecycle,
        "owner_id": owner_id,
        "search_tokens": own_tokens(vault, store.id, names_of(draft), points),
        "tail_tokens": [],
        "alias_tokens": [],
        "merged_into_id": None,
        "file_state": "open",
        "file_score": None,
        "file_missing": [],
        "contact_revision": 1,
        "created_at": now,
        "created_by": actor_id,
        "version": 1,
    }
    rows = point_rows(vault, store.id, customer_id, points, now)
    return NewFile(customer_id, customer, rows, contact_of(draft.name, points))


def _from_draft(draft: CustomerDraft) -> dict[str, Any]:
    phone, email = leading(draft.points, PointKind.PHONE), leading(draft.points, PointKind.EMAIL)
    return {
        "kind": draft.kind,
        "name": draft.name,
        "name_sort": name_sort_key(draft.name),
        "gender": draft.gender,
        "city": draft.city,
        "mobile_masked": phone.masked if phone else None,
        "email_masked": email.masked if email else None,
        "source": draft.source,
        "tags": list(draft.tags),
        "referrer_customer_id": draft.referrer_customer_id,
        "company": draft.company,
        "note": draft.note,
    }
