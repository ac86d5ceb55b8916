"""Operations of stores, teams and duty."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.errors import Forbidden
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from gateway.organisation import duty, service
from gateway.organisation.models import Store, Team
from gateway.organisation.schemas import (
    Republished,
    RosterOut,
    RosterPut,
    StoreChange,
    StoreCreate,
    StoreOut,
    TeamChange,
    TeamCreate,
    TeamOut,
)
from gateway.partner import service as partners

router = APIRouter(tags=["organisation"])
ROSTER_KEEPERS = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER, Role.DCC_SUPERVISOR, Role.SERVICE_MANAGER)
AnyDayOfWeek = Annotated[date, Query(alias="monday", description="Any day of the week that is meant")]


@router.get("/stores", dependencies=staff())
async def list_stores(reading: Reads) -> Page[StoreOut]:
    """The stores within one's scope: one's own, or the whole group."""
    return Page[StoreOut](items=[_store(store) for store in await service.list_stores(reading)])


@router.post("/stores", status_code=201, dependencies=staff(Role.GROUP_ADMIN))
async def create_store(body: StoreCreate, work: Writes, once: OnlyOnce) -> StoreOut:
    """Open a store of the group."""
    group_id = work.actor.group_id
    if group_id is None:
        raise Forbidden

    async def act() -> StoreOut:
        return _store(await service.open_store(work, group_id, body))

    return await once.run(work, StoreOut, act)


@router.get("/stores/{store_id}", dependencies=staff())
async def get_store(store_id: UUID, reading: Reads, response: Response) -> StoreOut:
    """One store."""
    store = await service.get_store(reading, store_id)
    set_etag(response, store.revision)
    return _store(store)


@router.patch("/stores/{store_id}", dependencies=staff(Role.GENERAL_MANAGER))
async def change_store(
    store_id: UUID, body: StoreChange, work: Writes, expected: ExpectedVersion, response: Response
) -> StoreOut:
    """Change a store's particulars or opening hours."""
    store = await service.change_store(work, store_id, body, expected)
    set_etag(response, store.revision)
    return _store(store)


@router.get("/teams", dependencies=staff())
async def list_teams(reading: Reads, store_id: UUID | None = None) -> Page[TeamOut]:
    """Teams within one's scope."""
    return Page[TeamOut](items=[_team(team) for team in await service.list_teams(reading, store_id)])


@router.post("/teams", status_code=201, dependencies=staff(Role.GENERAL_MANAGER))
async def create_team(body: TeamCreate, work: Writes, once: OnlyOnce) -> TeamOut:
    """Form a team in a store."""

    async def act() -> TeamOut:
        return _team(await service.form_team(work, body))

    return await once.run(work, TeamOut, act)


@router.patch("/teams/{team_id}", dependencies=staff(Role.GENERAL_MANAGER))
async def change_team(
    team_id: UUID, body: TeamChange, work: Writes, expected: ExpectedVersion, response: Response
) -> TeamOut:
    """Rename a team."""
    team = await service.change_team(work, team_id, body, expected)
    set_etag(response, team.revision)
    return _team(team)


@router.get("/stores/{store_id}/duty-roster", dependencies=staff())
async def get_duty_roster(store_id: UUID, day: AnyDayOfWeek, reading: Reads, response: Response) -> RosterOut:
    """Who is on duty in a store, for one week."""
    roster = await duty.get_roster(reading, store_id, day)
    set_etag(response, roster.revision)
    return roster


@router.put("/stores/{store_id}/duty-roster", dependencies=staff(*ROSTER_KEEPERS))
async def put_duty_roster(
    store_id: UUID, day: AnyDayOfWeek, body: RosterPut, *, work: Writes, expected: ExpectedVersion, response: Response
) -> RosterOut:
    """Replace the listed days of a store's week; the other days stay. If-Match is "0" where no roster was kept yet."""
    roster = await duty.keep_roster(work, store_id, day, body, expected)
    set_etag(response, roster.revision)
    return roster


@router.post("/organisation/republication", status_code=202, dependencies=staff(Role.GROUP_ADMIN))
async def republish_organisation(work: Writes) -> Republished:
    """Tell every service the whole present organisation again."""
    told = await service.republish(work)
    return Republished(events=told + await partners.republish(work))


def _store(store: Store) -> StoreOut:
    return StoreOut.model_validate(store, from_attributes=True)


def _team(team: Team) -> TeamOut:
    return TeamOut.model_validate(team, from_attributes=True)
