"""All SQL of key accounts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from service_defaults.database import Model, ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from leads.constraint import violated
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.key_account.models import (
    AccountReview,
    AccountVisit,
    DevelopmentPlan,
    FleetVehicle,
    FrameAgreement,
    KeyAccount,
    KeyAccountContact,
)
from leads.key_account.policy import AccountClass, AccountStage, ReviewKind
from leads.order.models import Order
from leads.order.policy import OrderStatus
from leads.row_repository import all_rows, one_row, select_rows

SHOWN = 50
_PARENT = aliased(KeyAccount)
_PARENT_FILE, _PARENT_KEPT = aliased(Customer), aliased(Customer)
_NAME = SHOWN_NAME.element.label("name")
BY_VISIT = ((KeyAccount.next_visit_at, "asc"), (KeyAccount.id, "asc"))
P = TypeVar("P", KeyAccountContact, FleetVehicle, AccountVisit, FrameAgreement)
_ACCOUNT_COLUMNS = (
    KeyAccount.id,
    KeyAccount.customer_id,
    KeyAccount.store_id,
    KeyAccount.parent_id,
    KeyAccount.account_type,
    KeyAccount.stage,
    KeyAccount.account_class,
    KeyAccount.need,
    KeyAccount.power,
    KeyAccount.willingness,
    KeyAccount.next_visit_at,
    KeyAccount.last_visit_at,
    KeyAccount.note,
    KeyAccount.version,
)


async def find(session: ReadSession, actor: Principal, account_id: UUID) -> KeyAccount | None:
    return (await session.scalars(scoped(KeyAccount, actor).where(KeyAccount.id == account_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, account_id: UUID) -> KeyAccount | None:
    statement = scoped(KeyAccount, actor).where(KeyAccount.id == account_id).with_for_update(of=KeyAccount)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def add(session: WriteSession, row: Model) -> str | None:
    """Name of the constraint that the row breaks; None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def part(session: ReadSession, model: type[P], account_id: UUID, part_id: UUID) -> P | None:
    """A row of an account's file; the account's own scope has been asked before."""
    return (
        await session.scalars(select(model).where(model.id == part_id, model.account_id == account_id))
    ).one_or_none()


async def parents_of(session: ReadSession, store_id: UUID) -> dict[UUID, UUID | None]:
    """The store's tree of accounts: it has dozens of nodes, not thousands."""
    statement = select_rows(KeyAccount.id, KeyAccount.parent_id).where(KeyAccount.store_id == store_id).limit(5000)
    return {row.id: row.parent_id for row in await all_rows(session, statement)}


