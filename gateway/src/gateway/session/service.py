"""Use cases of sign-in: open, refresh, list and end sessions. All instants are wall time but `Me.business_time`."""

import hashlib
import os
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from service_defaults.identity import Role, Scope, widest_scope
from service_defaults.ids import new_id
from service_defaults.work import Reading, Work

from gateway.organisation.models import Staff
from gateway.session import policy, repository
from gateway.session.errors import SessionEnded, SessionNotFound, TooManyAttempts, WrongPassword
from gateway.session.models import StaffSession
from gateway.session.passwords import Passwords
from gateway.session.schemas import Client, DemoAccount, Me, SessionRow, Signed, StoreName
from gateway.session.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where an attempt comes from."""

    client: Client
    address: str
    device: str


@dataclass(frozen=True, slots=True)
class Lives:
    """How long a session lives at most, and without being used."""

    longest: timedelta
    idle: timedelta


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the tokens for its client."""

    session_id: UUID
    client: Client
    me: Me
    access: str
    refresh: str


def throttle_keys(username: str, address: str) -> dict[str, policy.Allowance]:
    def digest(*parts: str) -> str:
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()

    return {
        digest("pair", username, address): policy.PAIR,
        digest("account", username): policy.ACCOUNT,
        digest("address", address): policy.ADDRESS,
    }


async def charge_attempt(work: Work, username: str, address: str) -> None:
    """Count an attempt before the password is looked at. Raises `TooManyAttempts`, which stays counted."""
    keys = throttle_keys(username, address)
    known = await repository.lock_attempts(work.session, list(keys), work.wall)
    wait = max(policy.wait_seconds(state, work.wall) for state in known.values())
    if wait:
        raise TooManyAttempts(seconds=wait)
    charged = {key: policy.charge(state, keys[key], work.wall) for key, state in known.items()}
    await repository.keep_attempts(work.session, charged)


async def check_password(
    reading: Reading, passwords: Passwords, username: str, password: str
) -> tuple[Staff, bool] | None:
    """The person whom this password belongs to, and whether its hash is outdated; None for anybody else."""
    found = await repository.account(reading.session, username)
    person, stored = found if found else (None, None)
    # The connection goes back before the slow part, or a flood of guesses would hold them all.
    await reading.session.close()
    right = await passwords.matches(stored, password)
    if not right or person is None or stored is None or not person.active:
        return None
    return person, passwords.outdated(stored)


async def open_session(work: Work, tokens: Tokens, lives: Lives, person: Staff, visitor: Visitor) -> Opened:
    """Start a session; attempts on the account from this address are forgotten."""
    keys = [
        key
        for key, allowance in throttle_keys(person.username, visitor.address).items()
        if allowance is not policy.ADDRESS
    ]
    await repository.forget_attempts(work.session, keys, work.wall - timedelta(days=1))
    row = StaffSession(
        id=new_id(),
        staff_id=person.id,
        client=str(visitor.client),
        device=visitor.device[:200],
        address=visitor.address,
        nonce=os.urandom(16),
        generation=1,
        rotated_at=work.wall,
        created_at=work.wall,
        last_seen_at=work.wall,
        expires_at=work.wall + min(lives.idle, lives.longest),
    )
    work.session.add(row)
    return await _opened(work, tokens, row, person)


async def refresh_session(work: Work, tokens: Tokens, lives: Lives, presented: str) -> Opened:
    """Exchange a refresh token for its successor. Raises `SessionEnded`; reuse of an old one ends the whole family."""
    token = Tokens.read_refresh(presented)
    found = await repository.lock_session(work.session, token.session_id) if token else None
    if token is None or found is None or not tokens.is_genuine(token, found[0].nonce):
        raise SessionEnded
    row, person = found
    if row.ended_at is not None or row.expires_at <= work.wall or not person.active:
        raise SessionEnded
    verdict = policy.judge(token.generation, row.generation, row.rotated_at, work.wall)
    if verdict is policy.Verdict.REUSED:
        row.ended_at, row.end_reason = work.wall, "refresh_reused"
        raise SessionEnded(extra={"reason": "refresh_reused"})
    if verdict is policy.Verdict.ROTATE:
        row.generation += 1
        row.rotated_at = row.last_seen_at = work.wall
        row.expires_at = min(work.wall + lives.idle, row.created_at + lives.longest)
    return await _opened(work, tokens, row, person)


