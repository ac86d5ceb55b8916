"""Per-store settings: every number of the trade is one of these, with its default in the service's own model."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults.database import ReadSession
from service_defaults.organisation import PlatformBase
from service_defaults.web import check_version
from service_defaults.work import Work

S = TypeVar("S", bound=BaseModel)


class StoreSetting(PlatformBase):
    """What a store changed; absent keys keep the default, so a new default reaches everyone who did not choose."""

    __tablename__ = "store_setting"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    chosen: Mapped[dict[str, Any]]
    version: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


async def settings_of(session: ReadSession, store_id: UUID, model: type[S]) -> S:
    chosen = await session.scalar(select(StoreSetting.chosen).where(StoreSetting.store_id == store_id))
    return model.model_validate(chosen or {})


async def settings_with_version(session: ReadSession, store_id: UUID, model: type[S]) -> tuple[S, int]:
    row = await session.get(StoreSetting, store_id)
    return (model.model_validate(row.chosen), row.version) if row else (model(), 0)


async def choose_settings(work: Work, store_id: UUID, chosen: S, expected_version: int) -> int:
    """Replace a store's choices; answers the new version. Raises `PreconditionFailed`."""
    _, current = await settings_with_version(work.session, store_id, type(chosen))
    check_version(current, expected_version)
    values = {
        "chosen": chosen.model_dump(mode="json", exclude_defaults=True),
        "version": current + 1,
        "changed_at": work.now,
        "changed_by": work.actor.id,
    }
    await work.session.execute(
        insert(StoreSetting)
        .values(store_id=store_id, **values)
        .on_conflict_do_update(index_elements=["store_id"], set_=values)
    )
    return current + 1
