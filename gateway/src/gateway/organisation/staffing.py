"""Use cases of staff: who works where, in which posts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.identity import Kind, Role, Scope
from service_defaults.ids import new_id
from service_defaults.paging import CursorValue
from service_defaults.web import check_version
from service_defaults.work import Reading, Work
from sqlalchemy.exc import IntegrityError

from gateway.organisation import events, policy, repository
from gateway.organisation.errors import GroupOnly, StaffNotFound, StoreNotFound, TeamOfOtherStore, UsernameTaken
from gateway.organisation.models import Staff, Store
from gateway.organisation.schemas import StaffChange, StaffCreate
from gateway.session import repository as sessions
from gateway.session.passwords import Passwords


async def list_staff(
    reading: Reading,
    *,
    store_id: UUID | None,
    team_id: UUID | None,
    role: Role | None,
    active: bool | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[Staff]:
    return await repository.people(
        reading.session,
        reading.actor,
        store_id=store_id,
        team_id=team_id,
        role=role,
        active=active,
        after=after,
        limit=limit,
    )


async def get_staff(reading: Reading, staff_id: UUID) -> Staff:
    person = await repository.person(reading.session, reading.actor, staff_id)
    if person is None:
        raise StaffNotFound
    return person


async def engage_staff(
    work: Work, passwords: Passwords, command: StaffCreate, *, staff_id: UUID | None = None
) -> Staff:
    """Raises `StoreNotFound`, `TeamOfOtherStore`, `GroupOnly`, `UsernameTaken`."""
    store = await repository.store(work.session, work.actor, command.store_id)
    if store is None:
        raise StoreNotFound(pointer="/store_id")
    policy.check_grant(_for_group(work), command.roles)
    await _check_team(work, command.team_id, store)
    if await repository.username_exists(work.session, command.username):
        raise UsernameTaken(username=command.username, pointer="/username")
    person = Staff(
        id=staff_id or new_id(),
        group_id=store.group_id,
        active=True,
        on_leave=False,
        revision=1,
        created_at=work.now,
        **command.model_dump(exclude={"password", "roles"}),
        roles=[str(role) for role in dict.fromkeys(command.roles)],
    )
    work.session.add(person)
    try:
        await work.session.flush()
    except IntegrityError as error:
        raise UsernameTaken(username=command.username, pointer="/username") from error
    if command.password is not None:
        await sessions.set_password(work.session, person.id, await passwords.hash(command.password), at=work.wall)
    work.emit(events.staff_changed(person))
    return person


async def change_staff(work: Work, staff_id: UUID, command: StaffChange, expected: int) -> Staff:
    """Raises `StaffNotFound`, `StoreNotFound`, `TeamOfOtherStore`, `GroupOnly`, `PreconditionFailed`."""
    person = await _locked(work, staff_id)
    check_version(person.revision, expected)
    changes = command.model_dump(exclude_unset=True)
    await _check_change(work, person, changes)
    for name, value in changes.items():
        if value is not None or name == "team_id":
            setattr(person, name, value)
    person.roles = [str(role) for role in dict.fromkeys(person.roles)]
    if not person.active:
        await sessions.end_sessions(work.session, person.id, at=work.wall, reason="staff_inactive")
    return _told(work, person)


async def set_leave(work: Work, staff_id: UUID, *, on_leave: bool) -> Staff:
    """Raises `StaffNotFound`."""
    person = await _locked(work, staff_id)
    if person.on_leave == on_leave:
        return person
    person.on_leave = on_leave
    return _told(work, person)


async def reset_password(work: Work, passwords: Passwords, staff_id: UUID, password: str) -> None:
    """A manager sets a password; every session of the person ends. Raises `StaffNotFound`, `GroupOnly`."""
    person = await _locked(work, staff_id)
    policy.check_grant(_for_group(work), [Role(role) for role in person.roles])
    await sessions.set_password(work.session, staff_id, await passwords.hash(password), at=work.wall)
    await sessions.end_sessions(work.session, staff_id, at=work.wall, reason="password_reset")


def _told(work: Work, person: Staff) -> Staff:
    person.revision += 1
    work.emit(events.staff_changed(person))
    return person


async def _locked(work: Work, staff_id: UUID) -> Staff:
    person = await repository.lock_person(work.session, work.actor, staff_id)
    if person is None:
        raise StaffNotFound
    return person


async def _check_change(work: Work, person: Staff, changes: dict[str, Any]) -> None:
    policy.check_grant(_for_group(work), [Role(role) for role in person.roles])
    policy.check_grant(_for_group(work), changes.get("roles") or [])
    store_id = changes.get("store_id") or person.store_id
    if store_id != person.store_id:
        if not _for_group(work):
            raise GroupOnly(pointer="/store_id")
        changes.setdefault("team_id", None)
    store = await repository.store(work.session, work.actor, store_id)
    if store is None or store.group_id != person.group_id:
        raise StoreNotFound(pointer="/store_id")
    await _check_team(work, changes.get("team_id"), store)


async def _check_team(work: Work, team_id: UUID | None, store: Store) -> None:
    if team_id is None:
        return
    team = await repository.team(work.session, work.actor, team_id)
    if team is None or team.store_id != store.id:
        raise TeamOfOtherStore(pointer="/team_id")


def _for_group(work: Work) -> bool:
    return work.actor.kind is Kind.SYSTEM or work.actor.scope is Scope.GROUP
