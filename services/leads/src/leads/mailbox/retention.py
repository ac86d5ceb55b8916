"""The list of mails read is kept for a while; mails themselves lie sealed with the other raw documents."""

from datetime import datetime

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.work import Work

from leads.mailbox import repository


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_purge(session)


async def fire(work: Work) -> None:
    await repository.purge(work.session, work.now)


MAIL_TIMER = Timer("mailbox_mails", next_due=next_due, fire=fire)
