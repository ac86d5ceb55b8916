"""The ordered day: clocks that ran out, running clocks, appointments, due contacts, hot leads."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.identity import Role
from service_defaults.work import Reading

from leads.assignment.desk import Desk
from leads.customer import service as customers
from leads.customer.errors import StoreUnknown
from leads.lead.service import desk_of
from leads.posts import SALES_MANAGERS
from leads.today import repository
from leads.today.appointments import Appointment, Span
from leads.today.diary import APPOINTMENTS
from leads.today.repository import Day
from leads.today.schemas import AppointmentOut, Reason, Today, TodayItem, TodaySummary

_OF_LEADS = tuple(reason for reason in Reason if reason is not Reason.APPOINTMENT)
_BREACHES = (Reason.RESPONSE_OVERDUE, Reason.RESPONSE_RUNNING, Reason.CONTACT_OVERDUE)
_PLACES = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing of the queue: its reason, what it is ordered by, and a `TodayItem` as JSON."""

    reason: Reason
    order: tuple[int, datetime, str]
    text: str


async def today(reading: Reading, *, mine: bool | None) -> str:
    """An adviser's own queue; a manager's team or store with what is late, unless they ask for their own. As JSON."""
    own = _own(reading) if mine is None else mine
    desk = await _desk(reading)
    day = _day(reading, desk, own=own)
    rows = await repository.queue(reading.session, reading.actor, day, _OF_LEADS if own else _BREACHES)
    entries = [_entry(Reason(row.reason), row.due_at, row.id, day, row.line) for row in rows]
    planned = await _appointment_items(reading, desk, day) if own else []
    entries += [_entry(item.reason, item.due_at, item.lead_id, day, item.model_dump_json()) for item in planned]
    entries.sort(key=lambda entry: entry.order)
    counts = Counter(entry.reason for entry in entries)
    head = Today(now=reading.now, items=[], counts={r: counts[r] for r in Reason}).model_dump_json()
    items = ",".join(entry.text for entry in entries[: repository.LIMIT])
    return head.replace('"items":[]', f'"items":[{items}]', 1)


def _entry(reason: Reason, due_at: datetime | None, lead_id: UUID | None, day: Day, text: str) -> _Entry:
    return _Entry(reason, (_PLACES[reason], due_at or day.end, str(lead_id)), text)


async def today_summary(reading: Reading, *, mine: bool | None) -> TodaySummary:
    """The counters beside the queue."""
    own = _own(reading) if mine is None else mine
    day = _day(reading, await _desk(reading), own=own)
    row = await repository.counters(reading.session, reading.actor, day)
    planned = await _appointments(reading, day)
    names = set(TodaySummary.model_fields) - {"now", "appointments"}
    counted = {name: getattr(row, name) for name in names}
    return TodaySummary.model_validate({"now": reading.now, "appointments": len(planned), **counted})


def _own(reading: Reading) -> bool:
    return not reading.actor.holds(*SALES_MANAGERS) or bool(reading.actor.roles & {Role.SALES_ADVISOR})


async def _desk(reading: Reading) -> Desk:
    store_id = reading.actor.store_id
    if store_id is None:
        raise StoreUnknown
    return await desk_of(reading, store_id)


def _day(reading: Reading, desk: Desk, *, own: bool) -> Day:
    start = datetime.combine(desk.today, time(), ZoneInfo(desk.timezone))
    return Day(
        own=own,
        now=reading.now,
        start=start,
        end=start + timedelta(days=1),
        hot=tuple(level.code for level in desk.settings.levels if level.hot),
    )


async def _appointments(reading: Reading, day: Day) -> list[Appointment]:
    span = Span(reading.actor.staff_id if day.own else None, reading.actor.store_ids, day.start, day.end)
    return [one for query in APPOINTMENTS for one in await query(reading, span)]


async def _appointment_items(reading: Reading, desk: Desk, day: Day) -> list[TodayItem]:
    planned = await _appointments(reading, day)
    people = await customers.names_of(reading, {one.customer_id for one in planned if one.customer_id})
    staff = {person.id: person.name for person in desk.people}
    return [_appointment_item(one, people, staff) for one in planned]


def _appointment_item(one: Appointment, people: dict[Any, tuple[str, str | None]], staff: dict[Any, str]) -> TodayItem:
    name, masked = people.get(one.customer_id, (None, None))
    return TodayItem(
        reason=Reason.APPOINTMENT,
        due_at=one.starts_at,
        lead_id=one.lead_id,
        customer_id=one.customer_id,
        customer_name=name,
        mobile_masked=masked,
        level=None,
        stage=None,
        wanted=one.title,
        source=None,
        owner_id=one.staff_id,
        owner_name=staff.get(one.staff_id),
        since=None,
        touched=False,
        response_deferred=False,
        temperature=None,
        score=None,
        score_reasons=[],
        signal=None,
        appointment=AppointmentOut(kind=one.kind, ref_id=one.ref_id, title=one.title, starts_at=one.starts_at),
    )
