"""HTTP of the customer file."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.customer import change, listing, service
from leads.customer.query import CustomerQuery
from leads.customer.schemas import (
    CustomerChange,
    CustomerCreate,
    CustomerOut,
    CustomerRow,
    DuplicateAnswer,
    DuplicateQuestion,
    Revealed,
    RevealRequest,
    RevealRow,
)
from leads.posts import CUSTOMER_POSTS, FRONT_DESK

router = APIRouter(tags=["customers"])


@router.get("/customers", dependencies=staff(*CUSTOMER_POSTS))
async def list_customers(reading: Reads, asked: Annotated[CustomerQuery, Query()]) -> Page[CustomerRow]:
    """Customers in scope, newest first; `query` takes a name, pinyin or initials, the end of a mobile, plate or VIN.
    With `order=quality` only files whose completeness was counted, the least complete first."""
    return await listing.list_customers(reading, asked)


@router.post("/customers", status_code=201, dependencies=staff(*FRONT_DESK, Role.CRM_MANAGER, Role.SERVICE_ADVISOR))
async def create_customer(body: CustomerCreate, work: Writes, once: OnlyOnce) -> CustomerOut:
    """File a customer. A number that the store knows is refused with the owner's name (`customer_known`)."""

    async def act() -> CustomerOut:
        return await listing.card(work, await service.create_customer(work, body))

    return await once.run(work, CustomerOut, act)


@router.post("/customers/duplicate-check", dependencies=staff(*CUSTOMER_POSTS))
async def check_duplicate(body: DuplicateQuestion, reading: Reads) -> DuplicateAnswer:
    """Whether a number that is being typed is known. Of a colleague's customer only the owner's name is told."""
    return await service.check_duplicate(reading, body)


@router.get("/customers/{customer_id}", dependencies=staff(*CUSTOMER_POSTS))
async def get_customer(customer_id: UUID, reading: Reads, response: Response) -> CustomerOut:
    """The head of the customer's page. The ETag is the version to send with a change."""
    page = await listing.customer_page(reading, customer_id)
    set_etag(response, page.version)
    return page


@router.patch("/customers/{customer_id}", dependencies=staff(*CUSTOMER_POSTS))
async def change_customer(
    customer_id: UUID, body: CustomerChange, work: Writes, expected: ExpectedVersion, response: Response
) -> CustomerOut:
    """Change what is given; needs `If-Match`."""
    customer = await change.change_customer(work, customer_id, body, expected)
    set_etag(response, customer.version)
    return await listing.card(work, customer)


@router.post("/customers/{customer_id}/reveal", dependencies=staff(*CUSTOMER_POSTS))
async def reveal_contact(customer_id: UUID, body: RevealRequest, work: Writes) -> Revealed:
    """Contact data in clear. Every look, also a refused one, is written down with its reason."""
    return await service.reveal(work, customer_id, body)


@router.get(
    "/customers/{customer_id}/reveals",
    dependencies=staff(Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER, Role.DCC_SUPERVISOR, Role.CRM_MANAGER),
)
async def list_reveals(customer_id: UUID, reading: Reads, limit: Limit = 50) -> list[RevealRow]:
    """Who looked at this customer's contact data."""
    return await listing.list_reveals(reading, customer_id, limit)
