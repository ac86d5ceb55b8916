"""HTTP of hand-overs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.posts import SALES_MANAGERS
from leads.transfer import handover, listing, service, undoing
from leads.transfer.schemas import (
    HandoverCreate,
    HandoverPreview,
    Receiver,
    Selection,
    TransferCreate,
    TransferDone,
    TransferLineRow,
    TransferOut,
    TransferPreview,
    TransferUndone,
)

router = APIRouter(tags=["transfers"])
Cursor = Annotated[str | None, Query(max_length=1024)]


@router.get("/transfers", dependencies=staff(*SALES_MANAGERS))
async def list_transfers(reading: Reads, limit: Limit = 50, cursor: Cursor = None) -> Page[TransferOut]:
    """Receipts of hand-overs, newest first."""
    return await listing.list_transfers(reading, limit, cursor)


@router.get("/transfers/receivers", dependencies=staff(*SALES_MANAGERS))
async def list_transfer_receivers(reading: Reads) -> list[Receiver]:
    """Who may be given customers, with what they have in work; the least loaded who are there come first."""
    return await listing.list_receivers(reading)


@router.post("/transfers/preview", dependencies=staff(*SALES_MANAGERS))
async def preview_transfer(body: Selection, reading: Reads) -> TransferPreview:
    """What each customer would lose: protection, a live order, an appointment."""
    return await service.preview(reading, body)


@router.post("/transfers", status_code=201, dependencies=staff(*SALES_MANAGERS))
async def create_transfer(body: TransferCreate, work: Writes, once: OnlyOnce) -> TransferDone:
    """Hand customers over with all open leads: to a person, to all in turn, or to the pool. Each is answered by
    itself; the answer's id undoes it until `undo_until`."""

    async def act() -> TransferDone:
        row, results = await service.transfer(work, body)
        return TransferDone(**(await listing.receipt(work, row)).model_dump(), results=results)

    return await once.run(work, TransferDone, act)


@router.get("/transfers/handover", dependencies=staff(*SALES_MANAGERS))
async def preview_handover(staff_id: UUID, reading: Reads) -> HandoverPreview:
    """What somebody who leaves has in hand."""
    return await handover.preview(reading, staff_id)


@router.post("/transfers/handover", status_code=201, dependencies=staff(*SALES_MANAGERS))
async def hand_leaver_over(body: HandoverCreate, work: Writes, once: OnlyOnce) -> TransferDone:
    """离职交接: all customers, leads, appointments, deals and calls of a leaver, in one audited action."""

    async def act() -> TransferDone:
        row, results = await handover.hand_over(work, body)
        return TransferDone(**(await listing.receipt(work, row)).model_dump(), results=results)

    return await once.run(work, TransferDone, act)


@router.get("/transfers/{transfer_id}", dependencies=staff(*SALES_MANAGERS))
async def get_transfer(transfer_id: UUID, reading: Reads) -> TransferOut:
    """A receipt."""
    return await listing.find(reading, transfer_id)


@router.get("/transfers/{transfer_id}/lines", dependencies=staff(*SALES_MANAGERS))
async def list_transfer_lines(
    transfer_id: UUID, reading: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[TransferLineRow]:
    """The customers of a receipt: from whom, to whom."""
    return await listing.list_lines(reading, transfer_id, limit, cursor)


@router.post("/transfers/{transfer_id}/undo", dependencies=staff(*SALES_MANAGERS))
async def undo_transfer(transfer_id: UUID, work: Writes) -> TransferUndone:
    """Everything back as it was, but for customers whom somebody has worked on since (`changed_since`)."""
    return await undoing.undo(work, transfer_id)
