"""SQL of the customer card."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.scope import scope_condition
from sqlalchemy import Row, func, literal, null, select, true, union_all
from sqlalchemy.dialects.postgresql import JSONB

from leads.card.models import CustomerCard
from leads.customer.models import ContactPoint, Customer
from leads.follow_up.models import FollowUp
from leads.lead.models import Lead
from leads.order.models import Order
from leads.order.policy import OrderStatus
from leads.row_repository import all_rows, one_row, select_rows
from leads.test_drive.models import TestDrive
from leads.vehicle.models import CarModel, StockCar
from leads.visit.models import Visit


def _lead() -> Any:
    return (
        select(
            Lead.id,
            Lead.level,
            Lead.carded_at,
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.wanted_year,
            Lead.stage,
            Lead.closed_at,
            Lead.close_reason,
        )
        .where(Lead.customer_id == Customer.id, Lead.family == "buying")
        .order_by(Lead.is_open.desc(), Lead.created_at.desc())
        .limit(1)
        .lateral("lead")
    )


def _points() -> Any:
    masked = func.json_object_agg(ContactPoint.kind, ContactPoint.masked)
    return (
        select(masked)
        .where(ContactPoint.customer_id == Customer.id, ContactPoint.live, ContactPoint.leading)
        .scalar_subquery()
    )


def _licence() -> Any:
    return (
        select(TestDrive.licence_no_masked)
        .where(TestDrive.customer_id == Customer.id, TestDrive.licence_no_masked.is_not(None))
        .order_by(TestDrive.created_at.desc())
        .limit(1)
        .scalar_subquery()
    )


async def head(session: ReadSession, actor: Principal, customer_id: UUID) -> Row[Any] | None:
    """The customer in scope, with the buying lead the card is about: the open one, else the last."""
    lead = _lead()
    statement = (
        select_rows(
            Customer.id,
            Customer.store_id,
            Customer.name,
            Customer.gender,
            Customer.mobile_masked,
            Customer.city,
            _points().label("points"),
            _licence().label("licence_no_masked"),
            StaffRef.name.label("owner_name"),
            lead.c.id.label("lead_id"),
            lead.c.level,
            lead.c.carded_at,
            lead.c.wanted_make,
            lead.c.wanted_model,
            lead.c.wanted_year,
            lead.c.stage,
            lead.c.closed_at,
            lead.c.close_reason,
            CustomerCard.fields,
        )
        .outerjoin(StaffRef, StaffRef.id == Customer.owner_id)
        .outerjoin(lead, true())
        .outerjoin(CustomerCard, CustomerCard.customer_id == Customer.id)
        .where(scope_condition(Customer, actor), Customer.id == customer_id, Customer.merged_into_id.is_(None))
    )
    return await one_row(session, statement)


async def contacts(session: ReadSession, customer_id: UUID, limit: int) -> Sequence[Row[Any]]:
    """The back: contacts and visits, newest first."""
    logged = select_rows(
        FollowUp.id.label("id"),
        FollowUp.at.label("at"),
        FollowUp.method.label("method"),
        FollowUp.outcome.label("outcome"),
        FollowUp.note.label("note"),
        FollowUp.objections.label("objections"),
        FollowUp.countermeasure.label("countermeasure"),
        FollowUp.level_after.label("level"),
        FollowUp.next_contact_at.label("next_contact_at"),
        FollowUp.advice.label("advice"),
        FollowUp.actor_id.label("actor_id"),
    ).where(FollowUp.customer_id == customer_id)
    met = select_rows(
        Visit.id,
        Visit.arrived_at,
        Visit.kind,
        null(),
        Visit.note,
        literal([], JSONB()),
        literal(""),
        literal(""),
        null(),
        literal(""),
        Visit.assignee_id,
    ).where(Visit.customer_id == customer_id)
    both = union_all(logged, met).subquery("contact")
    statement = (
        select_rows(both, StaffRef.name.label("actor_name"))
        .outerjoin(StaffRef, StaffRef.id == both.c.actor_id)
        .order_by(both.c.at.desc(), both.c.id.desc())
        .limit(limit)
    )
    return await all_rows(session, statement)


async def deal(session: ReadSession, customer_id: UUID) -> Row[Any] | None:
    """成交后: the newest order that was not cancelled."""
    statement = (
        select_rows(
            Order.id,
            Order.order_no,
            CarModel.brand,
            CarModel.series,
            CarModel.name,
            Order.colour,
            StockCar.vin,
            Order.plate,
            Order.plated_on,
            Order.insurer,
            Order.terms,
            Order.delivered_at,
        )
        .join(CarModel, CarModel.id == Order.model_id)
        .outerjoin(StockCar, StockCar.id == Order.car_id)
        .where(Order.customer_id == customer_id, Order.status != OrderStatus.CANCELLED)
        .order_by(Order.ordered_at.desc())
        .limit(1)
    )
    return await one_row(session, statement)
