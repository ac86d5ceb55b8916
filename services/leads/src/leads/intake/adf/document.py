"""What an ADF document says, once read: frozen values without any markup left."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from service_defaults.contact_points import PhoneNumber

from leads.intake.adf.cars import AdfId, Kind, Vehicle
from leads.intake.adf.wording import WarningCode
from leads.intake.sources import LeadSource

Place = Literal["customer", "contact", "prospect", "vehicle", "trade_in", "vendor", "provider", "document"]


@dataclass(frozen=True, slots=True)
class AdfWarning:
    """Something repaired, guessed or dropped. `detail` names the field and never holds personal data."""

    code: WarningCode
    detail: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one prospect was turned away (codes in `wording.REASONS`)."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name ready to show: Chinese family name first without a blank; `business` when a company asks."""

    display: str
    first: str | None
    middle: str | None
    last: str | None
    suffix: str | None
    business: bool
    company: str | None


@dataclass(frozen=True, slots=True)
class ContactPhone:
    """A number, with what the sender declared about it kept as a hint."""

    number: PhoneNumber
    declared: str | None
    best_time: str | None
    preferred: bool


@dataclass(frozen=True, slots=True)
class Address:
    """`country` is ISO 3166 alpha-2 where it could be told."""

    streets: tuple[str, ...]
    apartment: str | None
    city: str | None
    region: str | None
    postal_code: str | None
    country: str | None
    type: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """One person (or company) of the document; phones are ordered best first."""

    name: PersonName | None
    phones: tuple[ContactPhone, ...]
    emails: tuple[str, ...]
    address: Address | None
    preferred_contact: Literal["phone", "email", "sms", "wechat"] | None
    best_time: str | None
    gender: Literal["male", "female"] | None
    birthday: date | None
    locale: str | None
    ids: tuple[AdfId, ...]


@dataclass(frozen=True, slots=True)
class Customer(Contact):
    """The contact who asks; all others of the document are `related`."""

    related: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that came with the lead and where they stood; sensitive values are masked in it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SensitiveLine:
    """A value for restricted eyes only (credit application). Kept out of repr so that no log prints it."""

    label: str
    value: str = field(repr=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Extension:
    """A tag that ADF does not know, by path: "provider/campaign"."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """Vendor or provider."""

    name: str | None
    ids: tuple[AdfId, ...]
    service: str | None
    url: str | None
    email: str | None
    phone: PhoneNumber | None


@dataclass(frozen=True, slots=True)
class Timeframe:
    description: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class AdfProspect:
    """One lead, or one prospect turned away (`rejection`), in which case the rest is what could be read.

    `vehicle` is what the customer wants; `trade_in` the customer's own car, to be traded in or sold.
    """

    position: int
    rejection: Reason | None
    status: Literal["new", "resend"]
    ids: tuple[AdfId, ...]
    requested_at: datetime
    requested_at_stated: bool
    kind: Kind
    vehicle: Vehicle | None
    also_interested: tuple[Vehicle, ...]
    trade_in: Vehicle | None
    customer: Customer
    comments: tuple[Comment, ...]
    sensitive: tuple[SensitiveLine, ...]
    vendor: Party | None
    provider: Party | None
    source: LeadSource
    timeframe: Timeframe | None
    extensions: tuple[Extension, ...]
    regions: tuple[str, ...]
    warnings: tuple[AdfWarning, ...]
    incomplete: bool

    @property
    def readable(self) -> bool:
        return self.rejection is None


@dataclass(frozen=True, slots=True)
class AdfDocument:
    """A readable document: at least one prospect, each readable or turned away on its own."""

    prospects: tuple[AdfProspect, ...]
    encoding: str
    warnings: tuple[AdfWarning, ...]

    @property
    def readable(self) -> tuple[AdfProspect, ...]:
        return tuple(prospect for prospect in self.prospects if prospect.readable)

    @property
    def rejected(self) -> tuple[AdfProspect, ...]:
        return tuple(prospect for prospect in self.prospects if not prospect.readable)
