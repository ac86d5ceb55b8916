"""All SQL of inspections and deliveries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal, Role
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition
from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.delivery.models import Delivery, Pdi
from leads.delivery.policy import DeliveryStatus
from leads.order.models import Order
from leads.row_repository import all_rows, select_rows
from leads.vehicle.models import CarModel, StockCar

_SERVANT = aliased(StaffRef)
BY_DAY = ((Delivery.starts_at, "asc"), (Delivery.id, "asc"))


async def of_order(session: ReadSession, order_id: UUID) -> Delivery | None:
    statement = select(Delivery).where(Delivery.order_id == order_id, Delivery.status != DeliveryStatus.CANCELLED)
    return (await session.scalars(statement)).one_or_none()


async def pdis(session: ReadSession, order_id: UUID) -> list[Pdi]:
    statement = select(Pdi).where(Pdi.order_id == order_id).order_by(Pdi.inspected_at.desc(), Pdi.id.desc()).limit(50)
    return list((await session.scalars(statement)).all())


async def service_advisers(session: ReadSession, store_id: UUID) -> list[UUID]:
    """The store's active service advisers, the one with the fewest new owners first."""
    count = func.count(Delivery.id)
    statement = (
        select(StaffRef.id)
        .outerjoin(
            Delivery, (Delivery.service_adviser_id == StaffRef.id) & (Delivery.status != DeliveryStatus.CANCELLED)
        )
        .where(StaffRef.store_id == store_id, StaffRef.active, StaffRef.roles.contains([str(Role.SERVICE_ADVISOR)]))
        .group_by(StaffRef.id)
        .order_by(count, StaffRef.id)
    )
    return list((await session.scalars(statement)).all())


async def hold_service_desk(session: WriteSession, store_id: UUID) -> None:
    """One choice of a service adviser at a time per store, so that two owners do not go to the same one."""
    key = int.from_bytes(store_id.bytes[8:], "big", signed=True) ^ 0x736572
    await session.execute(select(func.pg_advisory_xact_lock(key)))


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    since: datetime | None,
    until: datetime | None,
    status: DeliveryStatus | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Deliveries with an appointment, in its order; one statement."""
    statement = (
        select_rows(
            Delivery,
            Order.order_no,
            CarModel,
            SHOWN_NAME,
            StockCar.vin,
            StaffRef.name.label("assignee_name"),
            _SERVANT.name.label("service_adviser_name"),
        )
        .join(Order, Order.id == Delivery.order_id)
        .join(CarModel, CarModel.id == Order.model_id)
        .join(Customer, Customer.id == Delivery.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StockCar, StockCar.id == Order.car_id)
        .outerjoin(StaffRef, StaffRef.id == Delivery.assignee_id)
        .outerjoin(_SERVANT, _SERVANT.id == Delivery.service_adviser_id)
        .where(scope_condition(Delivery, actor), Delivery.starts_at.is_not(None))
    )
    if since is not None and until is not None:
        statement = statement.where(Delivery.starts_at >= since, Delivery.starts_at < until)
    if status is not None:
        statement = statement.where(Delivery.status == status)
    return await all_rows(session, keyset(statement, BY_DAY, after).limit(limit + 1))
