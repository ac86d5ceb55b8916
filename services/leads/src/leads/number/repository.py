"""SQL of the counters."""

from uuid import UUID

from service_defaults.database import WriteSession
from sqlalchemy.dialects.postgresql import insert

from leads.number.models import NumberCounter


async def advance(session: WriteSession, store_id: UUID, kind: str, period: str) -> int:
    statement = insert(NumberCounter).values(store_id=store_id, kind=kind, period=period, last=1)
    counted = statement.on_conflict_do_update(
        index_elements=["store_id", "kind", "period"], set_={"last": NumberCounter.last + 1}
    ).returning(NumberCounter.last)
    return (await session.execute(counted)).scalar_one()
