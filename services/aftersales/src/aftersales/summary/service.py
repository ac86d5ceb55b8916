"""Assembling what other screens show of a customer."""

from datetime import date
from uuid import UUID

from service_defaults.work import Reading

from aftersales.care_task.views import days_of
from aftersales.maintenance.models import MaintenancePlan
from aftersales.owned_vehicle.models import OwnedVehicle
from aftersales.owned_vehicle.policy import in_warranty, next_inspection
from aftersales.setting.service import own_rules
from aftersales.summary import repository
from aftersales.summary.schemas import (
    CustomerSummary,
    LastSatisfaction,
    SummaryCareTask,
    SummaryComplaint,
    SummaryVehicle,
)


async def summarise(reading: Reading, customer_id: UUID) -> CustomerSummary:
    """Cars, open call-backs, open complaints, last satisfaction; empty lists where there is nothing to see."""
    rules = await own_rules(reading)
    today = rules.day_of(reading.now)
    cars = await repository.vehicles(reading, customer_id)
    tasks = await repository.care_tasks(reading, customer_id, days_of(reading, rules))
    complaints = await repository.complaints(reading, customer_id)
    response = await repository.last_response(reading, customer_id)
    return CustomerSummary(
        customer_id=customer_id,
        vehicles=[_vehicle(vehicle, plan, adviser, today) for vehicle, plan, adviser in cars],
        care_tasks=[SummaryCareTask(**{name: row[name] for name in SummaryCareTask.model_fields}) for row in tasks],
        complaints=[
            SummaryComplaint(**{name: row[name] for name in SummaryComplaint.model_fields}) for row in complaints
        ],
        last_satisfaction=LastSatisfaction(
            score=response.satisfaction,
            recommend_score=response.recommend_score,
            lowest_score=response.lowest_score,
            questionnaire=response.code,
            answered_at=response.answered_at,
        )
        if response
        else None,
    )


def _vehicle(vehicle: OwnedVehicle, plan: MaintenancePlan | None, adviser: str | None, today: date) -> SummaryVehicle:
    inspection = next_inspection(vehicle.registered_on, today) if vehicle.registered_on else None
    return SummaryVehicle(
        id=vehicle.id,
        vin=vehicle.vin,
        plate=vehicle.plate,
        brand=vehicle.brand,
        model=vehicle.model,
        colour=vehicle.colour,
        delivered_on=vehicle.delivered_on,
        odometer_km=vehicle.odometer_km,
        next_service_on=plan.due_on if plan else None,
        next_service_by=plan.due_by if plan else None,
        service_overdue=plan is not None and plan.due_on < today,
        warranty_until=vehicle.warranty_until,
        warranty_active=in_warranty(vehicle.warranty_until, vehicle.warranty_km, today, vehicle.odometer_km),
        own_warranty_until=vehicle.own_warranty_until,
        compulsory_insurance_until=vehicle.compulsory_insurance_until,
        commercial_insurance_until=vehicle.commercial_insurance_until,
        inspection_due_on=inspection.due_on if inspection else None,
        service_adviser_id=vehicle.assignee_id,
        service_adviser_name=adviser,
        accepted_at=vehicle.accepted_at,
    )
