"""Receipts of hand-overs, and who may receive."""

from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading

from leads.customer.service import home_store
from leads.lead.service import desk_of
from leads.ownership import repository as ownerships
from leads.posts import SELLERS
from leads.transfer import repository
from leads.transfer.errors import TransferNotFound
from leads.transfer.models import Transfer
from leads.transfer.schemas import Receiver, TransferLineRow, TransferOut

_TASKS = ("test_drives", "test_drives_left", "orders", "deliveries", "verification_calls", "disputes")


async def receipt(reading: Reading, row: Transfer) -> TransferOut:
    names = await staff_names(reading.session, {who for who in (row.by_id, row.from_id) if who})
    return _out(row, names)


def _out(row: Transfer, names: dict[UUID, str]) -> TransferOut:
    return TransferOut.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "mode": row.mode,
            "at": row.at,
            "by_name": names.get(row.by_id) if row.by_id else None,
            "from_id": row.from_id,
            "from_name": names.get(row.from_id) if row.from_id else None,
            "reason": row.reason,
            "customers": row.customers,
            "leads": row.leads,
            "shares": row.receipt.get("shares", []),
            **{name: row.receipt.get(name, 0) for name in _TASKS},
            "undo_until": row.undo_until,
            "undone_at": row.undone_at,
        }
    )


async def find(reading: Reading, transfer_id: UUID) -> TransferOut:
    """Raises `TransferNotFound`."""
    row = await repository.find(reading.session, reading.actor, transfer_id)
    if row is None:
        raise TransferNotFound
    return await receipt(reading, row)


async def list_transfers(reading: Reading, limit: int, cursor: str | None) -> Page[TransferOut]:
    """Newest first."""
    marker = filter_hash(list="transfers")
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.newest(reading.session, reading.actor, after=after, limit=limit)
    names = await staff_names(reading.session, {who for row in rows for who in (row.by_id, row.from_id) if who})
    return Page[TransferOut].of(
        rows,
        limit,
        item=lambda row: _out(row, names),
        cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker),
    )


async def list_lines(reading: Reading, transfer_id: UUID, limit: int, cursor: str | None) -> Page[TransferLineRow]:
    """The customers of a receipt. Raises `TransferNotFound`."""
    if await repository.find(reading.session, reading.actor, transfer_id) is None:
        raise TransferNotFound
    marker = filter_hash(list="transfer_lines", transfer=transfer_id)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.line_rows(reading.session, transfer_id, after=after, limit=limit)
    return Page[TransferLineRow].of(
        rows,
        limit,
        item=lambda row: TransferLineRow(
            customer_id=row.customer_id,
            customer_name=row.customer_name,
            from_name=row.from_name,
            to_name=row.to_name,
            leads=row.leads,
            undone=row.undone,
        ),
        cursor=lambda row: encode_cursor([row.id], filter_hash=marker),
    )


async def list_receivers(reading: Reading) -> list[Receiver]:
    """Sellers of the store with what they have in work: those at work first, then those of the rotation's posts, the
    least loaded in front."""
    store = await home_store(reading)
    desk = await desk_of(reading, store.id)
    rows = await repository.receivers(reading.session, store.id, [str(post) for post in SELLERS])
    loads = await ownerships.load_of(reading.session, store.id, [row.id for row in rows])
    capacity = {row.id: desk.settings.pool.capacity_of(row.id) for row in rows}
    people = [
        Receiver(
            staff_id=row.id,
            name=row.name,
            roles=row.roles,
            brands=row.brands,
            on_duty=row.id in desk.on_duty if desk.on_duty is not None else None,
            on_leave=row.on_leave,
            in_work=loads.get(row.id, 0),
            capacity_left=_left(capacity[row.id], loads.get(row.id, 0)),
        )
        for row in rows
    ]
    posts = {str(post) for post in desk.settings.assignment.posts}
    return sorted(
        people,
        key=lambda one: (one.on_leave, one.on_duty is False, not posts & set(one.roles), one.in_work, one.name),
    )


def _left(capacity: int | None, in_work: int) -> int | None:
    return None if capacity is None else max(0, capacity - in_work)
