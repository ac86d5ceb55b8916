"""Use cases of imports: uploaded, mapped, started, stopped, undone. The rows themselves are the worker's."""

import asyncio
import hashlib
from datetime import timedelta
from uuid import UUID

from service_defaults.file_types import MAX_FILE_BYTES
from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work

from leads.bulk_import import files, policy, repository
from leads.bulk_import.errors import (
    AdviserUnknown,
    FileRefused,
    FileTooLarge,
    ImportBusy,
    ImportNotFound,
    ImportNotReady,
    MappingIncomplete,
    NoErrorFile,
    SourceUnknown,
    TargetTwice,
)
from leads.bulk_import.headings import heading_key
from leads.bulk_import.models import CustomerImport
from leads.bulk_import.policy import ColumnTarget, ImportState, RowAssignment
from leads.bulk_import.schemas import ImportMapping, ImportOptions, LayoutOut, SheetChoice
from leads.bulk_import.sheets import SheetRefused, media_type_of
from leads.bulk_import.worker import moved
from leads.customer.service import home_store
from leads.setting.schemas import LeadSettings


async def upload(work: Work, name: str, content: bytes, store_id: UUID | None) -> CustomerImport:
    """Keep a file and have it read. Raises `FileRefused`, `FileTooLarge`, `StoreUnknown`."""
    store = await home_store(work, store_id)
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLarge
    try:
        media_type = await asyncio.to_thread(media_type_of, content)
    except SheetRefused as refusal:
        raise FileRefused(
            reason=policy.worded(refusal.code, work.language), extra={"reason": refusal.code}, pointer="/file"
        ) from refusal
    row = _new_row(work, store.id, name, content, media_type)
    work.session.add(row)
    await work.session.flush()
    chosen = await settings_of(work.session, store.id, LeadSettings)
    await files.keep(
        work.session,
        work.vault,
        import_id=row.id,
        part=files.SOURCE,
        media_type=media_type,
        content=content,
        purge_at=work.now + timedelta(days=chosen.intake.raw_retention_days),
    )
    return row


def _new_row(work: Work, store_id: UUID, name: str, content: bytes, media_type: str) -> CustomerImport:
    return CustomerImport(
        id=new_id(),
        store_id=store_id,
        name=name,
        media_type=media_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        language=work.language,
        state=ImportState.READING,
        layout=None,
        options=None,
        report=None,
        total=0,
        next_row=1,
        outcomes={},
        reasons={},
        warnings={},
        kept={},
        undo={},
        created_at=work.now,
        created_by=work.actor.staff_id,
        busy_ms=0,
        attempts=0,
        version=1,
    )


async def get_import(reading: Reading, import_id: UUID) -> CustomerImport:
    """Raises `ImportNotFound`."""
    row = await repository.find(reading.session, reading.actor, import_id)
    if row is None:
        raise ImportNotFound
    return row


async def read_again(work: Work, import_id: UUID, choice: SheetChoice) -> CustomerImport:
    """Take another sheet or another row of headings. Raises `ImportNotReady`."""
    row = await _locked(work, import_id, (*policy.MAPPABLE, ImportState.UNREADABLE))
    row.layout = {"sheet": choice.sheet, "heading_row": choice.heading_row}
    row.report = None
    return _handed_over(work, row, ImportState.READING)


async def choose_mapping(work: Work, import_id: UUID, command: ImportMapping) -> CustomerImport:
    """Keep what the columns mean, and have every row checked against it. The store remembers its headings."""
    row = await _locked(work, import_id, policy.MAPPABLE)
    layout = LayoutOut.model_validate(row.layout)
    chosen = {choice.index: choice.target for choice in command.columns}
    _check_targets({index: target for index, target in chosen.items() if target is not None})
    await _check_options(work, row.store_id, command.options)
    for column in layout.columns:
        column.target = chosen.get(column.index)
    row.layout = layout.model_dump(mode="json")
    row.options = command.options.model_dump(mode="json")
    row.report = None
    row.total, row.next_row = 0, 1
    headings = {heading_key(column.heading): column.target for column in layout.columns if heading_key(column.heading)}
    await repository.remember_headings(
        work.session,
        [
            {"store_id": row.store_id, "heading": heading, "target": target, "used_at": work.now}
            for heading, target in headings.items()
        ],
    )
    return _handed_over(work, row, ImportState.CHECKING)


def _check_targets(columns: dict[int, ColumnTarget]) -> None:
    fault = policy.faults_of(columns)
    if fault == "no_contact_column":
        raise MappingIncomplete(pointer="/columns")
    if fault is not None:
        raise TargetTwice(pointer="/columns")


async def _check_options(work: Work, store_id: UUID, options: ImportOptions) -> None:
    if options.assignment is RowAssignment.ADVISER:
        staff_id = options.adviser_id
        if staff_id is None or not await repository.adviser_active(work.session, store_id, staff_id):
            raise AdviserUnknown(pointer="/options/adviser_id")
    settings = await settings_of(work.session, store_id, LeadSettings)
    if options.source not in settings.sources:
        raise SourceUnknown(pointer="/options/source")


async def start(work: Work, import_id: UUID) -> CustomerImport:
    """File the rows, or go on where it was stopped or failed. Raises `ImportNotReady`."""
    row = await _locked(work, import_id, (*policy.STARTABLE, ImportState.FAILED))
    if row.started_at is None:
        row.started_at = work.now
    row.problem = None
    return _handed_over(work, row, ImportState.RUNNING)


async def stop(work: Work, import_id: UUID) -> CustomerImport:
    """End after the chunk in hand; what is filed stays filed. Raises `ImportNotReady`."""
    row = await repository.lock(work.session, work.actor, import_id)
    if row is None:
        raise ImportNotFound
    if row.state != ImportState.RUNNING:
        raise ImportNotReady(state=row.state)
    return _handed_over(work, row, ImportState.STOPPED)


async def undo(work: Work, import_id: UUID) -> CustomerImport:
    """Take back what nobody has touched since. Raises `ImportNotReady`."""
    row = await _locked(work, import_id, policy.UNDOABLE)
    row.next_row = 1
    row.undone_by = work.actor.staff_id
    row.undo, row.kept = {}, {}
    return _handed_over(work, row, ImportState.UNDOING)


async def discard(work: Work, import_id: UUID) -> CustomerImport:
    """Nothing was filed and nothing will be: the file goes. Raises `ImportNotReady`."""
    row = await _locked(work, import_id, policy.DISCARDABLE)
    await repository.forget_files(work.session, row.id)
    row.report = None
    return _handed_over(work, row, ImportState.DISCARDED)


async def error_file(reading: Reading, import_id: UUID) -> tuple[CustomerImport, bytes]:
    """Raises `ImportNotFound`, `NoErrorFile`."""
    row = await get_import(reading, import_id)
    content = await files.content_of(reading.session, reading.vault, row.id, files.FAULTS)
    if content is None:
        raise NoErrorFile
    return row, content


async def _locked(work: Work, import_id: UUID, states: tuple[ImportState, ...]) -> CustomerImport:
    row = await repository.lock(work.session, work.actor, import_id)
    if row is None:
        raise ImportNotFound
    if row.state in policy.AT_WORK:
        raise ImportBusy
    if row.state not in states:
        raise ImportNotReady(state=row.state)
    return row


def _handed_over(work: Work, row: CustomerImport, state: ImportState) -> CustomerImport:
    """To the worker, or to whoever looks at it next."""
    row.state = state
    row.lease, row.lease_until, row.attempts = None, None, 0
    row.version += 1
    moved(work, row, state)
    return row
