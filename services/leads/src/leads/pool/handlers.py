"""What the pool keeps of complaints."""

from datetime import datetime
from uuid import UUID

from contracts.aftersales import ComplaintClosed, ComplaintOpened, ComplaintProgressed
from service_defaults.work import Work

from leads.pool import repository

_ENDED = frozenset({"closed"})


async def complaint_opened(work: Work, event: ComplaintOpened) -> None:
    await _keep(work, event.complaint_id, event.customer_id, event.store_id, is_open=True, at=work.now)


async def complaint_progressed(work: Work, event: ComplaintProgressed) -> None:
    """A closed complaint can be opened again."""
    is_open = event.status not in _ENDED
    await _keep(work, event.complaint_id, event.customer_id, event.store_id, is_open=is_open, at=work.now)


async def complaint_closed(work: Work, event: ComplaintClosed) -> None:
    await _keep(work, event.complaint_id, event.customer_id, event.store_id, is_open=False, at=work.now)


async def _keep(
    work: Work, complaint_id: UUID, customer_id: UUID, store_id: UUID, *, is_open: bool, at: datetime
) -> None:
    values = {"complaint_id": complaint_id, "customer_id": customer_id, "store_id": store_id, "is_open": is_open}
    await repository.keep_complaint(work.session, {**values, "changed_at": at})
