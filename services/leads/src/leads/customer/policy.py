"""Rules of the customer file: what identifies a person, how a life moves on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from service_defaults.contact_points import PhoneNumber, mask_email, mask_phone, normalise_email, parse_phone


class CustomerKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Lifecycle(StrEnum):
    """Where a customer stands with the store 客户类型."""

    POTENTIAL = "potential"
    PROSPECT = "prospect"
    BUYER = "buyer"
    OWNER = "owner"
    DORMANT = "dormant"
    CHURNED = "churned"
    REPURCHASE = "repurchase"
    LOYAL = "loyal"


class CustomerOrder(StrEnum):
    """How a list is sorted: the newest file, the name by its sound, the least complete file first."""

    NEWEST = "newest"
    NAME = "name"
    QUALITY = "quality"


class PointKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"


_FIRST_LIFE = (Lifecycle.POTENTIAL, Lifecycle.PROSPECT, Lifecycle.BUYER, Lifecycle.OWNER)
_PHONE_ORDER = {"mobile": 0, "foreign": 1, "landline": 2, "unknown": 3, "relay": 4}


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach somebody. `key` is what two entries of one person share; None identifies nobody."""

    kind: PointKind
    clear: str
    masked: str
    key: str | None
    phone: PhoneNumber | None = None


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer before there is a row."""

    name: str
    points: tuple[Point, ...]
    source: str
    kind: CustomerKind = CustomerKind.PERSON
    gender: Gender | None = None
    city: str | None = None
    tags: tuple[str, ...] = ()
    referrer_customer_id: UUID | None = None
    company: dict[str, Any] | None = None
    note: str = ""


def phone_point(number: PhoneNumber) -> Point:
    dialled = number.e164 or number.national
    clear = f"{dialled}x{number.extension}" if number.extension else dialled
    shown = number.national if number.kind == "mobile" else clear
    return Point(PointKind.PHONE, clear, mask_phone(shown), number.dedupe_key, number)


def email_point(address: str) -> Point:
    return Point(PointKind.EMAIL, address, mask_email(address), address)


def wechat_point(account: str) -> Point:
    masked = f"{account[:2]}***{account[-1:]}" if len(account) > 3 else "***"
    return Point(PointKind.WECHAT, account, masked, account.casefold())


def read_phone(text: str, region: str) -> PhoneNumber | None:
    return parse_phone(text, regions=(region,))


def read_email(text: str) -> str | None:
    return normalise_email(text)


def in_order(points: Sequence[Point]) -> tuple[Point, ...]:
    """Distinct points, the one to try first in front: mobiles before desks before a platform's relay numbers."""
    if len(points) == 1:
        return tuple(points)
    distinct = {(point.kind, point.clear): point for point in points}
    return tuple(sorted(distinct.values(), key=_rank))


def _rank(point: Point) -> tuple[int, int]:
    kinds = list(PointKind)
    return kinds.index(point.kind), _PHONE_ORDER[point.phone.kind] if point.phone else 0


def leading(points: Sequence[Point], kind: PointKind) -> Point | None:
    return next((point for point in in_order(points) if point.kind is kind), None)


def identifying(points: Sequence[Point]) -> tuple[Point, ...]:
    """What a known customer is recognised by: callable numbers that are nobody else's, else e-mail addresses."""
    phones = tuple(point for point in points if point.kind is PointKind.PHONE and point.key)
    return phones or tuple(point for point in points if point.kind is PointKind.EMAIL and point.key)


def person_number(points: Sequence[Point]) -> str | None:
    """The E.164 number that stands for the person across the group's stores."""
    for point in in_order(points):
        if point.phone and point.key and point.phone.e164 and point.phone.kind in ("mobile", "foreign"):
            return point.phone.e164
    return None


def later_life(current: Lifecycle, reached: Lifecycle) -> Lifecycle:
    """A first life only moves forward; an owner who orders again is a repurchase, who gets that car is loyal."""
    if current in _FIRST_LIFE and reached in _FIRST_LIFE:
        if current is Lifecycle.OWNER and reached in (Lifecycle.PROSPECT, Lifecycle.BUYER):
            return Lifecycle.REPURCHASE
        return max(current, reached, key=_FIRST_LIFE.index)
    if reached is Lifecycle.OWNER and current is Lifecycle.REPURCHASE:
        return Lifecycle.LOYAL
    if current in (Lifecycle.DORMANT, Lifecycle.CHURNED) and reached in _FIRST_LIFE[1:]:
        return Lifecycle.REPURCHASE if reached is not Lifecycle.OWNER else Lifecycle.OWNER
    return current if reached in _FIRST_LIFE else reached
