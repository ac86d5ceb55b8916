"""All SQL of the business clock."""

from service_defaults.database import ReadSession, WriteSession
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from gateway.clock.models import BusinessOffset
from gateway.organisation.models import Store

_ID = "business"


async def lock_offset(session: WriteSession) -> BusinessOffset:
    await session.execute(insert(BusinessOffset).values(id=_ID, seconds=0).on_conflict_do_nothing())
    return (await session.scalars(select(BusinessOffset).with_for_update())).one()


async def offset_seconds(session: ReadSession) -> int:
    return await session.scalar(select(BusinessOffset.seconds).where(BusinessOffset.id == _ID)) or 0


async def first_store(session: ReadSession) -> Store | None:
    found: Store | None = await session.scalar(select(Store).order_by(Store.created_at, Store.id).limit(1))
    return found
