"""SQL that looks for evidence: a chunk of files against all files of the store, each kind of evidence one statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from sqlalchemy import ColumnElement, Row, Select, Text, and_, func, literal_column, or_, select, true
from sqlalchemy.orm import aliased

from leads.appraisal.models import Appraisal
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from leads.order.models import Order
from leads.row_repository import all_rows, select_rows
from leads.vehicle.models import StockCar

PAIRS_AT_MOST = 5_000
NAMESAKES = 200


async def files_to_scan(session: ReadSession, store_id: UUID, since: datetime | None) -> int:
    statement = select(func.count()).select_from(Customer).where(*_files(store_id, since))
    return int(await session.scalar(statement) or 0)


def _files(store_id: UUID, since: datetime | None) -> list[Any]:
    wanted: list[Any] = [Customer.store_id == store_id, Customer.merged_into_id.is_(None)]
    return wanted if since is None else [*wanted, Customer.created_at >= since]


async def next_chunk(
    session: ReadSession, store_id: UUID, since: datetime | None, after_id: UUID | None, limit: int
) -> list[UUID]:
    statement = select(Customer.id).where(*_files(store_id, since)).order_by(Customer.id).limit(limit)
    if after_id is not None:
        statement = statement.where(Customer.id > after_id)
    return list((await session.scalars(statement)).all())


def _pair(one: Any, other: Any) -> tuple[Any, Any]:
    return func.least(one, other).label("one_id"), func.greatest(one, other).label("other_id")


async def shared_points(session: ReadSession, store_id: UUID, chunk: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The same address or account in two files, or a number that was one's and is the other's; masked for show."""
    mine, theirs = aliased(ContactPoint), aliased(ContactPoint)
    one, other = aliased(Customer), aliased(Customer)
    told = or_(
        and_(mine.kind != "phone", mine.live, theirs.live),
        # Two living files cannot share a living number: the database refuses that.
        and_(mine.kind == "phone", mine.live != theirs.live),
    )
    statement = (
        select_rows(*_pair(mine.customer_id, theirs.customer_id), mine.kind, func.min(mine.masked).label("masked"))
        .select_from(mine)
        .join(
            theirs,
            and_(
                theirs.store_id == mine.store_id,
                theirs.key_index == mine.key_index,
                theirs.kind == mine.kind,
                theirs.customer_id != mine.customer_id,
            ),
        )
        .join(one, one.id == mine.customer_id)
        .join(other, other.id == theirs.customer_id)
        .where(mine.customer_id.in_(chunk), mine.store_id == store_id, mine.key_index.is_not(None), told)
        .where(one.merged_into_id.is_(None), other.merged_into_id.is_(None), one.kind == other.kind)
        .group_by("one_id", "other_id", mine.kind)
    )
    return await all_rows(session, statement.limit(PAIRS_AT_MOST))


async def shared_vehicles(session: ReadSession, store_id: UUID, chunk: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The same car behind two files: appraised here, bought there."""
    mine, theirs = _cars(store_id).subquery("mine"), _cars(store_id).subquery("theirs")
    one, other = aliased(Customer), aliased(Customer)
    statement = (
        select_rows(*_pair(mine.c.customer_id, theirs.c.customer_id), func.min(mine.c.tag).label("tag"))
        .select_from(mine)
        .join(theirs, and_(theirs.c.tag == mine.c.tag, theirs.c.customer_id != mine.c.customer_id))
        .join(one, one.id == mine.c.customer_id)
        .join(other, other.id == theirs.c.customer_id)
        .where(mine.c.customer_id.in_(chunk))
        .where(one.merged_into_id.is_(None), other.merged_into_id.is_(None), one.kind == other.kind)
        .group_by("one_id", "other_id")
    )
    return await all_rows(session, statement.limit(PAIRS_AT_MOST))


def _cars(store_id: UUID) -> Any:
    appraised = [
        select(Appraisal.customer_id, tag.label("tag")).where(
            Appraisal.store_id == store_id, tag.is_not(None), tag != ""
        )
        for tag in (Appraisal.vin, Appraisal.plate)
    ]
    bought = (
        select(Order.customer_id, StockCar.vin.label("tag"))
        .join(StockCar, StockCar.id == Order.car_id)
        .where(Order.store_id == store_id)
    )
    return appraised[0].union(appraised[1], bought)


async def shared_codes(session: ReadSession, store_id: UUID, chunk: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Two files of one company."""
    one, other = aliased(Customer), aliased(Customer)
    mine, theirs = one.company["credit_code"].astext, other.company["credit_code"].astext
    statement = (
        select_rows(*_pair(one.id, other.id), mine.label("code"))
        .select_from(one)
        .join(other, and_(other.store_id == one.store_id, theirs == mine, other.id != one.id))
        .where(one.id.in_(chunk), one.store_id == store_id, one.kind == "company", other.kind == "company")
        .where(one.merged_into_id.is_(None), other.merged_into_id.is_(None))
    )
    return await all_rows(session, statement.limit(PAIRS_AT_MOST))


async def namesakes(session: ReadSession, store_id: UUID, chunk: Sequence[UUID], near_days: int) -> Sequence[Row[Any]]:
    """Files that are called the same (as pinyin sorts them) and share a visible end of the mobile, or were made within
    days of each other: the rest of a common name is nobody's duplicate. Bounded per file.
    """
    one = aliased(Customer)
    twin = aliased(Customer)
    same_head = func.left(twin.mobile_masked, 3) == func.left(one.mobile_masked, 3)
    same_tail = func.right(twin.mobile_masked, 4) == func.right(one.mobile_masked, 4)
    near = func.abs(func.extract("epoch", twin.created_at - one.created_at)) <= near_days * 86_400
    others = (
        select(twin.id, twin.mobile_masked, twin.created_at)
        .where(
            twin.store_id == one.store_id,
            _sound(twin) == _sound(one),
            twin.id != one.id,
            twin.kind == one.kind,
            twin.merged_into_id.is_(None),
            or_(same_tail, and_(same_head, near), near),
        )
        .limit(NAMESAKES)
        .correlate(one)
        .lateral("twin")
    )
    statement = (
        select_rows(
            one.id.label("id"),
            others.c.id.label("twin_id"),
            one.name,
            one.mobile_masked,
            others.c.mobile_masked.label("twin_mobile"),
            one.created_at,
            others.c.created_at.label("twin_created_at"),
            _models(one.id).label("models"),
            _models(others.c.id).label("twin_models"),
        )
        .select_from(one)
        .join(others, true())
        .where(one.id.in_(chunk), one.store_id == store_id, one.name != "")
    )
    return await all_rows(session, statement.limit(PAIRS_AT_MOST))


def _sound(file: Any) -> ColumnElement[str]:
    """The pinyin of a name without its characters; written as its index has it."""
    literals: tuple[ColumnElement[str], ...] = (
        literal_column("'[^a-z0-9]+'"),
        literal_column("' '"),
        literal_column("'g'"),
    )
    return func.regexp_replace(file.name_sort, *literals, type_=Text())


def _models(customer_id: Any) -> Any:
    statement: Select[Any] = select(func.array_agg(Lead.wanted_model.distinct())).where(
        Lead.customer_id == customer_id, Lead.wanted_model.is_not(None)
    )
    return statement.scalar_subquery()
