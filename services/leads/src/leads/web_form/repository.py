"""All SQL of web forms."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StoreRef
from service_defaults.scope import scope_condition, scoped
from service_defaults.store_settings import StoreSetting
from sqlalchemy import Row, false, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.row_repository import all_rows, one_row, select_rows
from leads.web_form.models import WebForm, WebFormDay, WebFormSubmission, WebFormWording
from leads.web_form.policy import Traffic

_HOUR = timedelta(hours=1)
COUNTS = ("views", "taken", "quarantined", "asked_again", "refused")


async def forms(session: ReadSession, actor: Principal, since: date) -> Sequence[Row[Any]]:
    """Forms in the actor's scope with their store's name and their numbers since a day."""
    days = (
        select(WebFormDay.form_id, *(func.sum(getattr(WebFormDay, name)).label(name) for name in COUNTS))
        .where(WebFormDay.day >= since)
        .group_by(WebFormDay.form_id)
        .subquery()
    )
    statement = (
        select_rows(WebForm, StoreRef.name.label("store_name"), *(getattr(days.c, name) for name in COUNTS))
        .outerjoin(StoreRef, StoreRef.id == WebForm.store_id)
        .outerjoin(days, days.c.form_id == WebForm.id)
        .where(scope_condition(WebForm, actor))
        .order_by(WebForm.created_at, WebForm.id)
        .limit(200)
    )
    return await all_rows(session, statement)


async def form(session: ReadSession, actor: Principal, form_id: UUID) -> WebForm | None:
    return (await session.scalars(scoped(WebForm, actor).where(WebForm.id == form_id))).one_or_none()


async def lock_form(session: WriteSession, actor: Principal, form_id: UUID) -> WebForm | None:
    statement = scoped(WebForm, actor).where(WebForm.id == form_id).with_for_update(of=WebForm)
    return (await session.scalars(statement)).one_or_none()


async def open_form(session: ReadSession, form_key: str) -> Row[Any] | None:
    """A form that is switched on, with its store and the store's choices; one statement."""
    statement = (
        select_rows(WebForm, StoreRef, StoreSetting.chosen)
        .join(StoreRef, StoreRef.id == WebForm.store_id)
        .outerjoin(StoreSetting, StoreSetting.store_id == WebForm.store_id)
        .where(WebForm.form_key == form_key, WebForm.active)
    )
    return await one_row(session, statement)


async def traffic(  # noqa: PLR0917 - what one statement counts
    session: ReadSession,
    form_id: UUID,
    now: datetime,
    address_key: bytes,
    number_key: bytes | None,
    text_key: bytes | None,
) -> Traffic:
    row = WebFormSubmission
    recent = row.sent_at > now - _HOUR
    traced = row.trace_until.is_not(None)
    of_form, of_address = (row.form_id == form_id) & recent, (row.address_key == address_key) & recent & traced
    of_number = (row.number_key == number_key) & traced if number_key else false()
    words = of_form & (row.text_key == text_key) & (row.number_key != number_key) if text_key else false()
    statement = select_rows(
        func.count().filter(of_address).label("address_hour"),
        func.count().filter(of_form).label("form_hour"),
        func.count().filter(of_form & (row.sent_at > now - _HOUR / 6)).label("form_10_minutes"),
        func.count().filter(of_number).label("number_day"),
        func.count().filter(words).label("same_text_hour"),
    ).where(or_(of_form, of_address, of_number & (row.sent_at > now - _HOUR * 24)))
    found = await one_row(session, statement)
    return Traffic(**found._asdict()) if found is not None else Traffic()


async def claim(session: WriteSession, values: dict[str, Any]) -> bool:
    """False when this id, or the token that came with it, was there before. Waits for a twin under way."""
    statement = insert(WebFormSubmission).values(values).on_conflict_do_nothing().returning(WebFormSubmission.id)
    return (await session.execute(statement)).first() is not None


async def sent(session: ReadSession, form_id: UUID, submission_id: UUID) -> bool:
    statement = select(WebFormSubmission.id).where(
        WebFormSubmission.form_id == form_id, WebFormSubmission.id == submission_id
    )
    return await session.scalar(statement) is not None


async def settle(session: WriteSession, form_id: UUID, submission_id: UUID, values: dict[str, Any]) -> None:
    statement = update(WebFormSubmission).where(
        WebFormSubmission.form_id == form_id, WebFormSubmission.id == submission_id
    )
    await session.execute(statement.values(values).execution_options(synchronize_session=False))


async def count(session: WriteSession, form: WebForm, day: date, name: str) -> None:
    values = {"form_id": form.id, "store_id": form.store_id, "day": day, **dict.fromkeys(COUNTS, 0), name: 1}
    statement = insert(WebFormDay).values(values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["form_id", "day"], set_={name: getattr(WebFormDay, name) + 1})
    )


async def submissions(session: ReadSession, actor: Principal, form_id: UUID, limit: int) -> list[WebFormSubmission]:
    statement = scoped(WebFormSubmission, actor).where(WebFormSubmission.form_id == form_id)
    newest = statement.order_by(WebFormSubmission.sent_at.desc(), WebFormSubmission.id.desc()).limit(limit)
    return list((await session.scalars(newest)).all())


async def wordings(session: ReadSession, form_id: UUID) -> list[WebFormWording]:
    return list((await session.scalars(select(WebFormWording).where(WebFormWording.form_id == form_id))).all())


async def next_trace(session: ReadSession) -> datetime | None:
    return await session.scalar(
        select(func.min(WebFormSubmission.trace_until)).where(WebFormSubmission.trace_until.is_not(None))
    )


async def forget_traces(session: WriteSession, by: datetime) -> None:
    await session.execute(
        update(WebFormSubmission)
        .where(WebFormSubmission.trace_until.is_not(None), WebFormSubmission.trace_until <= by)
        .values(address_key=None, number_key=None, text_key=None, trace_until=None)
        .execution_options(synchronize_session=False)
    )
