"""All SQL of the contact log."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import keyset
from service_defaults.scope import scoped

from leads.follow_up.models import FollowUp


async def lock(session: WriteSession, actor: Principal, follow_up_id: UUID) -> FollowUp | None:
    statement = scoped(FollowUp, actor).where(FollowUp.id == follow_up_id).with_for_update(of=FollowUp)
    return (await session.scalars(statement)).one_or_none()


async def of_lead(
    session: ReadSession, actor: Principal, lead_id: UUID, *, after: Sequence[Any] | None, limit: int
) -> list[FollowUp]:
    statement = scoped(FollowUp, actor).where(FollowUp.lead_id == lead_id)
    newest = keyset(statement, [(FollowUp.at, "desc"), (FollowUp.id, "desc")], after)
    return list((await session.scalars(newest.limit(limit + 1))).all())
