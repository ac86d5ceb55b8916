"""Rules of the organisation that need no database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service_defaults.identity import Role
from service_defaults.organisation import DutyShift, OpeningSpan

from gateway.organisation.errors import GroupOnly, OpeningInvalid, ShiftInvalid, UnknownTimezone

DEFAULT_OPENING = tuple(OpeningSpan(weekday=day, opens=time(9), closes=time(18)) for day in range(1, 8))
LONGEST_SHIFT = timedelta(hours=16)


def zone(name: str) -> ZoneInfo:
    """Raises `UnknownTimezone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(timezone=name, pointer="/timezone") from error


def check_opening(spans: Sequence[OpeningSpan]) -> None:
    """Raises `OpeningInvalid`."""
    for weekday in range(1, 8):
        day = sorted((span for span in spans if span.weekday == weekday), key=lambda span: span.opens)
        if any(span.opens >= span.closes for span in day) or any(a.closes > b.opens for a, b in pairwise(day)):
            raise OpeningInvalid(pointer="/opening")


def check_grant(granter_is_group: bool, roles: Iterable[Role]) -> None:  # noqa: FBT001 - a yes-or-no of the rule
    """Only the group makes group administrators. Raises `GroupOnly`."""
    if Role.GROUP_ADMIN in set(roles) and not granter_is_group:
        raise GroupOnly(pointer="/roles")


def check_shifts(day: date, shifts: Sequence[DutyShift], people: Collection[UUID], tz: ZoneInfo, pointer: str) -> None:
    """A person of the store, on that local day, no longer than 16 hours, one shift at a time. Raises `ShiftInvalid`."""
    for shift in shifts:
        if shift.staff_id not in people:
            raise ShiftInvalid(reason="有人不是本店在职员工", reason_en="not of this store", pointer=pointer)
        if not timedelta() < shift.ends_at - shift.starts_at <= LONGEST_SHIFT:
            raise ShiftInvalid(reason="时长须在 16 小时以内", reason_en="longer than 16 hours or none", pointer=pointer)
        if shift.starts_at.astimezone(tz).date() != day:
            raise ShiftInvalid(reason="开始时间不在当天", reason_en="it starts on another day", pointer=pointer)
    by_person = sorted(shifts, key=lambda shift: (shift.staff_id, shift.starts_at))
    if any(a.staff_id == b.staff_id and a.ends_at > b.starts_at for a, b in pairwise(by_person)):
        raise ShiftInvalid(reason="同一人的班次重叠", reason_en="two shifts of one person overlap", pointer=pointer)


def is_open(spans: Sequence[OpeningSpan], local: datetime) -> bool:
    return any(span.weekday == local.isoweekday() and span.opens <= local.time() < span.closes for span in spans)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
