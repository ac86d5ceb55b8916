"""Operations of staff."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from gateway.organisation import staffing
from gateway.organisation.models import Staff
from gateway.organisation.schemas import (
    PasswordSet,
    StaffChange,
    StaffCreate,
    StaffLeave,
    StaffOut,
    StaffRow,
    StaffStatus,
)
from gateway.runtime import Running

router = APIRouter(tags=["organisation"])
LEAVE_KEEPERS = (
    Role.FLOOR_SUPERVISOR,
    Role.SALES_MANAGER,
    Role.DCC_SUPERVISOR,
    Role.SERVICE_MANAGER,
    Role.CRM_MANAGER,
)
StaffLimit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/staff", dependencies=staff())
async def list_staff(
    reading: Reads,
    *,
    store_id: UUID | None = None,
    team_id: UUID | None = None,
    role: Role | None = None,
    status: StaffStatus = StaffStatus.ACTIVE,
    active: Annotated[bool | None, Query(deprecated=True)] = None,
    limit: StaffLimit = 200,
    cursor: Cursor = None,
) -> Page[StaffRow]:
    """Staff within one's stores, by username; what pickers offer. `inactive` are those who have left."""
    if active is None:
        active = {StaffStatus.ACTIVE: True, StaffStatus.INACTIVE: False}.get(status)
    filters = filter_hash(store=store_id, team=team_id, role=role, active=active)
    after = decode_cursor(cursor, filter_hash=filters) if cursor else None
    rows = await staffing.list_staff(
        reading, store_id=store_id, team_id=team_id, role=role, active=active, after=after, limit=limit + 1
    )
    return Page[StaffRow].of(
        rows,
        limit,
        item=lambda row: StaffRow.model_validate(row, from_attributes=True),
        cursor=lambda row: encode_cursor([row.username], filter_hash=filters),
    )


@router.get("/staff/{staff_id}", dependencies=staff())
async def get_staff(staff_id: UUID, reading: Reads, response: Response) -> StaffOut:
    """One person of the staff."""
    return _shown(await staffing.get_staff(reading, staff_id), response)


@router.post("/staff", status_code=201, dependencies=staff(Role.GENERAL_MANAGER))
async def create_staff(
    body: StaffCreate, work: Writes, once: OnlyOnce, runtime: Running, response: Response
) -> StaffOut:
    """Engage a person: general managers for their own store, the group anywhere."""

    async def act() -> StaffOut:
        return _shown(await staffing.engage_staff(work, runtime.passwords, body), response)

    return await once.run(work, StaffOut, act)


@router.patch("/staff/{staff_id}", dependencies=staff(Role.GENERAL_MANAGER))
async def change_staff(
    staff_id: UUID, body: StaffChange, work: Writes, expected: ExpectedVersion, response: Response
) -> StaffOut:
    """Change posts, team, name or standing. Whoever is made inactive is signed out everywhere."""
    return _shown(await staffing.change_staff(work, staff_id, body, expected), response)


@router.put("/staff/{staff_id}/leave", dependencies=staff(*LEAVE_KEEPERS))
async def set_staff_leave(staff_id: UUID, body: StaffLeave, work: Writes, response: Response) -> StaffOut:
    """Say that somebody is on leave, or back: nothing is assigned to people on leave."""
    return _shown(await staffing.set_leave(work, staff_id, on_leave=body.on_leave), response)


@router.put("/staff/{staff_id}/password", status_code=204, dependencies=staff(Role.GENERAL_MANAGER))
async def reset_staff_password(staff_id: UUID, body: PasswordSet, work: Writes, runtime: Running) -> None:
    """Set somebody's password; all their sessions end."""
    await staffing.reset_password(work, runtime.passwords, staff_id, body.password)


def _shown(person: Staff, response: Response) -> StaffOut:
    set_etag(response, person.revision)
    return StaffOut.model_validate(person, from_attributes=True)
