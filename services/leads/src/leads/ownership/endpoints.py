"""HTTP of ownership."""

from uuid import UUID

from fastapi import APIRouter
from service_defaults.web import Reads, staff

from leads.ownership import service
from leads.ownership.schemas import OwnershipOut
from leads.posts import CUSTOMER_POSTS

router = APIRouter(tags=["ownership"])


@router.get("/customers/{customer_id}/ownership", dependencies=staff(*CUSTOMER_POSTS))
async def get_ownership(customer_id: UUID, reading: Reads) -> OwnershipOut:
    """Whose customer this is since when and why, until when nobody else may have them, and every change of hands."""
    return await service.card(reading, customer_id)
