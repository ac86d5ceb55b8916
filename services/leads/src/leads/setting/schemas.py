"""What a store may choose in this service. Every number of the trade stands here with its default."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code
from service_defaults.identity import Role

from leads.intake.sources import SOURCES
from leads.setting.deal import DealSettings
from leads.setting.doors import MailboxSettings, WebFormSettings
from leads.setting.file_quality import DuplicateSettings, FileQualitySettings
from leads.setting.interest import BehaviourSettings, ScoreSettings, TemperatureSettings
from leads.setting.key_accounts import KeyAccountSettings
from leads.setting.levels import DEFAULT_LEVELS, LevelCode, LevelPurpose, LevelRule, check_levels
from leads.setting.loss import LossSettings
from leads.setting.numbers import NumberSettings
from leads.setting.ownership import PersonQuota, PoolSettings, ProtectionSettings, TransferSettings

__all__ = ["LeadSettings", "LeadSettingsOut", "LevelCode", "LevelRule"]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EscalationStep(Section):
    """Who is told when nobody has answered `after_minutes` past the response instant."""

    after_minutes: int = Field(ge=0, le=7 * 24 * 60)
    roles: tuple[Role, ...]


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
    """Whose posts take part in the rotation; `daily_quota` is how many leads one person may get in a day, 0 any.

    `quotas` are those of single people, before the common one.
    """

    posts: tuple[Role, ...] = Field((Role.SALES_ADVISOR,), min_length=1, max_length=5)
    fallback_posts: tuple[Role, ...] = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)
    daily_quota: int = Field(0, ge=0, le=1000)
    quotas: tuple[PersonQuota, ...] = Field((), max_length=200)

    @model_validator(mode="after")
    def _one_quota_each(self) -> "AssignmentSettings":
        if len({quota.staff_id for quota in self.quotas}) != len(self.quotas):
            raise ValueError("a person has one quota")
        return self


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
    file_quality: FileQualitySettings = FileQualitySettings()
    duplicates: DuplicateSettings = DuplicateSettings()
    key_accounts: KeyAccountSettings = KeyAccountSettings()
    numbers: NumberSettings = NumberSettings()
    behaviour: BehaviourSettings = BehaviourSettings()
    web_form: WebFormSettings = WebFormSettings()
    mailbox: MailboxSettings = MailboxSettings()
    temperature: TemperatureSettings = TemperatureSettings()
    score: ScoreSettings = ScoreSettings()
    protection: ProtectionSettings = ProtectionSettings()
    pool: PoolSettings = PoolSettings()
    transfer: TransferSettings = TransferSettings()
    loss: LossSettings = LossSettings()
    sources: tuple[Code, ...] = Field(DEFAULT_SOURCES, min_length=1, max_length=100)
    objections: tuple[Code, ...] = Field(DEFAULT_OBJECTIONS, min_length=1, max_length=50)

    @model_validator(mode="after")
    def _levels_fit(self) -> "LeadSettings":
        check_levels(self.levels)
        return self

    def level_for(self, purpose: LevelPurpose) -> str:
        """The code of the one level that stands for new, ordered, delivered or closed leads."""
        return next(level.code for level in self.levels if level.purpose is purpose)

    def live_levels(self) -> tuple[str, ...]:
        """Codes of leads that count as prospects left over at the start of a month."""
        return tuple(level.code for level in self.levels if level.live)

    def level(self, code: str) -> LevelRule | None:
        return next((level for level in self.levels if level.code == code), None)


class LeadSettingDefaults(LeadSettings):
    """What a store has that chose nothing."""


class LeadSettingsOut(LeadSettings):
    """A store's choices with the defaults filled in; `version` is also the ETag."""

    store_id: UUID
    version: int