async def _opened(work: Work, tokens: Tokens, row: StaffSession, person: Staff) -> Opened:
    await work.session.flush()
    return Opened(
        session_id=row.id,
        client=Client(row.client),
        me=await describe(work, tokens, person, row.id),
        access=tokens.access(row.id, work.wall),
        refresh=tokens.refresh(row.id, row.generation, row.nonce),
    )


async def describe(reading: Reading, tokens: Tokens, person: Staff, session_id: UUID) -> Me:
    roles = [Role(role) for role in person.roles]
    scope = widest_scope(frozenset(roles))
    stores = await repository.stores_for(reading.session, person, whole_group=scope is Scope.GROUP)
    named = [StoreName(id=store.id, name=store.name) for store in stores]
    return Me(
        staff_id=person.id,
        name=person.name,
        username=person.username,
        roles=roles,
        scope=scope,
        store=named[0],
        stores=named,
        team_id=person.team_id,
        demo=reading.platform.settings.demo,
        business_time=reading.now,
        csrf_token=tokens.csrf(session_id),
    )


async def who_am_i(reading: Reading, tokens: Tokens, session_id: UUID) -> Me:
    """Raises `SessionEnded`."""
    wall = reading.now - reading.platform.clock.offset
    person = await repository.open_session(reading.session, session_id, wall)
    if person is None:
        raise SessionEnded
    return await describe(reading, tokens, person, session_id)


async def list_sessions(reading: Reading, staff_id: UUID, current: UUID | None) -> list[SessionRow]:
    wall = reading.now - reading.platform.clock.offset
    return [
        SessionRow(
            id=row.id,
            client=Client(row.client),
            device=row.device,
            address=row.address,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            current=row.id == current,
        )
        for row in await repository.sessions_of(reading.session, staff_id, wall)
    ]


async def end_session(work: Work, staff_id: UUID, session_id: UUID, *, reason: str) -> None:
    """Raises `SessionNotFound`, also for other people's sessions."""
    if not await repository.end_session(work.session, session_id, staff_id, at=work.wall, reason=reason):
        raise SessionNotFound


async def change_password(
    work: Work, passwords: Passwords, staff_id: UUID, *, session_id: UUID | None, current: str, new: str
) -> list[UUID]:
    """One's own password; the other sessions end, answers which. Raises `WrongPassword`, `TooManyAttempts`."""
    stored = await repository.password_hash(work.session, staff_id)
    if not await passwords.matches(stored, current):
        raise WrongPassword(pointer="/current")
    await repository.set_password(work.session, staff_id, await passwords.hash(new), at=work.wall)
    return await repository.end_sessions(
        work.session, staff_id, at=work.wall, reason="password_changed", but=session_id
    )


async def list_demo_accounts(reading: Reading) -> list[DemoAccount]:
    return [
        DemoAccount(
            role=Role(person.roles[0]),
            name=person.name,
            username=person.username,
            store_name=store_name,
            staff_id=person.id,
        )
        for person, store_name in await repository.demo_accounts(reading.session)
    ]


def signed(opened: Opened, tokens: Tokens) -> Signed:
    """The answer for that kind of client: tokens in the body for phones, never for browsers."""
    seconds = int(tokens.access_life.total_seconds())
    if opened.client is Client.BROWSER:
        return Signed(me=opened.me, expires_in=seconds)
    return Signed(me=opened.me, expires_in=seconds, access_token=opened.access, refresh_token=opened.refresh)
