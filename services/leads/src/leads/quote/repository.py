"""All SQL of quotes."""

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
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.order.models import Order
from leads.order.policy import OrderStatus
from leads.quote.models import Quote
from leads.quote.policy import QuoteStatus
from leads.row_repository import all_rows, one_row, select_rows
from leads.vehicle.models import CarModel, StockCar

NEWEST = ((Quote.created_at, "desc"), (Quote.id, "desc"))
_DECIDER = aliased(StaffRef)


async def next_version(session: WriteSession, lead_id: UUID) -> int:
    """The lead is locked by the caller, so nobody else takes the same one."""
    last = await session.scalar(select(func.max(Quote.version_no)).where(Quote.lead_id == lead_id))
    return (last or 0) + 1


async def lock(session: WriteSession, actor: Principal, quote_id: UUID) -> Quote | None:
    statement = scoped(Quote, actor).where(Quote.id == quote_id).with_for_update(of=Quote)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


def _rows(actor: Principal) -> Select[Any]:
    return (
        select_rows(
            Quote,
            CarModel,
            SHOWN_NAME,
            SHOWN_MOBILE,
            StaffRef.name.label("assignee_name"),
            _DECIDER.name.label("decided_by_name"),
            StockCar.vin,
            Order.id.label("order_id"),
        )
        .join(CarModel, CarModel.id == Quote.model_id)
        .join(Customer, Customer.id == Quote.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StockCar, StockCar.id == Quote.car_id)
        .outerjoin(StaffRef, StaffRef.id == Quote.assignee_id)
        .outerjoin(_DECIDER, _DECIDER.id == Quote.decided_by)
        .outerjoin(Order, (Order.quote_id == Quote.id) & (Order.status != OrderStatus.CANCELLED))
        .where(scope_condition(Quote, actor))
    )


async def row(session: ReadSession, actor: Principal, quote_id: UUID) -> Row[Any] | None:
    return await one_row(session, _rows(actor).where(Quote.id == quote_id))


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    lead_id: UUID | None,
    customer_id: UUID | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    statement = _rows(actor)
    if customer_id is not None:
        statement = statement.where(same_person(Quote.customer_id, customer_id))
    if lead_id is not None:
        statement = statement.where(Quote.lead_id == lead_id)
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def waiting(session: ReadSession, actor: Principal, limit: int) -> Sequence[Row[Any]]:
    """What waits for a manager, the oldest first."""
    statement = _rows(actor).where(Quote.status == QuoteStatus.NEEDS_APPROVAL).order_by(Quote.created_at, Quote.id)
    return await all_rows(session, statement.limit(limit))
