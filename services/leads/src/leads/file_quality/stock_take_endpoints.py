"""HTTP of the stock-take."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.file_quality import stock_take
from leads.file_quality.schemas import (
    StockTakeAnswer,
    StockTakeItemOut,
    StockTakeOut,
    StockTakePlanChoice,
    StockTakePlanOut,
    StockTakeRow,
    StockTakeStart,
)
from leads.posts import SALES_MANAGERS, SELLERS

router = APIRouter(tags=["stock-takes"])
Cursor = Annotated[str | None, Query(max_length=1024)]


@router.get("/stock-takes", dependencies=staff(*SELLERS))
async def list_stock_takes(reading: Reads, limit: Limit = 50, cursor: Cursor = None) -> Page[StockTakeRow]:
    """Stock-takes of the base, newest first."""
    return await stock_take.list_takes(reading, limit, cursor)


@router.post("/stock-takes", status_code=201, dependencies=staff(*SALES_MANAGERS))
async def start_stock_take(
    body: StockTakeStart, work: Writes, once: OnlyOnce, store_id: UUID | None = None
) -> StockTakeOut:
    """Lay the chosen customers before their advisers. One at a time in a store."""
    return await once.run(work, StockTakeOut, lambda: stock_take.start(work, body, store_id))


@router.get("/stock-takes/{stock_take_id}", dependencies=staff(*SELLERS))
async def get_stock_take(stock_take_id: UUID, reading: Reads) -> StockTakeOut:
    """Progress and results, of everyone in scope."""
    return await stock_take.get(reading, stock_take_id)


@router.get("/stock-takes/{stock_take_id}/items", dependencies=staff(*SELLERS))
async def list_stock_take_items(
    *,
    stock_take_id: UUID,
    reading: Reads,
    done: bool | None = None,
    assignee_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[StockTakeItemOut]:
    """The customers to go through, adviser by adviser."""
    return await stock_take.list_items(
        reading, stock_take_id, done=done, assignee_id=assignee_id, limit=limit, cursor=cursor
    )


@router.post("/stock-take-items/{item_id}/answer", dependencies=staff(*SELLERS))
async def answer_stock_take_item(item_id: UUID, body: StockTakeAnswer, work: Writes) -> StockTakeItemOut:
    """Say what is so with this customer. `dead_number` marks the number in the file; another answer takes that back."""
    return await stock_take.answer(work, item_id, body)


@router.post("/stock-takes/{stock_take_id}/finishing", dependencies=staff(*SALES_MANAGERS))
async def finish_stock_take(stock_take_id: UUID, work: Writes) -> StockTakeOut:
    """End a stock-take; its results stay as they are."""
    return await stock_take.finish(work, stock_take_id)


@router.get("/stock-take-plan", dependencies=staff(*SALES_MANAGERS))
async def get_stock_take_plan(reading: Reads, response: Response, store_id: UUID | None = None) -> StockTakePlanOut:
    """How often the store goes through its base by itself."""
    plan = await stock_take.get_plan(reading, store_id)
    set_etag(response, plan.version)
    return plan


@router.put("/stock-take-plan", dependencies=staff(*SALES_MANAGERS))
async def choose_stock_take_plan(
    body: StockTakePlanChoice, work: Writes, expected: ExpectedVersion, response: Response, store_id: UUID | None = None
) -> StockTakePlanOut:
    """Choose it; needs `If-Match` ("0" where nothing was chosen yet)."""
    plan = await stock_take.choose_plan(work, body, expected, store_id)
    set_etag(response, plan.version)
    return plan
