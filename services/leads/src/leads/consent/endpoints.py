"""HTTP of the consent ledger."""

from uuid import UUID

from fastapi import APIRouter
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit
from service_defaults.web import Reads, Writes, staff

from leads.consent import service
from leads.consent.schemas import ConsentGive, ConsentOut, ConsentWithdraw
from leads.posts import CUSTOMER_POSTS

router = APIRouter(tags=["consents"])


@router.get("/customers/{customer_id}/consents", dependencies=staff(*CUSTOMER_POSTS))
async def list_consents(customer_id: UUID, reading: Reads, limit: Limit = 100) -> list[ConsentOut]:
    """The customer's consent ledger, newest first."""
    return await service.list_consents(reading, customer_id, limit)


@router.post("/customers/{customer_id}/consents", status_code=201, dependencies=staff(*CUSTOMER_POSTS))
async def give_consent(customer_id: UUID, body: ConsentGive, work: Writes, once: OnlyOnce) -> ConsentOut:
    """Record a consent: purpose, recipient, channel, wording, evidence. Sharing names its recipient."""

    async def act() -> ConsentOut:
        return (await service.worded(work, [await service.give_consent(work, customer_id, body)]))[0]

    return await once.run(work, ConsentOut, act)


@router.post("/customers/{customer_id}/consents/withdrawal", status_code=201, dependencies=staff(*CUSTOMER_POSTS))
async def withdraw_consent(customer_id: UUID, body: ConsentWithdraw, work: Writes, once: OnlyOnce) -> ConsentOut:
    """Record that a consent was withdrawn: as easy as giving it."""

    async def act() -> ConsentOut:
        return (await service.worded(work, [await service.withdraw_consent(work, customer_id, body)]))[0]

    return await once.run(work, ConsentOut, act)