async def plan_of(session: ReadSession, account_id: UUID, year: int) -> DevelopmentPlan | None:
    statement = select(DevelopmentPlan).where(DevelopmentPlan.account_id == account_id, DevelopmentPlan.year == year)
    return (await session.scalars(statement)).one_or_none()


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    tokens: ColumnElement[bool] | None,
    classes: Sequence[AccountClass],
    stages: Sequence[AccountStage],
    owner_id: UUID | None,
    due_by: datetime | None,
    today: date,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Whoever is to be visited first; one statement."""
    statement = _rows(today).where(scope_condition(KeyAccount, actor))
    if tokens is not None:
        statement = statement.where(tokens)
    if classes:
        statement = statement.where(KeyAccount.account_class.in_(classes))
    if stages:
        statement = statement.where(KeyAccount.stage.in_(stages))
    if owner_id is not None:
        statement = statement.where(KeyAccount.assignee_id == owner_id)
    if due_by is not None:
        statement = statement.where(KeyAccount.next_visit_at < due_by)
    return await all_rows(session, keyset(statement, BY_VISIT, after).limit(limit + 1))


async def row(session: ReadSession, account_id: UUID, today: date) -> Row[Any] | None:
    return await one_row(session, _rows(today).where(KeyAccount.id == account_id))


def _rows(today: date) -> Select[Any]:
    units = select(func.coalesce(func.sum(FleetVehicle.units), 0)).where(FleetVehicle.account_id == KeyAccount.id)
    until = select(func.max(FrameAgreement.valid_until)).where(
        FrameAgreement.account_id == KeyAccount.id,
        FrameAgreement.ended_on.is_(None),
        FrameAgreement.valid_from <= today,
        FrameAgreement.valid_until >= today,
    )
    return (
        select_rows(
            *_ACCOUNT_COLUMNS,
            KeyAccount.assignee_id.label("owner_id"),
            _NAME,
            StaffRef.name.label("owner_name"),
            func.coalesce(_PARENT_KEPT.name, _PARENT_FILE.name).label("parent_name"),
            units.correlate(KeyAccount).scalar_subquery().label("fleet_units"),
            until.correlate(KeyAccount).scalar_subquery().label("agreement_until"),
        )
        .select_from(KeyAccount)
        .join(Customer, Customer.id == KeyAccount.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == KeyAccount.assignee_id)
        .outerjoin(_PARENT, _PARENT.id == KeyAccount.parent_id)
        .outerjoin(_PARENT_FILE, _PARENT_FILE.id == _PARENT.customer_id)
        .outerjoin(_PARENT_KEPT, _PARENT_KEPT.id == _PARENT_FILE.merged_into_id)
    )


async def children(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    statement = (
        select_rows(KeyAccount.id, _NAME, KeyAccount.account_class)
        .join(Customer, Customer.id == KeyAccount.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .where(KeyAccount.parent_id == account_id)
        .order_by(Customer.name_sort, KeyAccount.id)
        .limit(SHOWN)
    )
    return await all_rows(session, statement)


async def contacts(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    columns = (
        KeyAccountContact.id,
        KeyAccountContact.person_id,
        KeyAccountContact.role,
        KeyAccountContact.title,
        _NAME,
        SHOWN_MOBILE,
    )
    statement = (
        select_rows(*columns)
        .join(Customer, Customer.id == KeyAccountContact.person_id)
        .outerjoin(KEPT, IS_KEPT)
        .where(KeyAccountContact.account_id == account_id)
        .order_by(KeyAccountContact.created_at, KeyAccountContact.id)
        .limit(SHOWN)
    )
    return await all_rows(session, statement)


async def fleet(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    statement = select_rows(*FleetVehicle.__table__.columns).where(FleetVehicle.account_id == account_id)
    order = (FleetVehicle.replace_on.asc().nulls_last(), FleetVehicle.id)
    return await all_rows(session, statement.order_by(*order).limit(SHOWN))


async def visits(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    statement = (
        select_rows(
            *AccountVisit.__table__.columns,
            AccountVisit.assignee_id.label("staff_id"),
            StaffRef.name.label("staff_name"),
        )
        .select_from(AccountVisit)
        .outerjoin(StaffRef, StaffRef.id == AccountVisit.assignee_id)
        .where(AccountVisit.account_id == account_id)
        .order_by(AccountVisit.planned_at.desc(), AccountVisit.id)
        .limit(SHOWN)
    )
    return await all_rows(session, statement)


async def agreements(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    """Each with the cars that the account ordered while it was valid. `least` passes over a null."""
    day = Order.ordered_on
    units = (
        select(func.count())
        .select_from(Order)
        .where(
            Order.customer_id.in_(_family(account_id)),
            Order.status != OrderStatus.CANCELLED,
            day >= FrameAgreement.valid_from,
            day <= func.least(FrameAgreement.valid_until, FrameAgreement.ended_on),
        )
        .correlate(FrameAgreement)
        .scalar_subquery()
    )
    statement = (
        select_rows(*FrameAgreement.__table__.columns, units.label("units"))
        .where(FrameAgreement.account_id == account_id)
        .order_by(FrameAgreement.valid_from.desc(), FrameAgreement.id)
        .limit(SHOWN)
    )
    return await all_rows(session, statement)


async def reviews(session: ReadSession, account_id: UUID) -> Sequence[Row[Any]]:
    statement = (
        select_rows(*AccountReview.__table__.columns, StaffRef.name.label("written_by_name"))
        .select_from(AccountReview)
        .outerjoin(StaffRef, StaffRef.id == AccountReview.written_by)
        .where(AccountReview.account_id == account_id)
        .order_by(AccountReview.starts_on.desc(), AccountReview.kind, AccountReview.id)
        .limit(SHOWN)
    )
    return await all_rows(session, statement)


async def review_known(session: ReadSession, account_id: UUID, kind: ReviewKind, starts_on: date) -> bool:
    statement = select(AccountReview.id).where(
        AccountReview.account_id == account_id, AccountReview.kind == kind, AccountReview.starts_on == starts_on
    )
    return await session.scalar(statement) is not None


async def figures(session: ReadSession, account_id: UUID, start: datetime, end: datetime) -> Row[Any]:
    """Orders and visits between two instants; one statement. Cancelled orders count as ordered, too."""

    def within(column: Any) -> ColumnElement[bool]:
        condition: ColumnElement[bool] = (column >= start) & (column < end)
        return condition

    orders = (
        select(
            func.count().filter(within(Order.ordered_at)).label("ordered"),
            func.count().filter(within(Order.delivered_at)).label("delivered"),
            func.count().filter(within(Order.cancelled_at)).label("cancelled"),
            func.coalesce(func.sum(case((within(Order.delivered_at), Order.total_fen), else_=0)), 0).label("sum"),
        )
        .where(
            Order.customer_id.in_(_family(account_id)),
            or_(within(Order.ordered_at), within(Order.delivered_at), within(Order.cancelled_at)),
        )
        .subquery()
    )
    seen = (
        select(
            func.count().filter(within(AccountVisit.planned_at)).label("planned"),
            func.count().filter(within(AccountVisit.done_at)).label("done"),
        )
        .where(AccountVisit.account_id == account_id)
        .subquery()
    )
    statement = select_rows(
        orders.c.ordered,
        orders.c.delivered,
        orders.c.cancelled,
        orders.c.sum.label("delivered_fen"),
        seen.c.planned.label("visits_planned"),
        seen.c.done.label("visits_done"),
    ).select_from(orders.join(seen, true()))
    row: Row[Any] = (await session.execute(statement)).one()
    return row


def _family(account_id: UUID) -> Select[Any]:
    """Customer files whose orders are the account's: the company's, its contacts', and those of companies below it."""
    top = select(KeyAccount.id, KeyAccount.customer_id).where(KeyAccount.id == account_id)
    tree = top.cte("tree", recursive=True)
    below = aliased(KeyAccount)
    tree = tree.union(select(below.id, below.customer_id).join(tree, below.parent_id == tree.c.id))
    people = select(KeyAccountContact.person_id).join(tree, KeyAccountContact.account_id == tree.c.id)
    return select(tree.c.customer_id).union(people)  # type: ignore[return-value]  # a compound select is one too
