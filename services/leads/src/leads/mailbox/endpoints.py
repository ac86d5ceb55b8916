"""HTTP of mailboxes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.mailbox import service
from leads.mailbox.schemas import MailboxChange, MailboxCreate, MailboxOut, MailboxTest, MailRow

router = APIRouter(tags=["mailboxes"])
MAIL_POSTS = staff(Role.MARKETING, Role.SALES_MANAGER)


@router.get("/mailboxes", dependencies=MAIL_POSTS)
async def list_mailboxes(reading: Reads) -> list[MailboxOut]:
    """Mailboxes that leads are read from: settings, how the last look went, what became of 30 days' mails."""
    return await service.list_mailboxes(reading)


@router.post("/mailboxes", status_code=201, dependencies=MAIL_POSTS)
async def open_mailbox(body: MailboxCreate, work: Writes, once: OnlyOnce) -> MailboxOut:
    """A mailbox to read leads from. The password is kept sealed and never told again."""

    async def act() -> MailboxOut:
        return await service.open_mailbox(work, body)

    return await once.run(work, MailboxOut, act)


@router.get("/mailboxes/{mailbox_id}", dependencies=MAIL_POSTS)
async def get_mailbox(mailbox_id: UUID, reading: Reads, response: Response) -> MailboxOut:
    """One mailbox with its state."""
    mailbox = await service.mailbox_page(reading, mailbox_id)
    set_etag(response, mailbox.version)
    return mailbox


@router.patch("/mailboxes/{mailbox_id}", dependencies=MAIL_POSTS)
async def change_mailbox(
    mailbox_id: UUID, body: MailboxChange, work: Writes, expected: ExpectedVersion, response: Response
) -> MailboxOut:
    """The mailbox as it is to be; needs `If-Match`. Another server or user needs the password again."""
    mailbox = await service.change_mailbox(work, mailbox_id, body, expected)
    set_etag(response, mailbox.version)
    return mailbox


@router.post("/mailboxes/{mailbox_id}/connection-test", dependencies=MAIL_POSTS)
async def test_mailbox_connection(mailbox_id: UUID, reading: Reads) -> MailboxTest:
    """Open the mailbox with what is stored; nothing is read or marked. That it does not open is an answer."""
    return await service.try_connection(reading, mailbox_id)


@router.post("/mailboxes/{mailbox_id}/poll", status_code=202, dependencies=MAIL_POSTS)
async def poll_mailbox(mailbox_id: UUID, work: Writes) -> MailboxOut:
    """Look into it now instead of at the next interval."""
    return await service.poll_soon(work, mailbox_id)


@router.get("/mailboxes/{mailbox_id}/mails", dependencies=MAIL_POSTS)
async def list_mailbox_mails(
    mailbox_id: UUID,
    reading: Reads,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[MailRow]:
    """Mails that were read, newest first, with what became of each."""
    return await service.list_mails(reading, mailbox_id, limit=limit, cursor=cursor)
