"""Looking at the temperature, moving it by hand, looking through the cold ones."""

from typing import Any
from uuid import UUID

from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.customer import service as customers
from leads.lead.errors import NoOpenLead
from leads.lead.listing import wanted_text
from leads.lead.models import Lead
from leads.lead.policy import snapped
from leads.lead.service import desk_of
from leads.setting.interest import Layer
from leads.setting.schemas import LeadSettings
from leads.temperature import history, repository
from leads.temperature.errors import LayerAlready, NotCold
from leads.temperature.models import Temperature
from leads.temperature.policy import Reason, Standing
from leads.temperature.schemas import (
    ColdRow,
    ColdScreening,
    Screening,
    TemperatureMove,
    TemperatureOut,
    TemperatureSetting,
)

_COMPUTED = {"wanted"}


async def get_temperature(reading: Reading, customer_id: UUID) -> TemperatureOut:
    """Raises `CustomerNotFound`."""
    customer = await customers.get_customer(reading, customer_id)
    rules = (await settings_of(reading.session, customer.store_id, LeadSettings)).temperature
    row = await repository.find(reading.session, reading.actor, customer.id)
    moves = await repository.history(reading.session, reading.actor, customer.id)
    return TemperatureOut(
        customer_id=customer.id,
        layer=Layer(row.layer) if row else None,
        since=row.since if row else None,
        reason=row.reason if row else None,
        plan=rules.plan(Layer(row.layer)) if row else None,
        silent_days=rules.silent_days,
        history=[TemperatureMove.model_validate(move, from_attributes=True) for move in moves],
    )


async def set_temperature(work: Work, customer_id: UUID, command: TemperatureSetting) -> None:
    """By hand; the rules go on from there. Raises `CustomerNotFound`, `LayerAlready`, `NoOpenLead`."""
    customer = await customers.get_customer(work, customer_id)
    leads = await repository.lock_open_leads(work.session, customer.id)
    if not leads:
        raise NoOpenLead
    row = await repository.lock(work.session, customer.id)
    old = Layer(row.layer) if row else Layer.WARM
    if old is command.layer:
        raise LayerAlready
    standing = Standing(command.layer, work.now, Reason.BY_HAND)
    await _place(work, leads, row, old, standing, command.note)


async def _place(  # noqa: PLR0917 - one move
    work: Work, leads: list[Lead], row: Temperature | None, old: Layer, standing: Standing, note: str
) -> None:
    lead = leads[0]
    if row is None:
        row = Temperature(customer_id=lead.customer_id, store_id=lead.store_id)
        work.session.add(row)
    row.layer, row.since, row.reason, row.reminded = standing.layer, standing.since, standing.reason, False
    history.note_move(work, lead, old, standing, note)
    for one in leads:
        one.assess_at = work.now
    await work.session.flush()
    await repository.copy_to_leads(work.session, lead.customer_id, standing.layer)


async def list_cold(reading: Reading, *, screened: bool | None, limit: int, cursor: str | None) -> Page[ColdRow]:
    marker = filter_hash(list="cold", screened=screened)
    rows = await repository.cold(
        reading.session,
        reading.actor,
        screened=screened,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[ColdRow].of(
        rows,
        limit,
        item=_cold_row,
        cursor=lambda row: encode_cursor([row.since, row.customer_id], filter_hash=marker),
    )


def _cold_row(row: Row[Any]) -> ColdRow:
    plain = {name: getattr(row, name) for name in ColdRow.model_fields if name not in _COMPUTED}
    wanted = wanted_text(row.wanted_year, row.wanted_make, row.wanted_model)
    return ColdRow.model_validate({**plain, "wanted": wanted})


async def screen_cold(work: Work, customer_id: UUID, command: ColdScreening) -> None:
    """A cold one worth a person's time becomes warm and is to be contacted now; others stay with the automation.

    Raises `CustomerNotFound`, `NotCold`, `NoOpenLead`.
    """
    customer = await customers.get_customer(work, customer_id)
    leads = await repository.lock_open_leads(work.session, customer.id)
    row = await repository.lock(work.session, customer.id)
    if row is None or row.layer != Layer.COLD:
        raise NotCold
    if not leads:
        raise NoOpenLead
    row.screened_at, row.screening = work.now, command.decision
    if command.decision is Screening.WORK:
        desk = await desk_of(work, customer.store_id)
        leads[0].next_contact_at = snapped(work.now, desk.calendar)
        await _place(work, leads, row, Layer.COLD, Standing(Layer.WARM, work.now, Reason.SCREENED), command.note)
