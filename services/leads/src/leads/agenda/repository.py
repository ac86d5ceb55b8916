"""The one query behind the agenda."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.prepared import Prepared
from service_defaults.scope import scope_condition
from sqlalchemy import DateTime, Row, Select, Uuid, bindparam, func, literal, null, or_, union_all

from leads.appraisal.models import Appraisal
from leads.appraisal.policy import OPEN_WORK
from leads.delivery.models import Delivery
from leads.delivery.policy import DeliveryStatus
from leads.key_account.models import AccountVisit, KeyAccount
from leads.order.models import Order
from leads.row_repository import select_rows
from leads.test_drive.models import TestDrive
from leads.today.appointments import Span
from leads.vehicle.models import CarModel, StockCar

_START: Any = bindparam("start", None, DateTime(timezone=True))
_END: Any = bindparam("end", None, DateTime(timezone=True))


async def planned(session: ReadSession, actor: Principal, span: Span) -> Sequence[Row[Any]]:
    """Drives one rides along, appraisals one makes, deliveries one hands over or receives, companies one visits."""
    return await _planned(actor, span.staff_id).rows(session, start=span.start, end=span.end)


@lru_cache(maxsize=512)
def _planned(actor: Principal, staff_id: UUID | None) -> Prepared:
    parts = (part(actor, staff_id) for part in (_drives, _appraisals, _deliveries, _company_visits))
    day = union_all(*parts).subquery()
    return Prepared(select_rows(day).order_by(day.c.starts_at, day.c.id).limit(200))


def _drives(actor: Principal, staff_id: UUID | None) -> Select[Any]:
    statement = (
        select_rows(
            literal("test_drive").label("kind"),
            TestDrive.id.label("id"),
            TestDrive.customer_id.label("customer_id"),
            TestDrive.lead_id.label("lead_id"),
            TestDrive.assignee_id.label("staff_id"),
            TestDrive.starts_at.label("starts_at"),
            (CarModel.series + " " + CarModel.name).label("title"),
        )
        .join(StockCar, StockCar.id == TestDrive.car_id)
        .join(CarModel, CarModel.id == StockCar.model_id)
        .where(scope_condition(TestDrive, actor), TestDrive.live)
        .where(TestDrive.starts_at >= _START, TestDrive.starts_at < _END)
    )
    return statement if staff_id is None else statement.where(TestDrive.assignee_id == staff_id)


def _appraisals(actor: Principal, staff_id: UUID | None) -> Select[Any]:
    statement = (
        select_rows(
            literal("appraisal"),
            Appraisal.id,
            Appraisal.customer_id,
            Appraisal.lead_id,
            Appraisal.assignee_id,
            func.coalesce(Appraisal.starts_at, Appraisal.created_at),
            (Appraisal.brand + " " + Appraisal.series),
        )
        .where(scope_condition(Appraisal, actor), Appraisal.status.in_(OPEN_WORK))
        .where(or_(Appraisal.starts_at.is_(None), Appraisal.starts_at < _END))
    )
    return statement if staff_id is None else statement.where(Appraisal.assignee_id == staff_id)


def _deliveries(actor: Principal, staff_id: UUID | None) -> Select[Any]:
    statement = (
        select_rows(
            literal("delivery"),
            Order.id,
            Delivery.customer_id,
            Order.lead_id,
            Delivery.assignee_id,
            Delivery.starts_at,
            (CarModel.series + " " + CarModel.name),
        )
        .join(Order, Order.id == Delivery.order_id)
        .join(CarModel, CarModel.id == Order.model_id)
        .where(scope_condition(Delivery, actor), Delivery.status == DeliveryStatus.SCHEDULED)
        .where(Delivery.starts_at >= _START, Delivery.starts_at < _END)
    )
    if staff_id is None:
        return statement
    return statement.where(or_(Delivery.assignee_id == staff_id, Delivery.service_adviser_id == staff_id))


def _company_visits(actor: Principal, staff_id: UUID | None) -> Select[Any]:
    statement = (
        select_rows(
            literal("key_account_visit"),
            KeyAccount.id,
            AccountVisit.customer_id,
            null().cast(Uuid),
            AccountVisit.assignee_id,
            AccountVisit.planned_at,
            AccountVisit.purpose,
        )
        .join(KeyAccount, KeyAccount.id == AccountVisit.account_id)
        .where(scope_condition(AccountVisit, actor), AccountVisit.done_at.is_(None))
        .where(AccountVisit.planned_at >= _START, AccountVisit.planned_at < _END)
    )
    return statement if staff_id is None else statement.where(AccountVisit.assignee_id == staff_id)
