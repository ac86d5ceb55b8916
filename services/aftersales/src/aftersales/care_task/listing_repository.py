"""SQL of the call-back queue and its counters: one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from service_defaults.aliases import kept
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, RowMapping, Select, func, select
from sqlalchemy.orm import aliased

from aftersales.care_task.models import CareTask
from aftersales.care_task.policy import OPEN, CareStatus
from aftersales.care_task.schemas import Bucket
from aftersales.contact_hours import ContactHours
from aftersales.owned_vehicle.models import OwnedVehicle

_OPEN = tuple(sorted(OPEN))


@dataclass(frozen=True, slots=True)
class Days:
    """The store's today as instants, and how far "coming" reaches."""

    starts: datetime
    ends: datetime
    coming_until: datetime

    @classmethod
    def of(cls, today: date, hours: ContactHours, coming_days: int) -> "Days":
        return cls(
            hours.day_start(today),
            hours.day_start(today + timedelta(days=1)),
            hours.day_start(today + timedelta(days=1 + coming_days)),
        )


def in_bucket(bucket: Bucket, days: Days) -> ColumnElement[bool]:
    """Open tasks by the local day on which to act; closed ones by their state."""
    if bucket is Bucket.CLOSED:
        return CareTask.status.not_in(_OPEN)
    is_open = CareTask.status.in_(_OPEN)
    if bucket is Bucket.OPEN:
        return is_open
    if bucket is Bucket.OVERDUE:
        return is_open & (CareTask.act_at < days.starts)
    if bucket is Bucket.TODAY:
        return is_open & (CareTask.act_at >= days.starts) & (CareTask.act_at < days.ends)
    return is_open & (CareTask.act_at >= days.ends) & (CareTask.act_at < days.coming_until)


def order_of(bucket: Bucket) -> list[tuple[Any, str]]:
    if bucket is Bucket.CLOSED:
        return [(func.coalesce(CareTask.ended_at, CareTask.act_at), "desc"), (CareTask.id, "desc")]
    return [(CareTask.act_at, "asc"), (CareTask.id, "asc")]


def rows(actor: Principal, days: Days) -> Select[*tuple[Any, ...]]:
    """Rows of the queue within the actor's scope."""
    caller = aliased(StaffRef)
    return (
        select(
            CareTask.id,
            kept(CareTask.customer_id).label("customer_id"),
            CustomerRef.name.label("customer_name"),
            CustomerRef.mobile_masked,
            CareTask.owned_vehicle_id,
            OwnedVehicle.model,
            OwnedVehicle.plate,
            CareTask.kind,
            CareTask.by,
            CareTask.trigger,
            CareTask.status,
            CareTask.due_on,
            CareTask.due_at,
            CareTask.act_at,
            CareTask.attempts,
            CareTask.last_attempt_at,
            in_bucket(Bucket.OVERDUE, days).label("overdue"),
            CareTask.assignee_id,
            caller.name.label("assignee_name"),
            CareTask.result,
            CareTask.satisfaction,
            CareTask.lowest_score,
            CareTask.recommend_score,
            CareTask.complaint_id,
            CareTask.ended_at,
            CareTask.version,
        )
        .select_from(CareTask)
        .join(CustomerRef, CustomerRef.customer_id == kept(CareTask.customer_id), isouter=True)
        .join(OwnedVehicle, OwnedVehicle.id == CareTask.owned_vehicle_id, isouter=True)
        .join(caller, caller.id == CareTask.assignee_id, isouter=True)
        .where(scope_condition(CareTask, actor))
    )


async def page(
    session: ReadSession,
    wanted: Select[*tuple[Any, ...]],
    bucket: Bucket,
    *,
    cursor: Sequence[Any] | None,
    limit: int,
) -> Sequence[RowMapping]:
    return (await session.execute(keyset(wanted, order_of(bucket), cursor).limit(limit))).mappings().all()


async def counters(
    session: ReadSession, actor: Principal, days: Days, narrowed: Sequence[ColumnElement[bool]]
) -> RowMapping:
    counted = [
        func.count().filter(in_bucket(bucket, days)).label(bucket.value)
        for bucket in (Bucket.OVERDUE, Bucket.TODAY, Bucket.COMING)
    ]
    done = func.count().filter(CareTask.status == CareStatus.DONE).label("done_today")
    recent = CareTask.status.in_(_OPEN) | ((CareTask.ended_at >= days.starts) & (CareTask.ended_at < days.ends))
    statement = select(*counted, done).where(scope_condition(CareTask, actor), recent, *narrowed)
    return (await session.execute(statement)).mappings().one()
