"""Who sent a form from where is remembered as keyed hashes, for the limits only, and for some days only."""

from datetime import datetime

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.work import Work

from leads.web_form import repository


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_trace(session)


async def fire(work: Work) -> None:
    await repository.forget_traces(work.session, work.now)


WEB_FORM_TIMER = Timer("web_form_traces", next_due=next_due, fire=fire)
