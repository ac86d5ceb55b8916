"""ADF 1.0 documents as real senders write them, read into one typed shape. Pure: no database, no network, no clock."""

from leads.intake.adf.cars import AdfId, Finance, Money, Odometer, Price, Vehicle
from leads.intake.adf.document import (
    Address,
    AdfDocument,
    AdfProspect,
    AdfWarning,
    Comment,
    Contact,
    ContactPhone,
    Customer,
    Extension,
    Party,
    PersonName,
    Reason,
    SensitiveLine,
)
from leads.intake.adf.reader import read_adf
from leads.intake.adf.wording import AdfRefused, WarningCode

__all__ = [
    "Address",
    "AdfDocument",
    "AdfId",
    "AdfProspect",
    "AdfRefused",
    "AdfWarning",
    "Comment",
    "Contact",
    "ContactPhone",
    "Customer",
    "Extension",
    "Finance",
    "Money",
    "Odometer",
    "Party",
    "PersonName",
    "Price",
    "Reason",
    "SensitiveLine",
    "Vehicle",
    "WarningCode",
    "read_adf",
]
