"""Answers about deliveries."""

from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading

from leads.customer import service as customers
from leads.delivery import checklist, policy, repository
from leads.delivery.handover import missing_of
from leads.delivery.models import Delivery, Pdi
from leads.delivery.policy import DeliveryStatus
from leads.delivery.schemas import (
    ChecklistOut,
    DeliveryOut,
    DeliveryRow,
    GroupOut,
    ItemOut,
    PdiOut,
    Statement,
)
from leads.delivery.statement import statement_for
from leads.number.service import store_zone
from leads.order.models import Order
from leads.order.service import get_order
from leads.test_drive.listing import day_span
from leads.vehicle import repository as cars
from leads.vehicle.service import full_name


def checklist_out() -> ChecklistOut:
    return ChecklistOut(
        groups=[GroupOut.model_validate(group) for group in checklist.CHECKLIST],
        pdi_items=[ItemOut.model_validate(item) for item in checklist.PDI_ITEMS],
    )


async def delivery_out(reading: Reading, order_id: UUID) -> DeliveryOut:
    """The delivery of an order, also before its first step. Raises `OrderNotFound`."""
    order = await get_order(reading, order_id)
    delivery = await repository.of_order(reading.session, order.id)
    pdis = await repository.pdis(reading.session, order.id)
    name = (await customers.names_of(reading, {order.customer_id})).get(order.customer_id, ("", None))[0]
    people = {order.assignee_id, delivery.service_adviser_id if delivery else None}
    staff = await staff_names(reading.session, {one for one in people if one})
    return DeliveryOut.model_validate(
        _steps(order, delivery)
        | await _car(reading, order, name)
        | {
            "order_id": order.id,
            "order_no": order.order_no,
            "store_id": order.store_id,
            "customer_id": order.customer_id,
            "customer_name": name,
            "assignee_name": staff.get(order.assignee_id) if order.assignee_id else None,
            "service_adviser_name": staff.get(delivery.service_adviser_id)
            if delivery and delivery.service_adviser_id
            else None,
            "pdis": [_pdi(one) for one in pdis],
            "missing": await missing_of(reading, order, delivery),
        }
    )


_PLAIN = (
    "status",
    "starts_at",
    "ends_at",
    "service_adviser_id",
    "checklist",
    "signatures",
    "photo_file_id",
    "odometer_km",
    "note",
    "handed_over_at",
    "version",
)
_UNOPENED: dict[str, Any] = dict.fromkeys(_PLAIN) | {
    "status": DeliveryStatus.OPEN,
    "checklist": {},
    "signatures": {},
    "note": "",
    "version": 0,
}


def _steps(order: Order, delivery: Delivery | None) -> dict[str, Any]:
    values = {name: getattr(delivery, name) for name in _PLAIN} if delivery else dict(_UNOPENED)
    return values | {"assignee_id": order.assignee_id, "unticked": policy.unticked(values["checklist"])}


async def _car(reading: Reading, order: Order, customer_name: str) -> dict[str, Any]:
    """Model, VIN and the statement; without a car there is nothing to sign yet."""
    if order.car_id is None:
        model = await cars.model(reading.session, order.model_id)
        return {"model": full_name(model) if model else "", "vin": None, "statement": Statement(zh="", en="")}
    car, model = (await cars.cars_by_id(reading.session, {order.car_id}))[order.car_id]
    day = reading.today(await store_zone(reading, order.store_id))
    text = statement_for(order.order_no, customer_name, car, model, day)
    return {"model": full_name(model), "vin": car.vin, "statement": Statement(zh=text.zh, en=text.en)}


def _pdi(row: Pdi) -> PdiOut:
    return PdiOut(
        id=row.id,
        result=row.result,
        failed_items=sorted(code for code, passed in row.items.items() if not passed),
        defects=row.defects,
        technician=row.technician,
        odometer_km=row.odometer_km,
        inspected_at=row.inspected_at,
    )


async def list_deliveries(
    reading: Reading, *, day: date | None, status: DeliveryStatus | None, limit: int, cursor: str | None
) -> Page[DeliveryRow]:
    """Appointed deliveries in the order of their appointment."""
    marker = filter_hash(list="deliveries", day=day, status=status)
    store_id = reading.actor.store_id
    since, until = await day_span(reading, store_id, day) if day and store_id else (None, None)
    rows = await repository.page(
        reading.session,
        reading.actor,
        since=since,
        until=until,
        status=status,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[DeliveryRow].of(
        rows,
        limit,
        item=_row,
        cursor=lambda row: encode_cursor([row[0].starts_at, row[0].id], filter_hash=marker),
    )


_JOINED = ("order_no", "customer_name", "vin", "assignee_name", "service_adviser_name")


def _row(row: Any) -> DeliveryRow:
    own = tuple(name for name in DeliveryRow.model_fields if name not in (*_JOINED, "model"))
    values = {name: getattr(row[0], name) for name in own} | {name: getattr(row, name) for name in _JOINED}
    return DeliveryRow.model_validate(values | {"model": full_name(row.CarModel)})
