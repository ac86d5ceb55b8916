"""The prepared chunks of an import, one ahead of what is being written: by a thread, or by a process of their own.

A hundred thousand rows take as long to read and seal as to write; side by side they take half the time.
"""

import asyncio
import contextlib
import copyreg
import multiprocessing
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any
from uuid import UUID

from service_defaults.clocks import BusinessClock
from service_defaults.collector import spare_what_stands
from service_defaults.contact_points import PhoneNumber
from service_defaults.encryption import Vault
from service_defaults.service import assemble_vault

from leads.bulk_import.policy import CHUNK_ROWS
from leads.bulk_import.preparing import Prepared, Preparer
from leads.bulk_import.reading import Rules
from leads.bulk_import.sheets import Row, SheetRefused, batches, open_sheet
from leads.bulk_import.worker import Job
from leads.customer.filing import NewFile
from leads.customer.policy import Point
from leads.lead.wish import Wish
from leads.settings import Settings


@dataclass(frozen=True, slots=True)
class Home:
    """What filing needs of a store, and nothing that a database session holds on to."""

    id: UUID
    group_id: UUID


@dataclass(frozen=True, slots=True)
class Task:
    """All that preparing needs to know; it goes to another process as it is."""

    content: bytes
    sheet: str | None
    rules: Rules
    home: Home
    actor_id: UUID | None
    first_row: int
    offset: timedelta


Chunks = Callable[[Job, Task], AsyncIterator[Prepared]]


def prepared(task: Task, vault: Vault) -> Iterator[Prepared]:
    """Every chunk with something to do; what an earlier run has filed is only remembered. Raises `SheetRefused`."""
    clock = BusinessClock(task.offset)
    preparer = Preparer(vault, task.home, task.rules, task.actor_id)
    for rows in batches(open_sheet(task.content, task.sheet).rows(), CHUNK_ROWS):
        done: list[Row] = [row for row in rows if row[0] < task.first_row]
        preparer.remember(done)
        if len(done) < len(rows):
            preparer.rules = replace(preparer.rules, now=clock.now())
            yield preparer.prepare(rows[len(done) :])


async def in_thread(job: Job, task: Task) -> AsyncIterator[Prepared]:
    """For small machines and tests."""
    source = prepared(task, job.platform.vault)
    upcoming = asyncio.ensure_future(asyncio.to_thread(next, source, None))
    try:
        while (chunk := await upcoming) is not None:
            upcoming = asyncio.ensure_future(asyncio.to_thread(next, source, None))
            yield chunk
    finally:
        upcoming.cancel()


async def in_process(job: Job, task: Task) -> AsyncIterator[Prepared]:
    """In a spawned process; the pipe holds it back when it is ahead."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(theirs, job.platform.settings, task), daemon=True)
    await asyncio.to_thread(child.start)
    theirs.close()
    try:
        while (chunk := await asyncio.to_thread(_received, ours)) is not None:
            yield chunk
    finally:
        child.kill()
        await asyncio.to_thread(child.join)
        ours.close()


def _packed_by_fields(kind: type[Any]) -> None:
    """A frozen dataclass with slots packs itself by looking its fields up each time: a tenth of all preparing."""
    values = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda one: (kind, values(one)))


for _kind in (Wish, NewFile, Point, PhoneNumber):
    _packed_by_fields(_kind)


def _received(pipe: Connection) -> Prepared | None:
    kind, value = pipe.recv()
    if kind == "refused":
        raise SheetRefused(value)
    if kind == "failed":
        raise RuntimeError(f"preparing failed: {value}")
    chunk: Prepared | None = value
    return chunk


def _serve(pipe: Connection, settings: Settings, task: Task) -> None:
    spare_what_stands()
    try:
        for chunk in prepared(task, assemble_vault(settings)):
            pipe.send(("chunk", chunk))
        message: tuple[str, Any] = ("chunk", None)
    except SheetRefused as refusal:
        message = ("refused", refusal.code)
    except Exception as error:  # noqa: BLE001 - the other process logs and decides
        message = ("failed", type(error).__name__)
    with contextlib.suppress(BrokenPipeError):
        pipe.send(message)
