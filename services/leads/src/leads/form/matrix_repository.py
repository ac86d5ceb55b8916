"""SQL of the contact matrix."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from sqlalchemy import ColumnElement, Date, Row, and_, cast, func, literal, null, select, union_all

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.follow_up.models import FollowUp
from leads.form.register_repository import Span
from leads.lead.models import Lead, LevelChange
from leads.lead.policy import Family
from leads.level.models import LevelSnapshot
from leads.level.repository import level_at, stage_at
from leads.row_repository import all_rows, select_rows
from leads.visit.models import Visit


def _of_adviser(span: Span, month: date, adviser_id: UUID) -> ColumnElement[bool]:
    return and_(
        LevelSnapshot.store_id == span.store_id,
        LevelSnapshot.month == month,
        LevelSnapshot.assignee_id == adviser_id,
        LevelSnapshot.live,
    )


async def matrix_rows(
    session: ReadSession, span: Span, month: date, adviser_id: UUID, limit: int
) -> Sequence[Row[Any]]:
    """Last month's survivors first, then the month's new ones in the order of their cards."""
    mine = _of_adviser(span, month, adviser_id)
    carried = select(LevelSnapshot.lead_id).where(mine)
    fresh = select(Lead.id).where(
        Lead.assignee_id == adviser_id,
        Lead.store_id == span.store_id,
        Lead.carded_at >= span.start,
        Lead.carded_at < span.end,
    )
    statement = (
        select_rows(
            Lead.id,
            Lead.customer_id,
            SHOWN_NAME,
            SHOWN_MOBILE,
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.source,
            Lead.channel,
            Lead.carded_at,
            Lead.created_at,
            Lead.next_contact_at,
            Lead.is_open,
            LevelSnapshot.level.label("level_start"),
            level_at(span.end).label("level_end"),
            stage_at(span.end).label("stage_end"),
        )
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(LevelSnapshot, and_(LevelSnapshot.lead_id == Lead.id, mine))
        .where(Lead.id.in_(carried.union(fresh)), Lead.family == Family.BUYING.value)
        .order_by(LevelSnapshot.level.is_(None), func.coalesce(Lead.carded_at, Lead.created_at), Lead.id)
        .limit(limit + 1)
    )
    return await all_rows(session, statement)


def _day(column: Any, span: Span) -> Any:
    return cast(func.timezone(span.timezone, column), Date)


async def matrix_days(session: ReadSession, span: Span, lead_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Contacts made, contacts planned and changes of level of the month, each with its instant; one statement."""

    def within(column: Any) -> ColumnElement[bool]:
        return and_(column >= span.start, column < span.end)

    made = select_rows(
        literal("made").label("kind"), FollowUp.lead_id.label("lead_id"), FollowUp.at.label("at"), null().label("level")
    ).where(FollowUp.lead_id.in_(lead_ids), within(FollowUp.at))
    # A contact made before its planned day has taken the plan's place: nothing was planned for that day any more.
    was_due = _day(FollowUp.at, span) >= _day(FollowUp.planned_at, span)
    plan = select_rows(literal("plan"), FollowUp.lead_id, FollowUp.planned_at, null()).where(
        FollowUp.lead_id.in_(lead_ids), within(FollowUp.planned_at), was_due
    )
    present = select_rows(literal("plan"), Lead.id, Lead.next_contact_at, null()).where(
        Lead.id.in_(lead_ids), Lead.is_open, within(Lead.next_contact_at)
    )
    met = select_rows(literal("made"), Visit.lead_id, Visit.arrived_at, null()).where(
        Visit.store_id == span.store_id, within(Visit.arrived_at), Visit.lead_id.in_(lead_ids)
    )
    level = select_rows(literal("level"), LevelChange.lead_id, LevelChange.at, LevelChange.new).where(
        LevelChange.lead_id.in_(lead_ids), LevelChange.at < span.end
    )
    every = union_all(made, plan, present, met, level).subquery("mark")
    return await all_rows(session, select_rows(every).order_by(every.c.at, every.c.kind))
