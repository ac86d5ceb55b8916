"""A store sets up its mailbox, tries the connection, and sees what became of the mails."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.customer.service import home_store
from leads.intake import repository as intake_repository
from leads.mailbox import policy, polling, repository
from leads.mailbox.errors import (
    MailboxNotFound,
    MailboxPasswordNeeded,
    MailboxSwitchedOff,
    SenderMalformed,
    SenderPartnerUnknown,
)
from leads.mailbox.imap import MailRefused
from leads.mailbox.models import Mailbox, MailboxMail, MailboxState
from leads.mailbox.policy import FAULTS, MailFault
from leads.mailbox.schemas import (
    MailboxChange,
    MailboxCreate,
    MailboxFields,
    MailboxNumbers,
    MailboxOut,
    MailboxTest,
    MailRow,
    MailSender,
)
from leads.setting.schemas import LeadSettings
from leads.web_form.errors import SourceUnknown

_DAYS = 30
_WHERE = ("host", "port", "security", "username")
_PLAIN = ("name", *_WHERE, "folder", "interval_minutes", "authority")
_STATE = ("last_poll_at", "last_ok_at", "failures", "last_error")


async def list_mailboxes(reading: Reading) -> list[MailboxOut]:
    since = reading.now - timedelta(days=_DAYS)
    rows = await repository.mailboxes(reading.session, reading.actor, since)
    return [_out(reading, row) for row in rows]


async def mailbox_page(reading: Reading, mailbox_id: UUID) -> MailboxOut:
    """Raises `MailboxNotFound`."""
    found = next((one for one in await list_mailboxes(reading) if one.id == mailbox_id), None)
    if found is None:
        raise MailboxNotFound
    return found


async def open_mailbox(work: Work, command: MailboxCreate) -> MailboxOut:
    """Raises `SenderMalformed`, `SenderPartnerUnknown`, `SourceUnknown`."""
    store = await home_store(work)
    mailbox = Mailbox(id=new_id(), store_id=store.id, created_at=work.now)
    await _write(work, mailbox, command)
    _seal(work, mailbox, command.password)
    state = MailboxState(
        mailbox_id=mailbox.id,
        store_id=store.id,
        uid_validity=0,
        last_uid=0,
        failures=0,
        next_poll_at=work.wall if command.active else None,
    )
    work.session.add(mailbox)
    work.session.add(state)
    await work.session.flush()
    return await mailbox_page(work, mailbox.id)


async def change_mailbox(work: Work, mailbox_id: UUID, command: MailboxChange, expected: int) -> MailboxOut:
    """Raises `MailboxNotFound`, `PreconditionFailed`, `MailboxPasswordNeeded` and what opening one raises."""
    mailbox = await repository.lock_mailbox(work.session, work.actor, mailbox_id)
    if mailbox is None:
        raise MailboxNotFound
    check_version(mailbox.version, expected)
    elsewhere = any(getattr(mailbox, name) != getattr(command, name) for name in _WHERE)
    if elsewhere and command.password is None:
        # Else whoever may change the server could have the stored password sent to theirs.
        raise MailboxPasswordNeeded(pointer="/password")
    anew = elsewhere or mailbox.folder != command.folder
    await _write(work, mailbox, command)
    if command.password is not None:
        _seal(work, mailbox, command.password)
    await work.session.flush()
    state: dict[str, Any] = {"next_poll_at": work.wall if command.active else None, "failures": 0, "last_error": None}
    if anew:
        state |= {"uid_validity": 0, "last_uid": 0}
    await repository.set_state(work.session, mailbox_id, state)
    return await mailbox_page(work, mailbox_id)


async def try_connection(reading: Reading, mailbox_id: UUID) -> MailboxTest:
    """Raises `MailboxNotFound`; that it does not open is an answer."""
    mailbox = await repository.mailbox(reading.session, reading.actor, mailbox_id)
    if mailbox is None:
        raise MailboxNotFound
    # The mail server may take its time: the database's connection does not wait with us.
    await reading.session.close()
    try:
        async with polling.connected(reading.platform, mailbox) as (_, folder):
            return MailboxTest(ok=True, messages=folder.messages)
    except MailRefused as refusal:
        return MailboxTest(ok=False, fault=refusal.fault, text=_worded(refusal.fault, reading.language))


async def poll_soon(work: Work, mailbox_id: UUID) -> MailboxOut:
    """Raises `MailboxNotFound`, `MailboxSwitchedOff`."""
    mailbox = await repository.lock_mailbox(work.session, work.actor, mailbox_id)
    if mailbox is None:
        raise MailboxNotFound
    if not mailbox.active:
        raise MailboxSwitchedOff
    await repository.set_state(work.session, mailbox_id, {"next_poll_at": work.wall})
    return await mailbox_page(work, mailbox_id)


async def list_mails(reading: Reading, mailbox_id: UUID, *, limit: int, cursor: str | None) -> Page[MailRow]:
    """Raises `MailboxNotFound`."""
    if await repository.mailbox(reading.session, reading.actor, mailbox_id) is None:
        raise MailboxNotFound
    marker = filter_hash(list="mails", mailbox=mailbox_id)
    rows = await repository.mails(
        reading.session,
        reading.actor,
        mailbox_id,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[MailRow].of(
        rows, limit, item=_mail, cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker)
    )


async def _write(work: Work, mailbox: Mailbox, command: MailboxFields) -> None:
    await _check_senders(work, mailbox.store_id, command.senders)
    for name in _PLAIN:
        setattr(mailbox, name, getattr(command, name))
    mailbox.active = command.active
    mailbox.senders = [one.model_dump(mode="json") for one in command.senders]


async def _check_senders(work: Work, store_id: UUID, senders: Sequence[MailSender]) -> None:
    sources = (await settings_of(work.session, store_id, LeadSettings)).sources
    for place, sender in enumerate(senders):
        if not policy.is_sender(sender.address):
            raise SenderMalformed(pointer=f"/senders/{place}/address")
        if sender.source is not None and sender.source not in sources:
            raise SourceUnknown(pointer=f"/senders/{place}/source")
        if sender.partner_id is not None:
            partner = await intake_repository.partner(work.session, work.actor.group_id, sender.partner_id)
            if partner is None or store_id not in partner.store_ids:
                raise SenderPartnerUnknown(pointer=f"/senders/{place}/partner_id")


def _seal(work: Work, mailbox: Mailbox, password: str) -> None:
    mailbox.password = work.vault.seal(password, table=polling.TABLE, column="password", row_id=mailbox.id)


def _worded(fault: MailFault, language: str) -> str:
    return FAULTS[fault][1 if language == "en" else 0]


def _out(reading: Reading, row: Any) -> MailboxOut:
    mailbox: Mailbox = row.Mailbox
    state: MailboxState = row.MailboxState
    due = state.next_poll_at
    wall = reading.now - reading.platform.clock.offset
    plain = {name: getattr(mailbox, name) for name in ("id", "store_id", *_PLAIN, "senders", "active", "version")}
    return MailboxOut.model_validate(
        {
            **plain,
            **{name: getattr(state, name) for name in _STATE},
            "store_name": row.store_name or "",
            "last_error_text": _worded(MailFault(state.last_error), reading.language) if state.last_error else None,
            "next_poll_seconds": max(0, int((due - wall).total_seconds())) if due else None,
            "numbers": MailboxNumbers.model_validate(row.numbers or {}),
        }
    )


def _mail(row: MailboxMail) -> MailRow:
    return MailRow.model_validate({name: getattr(row, name) for name in MailRow.model_fields})
