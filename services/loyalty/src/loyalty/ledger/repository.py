"""SQL of the ledger."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import Page, decode_cursor, encode_cursor, keyset
from service_defaults.scope import scoped
from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert

from loyalty.ledger.models import LedgerEntry, PointLot, Posting
from loyalty.ledger.schemas import LedgerEntryOut
from loyalty.member.models import Member


async def claim_entry(session: WriteSession, entry: LedgerEntry) -> bool:
    """Write the entry unless its cause was booked before; False when it was."""
    values = {column.key: getattr(entry, column.key) for column in LedgerEntry.__table__.columns}
    statement = insert(LedgerEntry).values(values).on_conflict_do_nothing(index_elements=["kind", "source_id"])
    return (await session.execute(statement.returning(LedgerEntry.id))).first() is not None


async def earliest(session: ReadSession, column_state: str) -> datetime | None:
    column = PointLot.available_at if column_state == "pending" else PointLot.expires_at
    return await session.scalar(select(func.min(column)).where(PointLot.state == column_state))


async def take_due_lots(session: WriteSession, state: str, now: datetime, limit: int) -> Sequence[PointLot]:
    """Lots whose instant has come, locked; lots that another process holds are left to it."""
    column = PointLot.available_at if state == "pending" else PointLot.expires_at
    statement = (
        select(PointLot)
        .where(PointLot.state == state, column <= now)
        .order_by(column, PointLot.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def entries_page(
    session: ReadSession, actor: Principal, member_id: UUID, *, limit: int, cursor: str | None
) -> Page[LedgerEntryOut]:
    """The ledgers of all cards that are shown as this one."""
    filter_hash = str(member_id)
    columns = [(LedgerEntry.at, "desc"), (LedgerEntry.id, "desc")]
    statement = scoped(LedgerEntry, actor).where(
        LedgerEntry.member_id.in_(
            select(Member.id).where(or_(Member.id == member_id, Member.joined_to_id == member_id))
        )
    )
    statement = keyset(statement, columns, decode_cursor(cursor, filter_hash=filter_hash) if cursor else None)
    rows = (await session.scalars(statement.limit(limit + 1))).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page[LedgerEntryOut](
        items=[LedgerEntryOut.model_validate(row) for row in rows[:limit]],
        next_cursor=encode_cursor([last.at, last.id], filter_hash=filter_hash) if last else None,
    )


async def trial_balance(session: ReadSession, member_ids: Sequence[UUID]) -> list[tuple[str, int]]:
    """Sum of postings per account; over whole entries they add up to zero."""
    statement = (
        select(Posting.account, func.sum(Posting.points))
        .where(Posting.member_id.in_(member_ids))
        .group_by(Posting.account)
        .order_by(Posting.account)
    )
    return [(account, int(points)) for account, points in (await session.execute(statement)).all()]
