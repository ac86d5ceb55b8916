"""HTTP of key accounts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.fields import Text
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.days import Day
from leads.key_account import developing, listing, service
from leads.key_account.models import KeyAccount
from leads.key_account.policy import AccountClass, AccountStage, ReviewKind
from leads.key_account.schemas import (
    AccountChange,
    AccountOpen,
    AccountOut,
    AccountRow,
    AgreementEnd,
    AgreementSign,
    ContactAdd,
    FleetAdd,
    PlanKeep,
    ReviewDraft,
    ReviewWrite,
    VisitPlan,
    VisitReport,
    Year,
)
from leads.posts import SELLERS

router = APIRouter(tags=["key accounts"])
WORKERS = (*SELLERS, Role.CHANNEL_PARTNER_MANAGER)
JUDGES = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)
PATH = "/key-accounts/{account_id}"


@router.get("/key-accounts", dependencies=staff(*WORKERS))
async def list_key_accounts(
    *,
    reading: Reads,
    query: Annotated[Text | None, Query()] = None,
    account_class: Annotated[list[AccountClass] | None, Query(max_length=5)] = None,
    stage: Annotated[list[AccountStage] | None, Query(max_length=7)] = None,
    owner_id: UUID | None = None,
    due: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[AccountRow]:
    """Key accounts in scope, whoever is to be visited first; `due` keeps those whose visit is late."""
    return await listing.list_accounts(
        reading,
        query=query,
        classes=tuple(account_class or ()),
        stages=tuple(stage or ()),
        owner_id=owner_id,
        due=due,
        limit=limit,
        cursor=cursor,
    )


@router.post("/key-accounts", status_code=201, dependencies=staff(*WORKERS))
async def open_key_account(body: AccountOpen, work: Writes, once: OnlyOnce) -> AccountOut:
    """Work a company by plan: one whose file exists, or a new one by its name and a person's mobile."""

    async def act() -> AccountOut:
        return await listing.account_page(work, await service.open_account(work, body))

    return await once.run(work, AccountOut, act)


@router.get(PATH, dependencies=staff(*WORKERS))
async def get_key_account(account_id: UUID, reading: Reads, response: Response) -> AccountOut:
    """One company's whole file: tree, contacts, fleet, plan, visits, agreements, evaluations."""
    account = await service.get_account(reading, account_id)
    set_etag(response, account.version)
    return await listing.account_page(reading, account)


@router.patch(PATH, dependencies=staff(*WORKERS))
async def change_key_account(
    account_id: UUID, body: AccountChange, work: Writes, expected: ExpectedVersion, response: Response
) -> AccountOut:
    """Classify, move along the road, hang into the tree, hand to another manager; needs `If-Match`."""
    account = await service.change_account(work, account_id, body, expected)
    set_etag(response, account.version)
    return await listing.account_page(work, account)


async def _told(work: Writes, account: KeyAccount) -> AccountOut:
    return await listing.account_page(work, account)


@router.post(PATH + "/contacts", status_code=201, dependencies=staff(*WORKERS))
async def add_key_account_contact(account_id: UUID, body: ContactAdd, work: Writes, once: OnlyOnce) -> AccountOut:
    """A person of the company by number, with what they have to say in a purchase."""

    async def act() -> AccountOut:
        return await _told(work, await service.add_contact(work, account_id, body))

    return await once.run(work, AccountOut, act)


@router.delete(PATH + "/contacts/{contact_id}", dependencies=staff(*WORKERS))
async def remove_key_account_contact(account_id: UUID, contact_id: UUID, work: Writes) -> AccountOut:
    """The person has left the company; their own file stays."""
    return await _told(work, await service.remove_contact(work, account_id, contact_id))


@router.post(PATH + "/fleet", status_code=201, dependencies=staff(*WORKERS))
async def add_fleet_vehicle(account_id: UUID, body: FleetAdd, work: Writes, once: OnlyOnce) -> AccountOut:
    """Cars that the company runs, and when they are to be replaced."""

    async def act() -> AccountOut:
        return await _told(work, await service.add_fleet(work, account_id, body))

    return await once.run(work, AccountOut, act)


@router.delete(PATH + "/fleet/{fleet_id}", dependencies=staff(*WORKERS))
async def remove_fleet_vehicle(account_id: UUID, fleet_id: UUID, work: Writes) -> AccountOut:
    """These cars are gone."""
    return await _told(work, await service.remove_fleet(work, account_id, fleet_id))


@router.put(PATH + "/plans/{year}", dependencies=staff(*WORKERS))
async def keep_development_plan(account_id: UUID, year: Year, body: PlanKeep, work: Writes) -> AccountOut:
    """The year's target in cars and visits, and the way there."""
    return await _told(work, await developing.keep_plan(work, account_id, year, body))


@router.post(PATH + "/visits", status_code=201, dependencies=staff(*WORKERS))
async def plan_account_visit(account_id: UUID, body: VisitPlan, work: Writes, once: OnlyOnce) -> AccountOut:
    """Plan a visit; it stands in the visitor's day."""

    async def act() -> AccountOut:
        return await _told(work, await developing.plan_visit(work, account_id, body))

    return await once.run(work, AccountOut, act)


@router.post(PATH + "/visits/{visit_id}/result", dependencies=staff(*WORKERS))
async def report_account_visit(account_id: UUID, visit_id: UUID, body: VisitReport, work: Writes) -> AccountOut:
    """What came of a visit; the next one is proposed by the account's class."""
    return await _told(work, await developing.report_visit(work, account_id, visit_id, body))


@router.post(PATH + "/agreements", status_code=201, dependencies=staff(*JUDGES))
async def sign_frame_agreement(account_id: UUID, body: AgreementSign, work: Writes, once: OnlyOnce) -> AccountOut:
    """Terms that hold for every order of the company while they are valid."""

    async def act() -> AccountOut:
        return await _told(work, await developing.sign_agreement(work, account_id, body))

    return await once.run(work, AccountOut, act)


@router.post(PATH + "/agreements/{agreement_id}/ending", dependencies=staff(*JUDGES))
async def end_frame_agreement(account_id: UUID, agreement_id: UUID, body: AgreementEnd, work: Writes) -> AccountOut:
    """End an agreement before its day, with the reason."""
    return await _told(work, await developing.end_agreement(work, account_id, agreement_id, body))


@router.get(PATH + "/review-draft", dependencies=staff(*WORKERS))
async def draft_account_review(
    account_id: UUID, reading: Reads, kind: ReviewKind, day: Annotated[Day, Query()]
) -> ReviewDraft:
    """The figures of the month, quarter or year that `day` lies in."""
    return await developing.draft_review(reading, account_id, kind, day)


@router.post(PATH + "/reviews", status_code=201, dependencies=staff(*JUDGES))
async def write_account_review(account_id: UUID, body: ReviewWrite, work: Writes, once: OnlyOnce) -> AccountOut:
    """Freeze a period's figures with satisfaction, loyalty and what follows."""

    async def act() -> AccountOut:
        return await _told(work, await developing.write_review(work, account_id, body))

    return await once.run(work, AccountOut, act)
