"""SQL of the daily report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from sqlalchemy import Row, Select, distinct, exists, func, literal, null, select, union_all

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.follow_up.models import FollowUp
from leads.form.register_repository import Span
from leads.lead.models import Lead
from leads.level.repository import leads_at, level_at, stage_at
from leads.order.models import Order
from leads.row_repository import all_rows, one_row, select_rows
from leads.visit.models import Visit


def _plans(span: Span, adviser_id: UUID) -> tuple[Select[Any], Select[Any]]:
    """A plan that was met later keeps its day: the contact remembers what it had been planned for."""
    was_planned = (
        select_rows(literal("plan"), FollowUp.lead_id, FollowUp.planned_at, null(), null(), null())
        .join(Lead, Lead.id == FollowUp.lead_id)
        .where(
            FollowUp.store_id == span.store_id,
            Lead.assignee_id == adviser_id,
            FollowUp.planned_at >= span.start,
            FollowUp.planned_at < span.end,
            FollowUp.at >= span.start,
        )
    )
    planned = select_rows(literal("plan"), Lead.id, Lead.next_contact_at, null(), null(), null()).where(
        Lead.store_id == span.store_id,
        Lead.assignee_id == adviser_id,
        Lead.is_open,
        Lead.next_contact_at >= span.start,
        Lead.next_contact_at < span.end,
    )
    return was_planned, planned


async def events(session: ReadSession, span: Span, adviser_id: UUID, limit: int) -> Sequence[Row[Any]]:
    """What the adviser did that day, and what they had planned; oldest first."""
    made = select_rows(
        literal("contact").label("kind"),
        FollowUp.lead_id.label("lead_id"),
        FollowUp.at.label("at"),
        FollowUp.method.label("method"),
        FollowUp.outcome.label("outcome"),
        FollowUp.note.label("note"),
    ).where(
        FollowUp.store_id == span.store_id,
        FollowUp.actor_id == adviser_id,
        FollowUp.at >= span.start,
        FollowUp.at < span.end,
    )
    met = select_rows(literal("visit"), Visit.lead_id, Visit.arrived_at, Visit.kind, Visit.purpose, Visit.note).where(
        Visit.store_id == span.store_id,
        Visit.assignee_id == adviser_id,
        Visit.lead_id.is_not(None),
        Visit.arrived_at >= span.start,
        Visit.arrived_at < span.end,
    )
    day = union_all(made, met, *_plans(span, adviser_id)).subquery("day")
    return await all_rows(session, select_rows(day).order_by(day.c.at, day.c.lead_id, day.c.kind).limit(limit))


async def leads_of(session: ReadSession, span: Span, month_start: datetime, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The leads of a report as they stood that day."""
    before = exists().where(FollowUp.lead_id == Lead.id, FollowUp.at < span.start)
    statement = (
        select_rows(
            Lead.id,
            Lead.customer_id,
            SHOWN_NAME,
            SHOWN_MOBILE,
            Customer.city,
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.source,
            level_at(span.start).label("level_before"),
            level_at(span.end).label("level_now"),
            stage_at(span.end).label("stage"),
            before.label("contacted_before"),
            func.coalesce(Lead.carded_at < month_start, False).label("carried"),
        )
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .where(Lead.id.in_(ids))
    )
    return await all_rows(session, statement)


async def levels_held(session: ReadSession, at: datetime, store_id: UUID, adviser_id: UUID) -> dict[str, int]:
    """本日止意向客户数: the adviser's open buying leads per level at an instant, those that count as cards."""
    then = leads_at(at, Lead.store_id == store_id, Lead.assignee_id == adviser_id, Lead.family == "buying").subquery(
        "held"
    )
    statement = select_rows(then.c.level, func.count().label("leads")).where(then.c.card).group_by(then.c.level)
    return {row.level: row.leads for row in await all_rows(session, statement)}


async def owners_held(session: ReadSession, at: datetime, store_id: UUID, adviser_id: UUID) -> tuple[int, int]:
    """本日止保有客户数: sold a car by this adviser, and owners who came to them otherwise."""
    sold = select(Order.customer_id).where(
        Order.store_id == store_id, Order.assignee_id == adviser_id, Order.delivered_at < at
    )
    other = (
        select(func.count())
        .select_from(Customer)
        .where(
            Customer.owner_id == adviser_id,
            Customer.lifecycle.in_(["owner", "loyal", "repurchase"]),
            Customer.merged_into_id.is_(None),
            Customer.id.not_in(sold),
        )
    )
    own = select(func.count(distinct(Order.customer_id))).where(
        Order.store_id == store_id, Order.assignee_id == adviser_id, Order.delivered_at < at
    )
    row = await one_row(
        session, select_rows(own.scalar_subquery().label("own"), other.scalar_subquery().label("other"))
    )
    return (row.own, row.other) if row else (0, 0)


async def contacted(session: ReadSession, span: Span, month_start: datetime, adviser_id: UUID) -> tuple[int, int]:
    """本日访问客户数 and 本月访问累计: customers contacted today, and contacts since the month began."""
    met = select_rows(Visit.lead_id.label("lead_id"), Visit.arrived_at.label("at")).where(
        Visit.store_id == span.store_id,
        Visit.assignee_id == adviser_id,
        Visit.lead_id.is_not(None),
        Visit.arrived_at >= month_start,
        Visit.arrived_at < span.end,
    )
    called = select_rows(FollowUp.lead_id, FollowUp.at).where(
        FollowUp.store_id == span.store_id,
        FollowUp.actor_id == adviser_id,
        FollowUp.at >= month_start,
        FollowUp.at < span.end,
    )
    both = union_all(met, called).subquery("contact")
    day = func.date_trunc("day", func.timezone(span.timezone, both.c.at))
    each = select_rows(both.c.lead_id, day.label("day")).distinct().subquery("each")
    today = func.date_trunc("day", func.timezone(span.timezone, literal(span.start)))
    statement = select_rows(
        func.count().filter(each.c.day == today).label("today"), func.count().label("month")
    ).select_from(each)
    row = await one_row(session, statement)
    return (row.today, row.month) if row else (0, 0)
