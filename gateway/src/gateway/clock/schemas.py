"""What the clock's operations take and answer."""

from datetime import datetime, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator
from service_defaults.bodies import Body


class ClockAdvance(Body):
    """By days or by hours, one of them."""

    days: Annotated[int, Field(ge=1, le=400, strict=True)] | None = None
    hours: Annotated[int, Field(ge=1, le=9600, strict=True)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.days is None) == (self.hours is None):
            raise ValueError("give days or hours, one of them")
        return self

    def duration(self) -> timedelta:
        return timedelta(days=self.days or 0, hours=self.hours or 0)


class ClockOut(BaseModel):
    business_time: datetime
    offset_seconds: int
    demo: bool


class ClockAdvanced(ClockOut):
    """`settled`: everything that became due was done before this answer."""

    settled: bool
