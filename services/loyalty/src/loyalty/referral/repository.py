"""SQL of referrals."""

from uuid import UUID

from service_defaults.aliases import kept
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.paging import Page, decode_cursor, encode_cursor, keyset
from service_defaults.scope import scoped
from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from loyalty.referral.models import Referral
from loyalty.referral.schemas import ReferralRow


async def booked(session: ReadSession, order_id: UUID) -> bool:
    return bool(await session.scalar(select(exists().where(Referral.order_id == order_id))))


async def referrals_page(
    session: ReadSession, actor: Principal, *, limit: int, cursor: str | None
) -> Page[ReferralRow]:
    referee = aliased(CustomerRef)
    columns = [(Referral.at, "desc"), (Referral.id, "desc")]
    statement = (
        scoped(Referral, actor)
        .select_from(Referral)
        .outerjoin(CustomerRef, CustomerRef.customer_id == kept(Referral.customer_id))
        .outerjoin(referee, referee.customer_id == kept(Referral.referee_customer_id))
        .add_columns(CustomerRef.name, referee.name)
    )
    statement = keyset(statement, columns, decode_cursor(cursor, filter_hash="referrals") if cursor else None)
    rows = (await session.execute(statement.limit(limit + 1))).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page[ReferralRow](
        items=[ReferralRow.of(row, referrer, bought) for row, referrer, bought in rows[:limit]],
        next_cursor=encode_cursor([last.at, last.id], filter_hash="referrals") if last else None,
    )
