"""Request fields for days and instants within a dealership's horizon: what lies beyond is a slip of the finger."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError
from service_defaults.fields import as_written

_FIRST, _LAST = 1950, 2100


def _believable(when: date) -> date:
    # Rules add months and time zones to these: at the ends of the calendar that overflows.
    if not _FIRST <= when.year <= _LAST:
        raise PydanticCustomError("date_out_of_range", "lies outside the years 1950 to 2100")
    return when


def _believable_instant(when: datetime) -> datetime:
    _believable(when.date())
    return when


Day = Annotated[date, BeforeValidator(as_written), AfterValidator(_believable)]
"""A calendar day, 1950 to 2100."""

Instant = Annotated[AwareDatetime, BeforeValidator(as_written), AfterValidator(_believable_instant)]
"""An instant with its zone, 1950 to 2100."""


def after_its_beginning(value: Any, info: ValidationInfo) -> Any:
    """Validator of a query's `…_to`: not before its `…_from`."""
    begin = info.data.get(str(info.field_name).replace("_to", "_from"))
    if value is not None and begin is not None and value < begin:
        raise PydanticCustomError("range_backwards", "ends before it begins")
    return value
