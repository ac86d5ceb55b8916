"""A store's choices about defeat 战败: types, reasons, who verifies, when somebody is asked again."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator
from service_defaults.fields import Code, Text
from service_defaults.identity import Role


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LossType(StrEnum):
    """战败类型: what became of the wish."""

    COMPETITOR = "competitor"
    OTHER_DEALER = "other_dealer"
    OFFER = "offer"
    SERVICE = "service"
    CUSTOMER = "customer"
    CONTACT = "contact"


class LossReason(Section):
    """`second_chance_days`: after that time the customer goes to the pool; none when that would be pointless.
    `needs_competitor`: brand and series are asked for. A `retired` reason only names what was lost before."""

    code: Code
    type: LossType
    zh: Text
    en: Text
    second_chance_days: int | None = Field(None, ge=1, le=3660)
    needs_competitor: bool = False
    invalid: bool = Field(default=False, description="无效: the number or the intent was never real")
    retired: bool = False


def _of(code: str, kind: LossType, zh: str, en: str, days: int | None = None, **more: bool) -> LossReason:
    return LossReason(code=code, type=kind, zh=zh, en=en, second_chance_days=days, **more)


_C, _D, _O, _S, _P, _N = tuple(LossType)
DEFAULT_REASONS = (
    _of("price", _O, "价格", "Price", 30),
    _of("config_color", _O, "配置/颜色不匹配", "Trim or colour", 60),
    _of("no_stock", _O, "无现车/交付周期", "No stock or long delivery", 30),
    _of("competitor", _C, "已购竞品", "Bought a competitor", needs_competitor=True),
    _of("same_brand_other_dealer", _D, "已购本品他店", "Bought at another dealer of the brand"),
    _of("service", _S, "服务不满", "Unhappy with the service", 30),
    _of("family", _P, "家人反对", "Family against it", 60),
    _of("finance_rejected", _O, "金融未批", "Finance refused", 30),
    _of("postponed", _P, "暂缓购车", "Purchase postponed", 90),
    _of("bought_used", _P, "买二手", "Bought a used car"),
    _of("bought_new", _P, "买新车", "Bought a new car"),
    _of("late_follow_up", _S, "跟进不及时", "Followed up too late", 15),
    _of("process_too_complex", _S, "流程复杂", "Process too complex", 30),
    _of("sudden_change", _P, "突发情况", "Sudden change", 60),
    _of("wrong_or_empty_number", _N, "空错号", "Wrong or dead number", invalid=True),
    _of("unreachable", _N, "多次无人接听", "Never reached", 30, invalid=True),
    _of("no_intent", _N, "无意向", "No intent", 90, invalid=True),
    _of("out_of_area", _N, "外地", "Out of the area", invalid=True),
    _of("other", _P, "其他", "Other", 60),
)


class LossSettings(Section):
    """`needs_approval`: an adviser applies, a manager decides. `freeze_days`: when frozen customers come back."""

    needs_approval: bool = True
    verify: bool = True
    verify_within_days: int = Field(3, ge=1, le=60)
    verifier_posts: tuple[Role, ...] = Field(
        (Role.CRC_AGENT, Role.CRM_MANAGER, Role.DCC_SUPERVISOR, Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER),
        min_length=1,
        max_length=8,
    )
    verification_attempts: int = Field(3, ge=1, le=10)
    freeze_days: tuple[int, int] = Field((30, 90), description="the first and every further time")
    reasons: tuple[LossReason, ...] = Field(DEFAULT_REASONS, min_length=1, max_length=120)

    @model_validator(mode="after")
    def _fits(self) -> "LossSettings":
        codes = [reason.code for reason in self.reasons]
        if len(set(codes)) != len(codes):
            raise ValueError("reason codes are distinct")
        if not all(1 <= days <= 366 for days in self.freeze_days):
            raise ValueError("frozen customers come back within a year")
        if all(reason.retired for reason in self.reasons):
            raise ValueError("one reason at least is in use")
        return self

    def keeping(self, before: "LossSettings") -> "LossSettings":
        """A reason that is left out is retired: the cases it was given to keep its name."""
        codes = {reason.code for reason in self.reasons}
        gone = [one.model_copy(update={"retired": True}) for one in before.reasons if one.code not in codes]
        return self.model_copy(update={"reasons": (*self.reasons, *gone)}) if gone else self

    def reason(self, code: str) -> LossReason | None:
        return next((reason for reason in self.reasons if reason.code == code), None)
