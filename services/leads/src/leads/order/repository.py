"""All SQL of orders."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, func, select
from sqlalchemy.exc import IntegrityError

from leads.constraint import violated
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.delivery.models import Delivery
from leads.delivery.policy import DeliveryStatus
from leads.loan.models import Loan
from leads.order.models import CarAllocation, Order, OrderPayment
from leads.order.policy import OrderStatus
from leads.row_repository import all_rows, one_row, select_rows
from leads.vehicle.models import CarModel, StockCar

NEWEST = ((Order.ordered_at, "desc"), (Order.id, "desc"))
_LOAN_STATUS = (
    select(Loan.status).where(Loan.order_id == Order.id).order_by(Loan.submitted_at.desc()).limit(1).scalar_subquery()
)


async def lock(session: WriteSession, actor: Principal, order_id: UUID) -> Order | None:
    """The order, until the commit ours alone."""
    statement = scoped(Order, actor).where(Order.id == order_id).with_for_update(of=Order)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def find(session: ReadSession, actor: Principal, order_id: UUID) -> Order | None:
    return (await session.scalars(scoped(Order, actor).where(Order.id == order_id))).one_or_none()


async def insert(session: WriteSession, row: Order | CarAllocation) -> str | None:
    """Name of the unique index that the row breaks; None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def allocation_of(session: WriteSession, order_id: UUID) -> CarAllocation | None:
    statement = select(CarAllocation).where(CarAllocation.order_id == order_id, CarAllocation.released_at.is_(None))
    return (await session.scalars(statement)).one_or_none()


async def order_holding(session: ReadSession, car_id: UUID) -> UUID | None:
    """The order that holds a car now."""
    statement = select(CarAllocation.order_id).where(
        CarAllocation.car_id == car_id, CarAllocation.released_at.is_(None)
    )
    return await session.scalar(statement)


async def payments(session: ReadSession, order_id: UUID) -> Sequence[Row[Any]]:
    statement = (
        select_rows(OrderPayment, StaffRef.name.label("recorded_by_name"))
        .outerjoin(StaffRef, StaffRef.id == OrderPayment.recorded_by)
        .where(OrderPayment.order_id == order_id)
        .order_by(OrderPayment.paid_at, OrderPayment.id)
    )
    return await all_rows(session, statement)


def _rows(actor: Principal) -> Select[Any]:
    return (
        select_rows(
            Order,
            CarModel,
            SHOWN_NAME,
            SHOWN_MOBILE,
            StaffRef.name.label("assignee_name"),
            StockCar.vin,
            Delivery.starts_at,
            _LOAN_STATUS.label("loan_status"),
        )
        .join(CarModel, CarModel.id == Order.model_id)
        .join(Customer, Customer.id == Order.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StockCar, StockCar.id == Order.car_id)
        .outerjoin(StaffRef, StaffRef.id == Order.assignee_id)
        .outerjoin(Delivery, (Delivery.order_id == Order.id) & (Delivery.status != DeliveryStatus.CANCELLED))
        .where(scope_condition(Order, actor))
    )


async def row(session: ReadSession, actor: Principal, order_id: UUID) -> Row[Any] | None:
    return await one_row(session, _rows(actor).where(Order.id == order_id))


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    statuses: Sequence[OrderStatus],
    customer_id: UUID | None,
    assignee_id: UUID | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Newest first; one statement."""
    statement = _rows(actor)
    if statuses:
        statement = statement.where(Order.status.in_(statuses))
    if customer_id is not None:
        statement = statement.where(same_person(Order.customer_id, customer_id))
    if assignee_id is not None:
        statement = statement.where(Order.assignee_id == assignee_id)
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def board(
    session: ReadSession, actor: Principal, statuses: Sequence[OrderStatus], assignee_id: UUID | None, per_column: int
) -> Sequence[Row[Any]]:
    """The longest waiting of each status with the size of its column; one statement."""
    ranked = select(
        Order.id,
        func.row_number().over(partition_by=Order.status, order_by=(Order.ordered_at, Order.id)).label("place"),
        func.count().over(partition_by=Order.status).label("size"),
    ).where(scope_condition(Order, actor), Order.status.in_(statuses))
    if assignee_id is not None:
        ranked = ranked.where(Order.assignee_id == assignee_id)
    places = ranked.subquery()
    statement = (
        _rows(actor)
        .add_columns(places.c.size)
        .join(places, places.c.id == Order.id)
        .where(places.c.place <= per_column)
        .order_by(places.c.place)
    )
    return await all_rows(session, statement)
