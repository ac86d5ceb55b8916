"""Builds the event of the keys: fat on purpose, consumers ask nobody."""

from datetime import date
from uuid import UUID

from contracts.leads import DeliveredVehicle, VehicleDelivered
from contracts.vocabulary import EnergyKind
from service_defaults.work import Work

from leads.customer.models import Customer
from leads.delivery.models import Delivery
from leads.loan.models import Loan
from leads.order.models import Order
from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.policy import CarKind


def delivered(
    work: Work,
    delivery: Delivery,
    order: Order,
    *,
    customer: Customer,
    invoiced_on: date,
    referrer: Customer | None,
    vehicle: DeliveredVehicle,
    loan: Loan | None,
    informed: set[UUID],
) -> None:
    event = VehicleDelivered(
        delivery_id=delivery.id,
        order_id=order.id,
        order_no=order.order_no,
        lead_id=order.lead_id,
        customer_id=order.customer_id,
        store_id=order.store_id,
        group_id=customer.group_id,
        owner_id=customer.owner_id,
        service_adviser_id=delivery.service_adviser_id,
        person_key=customer.person_key,
        vehicle=vehicle,
        ordered_on=order.ordered_on,
        invoiced_on=invoiced_on,
        delivered_at=work.now,
        total_fen=order.total_fen,
        paid_fen=min(order.received_fen + order.loan_credit_fen, order.payable_fen),
        compulsory_insurance_until=order.compulsory_until,
        commercial_insurance_until=order.commercial_until,
        insurer=order.insurer,
        loan_id=loan.id if loan else None,
        loan_partner_id=loan.partner_id if loan else None,
        appraisal_id=order.appraisal_id,
        referrer_customer_id=referrer.id if referrer else None,
        referrer_person_key=referrer.person_key if referrer else None,
        informed_partner_ids=tuple(sorted(informed)),
    )
    work.emit(event)


def vehicle_of(car: StockCar, model: CarModel, *, plate: str | None, odometer_km: int) -> DeliveredVehicle:
    return DeliveredVehicle(
        car_id=car.id,
        vin=car.vin,
        brand=model.brand,
        series=model.series,
        model=model.name,
        model_year=model.model_year,
        colour=car.colour,
        energy=EnergyKind(model.energy),
        new=car.kind == CarKind.NEW,
        plate=plate,
        odometer_km=odometer_km,
        first_service_km=model.first_service_km,
        first_service_months=model.first_service_months,
        service_interval_km=model.service_interval_km,
        service_interval_months=model.service_interval_months,
        warranty_km=model.warranty_km,
        warranty_months=model.warranty_months,
    )
