"""The customer summary over HTTP."""

from uuid import UUID

from fastapi import APIRouter
from service_defaults.web import Reads, staff

from aftersales.summary import service
from aftersales.summary.schemas import CustomerSummary

router = APIRouter(prefix="/customers", tags=["customers"])


@router.get("/{customer_id}/summary", dependencies=staff())
async def get_customer_summary(customer_id: UUID, reading: Reads) -> CustomerSummary:
    """What after-sales knows of a customer; empty rather than 404."""
    return await service.summarise(reading, customer_id)
