"""How complaints are shown."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from service_defaults.aliases import same_person
from service_defaults.errors import NotFound
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import ColumnElement, RowMapping

from aftersales.complaint import listing_repository, repository
from aftersales.complaint.models import Complaint, ComplaintStep
from aftersales.complaint.policy import Category, ClockKind, Compensation, ComplaintStatus, steps_from
from aftersales.complaint.schemas import (
    BoardColumn,
    ClockOut,
    ComplaintBoard,
    ComplaintOut,
    ComplaintRow,
    StepOut,
)
from aftersales.complaint.steps import is_handler
from aftersales.setting.service import own_rules

PER_COLUMN = 50
CALLER_IS_HANDLER = "caller_is_handler"


class ComplaintFilters:
    """What a list of complaints is narrowed to; query parameters of the list."""

    def __init__(
        self,
        *,
        status: ComplaintStatus | None = None,
        open: bool | None = None,  # noqa: A002 - the name of the query parameter
        overdue: bool | None = None,
        mine: bool = False,
        grade: ComplaintGrade | None = None,
        category: Category | None = None,
        customer_id: UUID | None = None,
    ) -> None:
        self.exact = {"status": status, "grade": grade, "category": category}
        self.customer_id = customer_id
        self.open = open
        self.overdue = overdue
        self.mine = mine

    def conditions(self, reading: Reading) -> list[ColumnElement[bool]]:
        found = [getattr(Complaint, name) == value for name, value in self.exact.items() if value is not None]
        if self.customer_id is not None:
            found.append(same_person(Complaint.customer_id, self.customer_id))
        if self.open is not None:
            is_open = Complaint.status != ComplaintStatus.CLOSED
            found.append(is_open if self.open else ~is_open)
        if self.overdue is not None:
            late = listing_repository.is_overdue(reading.now)
            found.append(late if self.overdue else ~late)
        if self.mine:
            found.append(Complaint.assignee_id == reading.actor.staff_id)
        return found

    def digest(self) -> str:
        return filter_hash(
            **self.exact, customer_id=self.customer_id, open=self.open, overdue=self.overdue, mine=self.mine
        )


async def listed(reading: Reading, filters: ComplaintFilters, limit: int, cursor: str | None) -> Page[ComplaintRow]:
    """Newest first."""
    digest = filters.digest()
    after = decode_cursor(cursor, filter_hash=digest) if cursor else None
    conditions = filters.conditions(reading)
    rows = await listing_repository.page(
        reading.session, reading.actor, reading.now, conditions, cursor=after, limit=limit + 1
    )
    return Page[ComplaintRow].of(
        rows,
        limit,
        item=lambda row: ComplaintRow(**row),
        cursor=lambda row: encode_cursor([row["opened_at"], row["id"]], filter_hash=digest),
    )


async def board(reading: Reading, *, mine: bool) -> ComplaintBoard:
    """The open complaints by state, the nearest clock first, and what was closed this month."""
    session, actor = reading.session, reading.actor
    handler_id = actor.staff_id if mine else None
    rows = await listing_repository.board(session, actor, reading.now, handler_id=handler_id, per_column=PER_COLUMN)
    by_status: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        by_status[row["status"]].append(row)
    month = await _month_start(reading)
    return ComplaintBoard(
        columns=[
            _column(status, by_status[status]) for status in ComplaintStatus if status is not ComplaintStatus.CLOSED
        ],
        closed_this_month=await listing_repository.closed_since(session, actor, month),
    )


async def _month_start(reading: Reading) -> datetime:
    rules = await own_rules(reading)
    return rules.hours.day_start(rules.day_of(reading.now).replace(day=1))


def _column(status: ComplaintStatus, rows: list[RowMapping]) -> BoardColumn:
    first = rows[0] if rows else None
    return BoardColumn(
        status=status,
        count=first["column_count"] if first else 0,
        overdue=first["column_overdue"] if first else 0,
        items=[ComplaintRow(**{name: row[name] for name in ComplaintRow.model_fields}) for row in rows],
    )


async def shown(reading: Reading, complaint_id: UUID) -> ComplaintOut:
    """One complaint with its clocks and its history. Raises `NotFound`."""
    session = reading.session
    complaint = await repository.find(session, complaint_id, reading.actor)
    rows = await listing_repository.page(session, reading.actor, reading.now, [Complaint.id == complaint_id])
    if not rows:
        raise NotFound
    clocks = await repository.clocks_of(session, complaint_id)
    steps = await repository.steps_of(session, complaint_id)
    people = {complaint.opened_by, complaint.verified_by, *(step.actor_id for step in steps)}
    names = await staff_names(session, {each for each in people if each is not None})
    owed = any(
        clock.kind == ClockKind.REPORT and clock.met_at is None and clock.replaced_at is None for clock in clocks
    )
    return ComplaintOut(
        **rows[0],
        **_own(complaint),
        opened_by_name=names.get(complaint.opened_by) if complaint.opened_by else None,
        verified_by_name=names.get(complaint.verified_by) if complaint.verified_by else None,
        clocks=[ClockOut.model_validate(clock) for clock in clocks],
        steps=[_step(step, names) for step in steps],
        next_steps=list(
            steps_from(ComplaintStatus(complaint.status), Compensation(complaint.compensation), report_owed=owed)
        ),
        warnings=_warnings(reading, complaint),
    )


_OWN = (
    *("store_id", "care_task_id", "description", "demand", "cause", "proposal", "compensation_fen", "opened_by"),
    *("satisfaction_score", "verified_by"),
)


def _own(complaint: Complaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in _OWN}


def _step(step: ComplaintStep, names: dict[UUID, str]) -> StepOut:
    return StepOut(
        id=step.id,
        at=step.at,
        step=step.step,
        from_status=step.from_status,
        to_status=step.to_status,
        note=step.note,
        details=step.details,
        actor_id=step.actor_id,
        actor_name=names.get(step.actor_id) if step.actor_id else None,
    )


def _warnings(reading: Reading, complaint: Complaint) -> list[str]:
    """Before the satisfaction call for who is about to make it, afterwards for everybody."""
    caller = reading.actor.staff_id if complaint.status == ComplaintStatus.VERIFYING else complaint.verified_by
    relevant = complaint.status in (ComplaintStatus.VERIFYING, ComplaintStatus.CLOSED)
    return [CALLER_IS_HANDLER] if relevant and is_handler(complaint, caller) else []
