"""HTTP of imports."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from service_defaults.fields import Text
from service_defaults.file_types import CSV, MAX_FILE_BYTES, XLSX
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.bulk_import import service, views
from leads.bulk_import.errors import FileTooLarge
from leads.bulk_import.policy import RowOutcome
from leads.bulk_import.schemas import ImportedRow, ImportMapping, ImportOut, ImportRow, SheetChoice
from leads.posts import INTAKE_POSTS

router = APIRouter(tags=["imports"])
Cursor = Annotated[str | None, Query(max_length=1024)]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD = {"requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}}


async def _content(request: Request) -> bytes:
    """The file as bytes; reading ends above the cap. Raises `FileTooLarge`."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > MAX_FILE_BYTES:
            raise FileTooLarge
    return bytes(content)


@router.post("/imports/files", status_code=201, dependencies=staff(*INTAKE_POSTS), openapi_extra=_UPLOAD)
async def upload_import(request: Request, work: Writes, name: Text, store_id: UUID | None = None) -> ImportOut:
    """Send a spreadsheet (.xlsx or .csv, up to 10 MB, as the bare body). It is read in the background: ask again
    until `state` is `mapping`."""
    row = await service.upload(work, name, await _content(request), store_id)
    return await views.shown(work, row)


@router.get("/imports", dependencies=staff(*INTAKE_POSTS))
async def list_imports(reading: Reads, limit: Limit = 50, cursor: Cursor = None) -> Page[ImportRow]:
    """The store's imports, newest first."""
    return await views.import_list(reading, limit=limit, cursor=cursor)


@router.get("/imports/{import_id}", dependencies=staff(*INTAKE_POSTS))
async def get_import(import_id: UUID, reading: Reads) -> ImportOut:
    """One import with its columns, its check and its counts."""
    return await views.import_page(reading, import_id)


@router.get("/imports/{import_id}/rows", dependencies=staff(*INTAKE_POSTS))
async def list_imported_rows(
    import_id: UUID,
    reading: Reads,
    *,
    outcome: Annotated[list[RowOutcome] | None, Query(max_length=6)] = None,
    stayed: Annotated[bool, Query(description="only what an undo left where it is")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ImportedRow]:
    """What became of each row, by its number in the file."""
    chosen = views.Chosen(outcomes=tuple(outcome or ()), stayed=stayed)
    return await views.row_list(reading, import_id, chosen, limit=limit, cursor=cursor)


@router.post("/imports/{import_id}/rereading", dependencies=staff(*INTAKE_POSTS))
async def reread_import(import_id: UUID, body: SheetChoice, work: Writes) -> ImportOut:
    """Take another sheet or another row of headings."""
    return await views.shown(work, await service.read_again(work, import_id, body))


@router.post("/imports/{import_id}/mapping", dependencies=staff(*INTAKE_POSTS))
async def map_import(import_id: UUID, body: ImportMapping, work: Writes) -> ImportOut:
    """Say what the columns mean and how the rows are taken; every row is then checked, nothing is filed yet."""
    return await views.shown(work, await service.choose_mapping(work, import_id, body))


@router.post("/imports/{import_id}/start", dependencies=staff(*INTAKE_POSTS))
async def start_import(import_id: UUID, work: Writes) -> ImportOut:
    """File the rows; after a stop or a failure, the rows that are left."""
    return await views.shown(work, await service.start(work, import_id))


@router.post("/imports/{import_id}/stop", dependencies=staff(*INTAKE_POSTS))
async def stop_import(import_id: UUID, work: Writes) -> ImportOut:
    """End after the rows in hand; what is filed stays filed."""
    return await views.shown(work, await service.stop(work, import_id))


@router.post("/imports/{import_id}/undoing", dependencies=staff(*INTAKE_POSTS))
async def undo_import(import_id: UUID, work: Writes) -> ImportOut:
    """Take the import back: leads and customers that nobody has touched since go, the others stay and say why."""
    return await views.shown(work, await service.undo(work, import_id))


@router.post("/imports/{import_id}/discarding", dependencies=staff(*INTAKE_POSTS))
async def discard_import(import_id: UUID, work: Writes) -> ImportOut:
    """Forget an upload that was not started."""
    return await views.shown(work, await service.discard(work, import_id))


@router.get(
    "/imports/{import_id}/error-file",
    dependencies=staff(*INTAKE_POSTS),
    response_class=Response,
    responses={200: {"content": {CSV: _BINARY, XLSX: _BINARY}}},
)
async def get_import_error_file(import_id: UUID, reading: Reads) -> Response:
    """The rows that were not taken, as they stood, with the reason beside them: mend them and send the file again."""
    row, content = await service.error_file(reading, import_id)
    stem, _, _ = row.name.rpartition(".")
    suffix = "csv" if row.media_type == CSV else "xlsx"
    filename = quote(f"{stem or row.name}-errors.{suffix}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{filename}"}
    return Response(content, media_type=row.media_type, headers=headers)
