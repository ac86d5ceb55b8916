"""Writes a move between layers down, and tells it."""

from typing import Any

from contracts.interest import TemperatureChanged
from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.setting.interest import Layer
from leads.temperature.models import TemperatureChange
from leads.temperature.policy import Standing


def note_move(work: Work, lead: Any, old: Layer, new: Standing, note: str = "") -> None:
    """`lead` is the one that the move came from: its ids and its adviser."""
    work.session.add(
        TemperatureChange(
            id=new_id(),
            store_id=lead.store_id,
            customer_id=lead.customer_id,
            lead_id=lead.id,
            at=work.now,
            old=old,
            new=new.layer,
            reason=new.reason,
            note=note,
            actor_id=work.actor.staff_id,
        )
    )
    work.emit(
        TemperatureChanged(
            customer_id=lead.customer_id,
            lead_id=lead.id,
            store_id=lead.store_id,
            owner_id=lead.assignee_id,
            old=old,
            new=new.layer,
            reason=new.reason,
        )
    )
    timeline.note(
        work,
        "temperature_changed",
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        ref_kind="lead",
        ref_id=lead.id,
        old=old,
        new=new.layer,
        reason=new.reason,
        note=note,
    )
