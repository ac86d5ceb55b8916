"""What goes over the wire about levels."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field
from service_defaults.bodies import Body

from leads.setting.levels import LevelCode, LevelRule, LevelScheme
from leads.setting.schemas import LeadSettingsOut


class LevelSchemeOut(Body):
    """A ready-made set of levels; `regrading` is what the present levels would become."""

    scheme: LevelScheme
    levels: list[LevelRule]
    regrading: dict[str, str]


class LevelSchemes(BaseModel):
    """`used` counts open leads per level."""

    schemes: list[LevelSchemeOut]
    used: dict[str, int]


class LevelSchemeChoice(BaseModel):
    """`regrading` maps present codes to new ones; codes that are the same in both need no entry."""

    scheme: LevelScheme
    regrading: Annotated[dict[LevelCode, LevelCode], Field(max_length=20)] = {}


class LevelSchemeChanged(BaseModel):
    settings: LeadSettingsOut
    regraded: int


class MonthSnapshotOut(BaseModel):
    """Buying leads that were open when the month began, per level."""

    month: date
    frozen_at: datetime
    levels: dict[str, int]
    total: int
