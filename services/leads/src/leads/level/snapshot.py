"""The month-start job: every level as it was at 00:00 of day 1, frozen for good."""

from datetime import datetime
from zoneinfo import ZoneInfo

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.store_settings import settings_of
from service_defaults.work import Work

from leads.level import repository
from leads.level.months import Month, month_at, starts_at
from leads.setting.schemas import LeadSettings

_STORES_AT_ONCE = 5


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_due(session)


async def fire(work: Work) -> None:
    """Freeze the month of the stores whose midnight has passed; a store that is new to us begins with its present one.

    A jump over several months comes here once for each of them, in order.
    """
    if work.now == repository.BEFORE_EVERYTHING:
        await _enrol(work)
        return
    for row in await repository.lock_due(work.session, work.now, _STORES_AT_ONCE):
        zone = ZoneInfo(row.timezone)
        month = month_at(row.next_at, zone)
        rules = await settings_of(work.session, row.store_id, LeadSettings)
        count = await repository.freeze(work.session, row.store_id, month.first, row.next_at, rules.live_levels())
        await repository.note_frozen(work.session, row.store_id, month.first, row.next_at, count)
        await repository.schedule(work.session, row.store_id, starts_at(month.next().first, zone))


async def _enrol(work: Work) -> None:
    # The tick's own instant is the epoch here: which month it is only the clock knows.
    present = work.platform.clock.now()
    for row in await repository.unscheduled(work.session):
        zone = ZoneInfo(row.timezone)
        this_month: Month = month_at(present, zone)
        await repository.schedule(work.session, row.id, starts_at(this_month.first, zone))


SNAPSHOT_TIMER = Timer("month_snapshot", next_due=next_due, fire=fire)
