"""Reading the register."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.organisation import StoreRef
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.assignment.desk import Desk
from leads.customer.service import home_store
from leads.lead.service import desk_of
from leads.posts import SELLERS
from leads.setting.schemas import LeadSettings
from leads.visit import hosting, repository
from leads.visit.errors import VisitNotFound
from leads.visit.schemas import HostBrief, VisitBoard, VisitOut, VisitsToday

_PLAIN = frozenset(VisitOut.model_fields) - {"anonymous", "greet_by"}


async def visit_page(reading: Reading, visit_id: UUID) -> VisitOut:
    """Raises `VisitNotFound`."""
    row = await repository.row(reading.session, reading.actor, visit_id)
    if row is None:
        raise VisitNotFound
    return _out(row, await _seconds(reading, row.store_id))


async def list_visits(
    reading: Reading, *, day: date | None, is_open: bool | None, limit: int, cursor: str | None
) -> Page[VisitOut]:
    """Newest first; `day` is the store's."""
    store = await home_store(reading)
    since = _start(store, day) if day else None
    marker = filter_hash(list="visits", day=day, is_open=is_open)
    rows = await repository.rows(
        reading.session,
        reading.actor,
        since=since,
        until=since + timedelta(days=1) if since else None,
        is_open=is_open,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    seconds = await _seconds(reading, store.id)
    return Page[VisitOut].of(
        rows,
        limit,
        item=lambda row: _out(row, seconds),
        cursor=lambda row: encode_cursor([row.arrived_at, row.id], filter_hash=marker),
    )


async def visit_board(reading: Reading) -> VisitBoard:
    """Who is in the house, and the day's counts."""
    store = await home_store(reading)
    since = _start(store, reading.today(ZoneInfo(store.timezone)))
    seconds = await _seconds(reading, store.id)
    rows = await repository.in_the_house(reading.session, reading.actor, store.id)
    counts = await repository.counts(reading.session, reading.actor, store.id, since, timedelta(seconds=seconds))
    closes_at = hosting.closing_of(store, reading.now)
    today = {name: getattr(counts, name) for name in VisitsToday.model_fields}
    return VisitBoard(
        open=[_out(row, seconds) for row in rows],
        closes_at=closes_at,
        after_closing=closes_at is None or reading.now >= closes_at,
        hosts=_hosts(await desk_of(reading, store.id), [row.owner_id for row in rows]),
        greet_within_seconds=seconds,
        today=VisitsToday.model_validate(today),
    )


def _hosts(desk: Desk, busy: Sequence[UUID | None]) -> list[HostBrief]:
    present = [person for person in desk.people if person.roles & set(SELLERS)]
    on_floor = [person for person in present if desk.on_duty is None or person.id in desk.on_duty] or present
    hosts = [HostBrief(id=person.id, name=person.name, visitors=busy.count(person.id)) for person in on_floor]
    return sorted(hosts, key=lambda host: (host.visitors, host.name))


def _start(store: StoreRef, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(store.timezone))


async def _seconds(reading: Reading, store_id: UUID) -> int:
    return (await settings_of(reading.session, store_id, LeadSettings)).greeting.within_seconds


def _out(row: Row[Any], seconds: int) -> VisitOut:
    plain = {name: getattr(row, name) for name in _PLAIN}
    greet_by = row.arrived_at + timedelta(seconds=seconds) if row.kind == "showroom" else None
    return VisitOut.model_validate({**plain, "anonymous": row.customer_id is None, "greet_by": greet_by})
