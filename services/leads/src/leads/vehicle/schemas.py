"""What goes over the wire about models and cars."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import EnergyKind
from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Fen, Kilometres, LongText, OptionalText, Text

from leads.days import Day, Instant
from leads.vehicle.policy import CarKind, CarStatus, TaxClass

Colours = Annotated[list[Text], Field(max_length=40)]
Year = Annotated[int, Field(ge=1950, le=2100)]
Months = Annotated[int, Field(ge=0, le=600)]
VinText = Annotated[Text, Field(min_length=4, max_length=40)]
PlateText = Annotated[Text, Field(max_length=20)]


class Request(Body):
    """What is sent."""


class CarModelCreate(Request):
    brand: Text
    series: Text
    name: Text
    model_year: Year
    energy: EnergyKind
    tax_class: TaxClass = TaxClass.STANDARD
    msrp_fen: Fen
    colours: Colours
    seats: int = Field(5, ge=1, le=60)
    displacement_ml: int | None = Field(None, ge=0, le=20_000)
    range_km: int | None = Field(None, ge=0, le=5_000)
    first_service_km: Kilometres = 5_000
    first_service_months: Months = 6
    service_interval_km: Kilometres = 10_000
    service_interval_months: Months = 12
    warranty_km: Kilometres = 100_000
    warranty_months: Months = 36


class CarModelChange(Request):
    """Absent fields stay as they are."""

    brand: Text | None = None
    series: Text | None = None
    name: Text | None = None
    model_year: Year | None = None
    energy: EnergyKind | None = None
    tax_class: TaxClass | None = None
    msrp_fen: Fen | None = None
    colours: Colours | None = None
    seats: int | None = Field(None, ge=1, le=60)
    displacement_ml: int | None = Field(None, ge=0, le=20_000)
    range_km: int | None = Field(None, ge=0, le=5_000)
    first_service_km: Kilometres | None = None
    first_service_months: Months | None = None
    service_interval_km: Kilometres | None = None
    service_interval_months: Months | None = None
    warranty_km: Kilometres | None = None
    warranty_months: Months | None = None
    active: bool | None = None


class ModelBrief(BaseModel):
    """A model inside something else."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    brand: str
    series: str
    name: str
    model_year: int
    energy: EnergyKind
    msrp_fen: int


class CarModelRow(ModelBrief):
    """`in_stock`: new cars of it that can be sold now, in the stores the asker sees."""

    tax_class: TaxClass
    colours: list[str]
    seats: int
    active: bool
    in_stock: int = 0


class CarModelOut(CarModelRow):
    displacement_ml: int | None
    range_km: int | None
    first_service_km: int
    first_service_months: int
    service_interval_km: int
    service_interval_months: int
    warranty_km: int
    warranty_months: int
    version: int


class CarCreate(Request):
    model_id: UUID
    kind: CarKind = CarKind.NEW
    vin: VinText
    colour: Text
    interior: OptionalText = None
    cost_fen: Fen
    price_fen: Fen
    arrived_on: Day
    produced_on: Day | None = None
    engine_no: OptionalText = None
    plate: PlateText | None = None
    odometer_km: Kilometres = 0
    location: OptionalText = None
    insurance_until: Day | None = None
    inspection_until: Day | None = None
    note: LongText = ""


class CarChange(Request):
    """Absent fields stay as they are. `vin` replaces what stood for it until somebody read it."""

    vin: VinText | None = None
    colour: Text | None = None
    interior: OptionalText = None
    cost_fen: Fen | None = None
    price_fen: Fen | None = None
    arrived_on: Day | None = None
    plate: PlateText | None = None
    odometer_km: Kilometres | None = None
    location: OptionalText = None
    insurance_until: Day | None = None
    inspection_until: Day | None = None
    note: LongText | None = None
    status: CarStatus | None = None
    reserved_until: Instant | None = None


class CarRow(BaseModel):
    """`cost_fen` is null for everyone but managers."""

    id: UUID
    store_id: UUID
    kind: CarKind
    status: CarStatus
    vin: str
    colour: str
    interior: str | None
    price_fen: int
    cost_fen: int | None
    arrived_on: date
    age_days: int
    plate: str | None
    odometer_km: int
    location: str | None
    reserved_until: datetime | None
    model: ModelBrief
    version: int


class CarOut(CarRow):
    """`warnings` never forbid anything: imports fail the check digit, temporary plates fit no pattern."""

    engine_no: str | None
    produced_on: date | None
    insurance_until: date | None
    inspection_until: date | None
    note: str
    warnings: list[str]
    order_id: UUID | None
