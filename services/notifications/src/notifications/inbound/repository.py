"""SQL of inbound webhooks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scoped
from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from notifications.inbound.models import InboundRejection, InboundWebhook, LoanRef
from notifications.partner.models import PartnerRef
from notifications.partner.repository import within

Row = tuple[InboundWebhook, str | None]


async def store(session: WriteSession, row: InboundWebhook) -> bool:
    """Keep the request; False when that partner sent that id before. A twin under way is waited for."""
    values = {column.key: getattr(row, column.key) for column in InboundWebhook.__table__.columns}
    statement = insert(InboundWebhook).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["partner_id", "webhook_id"])
    return (await session.execute(statement.returning(InboundWebhook.id))).first() is not None


async def count_rejection(
    session: WriteSession, *, partner_id: UUID, reason: str, at: datetime, size: int, digest: str
) -> None:
    statement = insert(InboundRejection).values(
        partner_id=partner_id,
        reason=reason,
        hour=at.replace(minute=0, second=0, microsecond=0),
        count=1,
        last_at=at,
        last_bytes=size,
        last_digest=digest,
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["partner_id", "reason", "hour"],
            set_={
                "count": InboundRejection.count + 1,
                "last_at": statement.excluded.last_at,
                "last_bytes": statement.excluded.last_bytes,
                "last_digest": statement.excluded.last_digest,
            },
        )
    )


async def earliest_waiting(session: ReadSession) -> datetime | None:
    due: datetime | None = await session.scalar(
        select(func.min(InboundWebhook.received_at)).where(InboundWebhook.state == "received")
    )
    return due


async def take_waiting(session: WriteSession, now: datetime, limit: int) -> Sequence[InboundWebhook]:
    statement = (
        select(InboundWebhook)
        .where(InboundWebhook.state == "received", InboundWebhook.received_at <= now)
        .order_by(InboundWebhook.received_at, InboundWebhook.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def keep_loan(session: WriteSession, values: dict[str, Any]) -> None:
    await session.execute(insert(LoanRef).values(values).on_conflict_do_nothing(index_elements=["loan_id"]))


async def loans_named(
    session: ReadSession, partner_id: UUID, loan_id: UUID | None, loan_no: str | None
) -> Sequence[LoanRef]:
    """The partner's applications of that id, or of that number where no id is given."""
    statement = select(LoanRef).where(LoanRef.partner_id == partner_id)
    named = LoanRef.loan_id == loan_id if loan_id else LoanRef.loan_no == loan_no
    return (await session.scalars(statement.where(named).limit(2))).all()


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    partner_id: UUID | None,
    state: str | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Row]:
    statement = _with_partner(actor)
    if partner_id is not None:
        statement = statement.where(InboundWebhook.partner_id == partner_id)
    if state is not None:
        statement = statement.where(InboundWebhook.state == state)
    statement = keyset(statement, [(InboundWebhook.received_at, "desc"), (InboundWebhook.id, "desc")], after)
    return [(row[0], row[1]) for row in (await session.execute(statement.limit(limit))).all()]


async def visible(session: ReadSession, actor: Principal, webhook_id: UUID) -> Row | None:
    row = (await session.execute(_with_partner(actor).where(InboundWebhook.id == webhook_id))).first()
    return None if row is None else (row[0], row[1])


async def rejections(
    session: ReadSession, actor: Principal, since: datetime
) -> Sequence[tuple[InboundRejection, str | None]]:
    """Of partners in scope, and of callers who named no partner of ours."""
    statement = (
        select(InboundRejection, PartnerRef.name)
        .outerjoin(PartnerRef, (PartnerRef.id == InboundRejection.partner_id) & within(actor))
        .where(
            InboundRejection.hour >= since,
            PartnerRef.id.is_not(None) | (InboundRejection.partner_id == UUID(int=0)),
        )
        .order_by(InboundRejection.last_at.desc())
        .limit(200)
    )
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def earliest_purge(session: ReadSession) -> datetime | None:
    kept = (InboundWebhook.body_sealed.is_not(None), InboundWebhook.state != "received")
    due: datetime | None = await session.scalar(select(func.min(InboundWebhook.purge_at)).where(*kept))
    return due


async def purge(session: WriteSession, now: datetime, wall: datetime, limit: int, keep: timedelta) -> None:
    over = (
        select(InboundWebhook.id)
        .where(
            InboundWebhook.body_sealed.is_not(None),
            InboundWebhook.state != "received",
            InboundWebhook.purge_at <= now,
        )
        .limit(limit)
    )
    await session.execute(update(InboundWebhook).where(InboundWebhook.id.in_(over)).values(body_sealed=None))
    await session.execute(delete(InboundRejection).where(InboundRejection.hour < wall - keep))


def _with_partner(actor: Principal) -> Select[Any]:
    return (
        scoped(InboundWebhook, actor)
        .outerjoin(PartnerRef, PartnerRef.id == InboundWebhook.partner_id)
        .add_columns(PartnerRef.name)
    )
