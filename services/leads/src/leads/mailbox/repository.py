"""All SQL of mailboxes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StoreRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from service_defaults.store_settings import StoreSetting
from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.intake.models import QuarantinedIntake
from leads.mailbox.models import Mailbox, MailboxMail, MailboxState
from leads.row_repository import all_rows, one_row, select_rows

NEWEST = [(MailboxMail.at, "desc"), (MailboxMail.id, "desc")]


async def mailboxes(session: ReadSession, actor: Principal, since: datetime) -> Sequence[Row[Any]]:
    """With their state, their store's name and what became of mails since then."""
    outcomes = (
        select(MailboxMail.mailbox_id, MailboxMail.outcome, func.count().label("times"))
        .where(MailboxMail.at >= since)
        .group_by(MailboxMail.mailbox_id, MailboxMail.outcome)
        .subquery()
    )
    numbers = (
        select(func.json_object_agg(outcomes.c.outcome, outcomes.c.times))
        .where(outcomes.c.mailbox_id == Mailbox.id)
        .scalar_subquery()
    )
    statement = (
        select_rows(Mailbox, MailboxState, StoreRef.name.label("store_name"), numbers.label("numbers"))
        .join(MailboxState, MailboxState.mailbox_id == Mailbox.id)
        .outerjoin(StoreRef, StoreRef.id == Mailbox.store_id)
        .where(scope_condition(Mailbox, actor))
        .order_by(Mailbox.created_at, Mailbox.id)
        .limit(100)
    )
    return await all_rows(session, statement)


async def mailbox(session: ReadSession, actor: Principal, mailbox_id: UUID) -> Mailbox | None:
    return (await session.scalars(scoped(Mailbox, actor).where(Mailbox.id == mailbox_id))).one_or_none()


async def lock_mailbox(session: WriteSession, actor: Principal, mailbox_id: UUID) -> Mailbox | None:
    statement = scoped(Mailbox, actor).where(Mailbox.id == mailbox_id).with_for_update(of=Mailbox)
    return (await session.scalars(statement)).one_or_none()


async def set_state(session: WriteSession, mailbox_id: UUID, values: dict[str, Any]) -> None:
    statement = update(MailboxState).where(MailboxState.mailbox_id == mailbox_id).values(values)
    await session.execute(statement.execution_options(synchronize_session=False))


async def claim_due(session: WriteSession, wall: datetime, lease: UUID, until: datetime) -> UUID | None:
    """The mailbox that is due the longest, held by nobody; now by `lease`."""
    free = or_(MailboxState.lease_until.is_(None), MailboxState.lease_until <= wall)
    due = (
        select(MailboxState.mailbox_id)
        .where(MailboxState.next_poll_at <= wall, free)
        .order_by(MailboxState.next_poll_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    statement = (
        update(MailboxState)
        .where(MailboxState.mailbox_id == due)
        .values(lease=lease, lease_until=until)
        .returning(MailboxState.mailbox_id)
    )
    return await session.scalar(statement.execution_options(synchronize_session=False))


async def anything_due(session: ReadSession, wall: datetime) -> bool:
    free = or_(MailboxState.lease_until.is_(None), MailboxState.lease_until <= wall)
    statement = select(MailboxState.mailbox_id).where(MailboxState.next_poll_at <= wall, free).limit(1)
    return await session.scalar(statement) is not None


async def held(session: ReadSession, mailbox_id: UUID) -> Row[Any] | None:
    statement = (
        select_rows(Mailbox, MailboxState, StoreRef, StoreSetting.chosen)
        .join(MailboxState, MailboxState.mailbox_id == Mailbox.id)
        .join(StoreRef, StoreRef.id == Mailbox.store_id)
        .outerjoin(StoreSetting, StoreSetting.store_id == Mailbox.store_id)
        .where(Mailbox.id == mailbox_id)
    )
    return await one_row(session, statement)


async def hold(session: WriteSession, mailbox_id: UUID, lease: UUID, values: dict[str, Any]) -> bool:
    """Change the state while the lease is still ours; False when somebody else has it."""
    statement = (
        update(MailboxState)
        .where(MailboxState.mailbox_id == mailbox_id, MailboxState.lease == lease)
        .values(values)
        .returning(MailboxState.mailbox_id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(statement) is not None


async def claim_mail(session: WriteSession, values: dict[str, Any]) -> bool:
    """False when the mail in this place was read before. Waits for a twin under way."""
    statement = (
        insert(MailboxMail)
        .values(values)
        .on_conflict_do_nothing(index_elements=["mailbox_id", "uid_validity", "uid"])
        .returning(MailboxMail.id)
    )
    return (await session.execute(statement)).first() is not None


async def known_print(session: ReadSession, mailbox_id: UUID, digest: bytes) -> MailboxMail | None:
    statement = select(MailboxMail).where(MailboxMail.mailbox_id == mailbox_id, MailboxMail.digest == digest)
    return (await session.scalars(statement)).one_or_none()


async def settle_mail(session: WriteSession, mail_id: UUID, values: dict[str, Any]) -> None:
    statement = update(MailboxMail).where(MailboxMail.id == mail_id).values(values)
    await session.execute(statement.execution_options(synchronize_session=False))


async def quarantined_as(session: ReadSession, store_id: UUID, digest: str) -> UUID | None:
    """Where the document of this digest waits since just now."""
    statement = (
        select(QuarantinedIntake.id)
        .where(QuarantinedIntake.store_id == store_id, QuarantinedIntake.digest == digest)
        .order_by(QuarantinedIntake.at.desc(), QuarantinedIntake.id.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def mails(
    session: ReadSession, actor: Principal, mailbox_id: UUID, *, after: Sequence[Any] | None, limit: int
) -> list[MailboxMail]:
    statement = scoped(MailboxMail, actor).where(MailboxMail.mailbox_id == mailbox_id)
    return list((await session.scalars(keyset(statement, NEWEST, after).limit(limit + 1))).all())


async def next_purge(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(MailboxMail.purge_at)))


async def purge(session: WriteSession, by: datetime) -> None:
    await session.execute(
        delete(MailboxMail).where(MailboxMail.purge_at <= by).execution_options(synchronize_session=False)
    )
