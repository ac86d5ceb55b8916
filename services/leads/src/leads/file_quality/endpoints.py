"""HTTP of scores and confirmation."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.card import service as cards
from leads.card.schemas import FileOut
from leads.file_quality import confirming
from leads.file_quality.policy import FileState
from leads.file_quality.schemas import FileConfirmation, FileQualityReport, FileResult, FileReturn, FileRow, Rescoring
from leads.posts import SALES_MANAGERS, SELLERS

router = APIRouter(tags=["file quality"])
Cursor = Annotated[str | None, Query(max_length=1024)]


@router.get("/files", dependencies=staff(*SELLERS))
async def list_files(
    reading: Reads, state: FileState = FileState.PENDING, limit: Limit = 50, cursor: Cursor = None
) -> Page[FileRow]:
    """Files in scope by where they stand: waiting for confirmation, returned, confirmed."""
    return await confirming.list_files(reading, state, limit, cursor)


@router.post("/files/confirmation", dependencies=staff(*SALES_MANAGERS))
async def confirm_files(body: FileConfirmation, work: Writes) -> list[FileResult]:
    """Confirm files: from now on they count as 建卡. Each by itself."""
    return await confirming.confirm(work, body)


@router.post("/files/returning", dependencies=staff(*SALES_MANAGERS))
async def return_files(body: FileReturn, work: Writes) -> list[FileResult]:
    """Give files back to their advisers with a reason. Each by itself."""
    return await confirming.give_back(work, body)


@router.post("/customers/{customer_id}/filing", dependencies=staff(*SELLERS))
async def file_customer(customer_id: UUID, work: Writes) -> FileOut:
    """Hand a file in for confirmation, also again after it was returned."""
    customer = await confirming.file_again(work, customer_id)
    return await cards.file_of(work, customer)


@router.get("/file-quality", dependencies=staff(*SELLERS))
async def get_file_quality(reading: Reads, store_id: UUID | None = None) -> FileQualityReport:
    """How complete the files in work are, per adviser in scope, and which fields are blank most often."""
    return await confirming.report(reading, store_id)


@router.post("/file-quality/rescoring", status_code=202, dependencies=staff(Role.SALES_MANAGER))
async def rescore_files(work: Writes, store_id: UUID | None = None) -> Rescoring:
    """Score all files of the store anew in the background: its weights have changed."""
    return await confirming.score_all_anew(work, store_id)
