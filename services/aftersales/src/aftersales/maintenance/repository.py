"""SQL of maintenance plans."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession
from sqlalchemy import func, select

from aftersales.maintenance.models import MaintenancePlan


async def plan_of(session: ReadSession, owned_vehicle_id: UUID) -> MaintenancePlan | None:
    statement = select(MaintenancePlan).where(MaintenancePlan.owned_vehicle_id == owned_vehicle_id)
    return (await session.scalars(statement)).first()


async def next_reminder(session: ReadSession) -> datetime | None:
    return await session.scalar(
        select(func.min(MaintenancePlan.remind_at)).where(MaintenancePlan.remind_at.is_not(None))
    )


async def take_due(session: ReadSession, now: datetime, limit: int) -> Sequence[MaintenancePlan]:
    statement = (
        select(MaintenancePlan)
        .where(MaintenancePlan.remind_at <= now)
        .order_by(MaintenancePlan.remind_at, MaintenancePlan.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()
