"""The ordered day: clocks that ran out, running clocks, appointments, due contacts, hot leads."""

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service_defaults.identity import Role
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.assignment.desk import Desk
from leads.customer import service as customers
from leads.customer.errors import StoreUnknown
from leads.lead.listing import wanted_text
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


async def today(reading: Reading, *, mine: bool | None) -> Today:
    """An adviser's own queue; a manager's team or store with what is late, unless they ask for their own."""
    own = _own(reading) if mine is None else mine
    desk = await _desk(reading)
    day = _day(reading, desk, own=own)
    reasons = _OF_LEADS if own else _BREACHES
    rows = await repository.queue(reading.session, reading.actor, day, reasons)
    items = [_lead_item(row, reasons) for row in rows]
    items += await _appointment_items(reading, desk, day) if own else []
    items.sort(key=lambda item: (_PLACES[item.reason], item.due_at or day.end, str(item.lead_id)))
    counts = Counter(item.reason for item in items)
    return Today(now=reading.now, items=items[: repository.LIMIT], counts={r: counts[r] for r in Reason})


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
        assignee_id=reading.actor.staff_id if own else None,
        now=reading.now,
        start=start,
        end=start + timedelta(days=1),
        hot=tuple(level.code for level in desk.settings.levels if level.hot),
    )


def _lead_item(row: Row[Any], reasons: tuple[Reason, ...]) -> TodayItem:
    reason = reasons[row.rank]
    return TodayItem(
        reason=reason,
        due_at=row.due_at,
        lead_id=row.id,
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        mobile_masked=row.mobile_masked,
        level=row.level,
        stage=row.stage,
        wanted=wanted_text(row.wanted_year, row.wanted_make, row.wanted_model),
        source=row.source,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        since=row.created_at,
        touched=row.touch_count > 0,
        response_deferred=row.response_deferred,
        temperature=row.temperature,
        score=row.score,
        score_reasons=row.score_reasons,
        signal=row.signal,
        appointment=None,
    )


async def _appointments(reading: Reading, day: Day) -> list[Appointment]:
    span = Span(day.assignee_id, reading.actor.store_ids, day.start, day.end)
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
