"""What other features tell ownership, and what it answers: whose, since when, protected until."""

from datetime import datetime
from uuid import UUID

from service_defaults.calendar import BusinessCalendar
from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work

from leads.ownership import policy, repository
from leads.ownership.errors import CustomerProtected, OwnershipUnknown
from leads.ownership.models import Ownership, OwnershipChange
from leads.ownership.moving import held_from_now
from leads.ownership.policy import Hold, How, Protection
from leads.ownership.schemas import ChangeOut, OwnershipOut, ProtectionOut
from leads.pool import repository as pools
from leads.pool.policy import morning
from leads.setting.schemas import LeadSettings


def begin(work: Work, *, customer_id: UUID, store_id: UUID, owner_id: UUID | None, how: str) -> None:
    """A new customer is written down; who registers them in person is with them."""
    values = held_from_now(
        work,
        customer_id=customer_id,
        store_id=store_id,
        owner_id=owner_id,
        previous_id=None,
        how=how,
        registered=(work.actor.staff_id, work.now),
        present=owner_id is not None and how == How.REGISTERED_BY,
    )
    work.session.add(Ownership(**values))


async def changed(
    work: Work, *, customer_id: UUID, store_id: UUID, owner_id: UUID | None, previous_id: UUID | None, how: str
) -> None:
    """One customer has a new owner by the way; `moving` does it for many."""
    values = held_from_now(
        work,
        customer_id=customer_id,
        store_id=store_id,
        owner_id=owner_id,
        previous_id=previous_id,
        how=how,
        registered=(work.actor.staff_id, work.now),
        present=owner_id is not None and how == How.REGISTERED_BY,
    )
    await repository.keep(work.session, values)
    if owner_id is not None:
        await pools.leave(work.session, [customer_id])
    work.session.add(
        OwnershipChange(
            id=new_id(),
            store_id=store_id,
            customer_id=customer_id,
            at=work.now,
            from_id=previous_id,
            to_id=owner_id,
            how=how,
            note="",
            by_id=work.actor.staff_id,
            transfer_id=None,
            why={},
        )
    )


async def contacted(work: Work, customer_id: UUID, *, effective: bool, engaged: bool = False) -> None:
    """A contact or an attempt; `engaged`: the customer came in person or ordered."""
    await repository.contacted(work.session, customer_id, work.now, effective=effective, engaged=engaged)


async def look_soon(work: Work, customer_id: UUID, calendar: BusinessCalendar) -> None:
    """The level changed, and with it how long silence may last."""
    await repository.look_by(work.session, customer_id, morning(work.now, calendar))


def protection_of(row: Ownership, now: datetime, settings: LeadSettings) -> Protection:
    """Nobody's customer is not protected."""
    if row.owner_id is None:
        return policy.NO_PROTECTION
    hold = Hold(row.first_contact_at, row.contact_at, row.engaged_at is not None)
    return policy.protection(hold, now, settings.protection)


async def refuse_protected(work: Work, customer_id: UUID, *, pointer: str | None = None) -> None:
    """首问负责制: a colleague's protected customer cannot be registered or claimed. Raises `CustomerProtected`;
    what was written down of the attempt stays."""
    row = await repository.anywhere(work.session, customer_id)
    if row is None or row.Ownership.owner_id in (None, work.actor.staff_id):
        return
    settings = await settings_of(work.session, row.Ownership.store_id, LeadSettings)
    shelter = protection_of(row.Ownership, work.now, settings)
    if shelter.active:
        raise CustomerProtected(
            owner=row.owner_name or "",
            pointer=pointer,
            extra={
                "owner_name": row.owner_name,
                "protected_until": shelter.until.isoformat() if shelter.until else None,
                "advice": "ask_supervisor",
            },
        )


async def card(reading: Reading, customer_id: UUID) -> OwnershipOut:
    """Whose customer this is and why, for those in scope. Raises `OwnershipUnknown`."""
    row = await repository.held(reading.session, reading.actor, customer_id)
    if row is None:
        raise OwnershipUnknown
    held: Ownership = row.Ownership
    settings = await settings_of(reading.session, held.store_id, LeadSettings)
    shelter = protection_of(held, reading.now, settings)
    history = await repository.changes(reading.session, reading.actor, customer_id, 50)
    names = await repository.names(reading.session, {who for c in history for who in (c.from_id, c.to_id, c.by_id)})
    return OwnershipOut(
        customer_id=customer_id,
        owner_id=held.owner_id,
        owner_name=row.owner_name,
        since=held.since,
        how=held.how,
        by_name=row.by_name,
        previous_owner_name=row.previous_owner_name,
        registered_by_name=row.registered_by_name,
        registered_at=held.registered_at,
        first_contact_at=held.first_contact_at,
        contact_at=held.contact_at,
        attempt_at=held.attempt_at,
        engaged_at=held.engaged_at,
        claimed=held.claimed,
        protection=ProtectionOut(state=shelter.state, until=shelter.until, limit_at=shelter.limit_at),
        warned_at=held.warned_at,
        reclaim_at=held.reclaim_at,
        changes=[_change(one, names) for one in history],
    )


def _change(row: OwnershipChange, names: dict[UUID, str]) -> ChangeOut:
    return ChangeOut(
        at=row.at,
        from_name=names.get(row.from_id) if row.from_id else None,
        to_name=names.get(row.to_id) if row.to_id else None,
        how=row.how,
        note=row.note,
        by_name=names.get(row.by_id) if row.by_id else None,
        why=row.why,
    )
