"""The import worker: takes one import after the other in hand, and leaves it where another can go on.

Whatever it writes, the place it has reached goes into the same transaction: killed at any moment, the next worker
begins with the first row that is not accounted for.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.imports import ImportMoved
from service_defaults.identity import Kind, Principal, Scope
from service_defaults.ids import new_id
from service_defaults.organisation import StoreRef, find_store
from service_defaults.work import Platform, Work

from leads.bulk_import import files, repository
from leads.bulk_import.models import CustomerImport
from leads.bulk_import.policy import LEASE_SECONDS, MAX_ATTEMPTS, ImportState
from leads.bulk_import.sheets import SheetRefused

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Somebody stopped the import, or another worker has taken it over."""


@dataclass(slots=True)
class Job:
    """An import in hand."""

    platform: Platform
    row: CustomerImport
    store: StoreRef
    lease: UUID

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def wall(self) -> datetime:
        clock = self.platform.clock
        return clock.now() - clock.offset

    @property
    def actor(self) -> Principal:
        """Whoever started it: what it writes is theirs."""
        return Principal(
            kind=Kind.STAFF,
            id=str(self.row.created_by),
            group_id=self.store.group_id,
            store_ids=(self.store.id,),
            scope=Scope.STORE,
        )

    def lease_until(self) -> datetime:
        return self.wall + timedelta(seconds=LEASE_SECONDS)

    def work(self, session: Any, now: datetime | None = None) -> Work:
        return Work(session=session, platform=self.platform, now=now or self.platform.clock.now(), actor=self.actor)

    async def source(self) -> bytes:
        """The uploaded file. Raises `SheetRefused`."""
        async with self.platform.database.read() as session:
            content = await files.content_of(session, self.platform.vault, self.id, files.SOURCE)
        if content is None:
            raise SheetRefused("file_gone")
        return content

    async def reach(self, state: ImportState, **values: Any) -> None:
        """The import is in another state now, and nobody's."""
        done = {"state": state, "lease": None, "lease_until": None, "attempts": 0, "problem": None, **values}
        async with self.platform.database.write() as session:
            await repository.release(session, self.id, self.lease, done)
            moved(self.work(session), self.row, state)

    async def keep_hold(self, **values: Any) -> None:
        """Say that this worker is alive, and how far it is."""
        async with self.platform.database.write() as session:
            held = {"lease_until": self.lease_until(), **values}
            await repository.release(session, self.id, self.lease, held)


Handler = Callable[[Job], Awaitable[None]]


def moved(work: Work, row: CustomerImport, state: ImportState) -> None:
    work.emit(ImportMoved(import_id=row.id, store_id=row.store_id, state=state, owner_id=row.created_by))


async def work_off(platform: Platform, handlers: dict[ImportState, Handler]) -> bool:
    """One turn at the oldest waiting import. False when there is none."""
    job = await _claimed(platform)
    if job is None:
        return False
    state = ImportState(job.row.state)
    try:
        if job.row.attempts > MAX_ATTEMPTS:
            await _give_up(job, state, "worker_failed")
        else:
            await handlers[state](job)
    except SheetRefused as refusal:
        await _give_up(job, state, refusal.code)
    except LeaseLost:
        logger.info("import %s was stopped or taken over", job.id)
    except Exception:
        logger.exception("import %s failed in %s", job.id, state)
        async with platform.database.write() as session:
            pause = job.wall + timedelta(seconds=2.0**job.row.attempts)
            await repository.release(session, job.id, job.lease, {"lease": None, "lease_until": pause})
    return True


async def _claimed(platform: Platform) -> Job | None:
    async with platform.database.write() as session:
        wall = platform.clock.now() - platform.clock.offset
        row = await repository.claim(session, wall)
        store = await find_store(session, row.store_id) if row else None
        if row is None or store is None:
            return None
        job = Job(platform, row, store, new_id())
        row.lease, row.lease_until = job.lease, job.lease_until()
        row.attempts += 1
        row.version += 1
    return job


async def _give_up(job: Job, state: ImportState, problem: str) -> None:
    unread = state in (ImportState.READING, ImportState.CHECKING)
    await job.reach(ImportState.UNREADABLE if unread else ImportState.FAILED, problem=problem)
