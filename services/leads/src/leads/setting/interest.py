"""A store's numbers for behaviour, temperature and score."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from service_defaults.fields import Code, Text


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SignalKind(StrEnum):
    """Why somebody should look at a customer now: behaviour, the temperature, a file that the supervisor gave back."""

    SAME_MODEL_DAYS = "same_model_days"
    PRICE_AGAIN = "price_again"
    RIVAL_COMPARED = "rival_compared"
    RETURN_AFTER_SILENCE = "return_after_silence"
    BUSY_DAY = "busy_day"
    CONFIGURED = "configured"
    HOT_WITHOUT_PROGRESS = "hot_without_progress"
    HOT_COOLED = "hot_cooled"
    FILE_RETURNED = "file_returned"


class SignalRules(Section):
    """When behaviour is a signal. A kind that is not in `kinds` is not raised."""

    kinds: tuple[SignalKind, ...] = Field(tuple(SignalKind), max_length=20)
    same_model_days: int = Field(3, ge=2, le=14, description="days in a row on the same model")
    price_views: int = Field(2, ge=1, le=20, description="price pages of one model within `price_days`")
    price_days: int = Field(7, ge=1, le=60)
    silence_days: int = Field(15, ge=3, le=365, description="no visit for that long, then one")
    busy_views: int = Field(12, ge=3, le=200, description="views within one day")
    configurations: int = Field(3, ge=1, le=50, description="changes in the configurator within a day")
    pause_days: int = Field(7, ge=1, le=90, description="the same signal about the same model is not raised sooner")
    valid_days: int = Field(7, ge=1, le=60, description="a signal that nobody took up ends by itself")


class BehaviourSettings(Section):
    """What is kept of visitors, and for how long."""

    loose_days: int = Field(30, ge=1, le=365, description="views of visitors who left no number")
    linked_days: int = Field(365, ge=7, le=3660, description="views of known customers who agreed")
    profile_days: int = Field(90, ge=7, le=365, description="how far back the interest profile looks")
    signals: SignalRules = SignalRules()


class Layer(StrEnum):
    """Temperature of a customer, cool to warm."""

    COLD = "cold"
    WARM = "warm"
    HOT = "hot"
    VIP = "vip"


class Worded(Section):
    """A store's own words in both languages."""

    zh: Text
    en: Text


class LayerPlan(Section):
    """What a layer gets, and what for. `touches_per_month` is a budget for whoever plans messages."""

    layer: Layer
    goal: Worded
    content: Worded
    touches_per_month: int = Field(ge=0, le=60)
    automatic: bool


DEFAULT_PLANS = (
    LayerPlan(
        layer=Layer.COLD,
        goal=Worded(zh="产生互动", en="Interaction"),
        content=Worded(zh="新闻与活动，自动推送", en="News and promotions, sent automatically"),
        touches_per_month=1,
        automatic=True,
    ),
    LayerPlan(
        layer=Layer.WARM,
        goal=Worded(zh="邀约到店", en="A visit"),
        content=Worded(
            zh="专业知识与案例，先提醒，再由顾问跟进", en="Expertise and cases; a reminder first, then the adviser"
        ),
        touches_per_month=3,
        automatic=True,
    ),
    LayerPlan(
        layer=Layer.HOT,
        goal=Worded(zh="签约", en="Signature"),
        content=Worded(zh="一对一专属方案", en="A proposal made for this customer"),
        touches_per_month=8,
        automatic=False,
    ),
    LayerPlan(
        layer=Layer.VIP,
        goal=Worded(zh="复购与转介绍", en="Repurchase and referral"),
        content=Worded(zh="关怀与活动邀请", en="Care and invitations"),
        touches_per_month=2,
        automatic=False,
    ),
)
DEFAULT_CAUSES = ("no_answer", "budget", "competitor", "family", "timing", "process", "our_follow_up", "other")


class TemperatureSettings(Section):
    """Cold, warm, hot, VIP. The defaults are those of the used-car pool's rules."""

    clicks_to_warm: int = Field(3, ge=1, le=20, description="content clicks in a row")
    silent_days: int = Field(15, ge=1, le=180, description="without an answer: one layer down")
    hot_progress_hours: int = Field(48, ge=1, le=720)
    hot_from_stages: tuple[Code, ...] = Field(("test_driven", "quoted"), max_length=6)
    hot_from_signals: tuple[SignalKind, ...] = Field((SignalKind.SAME_MODEL_DAYS,), max_length=10)
    vip_lifecycles: tuple[Code, ...] = Field(("owner", "repurchase", "loyal"), max_length=10)
    vip_tags: tuple[Text, ...] = Field(("VIP",), max_length=10)
    causes: tuple[Code, ...] = Field(DEFAULT_CAUSES, min_length=1, max_length=30)
    plans: tuple[LayerPlan, ...] = Field(DEFAULT_PLANS, min_length=4, max_length=4)

    def plan(self, layer: Layer) -> LayerPlan | None:
        return next((plan for plan in self.plans if plan.layer is layer), None)


Points = Annotated[int, Field(ge=-50, le=50)]


class ScorePoints(Section):
    """Points of the rules, in tenths of log-odds: 7 points double the odds of a deal. Counts are points each."""

    talked: Points = 4
    visited: Points = 5
    test_driven: Points = 7
    quoted: Points = 7
    buys_this_week: Points = 9
    buys_soon: Points = 5
    buys_this_month: Points = 1
    buys_later: Points = -5
    contacts: Points = 1
    unanswered: Points = -4
    silent_week: Points = -3
    silent_fortnight: Points = -8
    open_month: Points = -3
    open_quarter: Points = -5
    revisits: Points = 4
    referral: Points = 6
    walk_in: Points = 3
    trade_in: Points = 3
    late_reply: Points = -3
    web_days: Points = 2
    web_price: Points = 3
    web_streak: Points = 5
    rival: Points = -4


class ScoreSettings(Section):
    """Rules until the store's own history carries a model."""

    base_percent: int = Field(8, ge=1, le=90, description="how many leads of the store end in a deal")
    points: ScorePoints = ScorePoints()
    needed_cases: int = Field(300, ge=50, le=100_000, description="closed leads before a model is trained")
    needed_of_each: int = Field(30, ge=10, le=10_000, description="won and lost ones among them")
    use_model: bool = True
