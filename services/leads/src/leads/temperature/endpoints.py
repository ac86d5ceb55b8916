"""HTTP of the temperature."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.posts import CUSTOMER_POSTS, SELLERS
from leads.temperature import service
from leads.temperature.schemas import ColdRow, ColdScreening, TemperatureOut, TemperatureSetting

router = APIRouter(tags=["temperature"])


@router.get("/customers/{customer_id}/temperature", dependencies=staff(*CUSTOMER_POSTS))
async def get_temperature(customer_id: UUID, reading: Reads) -> TemperatureOut:
    """Where the customer stands and why, what this layer gets, and the moves so far."""
    return await service.get_temperature(reading, customer_id)


@router.post("/customers/{customer_id}/temperature", dependencies=staff(*SELLERS))
async def set_temperature(customer_id: UUID, body: TemperatureSetting, work: Writes) -> TemperatureOut:
    """Move the customer by hand, with the reason; the rules go on from there."""
    await service.set_temperature(work, customer_id, body)
    return await service.get_temperature(work, customer_id)


@router.get("/cold-customers", dependencies=staff(*SELLERS))
async def list_cold_customers(
    *,
    reading: Reads,
    screened: bool | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[ColdRow]:
    """Cold ones with an open lead, to be looked through for manual work."""
    return await service.list_cold(reading, screened=screened, limit=limit, cursor=cursor)


@router.post("/cold-customers/{customer_id}/screening", dependencies=staff(*SELLERS))
async def screen_cold_customer(customer_id: UUID, body: ColdScreening, work: Writes) -> TemperatureOut:
    """Worth a person's time (warm again, to be contacted now), or left to the automation."""
    await service.screen_cold(work, customer_id, body)
    return await service.get_temperature(work, customer_id)
