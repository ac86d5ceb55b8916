"""SQL of membership."""

from uuid import UUID

from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import Page, decode_cursor, encode_cursor, keyset
from service_defaults.scope import scoped
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from loyalty.member.models import Member, MemberNumber
from loyalty.member.schemas import MemberRow


async def by_person(session: ReadSession, group_id: UUID, person_key: str) -> Member | None:
    """System use: whose membership an event concerns."""
    statement = select(Member).where(Member.group_id == group_id, Member.person_key == person_key)
    return await session.scalar(statement.with_for_update())


async def lock(session: WriteSession, member_id: UUID) -> Member:
    return (await session.scalars(select(Member).where(Member.id == member_id).with_for_update())).one()


async def visible(session: ReadSession, actor: Principal, member_id: UUID) -> Member | None:
    return await session.scalar(scoped(Member, actor).where(Member.id == member_id))


async def of_customer(session: ReadSession, actor: Principal, customer_id: UUID) -> Member | None:
    return await session.scalar(scoped(Member, actor).where(Member.customer_id == customer_id))


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
        scoped(Member, actor)
        .outerjoin(CustomerRef, CustomerRef.customer_id == Member.customer_id)
        .add_columns(CustomerRef.name, CustomerRef.mobile_masked)
    )
    if tier is not None:
        statement = statement.where(Member.tier == tier)
    statement = keyset(statement, columns, decode_cursor(cursor, filter_hash=filter_hash) if cursor else None)
    rows = (await session.execute(statement.limit(limit + 1))).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page[MemberRow](
        items=[MemberRow.of(member, name, mobile) for member, name, mobile in rows[:limit]],
        next_cursor=encode_cursor([last.enrolled_at, last.id], filter_hash=filter_hash) if last else None,
    )
