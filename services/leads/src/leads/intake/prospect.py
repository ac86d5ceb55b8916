"""One lead as some format told it, the same for every format. Pure."""

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.vocabulary import LeadKind

from leads.behaviour.schemas import VisitorMention
from leads.consent.schemas import ConsentMention
from leads.customer.policy import CustomerDraft, CustomerKind, Gender, Point
from leads.lead.policy import Channel
from leads.lead.wish import Wish


@dataclass(frozen=True, slots=True)
class Car:
    """A wanted car or the customer's own."""

    make: str | None = None
    model: str | None = None
    year: int | None = None
    trim: str | None = None
    vin: str | None = None
    plate: str | None = None
    odometer_km: int | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """`rejection`, `skip` and `warnings` are (code, sentence). `refs` are the sender's own (source, id).

    `store_id`: where the lead that the refs name is known to be. `skip`: understood, and meant to become no lead.
    """

    position: int
    kind: LeadKind
    name: str
    points: tuple[Point, ...]
    source: str
    wanted: Car = Car()
    trade_in: Car | None = None
    details: dict[str, Any] = field(default_factory=dict)
    refs: tuple[tuple[str, str], ...] = ()
    resend: bool = False
    business: bool = False
    gender: Gender | None = None
    city: str | None = None
    comments: str = ""
    vendors: tuple[str, ...] = ()
    visitor: VisitorMention | None = None
    consents: tuple[ConsentMention, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    rejection: tuple[str, str] | None = None
    skip: tuple[str, str] | None = None
    store_id: UUID | None = None

    def draft(self) -> CustomerDraft:
        return CustomerDraft(
            name=self.name,
            points=self.points,
            source=self.source,
            kind=CustomerKind.COMPANY if self.business else CustomerKind.PERSON,
            gender=self.gender,
            city=self.city,
        )

    def wish(self, partner_id: Any) -> Wish:
        return Wish(
            kind=self.kind,
            channel=Channel.ONLINE,
            source=self.source,
            make=self.wanted.make,
            model=self.wanted.model,
            year=self.wanted.year,
            wanted=self.details,
            trade_in=filled(self.trade_in) if self.trade_in else None,
            comments=self.comments,
            partner_id=partner_id,
            refs=self.refs,
        )


def filled(value: Any) -> Any:
    """A tree of dataclasses as JSON values, without what is not there."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, filled(getattr(value, f.name))) for f in dataclasses.fields(value))
        return {name: inner for name, inner in pairs if inner not in (None, [], {}, "")}
    if isinstance(value, tuple | list):
        return [filled(inner) for inner in value]
    if isinstance(value, dict):
        return {name: filled(inner) for name, inner in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
