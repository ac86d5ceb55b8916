"""HTTP of catalogue and stock."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.fields import Text
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.order.repository import order_holding
from leads.posts import APPRAISERS, DEAL_READERS, FLOOR
from leads.vehicle import listing, service
from leads.vehicle.policy import CarKind, CarStatus
from leads.vehicle.repository import CarFilter
from leads.vehicle.schemas import (
    CarChange,
    CarCreate,
    CarModelChange,
    CarModelCreate,
    CarModelOut,
    CarModelRow,
    CarOut,
    CarRow,
)

router = APIRouter(tags=["vehicles"])
Cursor = Annotated[str | None, Query(max_length=1024)]
STOCK_READERS = tuple(dict.fromkeys((*FLOOR, *APPRAISERS, *DEAL_READERS, Role.TECHNICAL_EXPERT)))


@router.get("/car-models", dependencies=staff())
async def list_car_models(
    reading: Reads,
    *,
    brand: Annotated[Text | None, Query()] = None,
    series: Annotated[Text | None, Query()] = None,
    active: bool | None = True,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CarModelRow]:
    """The group's catalogue, by brand, series and model, with the number of free new cars of each."""
    return await listing.list_car_models(reading, brand=brand, series=series, active=active, limit=limit, cursor=cursor)


@router.post("/car-models", status_code=201, dependencies=staff(Role.SALES_MANAGER))
async def create_car_model(body: CarModelCreate, work: Writes, once: OnlyOnce) -> CarModelOut:
    """Add a model to the group's catalogue."""

    async def act() -> CarModelOut:
        return listing.model_out(await service.create_car_model(work, body))

    return await once.run(work, CarModelOut, act)


@router.get("/car-models/{model_id}", dependencies=staff())
async def get_car_model(model_id: UUID, reading: Reads, response: Response) -> CarModelOut:
    """A model with its maintenance book and warranty."""
    model = await service.get_car_model(reading, model_id)
    set_etag(response, model.version)
    return listing.model_out(model)


@router.patch("/car-models/{model_id}", dependencies=staff(Role.SALES_MANAGER))
async def change_car_model(
    model_id: UUID, body: CarModelChange, work: Writes, expected: ExpectedVersion, response: Response
) -> CarModelOut:
    """Change what is given; needs `If-Match`."""
    model = await service.change_car_model(work, model_id, body, expected)
    set_etag(response, model.version)
    return listing.model_out(model)


@router.get("/cars", dependencies=staff(*STOCK_READERS))
async def list_cars(
    reading: Reads,
    *,
    kind: CarKind | None = None,
    status: Annotated[list[CarStatus] | None, Query(max_length=10)] = None,
    model_id: UUID | None = None,
    brand: Annotated[Text | None, Query()] = None,
    series: Annotated[Text | None, Query()] = None,
    colour: Annotated[Text | None, Query()] = None,
    free: bool = False,
    vin: Annotated[Text | None, Query(min_length=3, max_length=20)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CarRow]:
    """Cars of the stores in scope, the oldest first."""
    wanted = CarFilter(kind, tuple(status or ()), model_id, brand, series, colour, free, vin.upper() if vin else None)
    return await listing.list_cars(reading, wanted, limit, cursor)


@router.post("/cars", status_code=201, dependencies=staff(Role.SALES_MANAGER))
async def create_car(body: CarCreate, work: Writes, once: OnlyOnce) -> CarOut:
    """Put a car into stock. What is odd about its VIN or plate is a warning, never a refusal."""

    async def act() -> CarOut:
        return await listing.car_out(work, *await service.create_car(work, body))

    return await once.run(work, CarOut, act)


@router.get("/cars/{car_id}", dependencies=staff(*STOCK_READERS))
async def get_car(car_id: UUID, reading: Reads, response: Response) -> CarOut:
    """One car, and the order that holds it."""
    car, model = await service.get_car(reading, car_id)
    set_etag(response, car.version)
    return await listing.car_out(reading, car, model, await order_holding(reading.session, car_id))


@router.patch("/cars/{car_id}", dependencies=staff(Role.SALES_MANAGER))
async def change_car(
    car_id: UUID, body: CarChange, work: Writes, expected: ExpectedVersion, response: Response
) -> CarOut:
    """Change what is given; needs `If-Match`. A car that an order holds keeps its status."""
    car, model = await service.change_car(work, car_id, body, expected)
    set_etag(response, car.version)
    return await listing.car_out(work, car, model, await order_holding(work.session, car_id))
