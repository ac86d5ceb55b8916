"""Opening a dispute, and ruling on it."""

from uuid import UUID

from contracts.leads import OwnershipDisputed, OwnershipRuled
from service_defaults import timeline
from service_defaults.identity import SYSTEM
from service_defaults.ids import new_id
from service_defaults.work import Work
from sqlalchemy.exc import IntegrityError

from leads.customer import filing
from leads.customer import repository as customer_files
from leads.customer import service as customers
from leads.customer.contacts import read_number
from leads.customer.models import Customer
from leads.dispute import policy, repository
from leads.dispute.errors import (
    ClaimantUnknown,
    DisputeClosed,
    DisputedUnknown,
    DisputeNotFound,
    DisputeOfNobodys,
    DisputeOfOwn,
    DisputeOpenAlready,
)
from leads.dispute.models import Dispute
from leads.dispute.policy import DisputeStatus, Ruling
from leads.dispute.schemas import DisputeOpen, DisputeRuling
from leads.lead.service import desk_of
from leads.ownership.moving import Cause, Move, move_customers
from leads.ownership.policy import How
from leads.pool import repository as pools
from leads.posts import SALES_MANAGERS, SELLERS


async def open_dispute(work: Work, command: DisputeOpen) -> Dispute:
    """A second hand claims a customer. Raises `DisputedUnknown`, `DisputeOfOwn`, `DisputeOfNobodys`,
    `DisputeOpenAlready`, `ClaimantUnknown`."""
    customer = await _customer(work, command)
    claimant_id = await _claimant(work, command, customer.store_id)
    if customer.owner_id is None:
        raise DisputeOfNobodys
    if customer.owner_id == claimant_id:
        raise DisputeOfOwn
    row = Dispute(
        id=new_id(),
        store_id=customer.store_id,
        customer_id=customer.id,
        assignee_id=claimant_id,
        owner_id=customer.owner_id,
        grounds=command.grounds,
        note=command.note,
        status=DisputeStatus.OPEN,
        opened_at=work.now,
        ruling_note="",
        shares={},
    )
    try:
        async with work.session.begin_nested():
            work.session.add(row)
            await work.session.flush()
    except IntegrityError as error:
        raise DisputeOpenAlready from error
    _announce(work, row, claimant_id)
    await work.session.flush()
    return row


def _announce(work: Work, row: Dispute, claimant_id: UUID) -> None:
    work.emit(
        OwnershipDisputed(
            dispute_id=row.id,
            customer_id=row.customer_id,
            store_id=row.store_id,
            owner_id=row.owner_id,
            claimant_id=claimant_id,
            grounds=row.grounds,
        )
    )
    _line(work, row, "ownership_disputed", grounds=row.grounds, claimant_id=str(claimant_id))


async def _customer(work: Work, command: DisputeOpen) -> Customer:
    if command.customer_id is not None:
        return await customers.get_customer(work, command.customer_id)
    store = await customers.home_store(work)
    point = read_number(command.mobile or "", store.region)
    key = filing.key_index(work.vault, store.id, point)
    known = await customer_files.known_by(work.session, store.id, [key]) if key else None
    customer = await customer_files.anywhere(work.session, known.id) if known else None
    if customer is None:
        raise DisputedUnknown(pointer="/mobile")
    return customer


async def _claimant(work: Work, command: DisputeOpen, store_id: UUID) -> UUID:
    claimant_id = command.claimant_id or work.actor.staff_id
    if command.claimant_id is not None and not work.actor.holds(*SALES_MANAGERS):
        claimant_id = work.actor.staff_id
    person = (await desk_of(work, store_id)).person(claimant_id)
    if claimant_id is None or person is None or not person.roles & set(SELLERS):
        raise ClaimantUnknown(pointer="/claimant_id")
    return claimant_id


async def rule(work: Work, dispute_id: UUID, command: DisputeRuling) -> Dispute:
    """Keep, transfer or split; written down with its shares. Raises `DisputeNotFound`, `DisputeClosed`."""
    row = await _open(work, dispute_id)
    customer = await customers.get_customer(work.as_system(), row.customer_id)
    owner_id = customer.owner_id
    row.status, row.ruling, row.ruling_note = DisputeStatus.RULED, command.ruling, command.note
    row.ruled_by, row.ruled_at = work.actor.staff_id, work.now
    row.shares = policy.shares(command.ruling, owner_id, row.assignee_id, command.claimant_percent)
    await work.session.flush()
    if command.ruling is Ruling.TRANSFER or (command.ruling is Ruling.SPLIT and command.transfer):
        cause = Cause(how=How.RULED, note=command.note)
        await move_customers(work, [Move(row.customer_id, row.assignee_id)], cause, scope=SYSTEM)
        await pools.leave(work.session, [row.customer_id])
        owner_id = row.assignee_id
    work.emit(
        OwnershipRuled(
            dispute_id=row.id,
            customer_id=row.customer_id,
            store_id=row.store_id,
            owner_id=owner_id,
            claimant_id=row.assignee_id,
            ruling=command.ruling,
            shares=row.shares,
        )
    )
    _line(work, row, "ownership_ruled", ruling=command.ruling, shares=row.shares, note=command.note)
    await work.session.flush()
    return row


async def withdraw(work: Work, dispute_id: UUID) -> Dispute:
    """The claimant, or a manager, takes it back."""
    row = await _open(work, dispute_id)
    if row.assignee_id != work.actor.staff_id and not work.actor.holds(*SALES_MANAGERS):
        raise DisputeNotFound
    row.status = DisputeStatus.WITHDRAWN
    _line(work, row, "ownership_dispute_withdrawn")
    await work.session.flush()
    return row


async def _open(work: Work, dispute_id: UUID) -> Dispute:
    row = await repository.lock(work.session, work.actor, dispute_id)
    if row is None:
        raise DisputeNotFound
    if row.status != DisputeStatus.OPEN:
        raise DisputeClosed(status=row.status)
    return row


def _line(work: Work, row: Dispute, kind: str, **params: object) -> None:
    timeline.note(
        work, kind, customer_id=row.customer_id, store_id=row.store_id, ref_kind="dispute", ref_id=row.id, **params
    )
