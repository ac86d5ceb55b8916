"""The stock-take of the base 盘点: who is still reachable and interested, adviser by adviser."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.jobs import Timer
from service_defaults.months import add_local_months
from service_defaults.organisation import StoreRef, find_store
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.web import check_version
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.customer.service import home_store
from leads.file_quality import stock_take_repository as repository
from leads.file_quality.errors import NothingToTake, StockTakeNotFound, StockTakeOver, StockTakeRunning
from leads.file_quality.models import StockTake, StockTakePlan
from leads.file_quality.policy import TakeResult
from leads.file_quality.schemas import (
    AdviserProgress,
    StockTakeAnswer,
    StockTakeItemOut,
    StockTakeOut,
    StockTakePlanChoice,
    StockTakePlanOut,
    StockTakeRow,
    StockTakeStart,
    StockTakeWanted,
)
from leads.setting.schemas import LeadSettings

_MORNING = time(9, 0)


async def start(work: Work, command: StockTakeStart, store_id: UUID | None) -> StockTakeOut:
    """Raises `StockTakeRunning`, `NothingToTake`."""
    store = await home_store(work, store_id)
    take_id = await _open(work, store, command.name, command.wanted, command.due_on)
    return await get(work, take_id)


async def _open(work: Work, store: StoreRef, name: str, wanted: StockTakeWanted, due_on: date | None) -> UUID:
    rules = (await settings_of(work.session, store.id, LeadSettings)).file_quality
    silent = work.now - timedelta(days=wanted.silent_days) if wanted.silent_days else None
    rows = await repository.customers_for(
        work.session, store.id, levels=wanted.levels, lifecycles=wanted.lifecycles, silent_since=silent
    )
    if not rows:
        raise NothingToTake
    today = work.today(ZoneInfo(store.timezone))
    take: dict[str, Any] = {
        "id": new_id(),
        "store_id": store.id,
        "name": name,
        "wanted": wanted.model_dump(mode="json"),
        "started_at": work.now,
        "started_by": work.actor.staff_id,
        "due_on": due_on or today + timedelta(days=rules.stock_take_days),
        "total": len(rows),
        "finished_at": None,
        "finished_by": None,
    }
    if not await repository.begin(work.session, take):
        raise StockTakeRunning
    await repository.add_items(work.session, take, rows)
    return UUID(str(take["id"]))


async def list_takes(reading: Reading, limit: int, cursor: str | None) -> Page[StockTakeRow]:
    """Newest first."""
    marker = filter_hash(list="stock_takes")
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.rows(reading.session, reading.actor, after=after, limit=limit)
    return Page[StockTakeRow].of(
        rows,
        limit,
        item=lambda row: StockTakeRow(**_plain(row.StockTake), started_by_name=row.started_by_name, done=row.done),
        cursor=lambda row: encode_cursor([row.StockTake.started_at, row.StockTake.id], filter_hash=marker),
    )


def _plain(take: StockTake) -> dict[str, Any]:
    return {
        name: getattr(take, name) for name in ("id", "store_id", "name", "started_at", "due_on", "total", "finished_at")
    }


async def get(reading: Reading, take_id: UUID) -> StockTakeOut:
    """With the progress of everyone in scope. Raises `StockTakeNotFound`."""
    take = await repository.find(reading.session, reading.actor, take_id)
    if take is None:
        raise StockTakeNotFound
    rows = await repository.progress(reading.session, reading.actor, take.id)
    advisers, results = _progress(rows)
    return StockTakeOut(
        **{**_plain(take), "total": sum(one.total for one in advisers)},
        started_by_name=await repository.starter(reading.session, take.started_by),
        done=sum(one.done for one in advisers),
        wanted=StockTakeWanted.model_validate(take.wanted),
        results=results,
        advisers=advisers,
    )


def _progress(rows: Any) -> tuple[list[AdviserProgress], dict[str, int]]:
    found: dict[UUID | None, AdviserProgress] = {}
    results: dict[str, int] = defaultdict(int)
    for row in rows:
        one = found.setdefault(
            row.assignee_id,
            AdviserProgress(assignee_id=row.assignee_id, assignee_name=row.assignee_name, total=0, done=0, results={}),
        )
        one.total += row.items
        if row.result is not None:
            one.done += row.items
            one.results[row.result] = row.items
            results[row.result] += row.items
    return list(found.values()), dict(results)


async def list_items(
    reading: Reading, take_id: UUID, *, done: bool | None, assignee_id: UUID | None, limit: int, cursor: str | None
) -> Page[StockTakeItemOut]:
    """Raises `StockTakeNotFound`."""
    if await repository.find(reading.session, reading.actor, take_id) is None:
        raise StockTakeNotFound
    marker = filter_hash(list="stock_take_items", take_id=take_id, done=done, assignee_id=assignee_id)
    rows = await repository.items(
        reading.session,
        reading.actor,
        take_id,
        done=done,
        assignee_id=assignee_id,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[StockTakeItemOut].of(
        rows, limit, item=_item, cursor=lambda row: encode_cursor([row.id], filter_hash=marker)
    )


def _item(row: Row[Any]) -> StockTakeItemOut:
    return StockTakeItemOut.model_validate(row._asdict())


async def answer(work: Work, item_id: UUID, command: StockTakeAnswer) -> StockTakeItemOut:
    """Say what is so; until the end it may be said again. Raises `StockTakeNotFound`, `StockTakeOver`."""
    found = await repository.lock_item(work.session, work.actor, item_id)
    if found is None:
        raise StockTakeNotFound
    item, take = found
    if take.finished_at is not None:
        raise StockTakeOver
    before, item.result = item.result, command.result
    item.note, item.done_at, item.done_by = command.note, work.now, work.actor.staff_id
    if TakeResult.DEAD_NUMBER in (before, command.result):
        dead = command.result is TakeResult.DEAD_NUMBER
        await repository.mark_number(work.session, item.customer_id, work.now if dead else None)
    timeline.note(
        work,
        "stock_take_answered",
        customer_id=item.customer_id,
        store_id=item.store_id,
        ref_kind="stock_take",
        ref_id=take.id,
        result=command.result,
        note=command.note,
    )
    await work.session.flush()
    row = await repository.item_row(work.session, work.actor, item_id)
    assert row is not None  # noqa: S101 - it was just written
    return _item(row)


async def finish(work: Work, take_id: UUID) -> StockTakeOut:
    """End it; what nobody went through stays open in the result. Raises `StockTakeNotFound`, `StockTakeOver`."""
    take = await repository.lock(work.session, work.actor, take_id)
    if take is None:
        raise StockTakeNotFound
    if take.finished_at is not None:
        raise StockTakeOver
    take.finished_at, take.finished_by = work.now, work.actor.staff_id
    await work.session.flush()
    return await get(work, take_id)


async def get_plan(reading: Reading, store_id: UUID | None) -> StockTakePlanOut:
    store = await home_store(reading, store_id)
    plan = await repository.find_plan(reading.session, store.id)
    if plan is None:
        return StockTakePlanOut(store_id=store.id, every_months=0, wanted=StockTakeWanted(), next_at=None, version=0)
    return _plan(plan)


async def choose_plan(
    work: Work, command: StockTakePlanChoice, expected: int, store_id: UUID | None
) -> StockTakePlanOut:
    """From when on the store goes through its base by itself. Raises `PreconditionFailed`."""
    store = await home_store(work, store_id)
    plan = await repository.find_plan(work.session, store.id)
    check_version(plan.version if plan else 0, expected)
    if plan is None:
        plan = StockTakePlan(store_id=store.id)
        work.session.add(plan)
    plan.every_months, plan.wanted = command.every_months, command.wanted.model_dump(mode="json")
    plan.next_at = _next(work.now, command.every_months, store)
    await work.session.flush()
    return _plan(plan)


def _next(now: datetime, months: int, store: StoreRef) -> datetime | None:
    """On the first morning of the month in which the next one is due."""
    if not months:
        return None
    zone = ZoneInfo(store.timezone)
    day = add_local_months(now, months, zone).astimezone(zone).replace(day=1)
    return datetime.combine(day.date(), _MORNING, zone).astimezone(UTC)


def _plan(plan: StockTakePlan) -> StockTakePlanOut:
    return StockTakePlanOut(
        store_id=plan.store_id,
        every_months=plan.every_months,
        wanted=StockTakeWanted.model_validate(plan.wanted),
        next_at=plan.next_at,
        version=plan.version,
    )


async def start_due(work: Work) -> None:
    """Start what is planned; a store that is still at the last one waits for the next turn."""
    for plan in await repository.take_due_plans(work.session, work.now, 50):
        store = await find_store(work.session, plan.store_id)
        if store is None:
            plan.next_at = None
            continue
        local = work.now.astimezone(ZoneInfo(store.timezone))
        try:
            wanted = StockTakeWanted.model_validate(plan.wanted)
            await _open(work, store, f"{local:%Y-%m} 客户盘点", wanted, None)
        except (StockTakeRunning, NothingToTake):
            pass
        plan.next_at = _next(work.now, plan.every_months, store)


STOCK_TAKE_TIMER = Timer(name="stock_take", next_due=repository.next_plan_due, fire=start_due)
