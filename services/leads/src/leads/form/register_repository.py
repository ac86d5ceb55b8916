"""SQL of the visit register and its statistics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.organisation import StaffRef
from sqlalchemy import Date, Integer, Row, String, and_, case, cast, func, select, true, tuple_
from sqlalchemy.orm import aliased

from leads.card.models import CustomerCard
from leads.customer.models import ContactPoint, Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.models import Lead
from leads.level.repository import level_at
from leads.quote.models import Quote
from leads.row_repository import all_rows, select_rows
from leads.test_drive.models import TestDrive
from leads.vehicle.models import CarModel
from leads.visit.models import Visit
from leads.visit.policy import BUYING


@dataclass(frozen=True, slots=True)
class Span:
    """A store's day or month; half open."""

    store_id: UUID
    timezone: str
    start: datetime
    end: datetime


def _visits(span: Span) -> list[Any]:
    return [Visit.store_id == span.store_id, Visit.arrived_at >= span.start, Visit.arrived_at < span.end]


def _offer(span: Span) -> Any:
    return (
        select(CarModel.brand, CarModel.series, CarModel.name.label("trim"), Quote.colour, Quote.created_at)
        .join(CarModel, CarModel.id == Quote.model_id)
        .where(Quote.lead_id == Visit.lead_id, Quote.created_at < span.end)
        .order_by(Quote.created_at.desc())
        .limit(1)
        .lateral("offer")
    )


def _drive(span: Span) -> Any:
    return (
        select(TestDrive.id, TestDrive.assignee_id)
        .where(
            TestDrive.customer_id == Visit.customer_id,
            TestDrive.started_at >= span.start,
            TestDrive.started_at < span.end,
        )
        .limit(1)
        .lateral("drive")
    )


def _landline() -> Any:
    return (
        select(ContactPoint.masked)
        .where(ContactPoint.customer_id == Visit.customer_id, ContactPoint.live, ContactPoint.phone_kind == "landline")
        .limit(1)
        .scalar_subquery()
    )


def _visit_columns(span: Span) -> list[Any]:
    return [
        Visit.id,
        Visit.kind,
        Visit.arrived_at,
        Visit.left_at,
        Visit.companions,
        Visit.transport,
        Visit.assignee_id.label("adviser_id"),
        StaffRef.name.label("adviser_name"),
        Visit.customer_id,
        SHOWN_NAME,
        SHOWN_MOBILE,
        _landline().label("landline_masked"),
        Customer.gender,
        Customer.city.label("area"),
        Visit.purpose,
        Visit.first_time,
        Visit.wanted,
        Visit.rivals,
        Visit.note,
        Lead.wanted_make,
        Lead.wanted_model,
        Lead.source,
        case((Lead.id.is_not(None), level_at(span.end))).label("level"),
        Lead.trade_in,
    ]


async def register_rows(session: ReadSession, span: Span, limit: int) -> Sequence[Row[Any]]:
    """The day's visits and calls in order of arrival, with what the day brought; one statement."""
    specialist, offer, drive = aliased(StaffRef), _offer(span), _drive(span)
    statement = (
        select_rows(
            *_visit_columns(span),
            offer.c.brand,
            offer.c.series,
            offer.c.trim,
            offer.c.colour,
            (offer.c.created_at >= span.start).label("quoted"),
            drive.c.id.label("drive_id"),
            specialist.name.label("specialist_name"),
            CustomerCard.fields["current_car"].astext.label("present_car"),
            and_(CustomerCard.customer_id.is_not(None), CustomerCard.changed_at < span.end).label("surveyed"),
        )
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Visit.assignee_id)
        .outerjoin(Lead, Lead.id == Visit.lead_id)
        .outerjoin(offer, true())
        .outerjoin(drive, true())
        .outerjoin(specialist, specialist.id == drive.c.assignee_id)
        .outerjoin(CustomerCard, CustomerCard.customer_id == Visit.customer_id)
        .where(*_visits(span))
        .order_by(Visit.arrived_at, Visit.id)
        .limit(limit + 1)
    )
    return await all_rows(session, statement)


async def statistics(session: ReadSession, span: Span) -> Sequence[Row[Any]]:
    """Counts by hour, by day, by source and in total, in one pass; `part` says which a row is."""
    local = func.timezone(span.timezone, Visit.arrived_at)
    hour = cast(func.extract("hour", local), Integer)
    day = cast(local, Date)
    source = func.coalesce(Lead.source, case((Visit.customer_id.is_(None), "unknown"), else_="other"))
    facts = (
        select_rows(
            hour.label("hour"),
            day.label("day"),
            source.label("source"),
            (Visit.kind == "showroom").label("here"),
            Visit.purpose.in_(BUYING).label("buying"),
            Visit.first_time.label("first_time"),
            Visit.customer_id.is_not(None).label("known"),
        )
        .outerjoin(Lead, Lead.id == Visit.lead_id)
        .where(*_visits(span))
        .subquery("visit_of_span")
    )
    c = facts.c
    wanted = c.buying & c.here
    counted = [
        func.count().filter(c.here).label("visits"),
        func.count().filter(~c.here).label("calls"),
        func.count().filter(wanted, c.first_time).label("first"),
        func.count().filter(wanted, ~c.first_time).label("again"),
        func.count().filter(wanted, c.known).label("captured"),
        func.count().filter(wanted, ~c.known).label("uncaptured"),
        func.count().filter(c.here, ~c.buying).label("other"),
    ]
    part = case(
        (func.grouping(c.hour) == 0, "hour"),
        (func.grouping(c.day) == 0, "day"),
        (func.grouping(c.source) == 0, "source"),
        else_="total",
    )
    key = func.coalesce(cast(c.hour, String), cast(c.day, String), c.source, "")
    sets = func.grouping_sets(tuple_(c.hour), tuple_(c.day), tuple_(c.source), tuple_())
    return await all_rows(session, select_rows(part.label("part"), key.label("key"), *counted).group_by(sets))
