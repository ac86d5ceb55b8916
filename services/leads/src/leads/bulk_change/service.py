"""Many leads planned or graded at once, and back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work

from leads.assignment.desk import Desk
from leads.bulk_change import repository
from leads.bulk_change.errors import BulkChangeNotFound, BulkUndoExpired, BulkUndoneAlready
from leads.bulk_change.models import BulkChange, BulkChangeLine
from leads.bulk_change.schemas import (
    BulkAction,
    BulkChangeCreate,
    BulkChangeDone,
    BulkChangeOut,
    BulkChangePreview,
    BulkChangeRow,
    BulkChangeUndone,
)
from leads.customer.service import home_store
from leads.lead import policy
from leads.lead import service as leads
from leads.lead.errors import LevelUnknown
from leads.lead.models import Lead
from leads.lead.service import Grade
from leads.lead.steering import check_next_contact

_KEPT = ("level", "level_at", "next_contact_at", "carded_at")


async def preview(reading: Reading, command: BulkChangeCreate) -> BulkChangePreview:
    """What would become of each, before anybody does it. Raises `LevelUnknown`, `NextContactPast`."""
    found = await repository.chosen(reading.session, reading.actor, command.lead_ids)
    desks = await _desks(reading, command, {row.store_id for row in found.values()})
    rows = [_foreseen(found.get(one), one, command, desks, reading.now) for one in dict.fromkeys(command.lead_ids)]
    changing = [row for row in rows if row.ok]
    moves = [(row.next_contact_at, row.new_next_contact_at) for row in changing]
    return BulkChangePreview(
        rows=rows,
        changing=len(changing),
        staying=len(rows) - len(changing),
        sooner=sum(old is not None and new is not None and new < old for old, new in moves),
        later=sum(old is not None and (new is None or new > old) for old, new in moves),
    )


async def _desks(reading: Reading, command: BulkChangeCreate, stores: set[UUID]) -> dict[UUID, Desk]:
    """The stores' desks where levels are set. Raises `LevelUnknown`, `NextContactPast`."""
    check_next_contact(reading.now, command.next_contact_at)
    if command.level is None:
        return {}
    home = await home_store(reading)
    desks = {store: await leads.desk_of(reading, store) for store in sorted(stores | {home.id})}
    for desk in desks.values():
        rule = desk.settings.level(command.level)
        if rule is None or not rule.gradable:
            raise LevelUnknown(level=command.level, pointer="/level")
    return desks


def _refused(row: Any, command: BulkChangeCreate) -> str | None:
    if row is None:
        return "lead_not_found"
    if not row.is_open:
        return "lead_closed"
    same = row.level == command.level if command.level else row.next_contact_at == command.next_contact_at
    return "unchanged" if same else None


def _foreseen(
    row: Any, lead_id: UUID, command: BulkChangeCreate, desks: Mapping[UUID, Desk], now: datetime
) -> BulkChangeRow:
    code = _refused(row, command)
    if row is None:
        return BulkChangeRow(lead_id=lead_id, ok=False, code=code)
    planned = command.next_contact_at
    if command.level is not None and code is None:
        desk = desks[row.store_id]
        planned = policy.next_contact(command.level, now, desk.settings, desk.calendar)
    return BulkChangeRow(
        lead_id=lead_id,
        ok=code is None,
        code=code,
        customer_name=row.customer_name,
        owner_name=row.owner_name,
        level=row.level,
        new_level=(command.level or row.level) if code is None else row.level,
        next_contact_at=row.next_contact_at,
        new_next_contact_at=planned if code is None else row.next_contact_at,
    )


async def change(work: Work, command: BulkChangeCreate) -> BulkChangeDone:
    """Each lead by itself in the answer, all in one transaction. Raises `LevelUnknown`, `NextContactPast`."""
    home = await home_store(work)
    held = await repository.lock_leads(work.session, work.actor, command.lead_ids)
    desks = await _desks(work, command, {lead.store_id for lead in held.values()})
    desk = desks.get(home.id) or await leads.desk_of(work, home.id)
    row = _receipt(work, command, home.id, desk)
    work.session.add(row)
    results, changed = [], []
    for lead_id in dict.fromkeys(command.lead_ids):
        lead = held.get(lead_id)
        code = _refused(lead, command)
        results.append(BulkChangeRow(lead_id=lead_id, ok=code is None, code=code))
        if lead is not None and code is None:
            before = _state(lead)
            await _apply(work, lead, command, desks)
            changed.append((lead, before))
    row.changed = len(changed)
    await work.session.flush()
    work.session.add_all(_line(row.id, lead, before) for lead, before in changed)
    await work.session.flush()
    return BulkChangeDone(**shown(row).model_dump(), results=results)


