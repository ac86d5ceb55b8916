"""All SQL of catalogue and stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, case, func, select, tuple_
from sqlalchemy.exc import IntegrityError

from leads.constraint import violated
from leads.row_repository import all_rows, select_rows
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import SELLABLE, CarKind, CarStatus

CATALOGUE_ORDER = (
    (CarModel.brand, "asc"),
    (CarModel.series, "asc"),
    (CarModel.name, "asc"),
    (CarModel.model_year, "asc"),
    (CarModel.id, "asc"),
)
STOCK_ORDER = ((StockCar.arrived_on, "asc"), (StockCar.id, "asc"))
Pair = tuple[StockCar, CarModel]


def _paired(rows: Sequence[Row[Any]]) -> list[Pair]:
    return [(row.StockCar, row.CarModel) for row in rows]


@dataclass(frozen=True, slots=True)
class CarFilter:
    kind: CarKind | None = None
    statuses: Sequence[CarStatus] = ()
    model_id: UUID | None = None
    brand: str | None = None
    series: str | None = None
    colour: str | None = None
    free: bool = False
    vin: str | None = None


async def models(
    session: ReadSession,
    actor: Principal,
    *,
    brand: str | None,
    series: str | None,
    active: bool | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> list[tuple[CarModel, int]]:
    """The group's catalogue with the number of free new cars in sight; one statement."""
    free = (
        select(func.count())
        .where(
            scope_condition(StockCar, actor),
            StockCar.model_id == CarModel.id,
            StockCar.kind == CarKind.NEW,
            StockCar.status == CarStatus.IN_STOCK,
        )
        .scalar_subquery()
    )
    statement = select_rows(CarModel, free.label("free")).where(CarModel.group_id == actor.group_id)
    for column, value in ((CarModel.brand, brand), (CarModel.series, series), (CarModel.active, active)):
        if value is not None:
            statement = statement.where(column == value)
    rows = await all_rows(session, keyset(statement, CATALOGUE_ORDER, after).limit(limit + 1))
    return [(row.CarModel, row.free) for row in rows]


async def model_of_group(session: ReadSession, group_id: UUID | None, model_id: UUID) -> CarModel | None:
    statement = select(CarModel).where(CarModel.id == model_id, CarModel.group_id == group_id)
    return (await session.scalars(statement)).one_or_none()


async def model(session: ReadSession, model_id: UUID) -> CarModel | None:
    return await session.get(CarModel, model_id)


async def model_named(session: ReadSession, group_id: UUID, identity: tuple[str, str, str, int]) -> CarModel | None:
    """By brand, series, name and model year, which are unique in a group."""
    named = tuple_(CarModel.brand, CarModel.series, CarModel.name, CarModel.model_year) == identity
    statement = select(CarModel).where(CarModel.group_id == group_id, named)
    return (await session.scalars(statement)).one_or_none()


async def insert(session: WriteSession, row: CarModel | StockCar) -> str | None:
    """Name of the unique index that the row breaks, None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def keep(session: WriteSession) -> str | None:
    """Write what was changed; the name of the unique index that it breaks, None when it is in."""
    try:
        async with session.begin_nested():
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


def _pairs(actor: Principal) -> Select[Any]:
    return (
        select_rows(StockCar, CarModel)
        .join(CarModel, CarModel.id == StockCar.model_id)
        .where(scope_condition(StockCar, actor))
    )


async def cars(
    session: ReadSession, actor: Principal, wanted: CarFilter, after: Sequence[CursorValue] | None, limit: int
) -> list[Pair]:
    statement = _filtered(_pairs(actor), wanted)
    return _paired(await all_rows(session, keyset(statement, STOCK_ORDER, after).limit(limit + 1)))


def _filtered(statement: Select[Any], wanted: CarFilter) -> Select[Any]:
    equal = (
        (StockCar.kind, wanted.kind),
        (StockCar.model_id, wanted.model_id),
        (StockCar.colour, wanted.colour),
        (CarModel.brand, wanted.brand),
        (CarModel.series, wanted.series),
    )
    for column, value in equal:
        if value is not None:
            statement = statement.where(column == value)
    if wanted.statuses:
        statement = statement.where(StockCar.status.in_(wanted.statuses))
    if wanted.free:
        statement = statement.where(StockCar.status.in_(SELLABLE))
    if wanted.vin:
        statement = statement.where(StockCar.vin.contains(wanted.vin, autoescape=True))
    return statement


async def car(session: ReadSession, actor: Principal, car_id: UUID) -> Pair | None:
    rows = await all_rows(session, _pairs(actor).where(StockCar.id == car_id))
    return next(iter(_paired(rows)), None)


async def cars_by_id(session: ReadSession, ids: set[UUID]) -> dict[UUID, Pair]:
    """Regardless of scope: cars of orders and drives that the asker may see."""
    if not ids:
        return {}
    joined = select_rows(StockCar, CarModel).join(CarModel, CarModel.id == StockCar.model_id)
    rows = await all_rows(session, joined.where(StockCar.id.in_(ids)))
    return {pair[0].id: pair for pair in _paired(rows)}


async def models_by_id(session: ReadSession, ids: set[UUID]) -> dict[UUID, CarModel]:
    if not ids:
        return {}
    return {row.id: row for row in await session.scalars(select(CarModel).where(CarModel.id.in_(ids)))}


async def lock_car(session: WriteSession, actor: Principal, car_id: UUID) -> StockCar | None:
    """The car, until the commit ours alone."""
    statement = scoped(StockCar, actor).where(StockCar.id == car_id).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def matching(
    session: ReadSession, store_id: UUID, model_id: UUID, *, kind: CarKind, colour: str | None, limit: int
) -> list[Pair]:
    """Free cars of a model and kind: the wanted colour first, then the oldest."""
    wanted_first = case((StockCar.colour == colour, 0), else_=1)
    statement = (
        select_rows(StockCar, CarModel)
        .join(CarModel, CarModel.id == StockCar.model_id)
        .where(
            StockCar.store_id == store_id,
            StockCar.model_id == model_id,
            StockCar.kind == kind,
            StockCar.status.in_(SELLABLE),
        )
        .order_by(wanted_first, StockCar.arrived_on, StockCar.id)
        .limit(limit)
    )
    return _paired(await all_rows(session, statement))


async def drivable(session: ReadSession, store_id: UUID, limit: int) -> list[Pair]:
    """The store's demo cars."""
    statement = (
        select_rows(StockCar, CarModel)
        .join(CarModel, CarModel.id == StockCar.model_id)
        .where(StockCar.store_id == store_id, StockCar.kind == CarKind.DEMO, StockCar.status == CarStatus.DEMO)
        .order_by(CarModel.series, StockCar.id)
        .limit(limit)
    )
    return _paired(await all_rows(session, statement))
