"""客户信息卡: front and back on paper; what stands on the front is written at the customer's page."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.work import Reading
from sqlalchemy import Row

from leads.card.schemas import CardFields
from leads.customer.errors import CustomerNotFound
from leads.form import card_repository
from leads.form.columns import CARD_CONTACTS, CARD_END, CARD_FRONT
from leads.form.heads import Place, Subject, car_text, columns_out, head_fields, place_of
from leads.form.policy import FormKind
from leads.form.schemas import (
    CardClosing,
    CardContact,
    CardDeal,
    CustomerCardOut,
)
from leads.lead.policy import Stage

CONTACT_LIMIT = 60
_RIVAL = frozenset({"competitor", "same_brand_other_dealer", "bought_used", "bought_new"})
_POSTPONED = frozenset({"postponed", "sudden_change", "no_intent"})


async def customer_card(reading: Reading, customer_id: UUID) -> CustomerCardOut:
    """The card of a customer in scope, with the newest sixty contacts on its back. Raises `CustomerNotFound`."""
    row = await card_repository.head(reading.session, reading.actor, customer_id)
    if row is None:
        raise CustomerNotFound
    place = await place_of(reading, row.store_id)
    found = await card_repository.contacts(reading.session, customer_id, CONTACT_LIMIT + 1)
    contacts = [CardContact.model_validate(dict(one._mapping)) for one in found[:CONTACT_LIMIT]]  # noqa: SLF001 - the row's public name for its fields
    fields = CardFields.model_validate(row.fields or {})
    deal = _deal(await card_repository.deal(reading.session, customer_id))
    front = _front(place, row)
    subject = Subject(FormKind.CUSTOMER_CARD, None, None, customer_id)
    content: list[Any] = [fields, *contacts, *([deal] if deal else [])]
    head = await head_fields(reading, place, subject, content, truncated=len(found) > CONTACT_LIMIT)
    return CustomerCardOut(
        **head,
        **front,
        fields=fields,
        contacts=contacts,
        front_columns=columns_out(
            [replace(column, group=group) for group, columns in (*CARD_FRONT, *CARD_END) for column in columns]
        ),
        contact_columns=columns_out(CARD_CONTACTS),
        deal=deal,
    )


def _front(place: Place, row: Row[Any]) -> dict[str, Any]:
    points = row.points or {}
    closing = _closing(row.stage, row.close_reason)
    return {
        "customer_id": row.id,
        "code": str(row.id)[-8:].upper(),
        "carded_on": _day(place, row.carded_at),
        "level": row.level,
        "lead_id": row.lead_id,
        "owner_name": row.owner_name,
        "name": row.name,
        "gender": row.gender,
        "mobile_masked": row.mobile_masked,
        "wechat_masked": points.get("wechat"),
        "email_masked": points.get("email"),
        "area": row.city,
        "this_year": place.today.year,
        "wanted": car_text(str(row.wanted_year) if row.wanted_year else None, row.wanted_make, row.wanted_model),
        "id_no_masked": row.licence_no_masked,
        "closing": closing,
        "closed_on": _day(place, row.closed_at) if closing else None,
        "close_reason": row.close_reason if closing else None,
    }


def _day(place: Place, instant: datetime | None) -> date | None:
    return place.local(instant).date() if instant else None


def _closing(stage: str | None, reason: str | None) -> CardClosing | None:
    if stage == Stage.DELIVERED:
        return CardClosing.SOLD
    if stage not in (Stage.LOST, Stage.INVALID, Stage.FROZEN):
        return None
    if reason in _RIVAL:
        return CardClosing.RIVAL
    return CardClosing.POSTPONED if reason in _POSTPONED or stage == Stage.FROZEN else CardClosing.OTHER


def _deal(row: Row[Any] | None) -> CardDeal | None:
    if row is None:
        return None
    extras = row.terms.get("extras") or []
    return CardDeal(
        order_id=row.id,
        order_no=row.order_no,
        model=car_text(row.brand, row.series, row.name),
        colour=row.colour,
        vin=row.vin,
        plate=row.plate,
        plated_on=row.plated_on,
        insurer=row.insurer,
        accessories=[str(extra.get("name", "")) for extra in extras],
        delivered_at=row.delivered_at,
    )
