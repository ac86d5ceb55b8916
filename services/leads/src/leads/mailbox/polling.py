"""The poller: takes one due mailbox after the other in hand and reads on from where it stopped.

A mail is marked as seen only after its row was committed. Killed at any moment, the next turn begins with the first
mail that has no row; one that has its row is never taken twice.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from service_defaults.identity import SYSTEM
from service_defaults.ids import new_id
from service_defaults.work import Platform, Work
from sqlalchemy.exc import InterfaceError, OperationalError

from leads.mailbox import policy, repository
from leads.mailbox.imap import Folder, Imap, MailRefused, Target
from leads.mailbox.models import Mailbox, MailboxState
from leads.mailbox.policy import MailFault, Security
from leads.mailbox.taking import Held, Letter, take
from leads.setting.schemas import LeadSettings
from leads.settings import Settings, own_settings

logger = logging.getLogger(__name__)
TABLE = "mailbox"
_LEASE = timedelta(minutes=5)
_POLL_SECONDS = 2.0
_AT_ONCE = 3


class MailboxPoller:
    """For the service: reads mailboxes that are due, a few at a time, each in a thread of its own."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._turns: set[asyncio.Task[bool]] = set()

    async def run(self) -> None:
        try:
            while True:
                try:
                    await self._begin_turns()
                except Exception:
                    logger.exception("mailboxes could not be looked at")
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            for turn in self._turns:
                turn.cancel()
            await asyncio.gather(*self._turns, return_exceptions=True)

    async def drain(self) -> int:
        turns = 0
        while await poll_next(self._platform):
            turns += 1
        return turns

    async def _begin_turns(self) -> None:
        if len(self._turns) >= _AT_ONCE:
            return
        async with self._platform.database.read() as session:
            due = await repository.anything_due(session, _wall(self._platform))
        if due:
            turn = asyncio.create_task(poll_next(self._platform))
            self._turns.add(turn)
            turn.add_done_callback(self._ended)

    def _ended(self, turn: "asyncio.Task[bool]") -> None:
        self._turns.discard(turn)
        if not turn.cancelled() and (error := turn.exception()) is not None:
            logger.error("a mailbox could not be read", exc_info=error)


async def poll_next(platform: Platform) -> bool:
    """One turn at the mailbox that is due the longest. False when none is."""
    lease, wall = new_id(), _wall(platform)
    async with platform.database.write() as session:
        mailbox_id = await repository.claim_due(session, wall, lease, wall + _LEASE)
        row = await repository.held(session, mailbox_id) if mailbox_id else None
    if row is None:
        return False
    state: MailboxState = row.MailboxState
    held = Held(row.Mailbox, row.StoreRef, LeadSettings.model_validate(row.chosen or {}), lease)
    try:
        more = await _read(platform, held, state)
    except MailRefused as refusal:
        await _rest(platform, held, state.failures + 1, refusal.fault)
    except (OSError, OperationalError, InterfaceError):
        logger.exception("mailbox %s could not be read", held.mailbox.id)
        await _rest(platform, held, state.failures + 1, MailFault.CONNECTION_FAILED)
    else:
        await _rest(platform, held, 0, None, more=more)
    return True


async def _read(platform: Platform, held: Held, state: MailboxState) -> bool:
    """Whether there is more than a turn takes. Raises `MailRefused`."""
    rules, mailbox = held.settings.mailbox, held.mailbox
    async with connected(platform, mailbox) as (imap, folder):
        last = state.last_uid
        if folder.uid_validity != state.uid_validity:
            last = 0
            await _hold(platform, held, uid_validity=folder.uid_validity, last_uid=0)
        first = (platform.clock.now() - timedelta(days=rules.first_days)).date() if last == 0 else None
        waiting = await asyncio.to_thread(imap.uids_after, last, first)
        uids = waiting[: rules.mails_per_poll]
        sizes = await asyncio.to_thread(imap.sizes, uids) if uids else {}
        for uid in uids:
            letter = await _fetched(imap, folder, uid, sizes.get(uid, 0), rules.max_kib * 1024)
            if letter is not None:
                await _take(platform, held, letter)
                await asyncio.to_thread(imap.mark_seen, uid)
        return len(waiting) > len(uids)


