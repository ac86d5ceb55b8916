"""Use cases of the ledger: grant, release what has waited, let expire."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.database import ReadSession
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.months import add_local_months
from service_defaults.organisation import find_store
from service_defaults.timeline import note
from service_defaults.work import Work

from loyalty.ledger import repository
from loyalty.ledger.events import points_earned
from loyalty.ledger.models import LedgerEntry, PointLot, Posting
from loyalty.ledger.policy import Account, EntryKind, sides_of
from loyalty.member import service as members
from loyalty.member.models import Member
from loyalty.setting.service import settings_for


async def grant(work: Work, member: Member, *, points: int, reason: str, source_id: UUID) -> LedgerEntry | None:
    """Grant points, pending for the store's days. None when there is nothing to grant or it was granted before.

    The caller holds the member's row lock.
    """
    if points <= 0:
        return None
    entry = await _book(work, member, EntryKind.GRANT, points=points, reason=reason, source_id=source_id)
    if entry is None:
        return None
    settings = await settings_for(work, member.store_id)
    available_at = work.now + timedelta(days=settings.pending_days)
    work.session.add(
        PointLot(
            id=new_id(),
            store_id=member.store_id,
            customer_id=member.customer_id,
            member_id=member.id,
            entry_id=entry.id,
            points=points,
            remaining=points,
            state="pending",
            available_at=available_at,
            expires_at=add_local_months(available_at, settings.valid_months, await _zone(work, member.store_id)),
        )
    )
    work.emit(points_earned(entry, available_at))
    note(
        work,
        "points_earned",
        customer_id=member.customer_id,
        store_id=member.store_id,
        ref_kind="member",
        ref_id=member.id,
        points=points,
        reason=reason,
    )
    return entry


async def next_release(session: ReadSession) -> datetime | None:
    return await repository.earliest(session, "pending")


async def release_due(work: Work) -> None:
    """Pending points whose days are over become redeemable and count for the tier."""
    for lot in await repository.take_due_lots(work.session, "pending", work.now, BATCH):
        member = await members.locked(work, lot.member_id)
        await _book(work, member, EntryKind.RELEASE, points=lot.points, reason="pending_over", source_id=lot.id)
        lot.state = "active"
        await members.reconsider_tier(work, member)


async def next_expiry(session: ReadSession) -> datetime | None:
    return await repository.earliest(session, "active")


async def expire_due(work: Work) -> None:
    """What is left of a lot at its end goes back to the programme."""
    for lot in await repository.take_due_lots(work.session, "active", work.now, BATCH):
        member = await members.locked(work, lot.member_id)
        await _book(work, member, EntryKind.EXPIRE, points=lot.remaining, reason="expired", source_id=lot.id)
        lot.remaining, lot.state = 0, "expired"


async def _book(
    work: Work, member: Member, kind: EntryKind, *, points: int, reason: str, source_id: UUID
) -> LedgerEntry | None:
    entry = LedgerEntry(
        id=new_id(),
        store_id=member.store_id,
        customer_id=member.customer_id,
        member_id=member.id,
        kind=kind,
        reason=reason,
        source_id=source_id,
        points=points,
        at=work.now,
    )
    if not await repository.claim_entry(work.session, entry):
        return None
    for side in sides_of(kind, points):
        work.session.add(Posting(entry_id=entry.id, account=side.account, member_id=member.id, points=side.points))
        _carry(member, side.account, side.points)
    if kind is EntryKind.RELEASE:
        member.lifetime_points += points
    return entry


def _carry(member: Member, account: Account, points: int) -> None:
    if account is Account.PENDING:
        member.pending_points += points
    elif account is Account.AVAILABLE:
        member.available_points += points


async def _zone(work: Work, store_id: UUID) -> ZoneInfo:
    store = await find_store(work.session, store_id)
    return ZoneInfo(store.timezone if store else "Asia/Shanghai")
