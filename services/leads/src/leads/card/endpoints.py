"""HTTP of the card."""

from uuid import UUID

from fastapi import APIRouter, Response
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.card import service
from leads.card.schemas import CardChange, CardOut
from leads.posts import CUSTOMER_POSTS, SELLERS

router = APIRouter(tags=["customer cards"])


@router.get("/customers/{customer_id}/card", dependencies=staff(*CUSTOMER_POSTS))
async def get_customer_card(customer_id: UUID, reading: Reads, response: Response) -> CardOut:
    """The customer's card with its completeness and what is missing. The ETag is the version to send with a change."""
    card = await service.get_card(reading, customer_id)
    set_etag(response, card.version)
    return card


@router.patch("/customers/{customer_id}/card", dependencies=staff(*SELLERS))
async def change_customer_card(
    customer_id: UUID, body: CardChange, work: Writes, expected: ExpectedVersion, response: Response
) -> CardOut:
    """Write what is given on the card; needs `If-Match` ("0" for a card that is still blank)."""
    card = await service.change_card(work, customer_id, body, expected)
    set_etag(response, card.version)
    return card
