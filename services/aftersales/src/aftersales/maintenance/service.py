"""Keeping a car's plan true: predicted at delivery, anew with each reading, moved on by each service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH
from service_defaults.work import Work

from aftersales.maintenance import events, repository
from aftersales.maintenance.models import MaintenancePlan
from aftersales.maintenance.policy import (
    Interval,
    MileageRules,
    Prediction,
    Reading,
    ServiceKind,
    predict,
)
from aftersales.owned_vehicle.models import OwnedVehicle
from aftersales.setting.service import StoreRules


@dataclass(frozen=True, slots=True)
class Book:
    """The model's maintenance book: the first service and the regular ones, months and kilometres."""

    first_months: int
    first_km: int
    regular_months: int
    regular_km: int


def start_plan(work: Work, vehicle: OwnedVehicle, book: Book, rules: StoreRules) -> MaintenancePlan:
    """The plan of a car just delivered, with the first service predicted."""
    delivered = Reading(vehicle.delivered_on, vehicle.odometer_km)
    prediction = predict(Interval(delivered, book.first_months, book.first_km), [delivered], _mileage_rules(rules))
    plan = MaintenancePlan(
        id=new_id(),
        store_id=vehicle.store_id,
        customer_id=vehicle.customer_id,
        owned_vehicle_id=vehicle.id,
        assignee_id=vehicle.assignee_id,
        model=vehicle.model,
        kind=ServiceKind.FIRST,
        since_on=delivered.on,
        since_km=delivered.km,
        months=book.first_months,
        km=book.first_km,
        regular_months=book.regular_months,
        regular_km=book.regular_km,
        reminded_at=None,
    )
    _write(work, plan, prediction, rules)
    work.session.add(plan)
    return plan


def predict_anew(work: Work, plan: MaintenancePlan, readings: Sequence[Reading], rules: StoreRules) -> None:
    """Predict again after a reading; the reminder follows the new date."""
    prediction = predict(_interval(plan), readings, _mileage_rules(rules))
    if prediction.due_on != plan.due_on:
        note_prediction(work, plan, prediction.due_on.isoformat(), prediction.due_by)
    _write(work, plan, prediction, rules)


def note_prediction(work: Work, plan: MaintenancePlan, due_on: str, by: str) -> None:
    timeline.note(
        work,
        "maintenance_predicted",
        customer_id=plan.customer_id,
        store_id=plan.store_id,
        ref_kind="owned_vehicle",
        ref_id=plan.owned_vehicle_id,
        due_on=due_on,
        by=by,
    )


def begin_next_interval(
    work: Work, plan: MaintenancePlan, done: Reading, readings: Sequence[Reading], rules: StoreRules
) -> None:
    """A service was done: the regular interval counts from it, and may be reminded of again."""
    plan.kind = ServiceKind.REGULAR
    plan.since_on, plan.since_km = done.on, done.km
    plan.months, plan.km = plan.regular_months, plan.regular_km
    plan.reminded_at = None
    _write(work, plan, predict(_interval(plan), readings, _mileage_rules(rules)), rules)
    note_prediction(work, plan, plan.due_on.isoformat(), plan.due_by)


async def remind_of_due_maintenance(work: Work) -> None:
    """Timer: tell of every plan whose reminder has come."""
    for plan in await repository.take_due(work.session, work.now, BATCH):
        plan.remind_at = None
        plan.reminded_at = work.now
        timeline.note(
            work,
            "maintenance_reminded",
            customer_id=plan.customer_id,
            store_id=plan.store_id,
            ref_kind="owned_vehicle",
            ref_id=plan.owned_vehicle_id,
            due_on=plan.due_on.isoformat(),
        )
        work.emit(events.maintenance_due(plan))


def _interval(plan: MaintenancePlan) -> Interval:
    return Interval(Reading(plan.since_on, plan.since_km), plan.months, plan.km)


def _mileage_rules(rules: StoreRules) -> MileageRules:
    chosen = rules.settings.maintenance
    return MileageRules(chosen.default_daily_km, chosen.least_daily_km, chosen.most_daily_km, chosen.reading_days)


def _write(work: Work, plan: MaintenancePlan, prediction: Prediction, rules: StoreRules) -> None:
    plan.due_on, plan.due_by, plan.due_km = prediction.due_on, prediction.due_by, prediction.due_km
    plan.by_months_on, plan.by_km_on = prediction.by_months_on, prediction.by_km_on
    plan.daily_km, plan.daily_basis = prediction.daily.km, prediction.daily.basis
    plan.predicted_at = work.now
    plan.remind_at = _reminder(work.now, plan, rules)


def _reminder(now: datetime, plan: MaintenancePlan, rules: StoreRules) -> datetime | None:
    """Some days before the date, in the morning; at once when that has passed and nobody was told yet."""
    hours = rules.hours
    wanted = hours.on_day(plan.due_on - timedelta(days=rules.settings.maintenance.remind_days_before), time.min)
    if wanted > now:
        return wanted
    return None if plan.reminded_at else hours.next_from(now)
