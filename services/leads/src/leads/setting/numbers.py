"""A store's targets and warning lines for its numbers, and the layout of its forms."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code

Ratio = Annotated[Decimal, Field(ge=0, le=1_000_000, max_digits=12, decimal_places=4)]


class RegisterLayout(StrEnum):
    """来店(电)登记表 comes in two shapes: `desk` as the brands print it, `system` as dealer systems list it."""

    DESK = "desk"
    SYSTEM = "system"


class KpiTarget(BaseModel):
    """Ratios as shares of one (0.85 = 85 %), counts as they are. Beyond `warn` in the bad direction is an alarm."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kpi: Code
    target: Ratio | None = None
    warn: Ratio | None = None


def _line(kpi: str, target: str, warn: str) -> KpiTarget:
    return KpiTarget(kpi=kpi, target=Decimal(target), warn=Decimal(warn))


DEFAULT_TARGETS = (
    _line("capture_rate", "0.85", "0.75"),
    _line("card_rate", "0.8", "0.6"),
    _line("test_drive_rate", "0.6", "0.4"),
    _line("invite_show_rate", "0.25", "0.15"),
    _line("close_rate", "0.2", "0.1"),
    _line("lost_rate", "0.15", "0.25"),
    _line("response_rate", "0.9", "0.8"),
    _line("follow_up_rate", "0.95", "0.85"),
    _line("greeting_rate", "0.9", "0.8"),
    _line("revisit_rate", "0.3", "0.15"),
    _line("cancel_rate", "0.05", "0.1"),
    _line("delivery_rate", "0.6", "0.4"),
    _line("dcc_card_rate", "0.6", "0.4"),
    _line("lead_valid_rate", "0.8", "0.6"),
    _line("lead_arrival_rate", "0.25", "0.15"),
    _line("lead_close_rate", "0.1", "0.05"),
    _line("close_rate_first", "0.2", "0.1"),
    _line("close_rate_revisit", "0.3", "0.15"),
    _line("close_rate_invited", "0.25", "0.1"),
    _line("drive_close_rate", "0.3", "0.15"),
    _line("close_rate_recent", "0.15", "0.05"),
    _line("lost_clear_rate", "0.9", "0.7"),
    _line("lost_refused_rate", "0.1", "0.2"),
    _line("trade_in_rate", "0.2", "0.1"),
    _line("loan_rate", "0.5", "0.3"),
    _line("insurance_rate", "0.8", "0.6"),
    _line("referral_rate", "0.15", "0.08"),
)


class NumberSettings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    targets: tuple[KpiTarget, ...] = Field(DEFAULT_TARGETS, max_length=60)
    visit_register: RegisterLayout = RegisterLayout.DESK

    @model_validator(mode="after")
    def _one_line_each(self) -> "NumberSettings":
        codes = [target.kpi for target in self.targets]
        if len(set(codes)) != len(codes):
            raise ValueError("each number has one target")
        return self

    def target_of(self, kpi: str) -> KpiTarget:
        return next((target for target in self.targets if target.kpi == kpi), KpiTarget(kpi=kpi))
