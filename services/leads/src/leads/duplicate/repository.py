"""SQL of pairs and scans. Looking for evidence stands in `evidence_repository`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, and_, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.duplicate.models import DuplicatePair, DuplicateScan, DuplicateWatch
from leads.duplicate.policy import PairState
from leads.lead.models import Lead
from leads.row_repository import all_rows, one_row, select_rows

ORDERS: dict[PairState, list[tuple[Any, str]]] = {
    PairState.OPEN: [(DuplicatePair.score, "desc"), (DuplicatePair.id, "desc")],
    PairState.DISMISSED: [(DuplicatePair.decided_at, "desc"), (DuplicatePair.id, "desc")],
    PairState.MERGED: [(DuplicatePair.decided_at, "desc"), (DuplicatePair.id, "desc")],
}
_SIDE = ("id", "name", "mobile_masked", "lifecycle", "source", "created_at")


def _rows(actor: Principal) -> Select[Any]:
    decided_by = aliased(StaffRef)
    statement = select_rows(DuplicatePair, decided_by.name.label("decided_by_name")).select_from(DuplicatePair)
    statement = statement.outerjoin(decided_by, decided_by.id == DuplicatePair.decided_by)
    for side, column in (("one", DuplicatePair.one_id), ("other", DuplicatePair.other_id)):
        file, owner = aliased(Customer), aliased(StaffRef)
        wish = (
            select(func.concat_ws(" ", Lead.wanted_make, Lead.wanted_model).label("wanted"))
            .where(Lead.customer_id == file.id)
            .order_by(Lead.created_at.desc())
            .limit(1)
            .correlate(file)
            .lateral(f"{side}_wish")
        )
        statement = (
            statement.join(file, file.id == column)
            .outerjoin(owner, owner.id == file.owner_id)
            .outerjoin(wish, true())
            .add_columns(
                *(getattr(file, name).label(f"{side}_{name}") for name in _SIDE),
                owner.name.label(f"{side}_owner_name"),
                func.coalesce(wish.c.wanted, "").label(f"{side}_wanted"),
            )
        )
    return statement.where(scope_condition(DuplicatePair, actor))


async def rows(
    session: ReadSession, actor: Principal, state: PairState, *, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """The surest first while open, the newest decision first afterwards; one statement."""
    statement = _rows(actor).where(DuplicatePair.state == state)
    return await all_rows(session, keyset(statement, ORDERS[state], after).limit(limit + 1))


async def row(session: ReadSession, actor: Principal, pair_id: UUID) -> Row[Any] | None:
    return await one_row(session, _rows(actor).where(DuplicatePair.id == pair_id))


async def lock(session: WriteSession, actor: Principal, pair_id: UUID) -> DuplicatePair | None:
    statement = scoped(DuplicatePair, actor).where(DuplicatePair.id == pair_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def open_count(session: ReadSession, actor: Principal) -> int:
    statement = select(func.count()).where(scope_condition(DuplicatePair, actor), DuplicatePair.state == PairState.OPEN)
    return int(await session.scalar(statement) or 0)


async def add_pairs(session: WriteSession, values: Sequence[dict[str, Any]]) -> int:
    """New pairs; an open one takes the newer evidence, a decided one stays decided. Answers how many are new."""
    if not values:
        return 0
    statement = insert(DuplicatePair).values(list(values))
    statement = statement.on_conflict_do_update(
        index_elements=["one_id", "other_id"],
        set_={name: statement.excluded[name] for name in ("score", "reasons", "evidence")},
        where=DuplicatePair.state == PairState.OPEN,
    )
    added = await session.execute(statement.returning(DuplicatePair.found_at, DuplicatePair.id))
    ids = {row["id"] for row in values}
    return sum(1 for row in added.all() if row.id in ids)


def _between(one: UUID, other: UUID) -> Any:
    low, high = sorted((one, other))
    return and_(DuplicatePair.one_id == low, DuplicatePair.other_id == high)


async def settle_merged(session: WriteSession, kept: UUID, absorbed: UUID, *, at: datetime, by: UUID | None) -> None:
    """The pair is merged. Other pairs of the absorbed file wait no longer: they are asked of the kept one."""
    await session.execute(
        update(DuplicatePair)
        .where(
            DuplicatePair.state == PairState.OPEN,
            or_(_between(kept, absorbed), DuplicatePair.one_id == absorbed, DuplicatePair.other_id == absorbed),
        )
        .values(state=PairState.MERGED, decided_at=at, decided_by=by)
        .execution_options(synchronize_session=False)
    )


async def settle_separated(session: WriteSession, kept: UUID, absorbed: UUID, *, at: datetime, by: UUID | None) -> None:
    """Whoever undoes a merge says that these are two; what else waited for the absorbed file waits again."""
    await session.execute(
        update(DuplicatePair)
        .where(_between(kept, absorbed))
        .values(state=PairState.DISMISSED, decided_at=at, decided_by=by)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(DuplicatePair)
        .where(
            DuplicatePair.state == PairState.MERGED,
            or_(DuplicatePair.one_id == absorbed, DuplicatePair.other_id == absorbed),
        )
        .values(state=PairState.OPEN, decided_at=None, decided_by=None)
        .execution_options(synchronize_session=False)
    )


async def latest_scan(session: ReadSession, store_id: UUID) -> DuplicateScan | None:
    statement = select(DuplicateScan).where(DuplicateScan.store_id == store_id)
    return (await session.scalars(statement.order_by(DuplicateScan.started_at.desc()).limit(1))).one_or_none()


async def last_finished_start(session: ReadSession, store_id: UUID) -> datetime | None:
    statement = select(func.max(DuplicateScan.started_at)).where(
        DuplicateScan.store_id == store_id, DuplicateScan.finished_at.is_not(None)
    )
    return await session.scalar(statement)


async def begin_scan(session: WriteSession, scan: dict[str, Any]) -> bool:
    """False when one is running already."""
    statement = insert(DuplicateScan).values(scan).on_conflict_do_nothing()
    return (await session.scalar(statement.returning(DuplicateScan.id))) is not None


async def next_scan_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(DuplicateScan.started_at)).where(DuplicateScan.finished_at.is_(None)))


async def take_scan(session: WriteSession) -> DuplicateScan | None:
    statement = (
        select(DuplicateScan)
        .where(DuplicateScan.finished_at.is_(None))
        .order_by(DuplicateScan.started_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).one_or_none()


async def next_watch_due(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(DuplicateWatch.next_at)))


async def take_watches(session: WriteSession, now: datetime, limit: int) -> Sequence[DuplicateWatch]:
    statement = (
        select(DuplicateWatch)
        .where(DuplicateWatch.next_at <= now)
        .order_by(DuplicateWatch.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def arm_watch(session: WriteSession, store_id: UUID, at: datetime | None) -> None:
    await session.execute(
        insert(DuplicateWatch)
        .values(store_id=store_id, next_at=at)
        .on_conflict_do_update(index_elements=["store_id"], set_={"next_at": at})
    )
