"""The sentence that customer, adviser and service adviser sign at the hand-over."""

from dataclasses import dataclass
from datetime import date

from leads.vehicle.models import CarModel, StockCar
from leads.vehicle.service import full_name


@dataclass(frozen=True, slots=True)
class HandOverStatement:
    zh: str
    en: str


def statement_for(order_no: str, customer: str, car: StockCar, model: CarModel, day: date) -> HandOverStatement:
    name = full_name(model)
    return HandOverStatement(
        zh=(
            f"交车确认单 订单 {order_no}：车主 {customer} 于 {day.isoformat()} "
            f"接收 {name}（{car.colour}，VIN {car.vin}）。"
            "车辆外观与随车物品完好，文件资料齐全，功能已讲解，服务顾问已引见。"
        ),
        en=(
            f"Delivery note, order {order_no}: on {day.isoformat()} {customer} receives {name} "
            f"({car.colour}, VIN {car.vin}). The car and its equipment are in order, the papers are complete, "
            "its functions were explained, the service adviser was introduced."
        ),
    )
