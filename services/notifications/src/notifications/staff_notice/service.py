"""Use cases of the staff inbox: tell, look, mark as read."""

from collections.abc import Sequence
from uuid import UUID

from service_defaults.errors import Forbidden
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.organisation import active_staff
from service_defaults.paging import CursorValue
from service_defaults.service import Handler
from service_defaults.work import Reading, Work

from notifications.staff_notice import repository
from notifications.staff_notice.events import staff_notified
from notifications.staff_notice.models import StaffNotice
from notifications.staff_notice.repository import Row
from notifications.staff_notice.rules import Memo, Rule


def telling(rule: Rule) -> Handler:
    """The handler that tells the staff what a rule says of an event."""

    async def handler(work: Work, event: object) -> None:
        await tell(work, rule(event, work.now))

    return handler


async def tell(work: Work, memo: Memo) -> None:
    """One line per person and cause; posts that nobody holds fall to the general manager."""
    people = dict.fromkeys(memo.staff_ids)
    if memo.posts:
        holders = await active_staff(work.session, memo.store_id, *memo.posts)
        holders = holders or await active_staff(work.session, memo.store_id, Role.GENERAL_MANAGER)
        people |= dict.fromkeys(person.id for person in holders)
    notices = [_notice(work, memo, staff_id) for staff_id in people]
    written = await repository.add(work.session, notices)
    for notice in notices:
        if notice.id in written:
            work.emit(staff_notified(notice))


async def list_notices(
    reading: Reading, *, unread: bool, after: Sequence[CursorValue] | None, limit: int
) -> tuple[list[Row], int]:
    """The asker's own notices, newest first, and how many are unread."""
    staff_id = _self(reading)
    rows = await repository.page(reading.session, staff_id, unread=unread, after=after, limit=limit)
    return rows, await repository.unread_count(reading.session, staff_id)


async def mark_read(work: Work, ids: Sequence[UUID] | None) -> int:
    """Answers how many stay unread. Ids of others' notices change nothing."""
    staff_id = _self(work)
    await repository.mark_read(work.session, staff_id, ids, work.now)
    return await repository.unread_count(work.session, staff_id)


def _notice(work: Work, memo: Memo, staff_id: UUID) -> StaffNotice:
    return StaffNotice(
        id=new_id(),
        staff_id=staff_id,
        store_id=memo.store_id,
        kind=memo.kind,
        cause=memo.cause,
        params=dict(memo.params),
        ref_kind=memo.ref_kind,
        ref_id=memo.ref_id,
        customer_id=memo.customer_id,
        created_at=work.now,
    )


def _self(reading: Reading) -> UUID:
    staff_id = reading.actor.staff_id
    if staff_id is None:
        raise Forbidden
    return staff_id
