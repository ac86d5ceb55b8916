"""Taking an import back: what nobody has touched since goes, the rest stays and says why."""

from collections import Counter
from uuid import UUID

from contracts.imports import CustomersWithdrawn
from service_defaults.work import Work

from leads.bulk_import import chunk_repository
from leads.bulk_import.models import ImportedRow
from leads.bulk_import.policy import ImportState, KeptReason, RowOutcome
from leads.bulk_import.worker import Job, LeaseLost, moved

_BATCH = 500


async def undo(job: Job) -> None:
    """Raises `LeaseLost`."""
    while await _undo_some(job):
        pass


async def _undo_some(job: Job) -> bool:
    async with job.platform.database.write() as session:
        row = await chunk_repository.hold(session, job.id, job.lease, ImportState.UNDOING)
        if row is None:
            raise LeaseLost
        rows = await chunk_repository.rows_to_undo(session, job.id, row.next_row - 1, _BATCH)
        work = job.work(session)
        if not rows:
            row.state, row.lease, row.lease_until = ImportState.UNDONE, None, None
            row.undone_at, row.problem = work.now, None
            moved(work, row, ImportState.UNDONE)
        else:
            gone, kept = await _withdraw(work, job, rows)
            row.undo = dict(Counter(row.undo) + gone)
            row.kept = dict(Counter(row.kept) + kept)
            row.next_row, row.lease_until, row.attempts = rows[-1].number + 1, job.lease_until(), 0
        row.version += 1
        return bool(rows)


async def _withdraw(work: Work, job: Job, rows: list[ImportedRow]) -> tuple[Counter[str], Counter[str]]:
    made = [row for row in rows if row.outcome in (RowOutcome.CREATED, RowOutcome.ADDED)]
    new = {row.customer_id for row in made if row.outcome == RowOutcome.CREATED and row.customer_id}
    leads = {row.lead_id: row.customer_id for row in made if row.lead_id and row.customer_id}
    await chunk_repository.lock_leads(work.session, [row.lead_id for row in rows if row.lead_id])
    reasons = await chunk_repository.why_kept(work.session, job.id, leads=leads, new_customers=new)
    going = [row for row in made if row.lead_id not in reasons]
    customers = [row.customer_id for row in going if row.outcome == RowOutcome.CREATED and row.customer_id]
    touched = [row for row in rows if row.outcome == RowOutcome.TOUCHED]
    await chunk_repository.withdraw(
        work.session,
        leads=[row.lead_id for row in going if row.lead_id],
        customers=customers,
        touched=[row.lead_id for row in touched if row.lead_id],
    )
    stay = [row.customer_id for row in (*touched, *going) if row.outcome != RowOutcome.CREATED and row.customer_id]
    await chunk_repository.forget_notes(work.session, job.id, stay)
    await chunk_repository.note_kept(work.session, job.id, _kept_numbers(made, reasons))
    if customers:
        event = CustomersWithdrawn(import_id=job.id, store_id=job.store.id, customer_ids=tuple(customers))
        work.emit(event)
    gone = Counter({"customers": len(customers), "leads": len(going), "touches": len(touched)})
    return gone, Counter(reasons[row.lead_id].value for row in made if row.lead_id in reasons)


def _kept_numbers(made: list[ImportedRow], reasons: dict[UUID, KeptReason]) -> dict[int, str]:
    return {row.number: reasons[row.lead_id] for row in made if row.lead_id in reasons}
