"""SQL that several forms share: signatures, advisers, contact data for an audited export."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal, Scope
from service_defaults.organisation import StaffRef
from sqlalchemy import Row, select

from leads.customer.models import ContactPoint
from leads.form.models import FormSignOff
from leads.row_repository import all_rows, select_rows

ADVISER_POSTS = ["sales_advisor", "dcc_agent"]
_SIGNATURES = 50


async def sign_offs(
    session: ReadSession,
    store_id: UUID,
    form: str,
    *,
    subject_on: date | None,
    adviser_id: UUID | None,
    customer_id: UUID | None,
) -> Sequence[Row[Any]]:
    """The newest first; at most fifty."""
    statement = (
        select_rows(
            FormSignOff.id,
            FormSignOff.post,
            FormSignOff.signed_by,
            StaffRef.name.label("signed_by_name"),
            FormSignOff.signed_at,
            FormSignOff.content_hash,
            FormSignOff.remark,
        )
        .outerjoin(StaffRef, StaffRef.id == FormSignOff.signed_by)
        .where(
            FormSignOff.store_id == store_id,
            FormSignOff.form == form,
            FormSignOff.subject_on.is_not_distinct_from(subject_on),
            FormSignOff.adviser_id.is_not_distinct_from(adviser_id),
            FormSignOff.customer_id.is_not_distinct_from(customer_id),
        )
        .order_by(FormSignOff.signed_at.desc(), FormSignOff.id.desc())
        .limit(_SIGNATURES)
    )
    return await all_rows(session, statement)


async def advisers(session: ReadSession, actor: Principal, store_id: UUID) -> Sequence[Row[Any]]:
    """Those whose forms an actor may open, themselves first, then the showroom's, by name."""
    statement = select_rows(StaffRef.id, StaffRef.name).where(
        StaffRef.store_id == store_id, StaffRef.active, StaffRef.roles.overlap(ADVISER_POSTS)
    )
    if actor.scope is Scope.OWN:
        statement = statement.where(StaffRef.id == actor.staff_id)
    elif actor.scope is Scope.TEAM:
        statement = statement.where(StaffRef.team_id.in_(actor.team_ids))
    mine, sells = StaffRef.id == actor.staff_id, StaffRef.roles.contains(["sales_advisor"])
    order = (mine.desc(), sells.desc(), StaffRef.name, StaffRef.id)
    return await all_rows(session, statement.order_by(*order).limit(200))


async def phones(session: ReadSession, customer_ids: set[UUID]) -> list[ContactPoint]:
    """Leading telephone numbers, sealed."""
    statement = select(ContactPoint).where(
        ContactPoint.customer_id.in_(customer_ids),
        ContactPoint.live,
        ContactPoint.leading,
        ContactPoint.kind == "phone",
    )
    return list((await session.scalars(statement)).all())
