"""SQL of membership."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept, same_person
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import Page, decode_cursor, encode_cursor, keyset
from service_defaults.scope import scoped
from sqlalchemy import BigInteger, Select, func, or_, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.orm import aliased

from loyalty.member.models import Member, MemberNumber
from loyalty.member.schemas import Joint, MemberRow


async def by_person(session: ReadSession, group_id: UUID, person_key: str) -> Member | None:
    """System use: whose membership an event concerns."""
    statement = select(Member).where(Member.group_id == group_id, Member.person_key == person_key)
    return await session.scalar(statement.with_for_update())


async def lock(session: WriteSession, member_id: UUID) -> Member:
    return (await session.scalars(select(Member).where(Member.id == member_id).with_for_update())).one()


def _joint(actor: Principal) -> Select[Any]:
    """Memberships that stand for a person, with the sums over those joined to them."""
    other = aliased(Member)
    others = (
        select(
            func.sum(other.available_points).label("available"),
            func.sum(other.pending_points).label("pending"),
            func.sum(other.lifetime_points).label("lifetime"),
            func.array_agg(aggregate_order_by(other.member_no, other.member_no)).label("cards"),
        )
        .where(other.joined_to_id == Member.id)
        .correlate(Member)
        .lateral("others")
    )
    return (
        scoped(Member, actor)
        .select_from(Member)
        .join(others, true())
        .add_columns(
            kept(Member.customer_id),
            (Member.available_points + func.coalesce(others.c.available, 0)).cast(BigInteger),
            (Member.pending_points + func.coalesce(others.c.pending, 0)).cast(BigInteger),
            (Member.lifetime_points + func.coalesce(others.c.lifetime, 0)).cast(BigInteger),
            others.c.cards,
        )
        .where(Member.joined_to_id.is_(None))
    )


def _of_row(row: Sequence[Any]) -> Joint:
    return Joint(row[0], row[1], int(row[2]), int(row[3]), int(row[4]), list(row[5] or ()))


async def visible(session: ReadSession, actor: Principal, member_id: UUID) -> Joint | None:
    """The membership, or the one that is shown for it."""
    asked = aliased(Member)
    shown = select(func.coalesce(asked.joined_to_id, asked.id)).where(asked.id == member_id).scalar_subquery()
    row = (await session.execute(_joint(actor).where(Member.id == shown))).first()
    return _of_row(row) if row is not None else None


async def of_customer(session: ReadSession, actor: Principal, customer_id: UUID) -> Joint | None:
    statement = _joint(actor).where(same_person(Member.customer_id, customer_id)).order_by(Member.enrolled_at).limit(1)
    row = (await session.execute(statement)).first()
    return _of_row(row) if row is not None else None


async def of_people(session: WriteSession, customer_ids: Collection[UUID]) -> Sequence[Member]:
    """System use: the memberships of these customer files, locked in one order."""
    statement = select(Member).where(Member.customer_id.in_(customer_ids)).order_by(Member.id).with_for_update()
    return (await session.scalars(statement)).all()


async def joined_with(session: WriteSession, member: Member) -> Sequence[Member]:
    """All memberships of the same person, the shown one among them."""
    shown = member.joined_to_id or member.id
    statement = select(Member).where(or_(Member.id == shown, Member.joined_to_id == shown))
    return (await session.scalars(statement)).all()


async def next_number(session: WriteSession, group_id: UUID) -> int:
    statement = insert(MemberNumber).values(group_id=group_id, last=1)
    statement = statement.on_conflict_do_update(index_elements=["group_id"], set_={"last": MemberNumber.last + 1})
    return int((await session.execute(statement.returning(MemberNumber.last))).scalar_one())


async def members_page(
    session: ReadSession, actor: Principal, *, tier: str | None, limit: int, cursor: str | None
) -> Page[MemberRow]:
    """Newest first, names from the projection: one statement."""
    filter_hash = f"tier={tier}"
    columns = [(Member.enrolled_at, "desc"), (Member.id, "desc")]
    statement = (
        _joint(actor)
        .outerjoin(CustomerRef, CustomerRef.customer_id == kept(Member.customer_id))
        .add_columns(CustomerRef.name, CustomerRef.mobile_masked)
    )
    if tier is not None:
        statement = statement.where(func.coalesce(Member.joint_tier, Member.tier) == tier)
    statement = keyset(statement, columns, decode_cursor(cursor, filter_hash=filter_hash) if cursor else None)
    rows = (await session.execute(statement.limit(limit + 1))).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page[MemberRow](
        items=[MemberRow.of(_of_row(row), row[6], row[7]) for row in rows[:limit]],
        next_cursor=encode_cursor([last.enrolled_at, last.id], filter_hash=filter_hash) if last else None,
    )
