"""What goes over the wire about inspections and deliveries."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, Kilometres, LongText, Text
from service_defaults.signature import MAX_PATH_LENGTH

from leads.days import Instant
from leads.delivery.policy import DeliveryStatus, Missing, PdiResult, Signer
from leads.signing import SignatureOut


class Request(Body):
    """What is sent."""


class RecordPdi(Request):
    """`failed_items` are codes of the PDI list; `technician` is a name."""

    result: PdiResult
    failed_items: list[Code] = Field(default=[], max_length=50)
    defects: LongText = ""
    technician: Text
    odometer_km: Kilometres


class ScheduleDelivery(Request):
    starts_at: Instant
    minutes: int = Field(60, ge=15, le=480)
    service_adviser_id: UUID | None = None


class TickChecklist(Request):
    """Without `ticked` the whole group is confirmed by one tap."""

    group: Code
    ticked: list[Code] | None = Field(None, max_length=50)


class SignDelivery(Request):
    signer: Signer
    name: Text
    strokes: Annotated[str, Field(min_length=1, max_length=MAX_PATH_LENGTH)]


class HandOver(Request):
    odometer_km: Kilometres | None = None
    note: LongText = ""
    service_adviser_id: UUID | None = None


class ItemOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    code: str
    zh: str
    en: str


class GroupOut(ItemOut):
    items: list[ItemOut]


class ChecklistOut(BaseModel):
    groups: list[GroupOut]
    pdi_items: list[ItemOut]


class PdiOut(BaseModel):
    id: UUID
    result: PdiResult
    failed_items: list[str]
    defects: str
    technician: str
    odometer_km: int
    inspected_at: datetime


class Statement(BaseModel):
    """What the three sign."""

    zh: str
    en: str


class DeliveryRow(BaseModel):
    order_id: UUID
    order_no: str
    customer_id: UUID
    customer_name: str | None
    model: str
    vin: str | None
    status: DeliveryStatus
    starts_at: datetime | None
    assignee_id: UUID | None
    assignee_name: str | None
    service_adviser_id: UUID | None
    service_adviser_name: str | None
    handed_over_at: datetime | None


class DeliveryOut(DeliveryRow):
    """`missing` is what stands between the customer and the keys."""

    store_id: UUID
    ends_at: datetime | None
    checklist: dict[str, list[str]]
    unticked: dict[str, list[str]]
    signatures: dict[Signer, SignatureOut]
    photo_file_id: UUID | None
    odometer_km: int | None
    note: str
    pdis: list[PdiOut]
    missing: list[Missing]
    statement: Statement
    version: int
