"""All SQL of the temperature."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from sqlalchemy import Row, select, update

from leads.behaviour.models import InterestProfile
from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.models import Lead
from leads.row_repository import all_rows, select_rows
from leads.setting.interest import Layer
from leads.temperature.models import Temperature, TemperatureChange

HISTORY = 50


async def find(session: ReadSession, actor: Principal, customer_id: UUID) -> Temperature | None:
    statement = scoped(Temperature, actor).where(Temperature.customer_id == customer_id)
    return (await session.scalars(statement)).one_or_none()


async def lock(session: WriteSession, customer_id: UUID) -> Temperature | None:
    """Scope was asked before."""
    statement = select(Temperature).where(Temperature.customer_id == customer_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def history(session: ReadSession, actor: Principal, customer_id: UUID) -> Sequence[Row[Any]]:
    columns = (
        TemperatureChange.at,
        TemperatureChange.old,
        TemperatureChange.new,
        TemperatureChange.reason,
        TemperatureChange.note,
        StaffRef.name.label("actor_name"),
    )
    statement = (
        select_rows(*columns)
        .outerjoin(StaffRef, StaffRef.id == TemperatureChange.actor_id)
        .where(scope_condition(TemperatureChange, actor), TemperatureChange.customer_id == customer_id)
        .order_by(TemperatureChange.at.desc(), TemperatureChange.id.desc())
        .limit(HISTORY)
    )
    return await all_rows(session, statement)


async def lock_open_leads(session: WriteSession, customer_id: UUID) -> list[Lead]:
    statement = select(Lead).where(Lead.customer_id == customer_id, Lead.is_open).order_by(Lead.family, Lead.id)
    return list((await session.scalars(statement.with_for_update())).all())


async def copy_to_leads(session: WriteSession, customer_id: UUID, layer: str) -> None:
    """The version stays: nothing that a person edits on the lead has changed."""
    statement = update(Lead).where(Lead.customer_id == customer_id).values(temperature=layer)
    await session.execute(statement.execution_options(synchronize_session=False))


async def cold(
    session: ReadSession, actor: Principal, *, screened: bool | None, after: Sequence[Any] | None, limit: int
) -> Sequence[Row[Any]]:
    """Cold ones with an open buying lead, who cooled down last first."""
    statement = (
        select_rows(
            Temperature.customer_id,
            SHOWN_NAME,
            SHOWN_MOBILE,
            Lead.id.label("lead_id"),
            Lead.wanted_make,
            Lead.wanted_model,
            Lead.wanted_year,
            Lead.level,
            Lead.assignee_id.label("owner_id"),
            StaffRef.name.label("owner_name"),
            Temperature.since,
            Temperature.reason,
            Lead.last_contact_at,
            InterestProfile.last_at.label("seen_at"),
            Lead.score,
            Lead.score_reasons,
            Temperature.screened_at,
            Temperature.screening,
        )
        .join(Customer, Customer.id == Temperature.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .join(Lead, (Lead.customer_id == Temperature.customer_id) & Lead.is_open & (Lead.family == "buying"))
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .outerjoin(InterestProfile, InterestProfile.customer_id == Temperature.customer_id)
        .where(scope_condition(Temperature, actor), Temperature.layer == Layer.COLD)
    )
    if screened is not None:
        looked = Temperature.screened_at.is_not(None)
        statement = statement.where(looked if screened else ~looked)
    order = [(Temperature.since, "desc"), (Temperature.customer_id, "asc")]
    return await all_rows(session, keyset(statement, order, after).limit(limit + 1))
