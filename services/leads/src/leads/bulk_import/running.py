"""The worker's part that writes: chunk after chunk, each a transaction that also says how far it has come."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from service_defaults.store_settings import settings_of
from sqlalchemy.exc import IntegrityError

from leads.bulk_import import chunk_repository, files, repository
from leads.bulk_import.chunks import Chunks, Home, Task, in_thread
from leads.bulk_import.faults import Fault, fault_file
from leads.bulk_import.filing import file_chunk
from leads.bulk_import.inspecting import rules_of, sheet_of
from leads.bulk_import.models import CustomerImport
from leads.bulk_import.policy import FAULTY, ImportState
from leads.bulk_import.preparing import Accounted, Prepared
from leads.bulk_import.schemas import ImportOptions, LayoutOut
from leads.bulk_import.worker import Job, LeaseLost, moved
from leads.setting.schemas import LeadSettings

_TRIES = 4


async def run(job: Job, chunks: Chunks = in_thread) -> None:
    """File every row that is not accounted for yet. Raises `SheetRefused`, `LeaseLost`."""
    content = await job.source()
    rules = rules_of(job)
    task = Task(
        content=content,
        sheet=LayoutOut.model_validate(job.row.layout).sheet,
        rules=rules,
        home=Home(job.store.id, job.store.group_id),
        actor_id=job.row.created_by,
        first_row=job.row.next_row,
        offset=job.platform.clock.offset,
    )
    async with contextlib.aclosing(chunks(job, task)) as source:  # type: ignore[type-var]  # both are generators
        async for chunk in source:
            await _write(job, rules.options, chunk)
    await _finish(job, content)


async def _write(job: Job, options: ImportOptions, chunk: Prepared) -> None:
    """Somebody may file the same number by hand at this moment: then the second look finds them."""
    for attempt in range(1, _TRIES + 1):
        try:
            await _write_once(job, options, chunk)
        except IntegrityError:
            if attempt == _TRIES:
                raise
        else:
            return


async def _write_once(job: Job, options: ImportOptions, chunk: Prepared) -> None:
    started = time.perf_counter()
    async with job.platform.database.write() as session:
        row = await chunk_repository.hold(session, job.id, job.lease, ImportState.RUNNING)
        if row is None:
            raise LeaseLost
        work = job.work(session, chunk.at)
        accounts = await file_chunk(work, job.id, job.store.id, options, chunk)
        _advance(row, accounts)
        row.next_row = chunk.next_row
        row.lease_until, row.attempts = job.lease_until(), 0
        row.busy_ms += round((time.perf_counter() - started) * 1000)


def _advance(row: CustomerImport, accounts: Sequence[Accounted]) -> None:
    row.outcomes = dict(Counter(row.outcomes) + Counter(account.outcome.value for account in accounts))
    row.reasons = dict(Counter(row.reasons) + Counter(account.reason for account in accounts if account.reason))
    warned = Counter(code for account in accounts for code in account.warnings)
    row.warnings = dict(Counter(row.warnings) + warned)
    row.version += 1


async def _finish(job: Job, content: bytes) -> None:
    """The error file, then done. Killed in between, the next worker finds no row left and comes here again."""
    async with job.platform.database.read() as session:
        found = await repository.faults_of(session, job.id, FAULTY)
        chosen = await settings_of(session, job.store.id, LeadSettings)
    faults = {number: Fault(row.reason, row.same_as) for number, row in found.items()}
    now = job.platform.clock.now()
    made = await asyncio.to_thread(_fault_file, job, content, faults) if faults else None
    async with job.platform.database.write() as session:
        row = await chunk_repository.hold(session, job.id, job.lease, ImportState.RUNNING)
        if row is None:
            raise LeaseLost
        if made is not None:
            await files.keep(
                session,
                job.platform.vault,
                import_id=job.id,
                part=files.FAULTS,
                media_type=row.media_type,
                content=made,
                purge_at=now + timedelta(days=chosen.intake.raw_retention_days),
            )
        row.state, row.finished_at, row.lease, row.lease_until = ImportState.DONE, now, None, None
        row.problem, row.attempts = None, 0
        row.version += 1
        moved(job.work(session), row, ImportState.DONE)


def _fault_file(job: Job, content: bytes, faults: dict[int, Fault]) -> bytes:
    heading_row = rules_of(job).heading_row
    return fault_file(sheet_of(job, content), faults, heading_row=heading_row, language=job.row.language)
