"""What a store may choose in this service. Every number of the trade stands here with its default."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code, Text
from service_defaults.identity import Role

from leads.intake.sources import SOURCES
from leads.setting.deal import DealSettings

LevelCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,3}$")]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LevelRule(Section):
    """An intent level 意向级别. `cadence_hours` is the longest pause between contacts, `window_days` when they buy."""

    code: LevelCode
    zh: Text
    en: Text
    cadence_hours: int | None = Field(None, ge=1, le=24 * 366)
    window_days: int | None = Field(None, ge=1, le=3660)
    gradable: bool = True
    hot: bool = False


class EscalationStep(Section):
    """Who is told when nobody has answered `after_minutes` past the response instant."""

    after_minutes: int = Field(ge=0, le=7 * 24 * 60)
    roles: tuple[Role, ...]


DEFAULT_LEVELS = (
    LevelRule(code="N", zh="新接触", en="New", cadence_hours=24, gradable=False),
    LevelRule(code="H", zh="热", en="Hot", cadence_hours=48, window_days=7, hot=True),
    LevelRule(code="A", zh="高", en="High", cadence_hours=7 * 24, window_days=15),
    LevelRule(code="B", zh="中", en="Medium", cadence_hours=14 * 24, window_days=30),
    LevelRule(code="C", zh="低", en="Low", cadence_hours=30 * 24, window_days=90),
    LevelRule(code="O", zh="已订未交", en="Ordered", cadence_hours=7 * 24, gradable=False),
    LevelRule(code="D", zh="已交车", en="Delivered", gradable=False),
    LevelRule(code="F", zh="战败/冷冻", en="Lost or frozen", gradable=False),
)
DEFAULT_LADDER = (
    EscalationStep(after_minutes=0, roles=(Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)),
    EscalationStep(after_minutes=15, roles=(Role.GENERAL_MANAGER,)),
)
DEFAULT_SOURCES = tuple(SOURCES)
DEFAULT_OBJECTIONS = (
    "price",
    "quality",
    "delay",
    "brand",
    "configuration",
    "colour",
    "family",
    "competitor",
    "finance",
)


class ResponseSettings(Section):
    """The response clock: minutes to the first reply, per channel."""

    online_minutes: int = Field(5, ge=1, le=24 * 60)
    phone_minutes: int = Field(1, ge=1, le=24 * 60)
    ladder: tuple[EscalationStep, ...] = Field(DEFAULT_LADDER, max_length=5)


class AssignmentSettings(Section):
    """Whose posts take part in the rotation; `daily_quota` is how many leads one person may get in a day, 0 any."""

    posts: tuple[Role, ...] = Field((Role.SALES_ADVISOR,), min_length=1, max_length=5)
    fallback_posts: tuple[Role, ...] = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)
    daily_quota: int = Field(0, ge=0, le=1000)


class IntakeSettings(Section):
    raw_retention_days: int = Field(90, ge=1, le=3660)


class GreetingSettings(Section):
    """Seconds until an arriving visitor is to be greeted."""

    within_seconds: int = Field(30, ge=5, le=3600)


class LeadSettings(Section):
    """All choices of one store."""

    levels: tuple[LevelRule, ...] = Field(DEFAULT_LEVELS, min_length=4, max_length=20)
    response: ResponseSettings = ResponseSettings()
    assignment: AssignmentSettings = AssignmentSettings()
    intake: IntakeSettings = IntakeSettings()
    greeting: GreetingSettings = GreetingSettings()
    deal: DealSettings = DealSettings()
    sources: tuple[Code, ...] = Field(DEFAULT_SOURCES, min_length=1, max_length=100)
    objections: tuple[Code, ...] = Field(DEFAULT_OBJECTIONS, min_length=1, max_length=50)

    @model_validator(mode="after")
    def _codes_are_distinct(self) -> "LeadSettings":
        codes = [level.code for level in self.levels]
        if len(set(codes)) != len(codes) or not {"N", "O", "D", "F"} <= set(codes):
            raise ValueError("level codes are distinct and N, O, D and F are among them")
        return self

    def level(self, code: str) -> LevelRule | None:
        return next((level for level in self.levels if level.code == code), None)


class LeadSettingsOut(LeadSettings):
    """A store's choices with the defaults filled in; `version` is also the ETag."""

    store_id: UUID
    version: int
