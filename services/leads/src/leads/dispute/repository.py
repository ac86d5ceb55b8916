"""All SQL of disputes, the evidence among it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from service_defaults.timeline import TimelineEntry
from sqlalchemy import Boolean, Row, Select, String, Uuid, case, cast, func, literal, null, union_all
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.dispute.models import Dispute
from leads.follow_up.models import FollowUp
from leads.follow_up.policy import Outcome, is_effective
from leads.lead.models import Lead
from leads.order.models import Order
from leads.ownership.models import OwnershipChange
from leads.quote.models import Quote
from leads.row_repository import all_rows, one_row, select_rows
from leads.test_drive.models import TestDrive
from leads.visit.models import Visit

FACTS = 200


def _lines(actor: Principal) -> Select[Any]:
    claimant, owner, judge = aliased(StaffRef), aliased(StaffRef), aliased(StaffRef)
    return (
        select_rows(
            Dispute.id,
            Dispute.store_id,
            Dispute.customer_id,
            Dispute.assignee_id.label("claimant_id"),
            Dispute.owner_id,
            Dispute.grounds,
            Dispute.note,
            Dispute.status,
            Dispute.opened_at,
            Dispute.ruling,
            Dispute.ruling_note,
            Dispute.shares,
            Dispute.ruled_at,
            SHOWN_NAME,
            SHOWN_MOBILE,
            claimant.name.label("claimant_name"),
            owner.name.label("owner_name"),
            judge.name.label("ruled_by_name"),
        )
        .join(Customer, Customer.id == Dispute.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(claimant, claimant.id == Dispute.assignee_id)
        .outerjoin(owner, owner.id == Dispute.owner_id)
        .outerjoin(judge, judge.id == Dispute.ruled_by)
        .where(scope_condition(Dispute, actor))
    )


async def rows(
    session: ReadSession, actor: Principal, *, status: str | None, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Newest first; one statement."""
    statement = _lines(actor)
    if status is not None:
        statement = statement.where(Dispute.status == status)
    order = [(Dispute.opened_at, "desc"), (Dispute.id, "desc")]
    return await all_rows(session, keyset(statement, order, after).limit(limit + 1))


async def row(session: ReadSession, actor: Principal, dispute_id: UUID) -> Row[Any] | None:
    return await one_row(session, _lines(actor).where(Dispute.id == dispute_id))


async def lock(session: WriteSession, actor: Principal, dispute_id: UUID) -> Dispute | None:
    statement = scoped(Dispute, actor).where(Dispute.id == dispute_id).with_for_update(of=Dispute)
    return (await session.scalars(statement)).one_or_none()


async def evidence(session: ReadSession, customer_id: UUID) -> Sequence[Row[Any]]:
    """What everybody did with the customer, newest first; one statement. Whoever may rule may see it."""
    facts = union_all(*_parts(customer_id)).subquery()
    statement = (
        select_rows(facts, StaffRef.name.label("staff_name"))
        .outerjoin(StaffRef, StaffRef.id == facts.c.staff_id)
        .order_by(facts.c.at.desc())
        .limit(FACTS)
    )
    return await all_rows(session, statement)


def _parts(customer_id: UUID) -> tuple[Select[Any], ...]:
    return (
        _contacts(customer_id),
        _part(Visit, "visit", Visit.arrived_at, Visit.assignee_id, customer_id, detail=Visit.purpose, effective=True),
        _part(
            TestDrive,
            "test_drive",
            TestDrive.starts_at,
            TestDrive.assignee_id,
            customer_id,
            detail=TestDrive.status,
            effective=TestDrive.finished_at.is_not(None),
        ),
        _part(Quote, "quote", Quote.created_at, Quote.assignee_id, customer_id, detail=Quote.quote_no),
        _part(Order, "order", Order.ordered_at, Order.assignee_id, customer_id, detail=Order.order_no, effective=True),
        _part(Lead, "lead_created", Lead.created_at, Lead.created_by, customer_id, detail=Lead.source),
        _part(
            OwnershipChange,
            "assignment",
            OwnershipChange.at,
            OwnershipChange.to_id,
            customer_id,
            detail=OwnershipChange.how,
        ),
        _part(
            TimelineEntry,
            "touchpoint",
            TimelineEntry.at,
            TimelineEntry.actor_id,
            customer_id,
            detail=TimelineEntry.params["source"].astext,
        ).where(TimelineEntry.kind == "lead_touched"),
        _registered(customer_id),
    )


def _registered(customer_id: UUID) -> Select[Any]:
    at, by = Customer.created_at, Customer.created_by
    return _part(Customer, "customer_registered", at, by, customer_id, detail=Customer.source)


def _contacts(customer_id: UUID) -> Select[Any]:
    talked = [outcome.value for outcome in Outcome if is_effective(outcome)]
    effective = case((FollowUp.outcome.in_(talked), True), else_=False)
    detail = FollowUp.method + ":" + FollowUp.outcome
    return _part(FollowUp, "contact", FollowUp.at, FollowUp.actor_id, customer_id, detail=detail, effective=effective)


def _part(
    model: Any, kind: str, at: Any, staff_id: Any, customer_id: UUID, *, detail: Any, effective: Any = False
) -> Select[Any]:
    is_effective_one = effective if not isinstance(effective, bool) else literal(effective)
    return select_rows(
        literal(kind).label("kind"),
        at.label("at"),
        func.coalesce(staff_id, cast(null(), Uuid())).label("staff_id"),
        cast(is_effective_one, Boolean).label("effective"),
        func.coalesce(cast(detail, String), "").label("detail"),
    ).where(model.customer_id == customer_id)


async def registration(session: ReadSession, customer_id: UUID) -> Row[Any]:
    statement = (
        select_rows(Customer.created_at, Customer.created_by, Customer.owner_id, StaffRef.name)
        .outerjoin(StaffRef, StaffRef.id == Customer.created_by)
        .where(Customer.id == customer_id)
    )
    row: Row[Any] = (await session.execute(statement)).one()
    return row
