"""HTTP of inspections and deliveries."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, set_etag, staff
from service_defaults.work import Work

from leads.days import Day
from leads.delivery import handover, listing, service
from leads.delivery.policy import DeliveryStatus
from leads.delivery.schemas import (
    ChecklistOut,
    DeliveryOut,
    DeliveryRow,
    HandOver,
    RecordPdi,
    ScheduleDelivery,
    SignDelivery,
    TickChecklist,
)
from leads.order.models import Order
from leads.posts import DEAL_READERS, SELLERS

router = APIRouter(tags=["deliveries"])
INSPECTORS = (
    Role.TECHNICAL_EXPERT,
    Role.SERVICE_ADVISOR,
    Role.SERVICE_MANAGER,
    Role.SALES_MANAGER,
    Role.FLOOR_SUPERVISOR,
    Role.SALES_ADVISOR,
)
READERS = (*DEAL_READERS, Role.TECHNICAL_EXPERT)
HANDLERS = (*SELLERS, Role.SERVICE_ADVISOR)


async def _answer(work: Work, order: Order) -> DeliveryOut:
    await work.session.flush()
    return await listing.delivery_out(work, order.id)


@router.get("/delivery-checklist", dependencies=staff())
async def get_delivery_checklist() -> ChecklistOut:
    """The hand-over checklist and the inspection list, with labels."""
    return listing.checklist_out()


@router.get("/deliveries", dependencies=staff(*READERS))
async def list_deliveries(
    reading: Reads,
    day: Day | None = None,
    status: DeliveryStatus | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[DeliveryRow]:
    """Appointed deliveries in scope; `day` is a day of the store."""
    return await listing.list_deliveries(reading, day=day, status=status, limit=limit, cursor=cursor)


@router.post("/orders/{order_id}/pdi", status_code=201, dependencies=staff(*INSPECTORS))
async def record_pdi(order_id: UUID, body: RecordPdi, work: Writes, once: OnlyOnce) -> DeliveryOut:
    """A pre-delivery inspection; the last one counts."""

    async def act() -> DeliveryOut:
        return await _answer(work, await service.record_pdi(work, order_id, body))

    return await once.run(work, DeliveryOut, act)


@router.get("/orders/{order_id}/delivery", dependencies=staff(*READERS))
async def get_delivery(order_id: UUID, reading: Reads, response: Response) -> DeliveryOut:
    """Where the hand-over stands and what is missing."""
    delivery = await listing.delivery_out(reading, order_id)
    set_etag(response, delivery.version)
    return delivery


@router.post("/orders/{order_id}/delivery-appointment", dependencies=staff(*HANDLERS))
async def schedule_delivery(order_id: UUID, body: ScheduleDelivery, work: Writes) -> DeliveryOut:
    """Appoint the hand-over; the service adviser with the fewest new owners is chosen unless one is named."""
    return await _answer(work, await service.schedule(work, order_id, body))


@router.post("/orders/{order_id}/delivery-checklist", dependencies=staff(*HANDLERS))
async def tick_delivery_checklist(order_id: UUID, body: TickChecklist, work: Writes) -> DeliveryOut:
    """Confirm a group of the checklist by one tap, or name what is confirmed."""
    return await _answer(work, await service.tick(work, order_id, body))


@router.post("/orders/{order_id}/delivery-signatures", dependencies=staff(*HANDLERS))
async def sign_delivery(order_id: UUID, body: SignDelivery, work: Writes) -> DeliveryOut:
    """A signature of the customer, the adviser or the service adviser."""
    return await _answer(work, await service.sign_delivery(work, order_id, body))


@router.post("/orders/{order_id}/delivery", dependencies=staff(*SELLERS))
async def hand_over(order_id: UUID, body: HandOver, work: Writes, once: OnlyOnce) -> DeliveryOut:
    """Hand the keys over. 409 `delivery_not_ready` lists everything that is missing in `missing`."""

    async def act() -> DeliveryOut:
        return await _answer(work, await handover.hand_over(work, order_id, body))

    return await once.run(work, DeliveryOut, act)
