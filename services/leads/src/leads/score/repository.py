"""All SQL of score models."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from leads.score.models import ScoreModel, ScoreTraining


async def next_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(ScoreTraining.due_at)))


async def lock_due(session: WriteSession, by: datetime) -> ScoreTraining | None:
    """One store at a time."""
    statement = (
        select(ScoreTraining)
        .where(ScoreTraining.due_at <= by)
        .order_by(ScoreTraining.due_at, ScoreTraining.store_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).one_or_none()


async def schedule(session: WriteSession, row: dict[str, Any], *, again: Sequence[str] = ()) -> None:
    """A store's row; of one that stands, only what `again` names is set anew."""
    statement = insert(ScoreTraining).values(row)
    if again:
        changed = {name: statement.excluded[name] for name in again}
        statement = statement.on_conflict_do_update(index_elements=["store_id"], set_=changed)
    else:
        statement = statement.on_conflict_do_nothing()
    await session.execute(statement)


async def training_of(session: ReadSession, store_id: UUID) -> ScoreTraining | None:
    return await session.get(ScoreTraining, store_id)


async def last_number(session: ReadSession, store_id: UUID) -> int:
    found = await session.scalar(select(func.max(ScoreModel.number)).where(ScoreModel.store_id == store_id))
    return int(found or 0)


async def models(session: ReadSession, actor: Principal, store_id: UUID, limit: int) -> list[ScoreModel]:
    statement = scoped(ScoreModel, actor).where(ScoreModel.store_id == store_id)
    return list((await session.scalars(statement.order_by(ScoreModel.number.desc()).limit(limit))).all())
