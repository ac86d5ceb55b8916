"""The owner's file over HTTP."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Kilometres, LongText, OptionalText, Text

from aftersales.owned_vehicle.policy import InspectionKind, PersonRole, ReadingSource

EarlyDate = Annotated[date, Field(ge=date(1980, 1, 1), le=date(2200, 12, 31))]


class AcceptanceFilter(StrEnum):
    WAITING = "waiting"
    OVERDUE = "overdue"
    ACCEPTED = "accepted"


class VisitKind(StrEnum):
    FIRST = "first"
    REGULAR = "regular"
    REPAIR = "repair"


class OwnedVehicleRow(BaseModel):
    id: UUID
    customer_id: UUID
    customer_name: str | None
    mobile_masked: str | None
    vin: str
    plate: str | None
    brand: str
    model: str
    colour: str
    energy: str
    delivered_at: datetime
    delivered_on: date
    odometer_km: int
    acceptance_due_at: datetime
    accepted_at: datetime | None
    acceptance_overdue: bool
    service_adviser_id: UUID | None
    service_adviser_name: str | None
    sales_adviser_id: UUID | None
    next_service_on: date | None
    next_service_by: str | None
    compulsory_insurance_until: date | None
    commercial_insurance_until: date | None


class WarrantyOut(BaseModel):
    until: date | None
    km: int | None
    active: bool


class InspectionOut(BaseModel):
    due_on: date
    kind: InspectionKind


class MaintenanceOut(Body):
    """`due_by` says which came first; `daily_basis` where the mileage is from."""

    model_config = ConfigDict(from_attributes=True)
    kind: str
    due_on: date
    due_by: str
    due_km: int
    by_months_on: date
    by_km_on: date
    daily_km: float
    daily_basis: str
    since_on: date
    since_km: int
    remind_at: datetime | None
    reminded_at: datetime | None
    overdue: bool = False


class ReadingOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    read_on: date
    km: int
    source: str
    suspicious: bool
    doubt: str | None
    noted_at: datetime
    noted_by: UUID | None


class VehiclePersonOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    role: str
    customer_id: UUID | None
    name: str | None
    mobile_masked: str | None
    note: str | None


class ServiceVisitOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: UUID
    serviced_on: date
    odometer_km: int
    kind: str
    remark: str


class OwnedVehicleOut(OwnedVehicleRow):
    store_id: UUID
    order_id: UUID
    order_no: str
    lead_id: UUID
    car_id: UUID
    series: str
    model_year: int
    new: bool
    ordered_on: date
    invoiced_on: date
    registered_on: date | None
    odometer_on: date
    accepted_by: UUID | None
    accepted_by_name: str | None
    acceptance_note: str | None
    warranty: WarrantyOut
    own_warranty: WarrantyOut
    insurer: str | None
    inspection: InspectionOut | None
    maintenance: MaintenanceOut | None
    readings: list[ReadingOut]
    people: list[VehiclePersonOut]
    service_visits: list[ServiceVisitOut]
    version: int


class OwnedVehicleChange(BaseModel):
    """Absent fields stay as they are, null clears."""

    plate: OptionalText = None
    registered_on: EarlyDate | None = None
    service_adviser_id: UUID | None = None
    own_warranty_until: EarlyDate | None = None
    own_warranty_km: Kilometres | None = None
    compulsory_insurance_until: EarlyDate | None = None
    commercial_insurance_until: EarlyDate | None = None
    insurer: OptionalText = None


class Acceptance(Body):
    note: LongText = ""


class ReadingCreate(Body):
    read_on: EarlyDate
    km: Kilometres
    source: ReadingSource = ReadingSource.CUSTOMER


class ReadingNoted(BaseModel):
    reading: ReadingOut
    maintenance: MaintenanceOut | None


class ServiceVisitCreate(Body):
    serviced_on: EarlyDate
    odometer_km: Kilometres
    kind: VisitKind = VisitKind.REGULAR
    remark: LongText = ""


class VehiclePersonCreate(Body):
    role: PersonRole
    name: Text
    mobile: OptionalText = None
    note: OptionalText = None
