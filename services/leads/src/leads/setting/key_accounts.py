"""A store's numbers for key accounts."""

from pydantic import BaseModel, ConfigDict, Field, model_validator

_DAYS = {"A": 14, "B": 30, "C": 60, "D": 90}


class KeyAccountSettings(BaseModel):
    """Least product of need × power × willingness (1-125) for the classes A, B and C, and days between visits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    a_from: int = Field(64, ge=1, le=125)
    b_from: int = Field(27, ge=1, le=125)
    c_from: int = Field(8, ge=1, le=125)
    visit_days: dict[str, int] = Field(_DAYS)

    @model_validator(mode="after")
    def _fits(self) -> "KeyAccountSettings":
        if not self.a_from > self.b_from > self.c_from:
            raise ValueError("the classes' least products fall from A to C")
        if set(self.visit_days) != set(_DAYS) or not all(1 <= days <= 366 for days in self.visit_days.values()):
            raise ValueError("visit days are given for A, B, C and D, 1 to 366 each")
        return self
