"""SQL of stores' own wordings."""

from collections.abc import Sequence
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.scope import scoped
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from notifications.template.models import StoreTemplate


async def newest(session: ReadSession, store_id: UUID, code: str, channel: str, locale: str) -> StoreTemplate | None:
    """Regardless of scope: the wording of a message that is due."""
    statement = (
        select(StoreTemplate)
        .where(
            StoreTemplate.store_id == store_id,
            StoreTemplate.code == code,
            StoreTemplate.channel == channel,
            StoreTemplate.locale == locale,
        )
        .order_by(StoreTemplate.version.desc())
        .limit(1)
    )
    found: StoreTemplate | None = await session.scalar(statement)
    return found


async def current(session: ReadSession, actor: Principal, store_id: UUID) -> Sequence[StoreTemplate]:
    """The version in force of every wording that the store chose."""
    keys = (StoreTemplate.code, StoreTemplate.channel, StoreTemplate.locale)
    statement = (
        scoped(StoreTemplate, actor)
        .where(StoreTemplate.store_id == store_id)
        .ext(distinct_on(*keys))
        .order_by(*keys, StoreTemplate.version.desc())
    )
    return (await session.scalars(statement)).all()


async def add_version(session: WriteSession, row: StoreTemplate) -> bool:
    """False when somebody else put that version in force meanwhile."""
    values = {column.key: getattr(row, column.key) for column in StoreTemplate.__table__.columns}
    statement = insert(StoreTemplate).values(values).on_conflict_do_nothing().returning(StoreTemplate.id)
    return (await session.execute(statement)).first() is not None
