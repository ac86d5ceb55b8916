"""Use cases of groups, stores and teams. A change and its event are one transaction."""

from datetime import timedelta
from uuid import UUID

from service_defaults.identity import Kind, Principal, Scope
from service_defaults.ids import new_id
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from gateway.organisation import events, policy, repository
from gateway.organisation.errors import GroupOnly, StoreNotFound, TeamNotFound
from gateway.organisation.models import DealerGroup, Store, Team
from gateway.organisation.schemas import StoreChange, StoreCreate, TeamChange, TeamCreate

REPUBLISHED_DUTY = timedelta(days=14)


def for_the_group(actor: Principal) -> None:
    """Raises `GroupOnly` for anyone but the group's administrators."""
    if actor.kind is not Kind.SYSTEM and actor.scope is not Scope.GROUP:
        raise GroupOnly


async def found_group(work: Work, name: str, *, group_id: UUID | None = None) -> DealerGroup:
    """Set a dealer group up; there is no operation for it, seeds and set-up call it."""
    group = DealerGroup(id=group_id or new_id(), name=name, created_at=work.now)
    work.session.add(group)
    await work.session.flush()
    return group


async def list_stores(reading: Reading) -> list[Store]:
    return await repository.stores(reading.session, reading.actor)


async def get_store(reading: Reading, store_id: UUID) -> Store:
    store = await repository.store(reading.session, reading.actor, store_id)
    if store is None:
        raise StoreNotFound
    return store


async def open_store(work: Work, group_id: UUID, command: StoreCreate, *, store_id: UUID | None = None) -> Store:
    """Raises `GroupOnly`, `UnknownTimezone`, `OpeningInvalid`."""
    for_the_group(work.actor)
    policy.zone(command.timezone)
    policy.check_opening(command.opening)
    values = command.model_dump(mode="json")
    store = Store(id=store_id or new_id(), group_id=group_id, revision=1, created_at=work.now, **values)
    work.session.add(store)
    await work.session.flush()
    work.emit(events.store_changed(store))
    return store


async def change_store(work: Work, store_id: UUID, command: StoreChange, expected: int) -> Store:
    """Raises `StoreNotFound`, `UnknownTimezone`, `OpeningInvalid`, `PreconditionFailed`."""
    store = await repository.lock_store(work.session, work.actor, store_id)
    if store is None:
        raise StoreNotFound
    check_version(store.revision, expected)
    if command.timezone is not None:
        policy.zone(command.timezone)
    if command.opening is not None:
        policy.check_opening(command.opening)
    for name, value in command.model_dump(mode="json", exclude_unset=True, exclude_none=True).items():
        setattr(store, name, value)
    store.revision += 1
    work.emit(events.store_changed(store))
    return store


async def list_teams(reading: Reading, store_id: UUID | None) -> list[Team]:
    return await repository.teams(reading.session, reading.actor, store_id)


async def form_team(work: Work, command: TeamCreate, *, team_id: UUID | None = None) -> Team:
    """Raises `StoreNotFound`."""
    if await repository.store(work.session, work.actor, command.store_id) is None:
        raise StoreNotFound(pointer="/store_id")
    team = Team(id=team_id or new_id(), store_id=command.store_id, name=command.name, revision=1, created_at=work.now)
    work.session.add(team)
    await work.session.flush()
    work.emit(events.team_changed(team))
    return team


async def change_team(work: Work, team_id: UUID, command: TeamChange, expected: int) -> Team:
    """Raises `TeamNotFound`, `PreconditionFailed`."""
    team = await repository.lock_team(work.session, work.actor, team_id)
    if team is None:
        raise TeamNotFound
    check_version(team.revision, expected)
    team.name = command.name
    team.revision += 1
    work.emit(events.team_changed(team))
    return team


async def republish(work: Work) -> int:
    """Tell the whole present state again, for projections that lost or never saw it; answers how many events."""
    for_the_group(work.actor)
    group_id = None if work.actor.kind is Kind.SYSTEM else work.actor.group_id
    stores, teams, staff = await repository.everything(work.session, group_id)
    known = {store.id for store in stores}
    duty = await repository.duty_since(work.session, (work.now - REPUBLISHED_DUTY).date())
    told = [
        *(events.store_changed(store) for store in stores),
        *(events.team_changed(team) for team in teams),
        *(events.staff_changed(person) for person in staff),
        *(events.duty_changed(roster) for roster in duty if roster.store_id in known),
    ]
    for event in told:
        work.emit(event)
    return len(told)
