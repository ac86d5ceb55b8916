"""Keeping a complaint's promises: starting clocks, stopping them, telling whom when one ran out."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.organisation import active_staff
from service_defaults.work import Work

from aftersales.complaint import events, history, repository
from aftersales.complaint.models import Complaint, ComplaintClock
from aftersales.complaint.policy import Clock, ClockKind, Step, roles_to_warn


def start(work: Work, complaint: Complaint, clocks: Iterable[Clock], running: Sequence[ComplaintClock] = ()) -> None:
    """Let clocks run from now, beside those that run already."""
    rows = [
        ComplaintClock(
            id=new_id(), complaint_id=complaint.id, kind=clock.kind, started_at=work.now, due_at=clock.due_at
        )
        for clock in clocks
    ]
    for row in rows:
        work.session.add(row)
    show_next(complaint, [*running, *rows])


async def keep(work: Work, complaint: Complaint, kind: ClockKind) -> None:
    """The promise was kept, in time or late."""
    rows = await repository.clocks_of(work.session, complaint.id)
    for row in rows:
        if row.kind == kind and row.met_at is None and row.replaced_at is None:
            row.met_at = work.now
    show_next(complaint, rows)


async def stop_all(work: Work, complaint: Complaint) -> None:
    """The complaint is closed: the last promise is kept, what else ran means nothing any more."""
    for row in await repository.clocks_of(work.session, complaint.id):
        if row.met_at is None and row.replaced_at is None:
            if row.kind == ClockKind.CLOSE:
                row.met_at = work.now
            else:
                row.replaced_at = work.now
    complaint.next_clock = complaint.next_clock_at = None


async def replace(work: Work, complaint: Complaint, kinds: Iterable[ClockKind], clocks: Iterable[Clock]) -> None:
    """Other promises hold from now on; the old ones stay as history."""
    rows = await repository.clocks_of(work.session, complaint.id)
    replaced = set(kinds)
    for row in rows:
        if row.kind in replaced and row.met_at is None and row.replaced_at is None:
            row.replaced_at = work.now
    start(work, complaint, clocks, rows)


def show_next(complaint: Complaint, rows: Iterable[ComplaintClock]) -> None:
    """Lists and boards show the earliest promise that is still owed, missed or not."""
    owed = [row for row in rows if row.met_at is None and row.replaced_at is None]
    first = min(owed, key=lambda row: row.due_at, default=None)
    complaint.next_clock = first.kind if first else None
    complaint.next_clock_at = first.due_at if first else None


async def warn_of_missed_clocks(work: Work) -> None:
    """Timer: promises whose time ran out."""
    for clock, complaint in await repository.take_missed(work.session, work.now, BATCH):
        clock.missed_at = work.now
        complaint.missed_clocks += 1
        history.write(work, complaint, Step.OVERDUE, from_status=complaint.status, details={"clock": clock.kind})
        timeline.note(
            work,
            "complaint_overdue",
            customer_id=complaint.customer_id,
            store_id=complaint.store_id,
            ref_kind="complaint",
            ref_id=complaint.id,
            no=complaint.no,
            clock=clock.kind,
        )
        notify = await _people_to_warn(work, complaint, ClockKind(clock.kind))
        work.emit(events.complaint_overdue(complaint, clock.kind, notify))


async def _people_to_warn(work: Work, complaint: Complaint, kind: ClockKind) -> list[UUID]:
    managers = await active_staff(work.session, complaint.store_id, *roles_to_warn(kind))
    owner = [complaint.assignee_id] if complaint.assignee_id else []
    return list(dict.fromkeys([*owner, *(person.id for person in managers)]))
