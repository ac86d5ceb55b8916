"""Use cases of duplicates: start a scan, look at pairs, decide. Merging itself is `merge`'s."""

from typing import Any
from uuid import UUID

from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.customer.service import home_store
from leads.duplicate import repository, scanning
from leads.duplicate.errors import PairDecided, PairNotFound, PairOpen, ScanRunning
from leads.duplicate.models import DuplicatePair, DuplicateScan
from leads.duplicate.policy import PairState
from leads.duplicate.schemas import DuplicateOverview, PairOut, PairSide, ScanOut


async def start_scan(work: Work, store_id: UUID | None) -> ScanOut:
    """Look through all files of the store, and from now on every night through the new ones. Raises `ScanRunning`."""
    store = await home_store(work, store_id)
    if not await scanning.begin(work, store.id, since=None):
        raise ScanRunning
    await repository.arm_watch(work.session, store.id, await scanning.next_night(work, store.id))
    scan = await repository.latest_scan(work.session, store.id)
    assert scan is not None  # noqa: S101 - it was just begun
    return _scan(scan)


async def overview(reading: Reading, store_id: UUID | None) -> DuplicateOverview:
    store = await home_store(reading, store_id)
    scan = await repository.latest_scan(reading.session, store.id)
    return DuplicateOverview(
        open_pairs=await repository.open_count(reading.session, reading.actor), scan=_scan(scan) if scan else None
    )


async def list_pairs(reading: Reading, state: PairState, limit: int, cursor: str | None) -> Page[PairOut]:
    """The surest first while open, else the newest decision first."""
    marker = filter_hash(list="duplicate_pairs", state=state)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.rows(reading.session, reading.actor, state, after=after, limit=limit)

    def place(row: Row[Any]) -> str:
        pair = row.DuplicatePair
        return encode_cursor([pair.score if state is PairState.OPEN else pair.decided_at, pair.id], filter_hash=marker)

    return Page[PairOut].of(rows, limit, item=_out, cursor=place)


async def get_pair(reading: Reading, pair_id: UUID) -> PairOut:
    """Raises `PairNotFound`."""
    row = await repository.row(reading.session, reading.actor, pair_id)
    if row is None:
        raise PairNotFound
    return _out(row)


async def dismiss(work: Work, pair_id: UUID, note: str) -> None:
    """These are two people; no scan asks again. Raises `PairNotFound`, `PairDecided`."""
    pair = await _locked(work, pair_id)
    if pair.state != PairState.OPEN:
        raise PairDecided
    pair.state, pair.note = PairState.DISMISSED, note
    pair.decided_at, pair.decided_by = work.now, work.actor.staff_id
    await work.session.flush()


async def reopen(work: Work, pair_id: UUID) -> None:
    """Undo a dismissal. Raises `PairNotFound`, `PairOpen`, `PairDecided` for a merged pair."""
    pair = await _locked(work, pair_id)
    if pair.state == PairState.OPEN:
        raise PairOpen
    if pair.state == PairState.MERGED:
        raise PairDecided
    pair.state, pair.note, pair.decided_at, pair.decided_by = PairState.OPEN, "", None, None
    await work.session.flush()


async def _locked(work: Work, pair_id: UUID) -> DuplicatePair:
    pair = await repository.lock(work.session, work.actor, pair_id)
    if pair is None:
        raise PairNotFound
    return pair


def _scan(scan: DuplicateScan) -> ScanOut:
    return ScanOut.model_validate({name: getattr(scan, name) for name in ScanOut.model_fields})


_PLAIN = ("id", "store_id", "score", "reasons", "evidence", "state", "found_at", "decided_at", "note")


def _out(row: Row[Any]) -> PairOut:
    pair = row.DuplicatePair
    sides = {
        side: PairSide.model_validate({name: getattr(row, f"{side}_{name}") for name in PairSide.model_fields})
        for side in ("one", "other")
    }
    plain = {name: getattr(pair, name) for name in _PLAIN}
    return PairOut.model_validate({**plain, **sides, "decided_by_name": row.decided_by_name})
