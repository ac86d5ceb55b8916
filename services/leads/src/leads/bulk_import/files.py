"""Files of an import at rest: sealed, kept for as long as other raw documents are."""

import asyncio
import base64
from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.encryption import Vault
from service_defaults.jobs import Timer
from service_defaults.work import Work

from leads.bulk_import import repository
from leads.bulk_import.models import ImportFile

SOURCE = "source"
FAULTS = "faults"
_TABLE = "customer_import_file"


async def keep(
    session: WriteSession,
    vault: Vault,
    *,
    import_id: UUID,
    part: str,
    media_type: str,
    content: bytes,
    purge_at: datetime,
) -> None:
    sealed = await asyncio.to_thread(_seal, vault, import_id, part, content)
    values = {
        "import_id": import_id,
        "part": part,
        "media_type": media_type,
        "sealed": sealed,
        "purge_at": purge_at,
    }
    await repository.keep_file(session, values)


async def content_of(session: ReadSession, vault: Vault, import_id: UUID, part: str) -> bytes | None:
    """None for a file that never was or is past its retention."""
    row = await repository.file(session, import_id, part)
    return await asyncio.to_thread(_open, vault, row) if row else None


def _seal(vault: Vault, import_id: UUID, part: str, content: bytes) -> bytes:
    text = base64.b64encode(content).decode()
    return vault.seal(text, table=_TABLE, column=part, row_id=import_id)


def _open(vault: Vault, row: ImportFile) -> bytes:
    return base64.b64decode(vault.open(row.sealed, table=_TABLE, column=row.part, row_id=row.import_id))


async def _next_due(session: ReadSession) -> datetime | None:
    return await repository.next_purge(session)


async def _fire(work: Work) -> None:
    await repository.purge(work.session, work.now)


FILE_TIMER = Timer("import_file_retention", next_due=_next_due, fire=_fire)
