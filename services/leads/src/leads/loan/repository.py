"""All SQL of loan applications."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contracts.vocabulary import LoanStatus, PartnerKind, Purpose
from service_defaults.aliases import same_person
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import IntegrityError

from leads.consent.models import Consent
from leads.constraint import violated
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_NAME
from leads.intake.models import PartnerRef
from leads.loan.models import Loan, LoanReport, LoanSupply
from leads.loan.policy import DEAD
from leads.row_repository import all_rows, one_row, select_rows

NEWEST = ((Loan.submitted_at, "desc"), (Loan.id, "desc"))


async def insert(session: WriteSession, row: Loan) -> str | None:
    """Name of the unique index that the row breaks; None when it is in."""
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()
    except IntegrityError as error:
        return violated(error)
    return None


async def find(session: ReadSession, actor: Principal, loan_id: UUID) -> Loan | None:
    return (await session.scalars(scoped(Loan, actor).where(Loan.id == loan_id))).one_or_none()


async def lock(session: WriteSession, actor: Principal, loan_id: UUID) -> Loan | None:
    statement = scoped(Loan, actor).where(Loan.id == loan_id).with_for_update(of=Loan)
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def lock_live_of(session: WriteSession, order_id: UUID) -> Loan | None:
    """The order's application that is neither refused nor taken back."""
    statement = select(Loan).where(Loan.order_id == order_id, Loan.status.not_in(DEAD)).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


async def newest_of(session: ReadSession, order_id: UUID) -> Loan | None:
    statement = select(Loan).where(Loan.order_id == order_id).order_by(Loan.submitted_at.desc(), Loan.id.desc())
    return (await session.scalars(statement.limit(1))).one_or_none()


def _rows(actor: Principal) -> Select[Any]:
    return (
        select_rows(
            Loan,
            SHOWN_NAME,
            PartnerRef.name.label("partner_name"),
            StaffRef.name.label("assignee_name"),
        )
        .join(Customer, Customer.id == Loan.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(PartnerRef, PartnerRef.id == Loan.partner_id)
        .outerjoin(StaffRef, StaffRef.id == Loan.assignee_id)
        .where(scope_condition(Loan, actor))
    )


async def row(session: ReadSession, actor: Principal, loan_id: UUID) -> Row[Any] | None:
    return await one_row(session, _rows(actor).where(Loan.id == loan_id))


async def row_of_order(session: ReadSession, actor: Principal, order_id: UUID) -> Row[Any] | None:
    """The order's newest application."""
    statement = _rows(actor).where(Loan.order_id == order_id).order_by(Loan.submitted_at.desc(), Loan.id.desc())
    return await one_row(session, statement.limit(1))


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    statuses: Sequence[LoanStatus],
    assignee_id: UUID | None,
    after: Sequence[CursorValue] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Newest first; one statement."""
    statement = _rows(actor)
    if statuses:
        statement = statement.where(Loan.status.in_(statuses))
    if assignee_id is not None:
        statement = statement.where(Loan.assignee_id == assignee_id)
    return await all_rows(session, keyset(statement, NEWEST, after).limit(limit + 1))


async def reports(session: ReadSession, loan_id: UUID) -> list[LoanReport]:
    statement = (
        select(LoanReport)
        .where(LoanReport.loan_id == loan_id)
        .order_by(LoanReport.received_at, LoanReport.id)
        .limit(200)
    )
    return list((await session.scalars(statement)).all())


async def supplies(session: ReadSession, loan_id: UUID) -> list[tuple[LoanSupply, str | None]]:
    """With the names of those who supplied, oldest first."""
    statement = (
        select(LoanSupply, StaffRef.name)
        .outerjoin(StaffRef, StaffRef.id == LoanSupply.supplied_by)
        .where(LoanSupply.loan_id == loan_id)
        .order_by(LoanSupply.submission)
        .limit(100)
    )
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def finance_partners(session: ReadSession, group_id: UUID | None, store_id: UUID) -> list[PartnerRef]:
    statement = (
        select(PartnerRef)
        .where(
            PartnerRef.group_id == group_id,
            PartnerRef.kind == PartnerKind.FINANCE,
            PartnerRef.active,
            PartnerRef.store_ids.contains([store_id]),
        )
        .order_by(PartnerRef.name, PartnerRef.id)
    )
    return list((await session.scalars(statement)).all())


async def consented_recipients(session: ReadSession, customer_id: UUID) -> set[UUID]:
    """Partners whom the customer's newest word allows to be told."""
    newest = (
        select(Consent.recipient_id, Consent.granted)
        .ext(distinct_on(Consent.recipient_id))
        .where(
            same_person(Consent.customer_id, customer_id),
            Consent.purpose == Purpose.SHARE,
            Consent.recipient_id.is_not(None),
            Consent.channel.is_(None),
        )
        .order_by(Consent.recipient_id, Consent.at.desc(), Consent.id.desc())
    )
    rows = (await session.execute(newest)).all()
    return {row.recipient_id for row in rows if row.granted}
