"""Use cases of the business clock. It only moves forward, and everyone hears of it by event."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from contracts.gateway import ClockMoved, OpeningSpan
from service_defaults.work import Platform, Work

from gateway.clock import policy, repository
from gateway.organisation.policy import DEFAULT_OPENING

DEFAULT_ZONE = "Asia/Shanghai"


async def advance(work: Work, by: timedelta) -> timedelta:
    """Move business time forward; answers the new offset."""
    row = await repository.lock_offset(work.session)
    row.seconds += int(by.total_seconds())
    work.emit(ClockMoved(offset_seconds=row.seconds))
    return timedelta(seconds=row.seconds)


async def enter_opening_hours(work: Work) -> timedelta:
    """At a demo's start: outside opening hours, go to the next morning's 10:05. Answers the offset.

    Where this process's clock is ahead of what was kept (a demo that has just been played), that is kept now.
    """
    store = await repository.first_store(work.session)
    opening = [OpeningSpan.model_validate(span) for span in store.opening] if store else list(DEFAULT_OPENING)
    start = policy.demo_start(work.now, opening, ZoneInfo(store.timezone if store else DEFAULT_ZONE))
    row = await repository.lock_offset(work.session)
    ahead = int((start - work.wall).total_seconds())
    if ahead > row.seconds:
        row.seconds = ahead
        work.emit(ClockMoved(offset_seconds=ahead))
    return timedelta(seconds=row.seconds)


async def restore(platform: Platform) -> None:
    """After a start: the offset as it stands, before any event arrives."""
    async with platform.database.read() as session:
        platform.clock.advance_to(timedelta(seconds=await repository.offset_seconds(session)))
