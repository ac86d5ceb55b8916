"""Raw documents are kept for a short while only."""

from datetime import datetime

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.work import Work

from leads.intake import repository


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_purge(session)


async def fire(work: Work) -> None:
    await repository.purge(work.session, work.now)


RETENTION_TIMER = Timer("raw_intake_retention", next_due=next_due, fire=fire)
