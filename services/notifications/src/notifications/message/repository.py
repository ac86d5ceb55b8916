"""SQL of messages to customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.aliases import kept, same_person
from service_defaults.contacts import CustomerRef
from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.paging import CursorValue, keyset
from service_defaults.scope import scoped
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from notifications.message.models import Message, SandboxMessage

Row = tuple[Message, str | None]


async def claim(session: WriteSession, message: Message) -> bool:
    """Write the message unless its cause already has it; False when it does."""
    values = {column.key: getattr(message, column.key) for column in Message.__table__.columns}
    statement = insert(Message).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["cause", "template", "customer_id"])
    return (await session.execute(statement.returning(Message.id))).first() is not None


async def earliest_due(session: ReadSession) -> datetime | None:
    due: datetime | None = await session.scalar(select(func.min(Message.due_at)).where(Message.state == "queued"))
    return due


async def take_due(session: WriteSession, now: datetime, limit: int) -> Sequence[Message]:
    """Queued messages whose instant has come, locked; what another process holds is left to it."""
    statement = (
        select(Message)
        .where(Message.state == "queued", Message.due_at <= now)
        .order_by(Message.due_at, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def waiting_for(session: WriteSession, customer_id: UUID, ref_id: UUID) -> Sequence[Message]:
    """Queued messages about a thing, locked."""
    statement = select(Message).where(
        Message.state == "queued", same_person(Message.customer_id, customer_id), Message.ref_id == ref_id
    )
    return (await session.scalars(statement.with_for_update())).all()


async def waiting_with_purpose(
    session: WriteSession, customer_id: UUID, purpose: str, channel: str | None
) -> Sequence[Message]:
    statement = select(Message).where(
        Message.state == "queued", same_person(Message.customer_id, customer_id), Message.purpose == purpose
    )
    if channel is not None:
        statement = statement.where(Message.channel == channel)
    return (await session.scalars(statement.with_for_update())).all()


async def page(
    session: ReadSession,
    actor: Principal,
    *,
    customer_id: UUID | None = None,
    channel: str | None = None,
    state: str | None = None,
    template: str | None = None,
    after: Sequence[CursorValue] | None = None,
    limit: int,
) -> list[Row]:
    """Newest first, with the customer's name: one statement."""
    statement = _with_names(actor)
    if customer_id is not None:
        statement = statement.where(same_person(Message.customer_id, customer_id))
    wanted = {
        Message.channel: channel,
        Message.state: state,
        Message.template: template,
    }
    for column, value in wanted.items():
        if value is not None:
            statement = statement.where(column == value)
    statement = keyset(statement, [(Message.created_at, "desc"), (Message.id, "desc")], after)
    return [(row[0], row[1]) for row in (await session.execute(statement.limit(limit))).all()]


async def visible(session: ReadSession, actor: Principal, message_id: UUID) -> tuple[Message, str | None, bool] | None:
    """A message with the customer's name and whether the sandbox took it."""
    statement = (
        _with_names(actor)
        .add_columns(SandboxMessage.message_id)
        .outerjoin(SandboxMessage, SandboxMessage.message_id == Message.id)
        .where(Message.id == message_id)
    )
    row = (await session.execute(statement)).first()
    return None if row is None else (row[0], row[1], row[2] is not None)


def _with_names(actor: Principal) -> Any:  # Select of Message and the name
    return (
        scoped(Message, actor)
        .select_from(Message)
        .outerjoin(CustomerRef, CustomerRef.customer_id == kept(Message.customer_id))
        .add_columns(CustomerRef.name)
    )
