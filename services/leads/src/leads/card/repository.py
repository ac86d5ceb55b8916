"""SQL of the card."""

from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from sqlalchemy import select

from leads.card.models import CustomerCard


async def find(session: ReadSession, customer_id: UUID) -> CustomerCard | None:
    return await session.get(CustomerCard, customer_id)


async def lock(session: WriteSession, customer_id: UUID) -> CustomerCard | None:
    statement = select(CustomerCard).where(CustomerCard.customer_id == customer_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()