def _receipt(work: Work, command: BulkChangeCreate, store_id: UUID, desk: Desk) -> BulkChange:
    return BulkChange(
        id=new_id(),
        store_id=store_id,
        action=command.action,
        at=work.now,
        by_id=work.actor.staff_id,
        reason=command.reason or "",
        level=command.level,
        next_contact_at=command.next_contact_at,
        changed=0,
        undo_until=work.now + timedelta(minutes=desk.settings.transfer.undo_minutes),
        undone_at=None,
    )


async def _apply(work: Work, lead: Lead, command: BulkChangeCreate, desks: Mapping[UUID, Desk]) -> None:
    if command.level is None:
        lead.next_contact_at = command.next_contact_at
    else:
        await leads.grade(work, lead, Grade(command.level, command.reason or "bulk"), desk=desks[lead.store_id])


def _state(lead: Lead) -> dict[str, Any]:
    values = {name: getattr(lead, name) for name in _KEPT}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _line(change_id: UUID, lead: Lead, before: dict[str, Any]) -> BulkChangeLine:
    return BulkChangeLine(
        id=new_id(),
        store_id=lead.store_id,
        customer_id=lead.customer_id,
        bulk_change_id=change_id,
        lead_id=lead.id,
        before=before,
        version=lead.version,
        undone_at=None,
    )


async def undo(work: Work, change_id: UUID) -> BulkChangeUndone:
    """Back as it was, but for leads that somebody has worked on since. Raises `BulkChangeNotFound`,
    `BulkUndoExpired`, `BulkUndoneAlready`."""
    row = await repository.lock_own(work.session, work.actor, change_id)
    if row is None:
        raise BulkChangeNotFound
    if row.undone_at is not None:
        raise BulkUndoneAlready
    if work.now >= row.undo_until:
        raise BulkUndoExpired
    lines = await repository.lines(work.session, row.id)
    held = await repository.lock_leads(work.session, work.actor, [line.lead_id for line in lines])
    results, back = [], []
    for line in lines:
        lead = held.get(line.lead_id)
        fine = lead is not None and lead.version == line.version
        if lead is not None and fine:
            await _back(work, lead, line.before)
            back.append(line.id)
        results.append(BulkChangeRow(lead_id=line.lead_id, ok=fine, code=None if fine else "changed_since"))
    row.undone_at = work.now
    await repository.lines_undone(work.session, back, work.now)
    await work.session.flush()
    return BulkChangeUndone(id=row.id, undone=len(back), refused=len(lines) - len(back), results=results)


async def _back(work: Work, lead: Lead, before: dict[str, Any]) -> None:
    if lead.level != before["level"]:
        desk = await leads.desk_of(work, lead.store_id)
        await leads.grade(work, lead, Grade(before["level"], "undone"), desk=desk)
    for name in _KEPT[1:]:
        setattr(lead, name, datetime.fromisoformat(before[name]) if before[name] else None)


async def list_changes(reading: Reading, limit: int, cursor: str | None) -> Page[BulkChangeOut]:
    """One's own, newest first."""
    marker = filter_hash(list="bulk_changes")
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.own(reading.session, reading.actor, after=after, limit=limit)
    return Page[BulkChangeOut].of(
        rows, limit, item=shown, cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker)
    )


def shown(row: BulkChange) -> BulkChangeOut:
    return BulkChangeOut(
        id=row.id,
        action=BulkAction(row.action),
        at=row.at,
        reason=row.reason,
        level=row.level,
        next_contact_at=row.next_contact_at,
        changed=row.changed,
        undo_until=row.undo_until,
        undone_at=row.undone_at,
    )
