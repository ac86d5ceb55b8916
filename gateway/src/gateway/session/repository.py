"""All SQL of sign-in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from gateway.organisation.models import Staff, Store
from gateway.session.models import Credential, SignInThrottle, StaffSession
from gateway.session.policy import Attempts


async def lock_attempts(session: WriteSession, keys: Sequence[str], now: datetime) -> dict[str, Attempts]:
    """Rows for the keys, made where missing and locked in one order."""
    fresh = [{"key": key, "attempts": 0, "window_from": now} for key in sorted(keys)]
    await session.execute(insert(SignInThrottle).values(fresh).on_conflict_do_nothing())
    rows = await session.scalars(
        select(SignInThrottle).where(SignInThrottle.key.in_(keys)).order_by(SignInThrottle.key).with_for_update()
    )
    return {row.key: Attempts(row.attempts, row.window_from, row.blocked_until) for row in rows}


async def keep_attempts(session: WriteSession, attempts: Mapping[str, Attempts]) -> None:
    for key, state in attempts.items():
        await session.execute(
            update(SignInThrottle)
            .where(SignInThrottle.key == key)
            .values(attempts=state.count, window_from=state.window_from, blocked_until=state.blocked_until)
        )


async def forget_attempts(session: WriteSession, keys: Sequence[str], older_than: datetime) -> None:
    """Forget these keys, and whatever is too old to matter."""
    await session.execute(
        delete(SignInThrottle).where(SignInThrottle.key.in_(keys) | (SignInThrottle.window_from < older_than))
    )


async def account(session: ReadSession, username: str) -> tuple[Staff, str | None] | None:
    """A person with the stored hash of the password, if one was set."""
    row = (
        await session.execute(
            select(Staff, Credential.password_hash)
            .join(Credential, Credential.staff_id == Staff.id, isouter=True)
            .where(Staff.username == username)
        )
    ).first()
    return None if row is None else (row[0], row[1])


async def password_hash(session: ReadSession, staff_id: UUID) -> str | None:
    found: str | None = await session.scalar(select(Credential.password_hash).where(Credential.staff_id == staff_id))
    return found


async def set_password(session: WriteSession, staff_id: UUID, stored: str, *, at: datetime) -> None:
    values = {"password_hash": stored, "changed_at": at}
    await session.execute(
        insert(Credential)
        .values(staff_id=staff_id, **values)
        .on_conflict_do_update(index_elements=["staff_id"], set_=values)
    )


async def lock_session(session: WriteSession, session_id: UUID) -> tuple[StaffSession, Staff] | None:
    row = (
        await session.execute(
            select(StaffSession, Staff)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(StaffSession.id == session_id)
            .with_for_update(of=StaffSession)
        )
    ).first()
    return None if row is None else (row[0], row[1])


async def open_session(session: ReadSession, session_id: UUID, now: datetime) -> Staff | None:
    """The active person of a session that is neither ended nor expired."""
    found: Staff | None = await session.scalar(
        select(Staff)
        .join(StaffSession, StaffSession.staff_id == Staff.id)
        .where(
            StaffSession.id == session_id,
            StaffSession.ended_at.is_(None),
            StaffSession.expires_at > now,
            Staff.active,
        )
    )
    return found


async def sessions_of(session: ReadSession, staff_id: UUID, now: datetime) -> list[StaffSession]:
    statement = (
        select(StaffSession)
        .where(StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None), StaffSession.expires_at > now)
        .order_by(StaffSession.last_seen_at.desc(), StaffSession.id)
        .limit(200)
    )
    return list(await session.scalars(statement))


async def end_session(session: WriteSession, session_id: UUID, staff_id: UUID, *, at: datetime, reason: str) -> bool:
    """Whether there was such an open session of that person."""
    ended = await session.execute(
        update(StaffSession)
        .where(StaffSession.id == session_id, StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None))
        .values(ended_at=at, end_reason=reason)
        .returning(StaffSession.id)
    )
    return ended.first() is not None


async def end_sessions(
    session: WriteSession, staff_id: UUID, *, at: datetime, reason: str, but: UUID | None = None
) -> list[UUID]:
    """End a person's sessions (but one); answers which."""
    statement = (
        update(StaffSession)
        .where(StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None))
        .values(ended_at=at, end_reason=reason)
        .returning(StaffSession.id)
    )
    if but is not None:
        statement = statement.where(StaffSession.id != but)
    return list(await session.scalars(statement))


async def stores_for(session: ReadSession, person: Staff, *, whole_group: bool) -> list[Store]:
    """The home store first, then, for those who see the group, its others by name."""
    mine = Store.group_id == person.group_id if whole_group else Store.id == person.store_id
    found = list(await session.scalars(select(Store).where(mine).order_by(Store.name, Store.id).limit(500)))
    return sorted(found, key=lambda store: store.id != person.store_id)


async def demo_accounts(session: ReadSession) -> list[tuple[Staff, str]]:
    rows = await session.execute(
        select(Staff, Store.name)
        .join(Store, Store.id == Staff.store_id)
        .where(Staff.active)
        .order_by(Store.created_at, Store.id, Staff.created_at, Staff.username)
        .limit(200)
    )
    return [(row[0], row[1]) for row in rows]
