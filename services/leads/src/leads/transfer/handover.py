"""离职交接: everything that somebody had goes to others, in one audited action with a receipt."""

from uuid import UUID

from service_defaults.organisation import StaffRef
from service_defaults.work import Reading, Work

from leads.customer.service import home_store
from leads.lead.service import desk_of, held_desk
from leads.loss import case_repository as losses
from leads.ownership import repository as ownerships
from leads.transfer import repository
from leads.transfer.errors import NobodyToReceive, StaffUnknown
from leads.transfer.models import Transfer
from leads.transfer.schemas import HandoverCreate, HandoverPreview, Mode, TransferKind, TransferResult
from leads.transfer.service import carry_out, plan


async def preview(reading: Reading, staff_id: UUID) -> HandoverPreview:
    """What somebody has in hand. Raises `StaffUnknown`."""
    store = await home_store(reading)
    person = await _person(reading, store.id, staff_id)
    row = await repository.in_hand(reading.session, store.id, staff_id, reading.now)
    counts = {name: getattr(row, name) for name in HandoverPreview.model_fields if hasattr(row, name)}
    return HandoverPreview.model_validate(
        {**counts, "staff_id": staff_id, "name": person.name, "active": person.active}
    )


async def _person(reading: Reading, store_id: UUID, staff_id: UUID) -> StaffRef:
    person = await ownerships.person(reading.session, staff_id)
    if person is None or person.store_id != store_id:
        raise StaffUnknown
    return person


async def hand_over(work: Work, command: HandoverCreate) -> tuple[Transfer, list[TransferResult]]:
    """Customers with their leads, appointments, deals and calls; the leaver's own disputes end. Nothing stays behind:
    raises `NobodyToReceive` when the rotation cannot place somebody. Raises `StaffUnknown`, `AdviserUnknown`."""
    store = await home_store(work)
    leaver = await _person(work, store.id, command.staff_id)
    desk = await (held_desk(work, store.id) if command.mode is Mode.ROTATION else desk_of(work, store.id))
    ids = await repository.held_by(work.session, store.id, leaver.id)
    planned = await plan(work, desk, ids, command.mode, command.owner_id, without=frozenset({leaver.id}))
    if any(isinstance(one, TransferResult) and one.code == "nobody_free" for one in planned):
        raise NobodyToReceive
    row, moved, stayed = await carry_out(
        work,
        desk,
        planned,
        kind=TransferKind.HANDOVER,
        mode=command.mode,
        reason=command.reason,
        from_id=leaver.id,
    )
    receivers = {one.customer_id: one.to_id for one in moved}
    tasks = await _tasks(work, leaver.id, receivers, command.owner_id or work.actor.staff_id)
    row.receipt = {**row.receipt, **tasks}
    await work.session.flush()
    names = {person.id: person.name for person in desk.people}
    done = [
        TransferResult(
            customer_id=one.customer_id,
            ok=True,
            owner_id=one.to_id,
            owner_name=names.get(one.to_id) if one.to_id else None,
        )
        for one in moved
    ]
    return row, [*stayed, *done]


async def _tasks(
    work: Work, leaver_id: UUID, receivers: dict[UUID, UUID | None], otherwise: UUID | None
) -> dict[str, int]:
    """Appointments that clash with the receiver's stay and are counted: a person has to move them."""
    moved = left = 0
    for drive in await repository.drives_of(work.session, leaver_id, work.now):
        to_id = receivers.get(drive.customer_id) or otherwise
        if to_id is not None and await repository.try_drive(work.session, drive, to_id):
            moved += 1
        else:
            left += 1
    orders, deliveries = await repository.hand_deals_over(work.session, leaver_id, receivers, otherwise)
    return {
        "test_drives": moved,
        "test_drives_left": left,
        "orders": orders,
        "deliveries": deliveries,
        "verification_calls": await losses.hand_calls_over(work.session, leaver_id, work.actor.staff_id),
        "disputes": await repository.end_disputes(work.session, leaver_id),
    }