async def _fetched(imap: Imap, folder: Folder, uid: int, size: int, most: int) -> Letter | None:
    if size > most:
        head = await asyncio.to_thread(imap.fetch_head, uid)
        return Letter(folder.uid_validity, uid, size, None, head or b"")
    body = await asyncio.to_thread(imap.fetch, uid, most + 1)
    if body is None:
        return None
    if len(body) > most:
        return Letter(folder.uid_validity, uid, len(body), None, body[:16_384])
    return Letter(folder.uid_validity, uid, len(body), body)


async def _take(platform: Platform, held: Held, letter: Letter) -> None:
    """One mail in one transaction; one that breaks us waits for a person instead of holding up the others."""
    try:
        await _taken(platform, held, letter, broken=False)
    except (OperationalError, InterfaceError, MailRefused):
        raise
    except Exception:
        logger.exception("a mail of mailbox %s could not be processed", held.mailbox.id)
        await _taken(platform, held, letter, broken=True)


async def _taken(platform: Platform, held: Held, letter: Letter, *, broken: bool) -> None:
    async with platform.database.write() as session:
        reached = {"last_uid": letter.uid, "lease_until": _wall(platform) + _LEASE}
        if not await repository.hold(session, held.mailbox.id, held.lease, reached):
            raise MailRefused(MailFault.CONNECTION_FAILED)
        work = Work(session=session, platform=platform, now=platform.clock.now(), actor=SYSTEM)
        await take(work, held, letter, broken=broken)


async def _rest(platform: Platform, held: Held, failures: int, fault: MailFault | None, *, more: bool = False) -> None:
    wall, now = _wall(platform), platform.clock.now()
    pause = policy.next_poll(
        wall,
        interval_minutes=held.mailbox.interval_minutes,
        failures=failures,
        backoff_max_minutes=held.settings.mailbox.backoff_max_minutes,
    )
    told: dict[str, Any] = {"last_poll_at": now, "failures": failures, "last_error": fault}
    if fault is None:
        told["last_ok_at"] = now
    async with platform.database.write() as session:
        mailbox = await session.get(Mailbox, held.mailbox.id)
        active = mailbox is not None and mailbox.active
        due = (wall if more else pause) if active else None
        values = {**told, "next_poll_at": due, "lease": None, "lease_until": None}
        await repository.hold(session, held.mailbox.id, held.lease, values)


async def _hold(platform: Platform, held: Held, **values: Any) -> None:
    async with platform.database.write() as session:
        await repository.hold(session, held.mailbox.id, held.lease, values)


@contextlib.asynccontextmanager
async def connected(platform: Platform, mailbox: Mailbox) -> AsyncIterator[tuple[Imap, Folder]]:
    """The opened folder. Raises `MailRefused`."""
    target = await _target(mailbox, own_settings(platform))
    password = platform.vault.open(mailbox.password, table=TABLE, column="password", row_id=mailbox.id)
    imap = Imap(target)
    folder = await asyncio.to_thread(imap.open, mailbox.username, password, mailbox.folder)
    try:
        yield imap, folder
    finally:
        await asyncio.shield(asyncio.to_thread(imap.close))


async def _target(mailbox: Mailbox, settings: Settings) -> Target:
    """One resolution; the connection goes to exactly the addresses that were checked."""
    loop, trusted, seconds = asyncio.get_running_loop(), settings.mail_trusted, settings.mail_timeout_seconds
    try:
        async with asyncio.timeout(seconds):
            found = await loop.getaddrinfo(mailbox.host, mailbox.port, type=socket.SOCK_STREAM)
    except TimeoutError:
        raise MailRefused(MailFault.TIMEOUT) from None
    except (OSError, UnicodeError):
        raise MailRefused(MailFault.HOST_UNKNOWN) from None
    addresses = tuple(dict.fromkeys(str(address[0]) for *_, address in found))
    if not policy.may_connect(mailbox.host, mailbox.port, addresses, trusted):
        raise MailRefused(MailFault.HOST_FORBIDDEN)
    security = Security(mailbox.security)
    if security is Security.PLAIN and not policy.may_be_plain(mailbox.host, mailbox.port, addresses, trusted):
        raise MailRefused(MailFault.HOST_FORBIDDEN)
    return Target(mailbox.host, mailbox.port, security, addresses, settings.mail_ca_file, seconds)


def _wall(platform: Platform) -> datetime:
    return platform.clock.now() - platform.clock.offset
